"""What a hall's programs use of the machine, and whether the machine itself stands still meanwhile. Linux only."""

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ontact.config.launch.hall import Hall
from ontact.config.launch.trouble import Trouble

PROGRAMS = ("web", "worker", "usher", "livekit")
TICKS_S = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
LOOKS_EVERY_S = 0.02
# So late a wake-up counts as standing still.
STALL_FROM_S = 0.1


@dataclass(frozen=True)
class Use:
    """Seconds of processor and bytes of memory by program, at one moment."""

    at: float
    cpu_s: dict[str, float]
    memory_bytes: dict[str, int]

    def cores_since(self, earlier: "Use") -> dict[str, float]:
        """Cores used on average; a program that was started anew meanwhile counts from its start."""
        passed = self.at - earlier.at
        return {name: max(0.0, now - earlier.cpu_s.get(name, 0)) / passed for name, now in self.cpu_s.items()}


def use_of(hall: Hall) -> Use:
    cpu: dict[str, float] = {}
    memory: dict[str, int] = {}
    for name in PROGRAMS:
        try:
            group = hall.pid_of(name)
        except Trouble:
            continue
        seconds, size = _of_group(group)
        cpu[name], memory[name] = seconds, size
    return Use(time.monotonic(), cpu, memory)


def _of_group(group: int) -> tuple[float, int]:
    seconds, size = 0.0, 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) != group:
                continue
            words = (process / "stat").read_text().rsplit(")", 1)[1].split()
            seconds += (int(words[11]) + int(words[12])) / TICKS_S
            size += int((process / "statm").read_text().split()[1]) * PAGE_BYTES
        except (OSError, ValueError):
            continue  # it ended meanwhile
    return seconds, size


@dataclass
class Stalls:
    """A clock that wakes fifty times a second and notes when it was woken late: nobody else can have been on time then."""

    found: list[tuple[float, float]] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._clock = threading.Thread(target=self._run, daemon=True)
        self._clock.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._clock.join()

    def _run(self) -> None:
        before = time.time()
        while not self._ended.is_set():
            time.sleep(LOOKS_EVERY_S)
            now = time.time()
            if now - before - LOOKS_EVERY_S > STALL_FROM_S:
                self.found.append((before, now - before))
            before = now

    def between(self, begin: float, end: float) -> float:
        """The seconds that the machine stood still within this time."""
        return sum(
            max(0.0, min(end, at + length) - max(begin, at)) for at, length in list(self.found) if at < end
        )

    @property
    def longest_s(self) -> float:
        return max((length for _at, length in list(self.found)), default=0.0)


def available_cores() -> int:
    return len(os.sched_getaffinity(0))
