"""kill -9 in the middle of a rush: whoever was told an answer finds it in the book. The bench and a test share it."""

import os
import random
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from bench.books import rows_unlike_the_book
from bench.database import Durable
from ontact.config.launch.hall import Hall
from ontact.config.launch.pressing import Press, Told, press_all
from ontact.config.launch.trouble import Trouble
from ontact.config.rush import Crowd

PEOPLE, PLACES, LIST = 100, 20, 40
CONNECTIONS = 16
COMES_BACK_WITHIN_S = 120


@dataclass
class Trial:
    """One rush and what was killed so long after its first press."""

    program: str
    after_s: float
    programme: str
    preparations: list[str]
    told: list[Told] = field(default_factory=list)

    @property
    def longest_s(self) -> float:
        return max(one.ms for one in self.told) / 1000


@dataclass
class Verdict:
    """`missing`: told of a place or a rank that the book does not have; `changed`: the table says another; `doubled`:
    two lines of one press; `differing`: rows other than the oracle's.
    """

    trials: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unanswered: int = 0
    missing: int = 0
    changed: int = 0
    doubled: int = 0
    oversold: int = 0
    differing: int = 0
    longest_s: float = 0

    @property
    def wrong(self) -> int:
        return self.unanswered + self.missing + self.changed + self.doubled + self.oversold + self.differing

    def add(self, other: "Verdict") -> None:
        for name in (
            "trials",
            "acknowledged",
            "unanswered",
            "missing",
            "changed",
            "doubled",
            "oversold",
            "differing",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.killed += other.killed
        self.longest_s = max(self.longest_s, other.longest_s)


class Crashes:
    """Trials in one hall; `server`: its PostgreSQL, which is killed too."""

    def __init__(self, hall: Hall, server: Durable | None, seed: int) -> None:
        self.hall, self.server = hall, server
        self.chance = random.Random(seed)
        self.crowd = Crowd(hall, PEOPLE)
        self.programs = ["web", "worker", *(["database"] if server else [])]

    def run(self, count: int) -> Verdict:
        made = self._announce(count + 1)
        lasts_s = self._rush(made.pop(), "", 0).longest_s  # how long a rush takes where nobody dies
        trials = [
            self._rush(one, self.programs[n % len(self.programs)], self.chance.uniform(0, lasts_s))
            for n, one in enumerate(made)
        ]
        return self._judge(trials)

    def _announce(self, count: int) -> list[dict[str, Any]]:
        wanted = f"Wanted({PLACES}, {LIST})"
        call = (
            f"[make_programme({wanted}, Path({str(self.crowd.file)!r}), {PEOPLE}) for _n in range({count})]"
        )
        found: list[dict[str, Any]] = self.crowd.ask(call)
        return found

    def _rush(self, made: dict[str, Any], program: str, after_s: float) -> Trial:
        """Everybody presses until there is an answer; one program dies meanwhile."""
        presses = [
            Press(browser, made["press"], {"preparation": preparation})
            for browser, preparation in zip(self.crowd.browsers, made["preparations"], strict=True)
        ]
        trial = Trial(program, after_s, made["programme"], made["preparations"])
        with ThreadPoolExecutor(1) as other:
            rush = other.submit(press_all, self.hall.url, presses, connections=CONNECTIONS)
            time.sleep(after_s)
            if program:
                self._kill(program)
            trial.told = rush.result()
        return trial

    def _kill(self, program: str) -> None:
        """And wait until another one is there, so that the next trial begins with a whole hall."""
        if program == "database":
            assert self.server is not None
            self.server.kill()
            self.server.revive()
        else:
            old = self.hall.pid_of(program)
            os.killpg(old, signal.SIGKILL)
            _until(lambda: _pid(self.hall, program) not in (0, old))
        _until(self.hall.is_ready)

    def _judge(self, trials: list[Trial]) -> Verdict:
        programmes = [one.programme for one in trials]
        tables = self.crowd.ask(f"{{one: table_of(one) for one in {programmes}}}")
        unlike = rows_unlike_the_book(self.hall, programmes)
        verdict = Verdict(len(trials), Counter(one.program for one in trials), differing=sum(unlike.values()))
        for trial in trials:
            self._add(verdict, trial, tables[trial.programme])
        return verdict

    def _add(self, verdict: Verdict, trial: Trial, table: dict[str, Any]) -> None:
        verdict.longest_s = max(verdict.longest_s, trial.longest_s)
        verdict.doubled += table["doubled"]
        verdict.oversold += max(0, table["placed"] - table["capacity"], table["taken"] - table["capacity"])
        for told, preparation in zip(trial.told, trial.preparations, strict=True):
            answer, stands = self.crowd.answer(told), table["stands"].get(preparation, "")
            verdict.acknowledged += bool(answer)
            verdict.unanswered += not answer
            verdict.missing += answer not in ("", "refused") and not stands
            verdict.changed += bool(answer and stands) and answer != stands


def _pid(hall: Hall, program: str) -> int:
    try:
        return hall.pid_of(program)
    except Trouble:
        return 0


def _until(holds: Any) -> None:
    until = time.monotonic() + COMES_BACK_WITHIN_S
    while not holds():
        if time.monotonic() > until:
            raise SystemExit(f"crash: the hall did not come back within {COMES_BACK_WITHIN_S} s | short")
        time.sleep(0.05)
