"""Robots that sit in a room as people do (deploy/livekit/robots): built once, conducted line by line."""

import hashlib
import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from ontact.config.launch import go_build
from ontact.config.launch.places import LIVEKIT_MODULE, TOOLS
from ontact.config.launch.steps import call
from ontact.config.launch.trouble import Trouble

SOURCES = LIVEKIT_MODULE / "robots"
PACKAGE = "./robots"
ANSWERS_WITHIN_S = 300
# What robots say and show, made by ffmpeg: each page of the sound holds one packet of 20 ms.
TONE = "-f lavfi -i sine=frequency=440:sample_rate=48000:duration=10 -c:a libopus -b:a 32k -vbr off -page_duration 20000"
PICTURE = "-f lavfi -i testsrc2=size=640x360:rate=20:duration=10 -c:v libvpx -b:v 500k -g 20 -deadline realtime -cpu-used 8"

Report = dict[str, Any]


def program() -> Path:
    """Named after its source: another source is another program."""
    digest = hashlib.sha256()
    for file in sorted([*SOURCES.glob("*.go"), LIVEKIT_MODULE / "go.mod"]):
        digest.update(file.read_bytes())
    return TOOLS / "livekit" / f"robots-{digest.hexdigest()[:12]}"


def build() -> Path:
    """Build the robots if they are missing: 2-3 minutes on two cores.

    Raises:
        Trouble: it failed; the cause in one sentence.
    """
    robots = program()
    with go_build.one_builder():
        if not robots.exists():
            for old in robots.parent.glob("robots-*"):
                old.unlink()
            go_build.build({robots: PACKAGE}, why="Building the robots")
    return robots


def recordings() -> dict[str, str]:
    """The files with the tone and the picture that robots publish."""
    folder = TOOLS / "livekit"
    ffmpeg = (TOOLS / "ffmpeg").read_text().strip()
    files = {"tone": (folder / "tone.ogg", TONE), "picture": (folder / "picture.ivf", PICTURE)}
    for file, words in files.values():
        if not file.exists():
            half = file.with_stem(file.stem + "-half")
            call(
                [ffmpeg, "-y", "-loglevel", "error", *words.split(), str(half)], why="Making the robots' tone"
            )
            half.replace(file)
    return {name: str(file) for name, (file, _words) in files.items()}


class Robots:
    """A crowd on one hall. `tell` gives an order; `hear` waits for a report; reports of each second are kept apart.

    Arguments:
        url: the hall, on this machine.
        minutes: after so long they end by themselves.
    """

    def __init__(self, url: str, *, minutes: float = 15) -> None:
        self.recordings = recordings()
        self.process = subprocess.Popen(
            [str(build()), "-url", url, "-minutes", str(minutes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.reports: list[Report] = []
        self.seconds: list[Report] = []
        self._heard: queue.Queue[Report] = queue.Queue()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def last_second(self) -> Report:
        """What all of them together have done so far; the first such report comes within a second of the start."""
        if not self.seconds:
            self.hear(lambda report: report["event"] == "second")
        return self.seconds[-1]

    def tell(self, do: str, **words: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()

    def order(self, do: str, *, within_s: float = ANSWERS_WITHIN_S, **words: Any) -> Report:
        """Give an order and wait until all have carried it out."""
        mark = f"{do}-{time.monotonic_ns()}"
        self.tell(do, id=mark, **words)
        return self.hear(
            lambda report: report["event"] == "done" and report.get("id") == mark, within_s=within_s
        )

    def enter(
        self, room: str, passes: Sequence[str], *, state: str = "", policy: Report | None = None, **words: Any
    ) -> Report:
        """Let one robot in for each pass; they speak when they are given the floor."""
        wanted = {"tone": self.recordings["tone"], **(policy or {})}
        path = state or "/api/rooms/{room}/state"
        return self.order("enter", room=room, passes=list(passes), state=path, policy=wanted, **words)

    def ask(self, path: str, body: Report | None = None, **words: Any) -> Report:
        """Let each make one call; `{room}` and `{seat}` in the path are each robot's own."""
        return self.order("ask", path=path, body=body or {}, **words)

    def hear(self, is_it: Callable[[Report], bool], *, within_s: float = ANSWERS_WITHIN_S) -> Report:
        """The next report that is it; earlier ones that were not waited for are only in `reports`.

        Raises:
            Trouble: it did not come in time, or the robots have ended.
        """
        until = time.monotonic() + within_s
        while (left := until - time.monotonic()) > 0:
            try:
                report = self._heard.get(timeout=min(left, 1))
            except queue.Empty:
                if self.process.poll() is not None:
                    raise Trouble(f"The robots ended with {self.process.returncode}.") from None
                continue
            if is_it(report):
                return report
        raise Trouble(f"The robots did not report within {within_s:.0f} s.")

    def those(self, event: str, *, since: float = 0) -> list[Report]:
        return [report for report in list(self.reports) if report["event"] == event and report["at"] >= since]

    def stop(self) -> None:
        """They leave the room one by one; whoever does not is ended."""
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._ear.join(10)
        if self.process.stdout:
            self.process.stdout.close()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            report = json.loads(line)
            if report["event"] == "second":
                self.seconds.append(report)
            else:
                self.reports.append(report)
            self._heard.put(report)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
