"""Steps of the set-up: each is done once, and again only when what it depends on has changed."""

import fcntl
import hashlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ontact.config.launch.places import STAMPS, TOOLS
from ontact.config.launch.trouble import Trouble, cause_of, trouble_of

Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """`inputs` are files or folders whose contents decide; `outputs` must exist, else it is done again."""

    name: str
    what: str
    do: Callable[[], None]
    inputs: tuple[Path, ...] = ()
    outputs: tuple[Path, ...] = ()
    also: str = ""
    endings: tuple[str, ...] = field(default=())

    def fingerprint(self) -> str:
        digest = hashlib.sha256(self.also.encode())
        for file in sorted(set(self._files())):
            digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()

    def _files(self) -> Iterator[Path]:
        for place in self.inputs:
            if place.is_file():
                yield place
            elif place.is_dir():
                yield from _walk(place, self.endings)

    @property
    def stamp(self) -> Path:
        return STAMPS / self.name

    def is_done(self, fingerprint: str) -> bool:
        return (
            self.stamp.exists()
            and self.stamp.read_text() == fingerprint
            and all(output.exists() for output in self.outputs)
        )


def take(steps: Iterable[Step], say: Say) -> None:
    """Do what is missing, one line each with its seconds.

    Raises:
        Trouble: a step failed; the message says why and what to do.
    """
    try:
        with _alone(say):
            for step in steps:
                _take_one(step, say)
    except OSError as error:
        raise trouble_of(error) from error


def _take_one(step: Step, say: Say) -> None:
    began = time.monotonic()
    fingerprint = step.fingerprint()
    if step.is_done(fingerprint):
        return
    say(f"{step.what} …")
    step.stamp.unlink(missing_ok=True)
    step.do()
    STAMPS.mkdir(parents=True, exist_ok=True)
    step.stamp.write_text(fingerprint)
    say(f"{step.what}: done in {time.monotonic() - began:.1f} s")


@contextmanager
def _alone(say: Say) -> Iterator[None]:
    """Two set-ups at once wait for each other."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / "set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def call(
    command: list[str],
    *,
    why: str,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a tool quietly; its words are kept in var/tools/set-up.log.

    Raises:
        Trouble: it failed; the cause in one sentence, or its last line and where to read the rest.
    """
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise Trouble(f"{why}: {command[0]} is missing.") from error
    log = TOOLS / "set-up.log"
    with log.open("a") as file:
        file.write(f"\n$ {' '.join(command)}\n{done.stdout}")
    if done.returncode:
        cause = cause_of(done.stdout) or _what_it_said(done.stdout) or f"it ended with {done.returncode}."
        raise Trouble(f"{why} failed. {cause} (All it said: {log})")
    return done.stdout


def _what_it_said(output: str) -> str:
    """The first line that speaks of an error, else the last line."""
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line).strip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if re.search(r"(?i)\berror\b.*\w{4}", line) and not line.endswith(":")]
    return (told or lines[-1:] or [""])[0]


def _walk(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if f not in ("__pycache__", "node_modules", "tests")]
        for file in files:
            if not endings or file.endswith(endings):
                yield Path(place, file)
