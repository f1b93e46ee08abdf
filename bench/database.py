"""PostgreSQL as a city runs it: every commit on the disk. It tells what it used, and can be killed and started again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontact.config.launch.postgres import Cluster, programs
from ontact.config.launch.trouble import Trouble

TICKS_S = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN_S = 60
# A start that is refused (the dead one's memory is still there) ends at once.
FALLS_WITHIN_S = 0.3


class Durable(Cluster):
    settings = ("fsync=on", "synchronous_commit=on")

    def cpu_s(self) -> dict[str, float]:
        """Of the server and all its processes, those that have ended included."""
        if self.process is None:
            return {}
        used = 0.0
        for pid in self._family():
            words = stat_of(pid)
            if words:
                # The children that have ended are counted by the postmaster only.
                own = words[11:15] if pid == self.process.pid else words[11:13]
                used += sum(int(word) for word in own) / TICKS_S
        return {"database": used}

    def kill(self) -> None:
        """kill -9 of all its processes."""
        assert self.process is not None
        for pid in self._family():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()

    def revive(self) -> float:
        """Start it until it stays up, as a supervisor does; seconds until it answered."""
        began = time.monotonic()
        self._start()
        time.sleep(FALLS_WITHIN_S)
        while self.process is not None and self.process.poll() is not None:
            if time.monotonic() - began > STARTS_WITHIN_S:
                raise Trouble("PostgreSQL does not start again.")
            self._start()
            time.sleep(FALLS_WITHIN_S)
        self._wait()
        return time.monotonic() - began

    def _family(self) -> list[int]:
        assert self.process is not None
        children = [
            int(place.name)
            for place in Path("/proc").glob("[0-9]*")
            if (words := stat_of(int(place.name))) and int(words[1]) == self.process.pid
        ]
        return [self.process.pid, *children]


@contextmanager
def durable() -> Iterator[tuple[Durable, str]]:
    """The server and its address.

    Raises:
        SystemExit: this machine has none.
    """
    place = programs()
    if place is None:
        raise SystemExit("PostgreSQL is missing: initdb on the PATH, or --only sqlite | short")
    server = Durable(place)
    with server as url:
        yield server, url


def stat_of(pid: int) -> list[str]:
    """The words of /proc/<pid>/stat after the name; none when it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []
