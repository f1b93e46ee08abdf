"""What a rush cost and whether every answer held, against its goals; in words and as a row of the paper."""

from dataclasses import asdict, dataclass
from typing import Any

from bench.figures import today
from ontact.config.rush import SCRIPT, Rush, Wanted

WHOLE = 10_000
GOAL_S = {"postgresql": 10.0, "sqlite": 20.0}
GOAL_CPU_MS = {"postgresql": 1.5}


@dataclass(frozen=True)
class Case:
    """`path`: another way than ours. `is_judged`: by its time too; where nobody is refused from memory, or a page is asked
    for without scripts, it is only told.
    """

    name: str
    wanted: Wanted
    people: int
    connections: int
    path: str = ""
    accept: str = SCRIPT
    is_judged: bool = False


@dataclass
class Measured:
    """`changed_again`: those told otherwise when they pressed once more; `differing`: rows other than the book says."""

    case: Case
    database: str
    rush: Rush
    changed_again: int = 0
    differing: int = 0

    @property
    def wrong(self) -> dict[str, int]:
        rush = self.rush
        return {
            "oversold": rush.oversold,
            "lost": rush.lost,
            "changed": rush.changed + self.changed_again,
            "doubled": rush.doubled,
            "unanswered": rush.unanswered,
            "other than the book": self.differing,
        }

    @property
    def goal_s(self) -> float:
        """Fewer people have less time: a start-up counts more there, so never under two seconds."""
        return max(2.0, GOAL_S[self.database] * self.case.people / WHOLE)

    @property
    def is_met(self) -> bool:
        if any(self.wrong.values()):
            return bool(self.case.path)
        if not self.case.is_judged:
            return True
        return self.rush.seconds <= self.goal_s and self.rush.cpu_ms <= GOAL_CPU_MS.get(self.database, 1e9)

    def as_json(self) -> dict[str, Any]:
        rush = self.rush
        return {
            "case": asdict(self.case),
            "database": self.database,
            "seconds": rush.seconds,
            "answers_a_second": rush.a_second,
            "ms": {share: rush.ms(share / 100) for share in (50, 95, 99)},
            "cpu_ms": rush.cpu_ms,
            "cpu_s": rush.cpu_s,
            "driver_cpu_s": rush.driver_cpu_s,
            "kinds": rush.kinds,
            "wrong": self.wrong,
        }


def figures(one: Measured) -> str:
    rush, case = one.rush, one.case
    parts = ", ".join(f"{name} {used:.1f}" for name, used in rush.cpu_s.items() if used >= 0.05)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(rush.kinds.items()))
    wrong = "" if case.path else "; " + ", ".join(f"{name} {count}" for name, count in one.wrong.items())
    return (
        f"{one.database}, {case.name}, {case.people} people, {case.connections} connections: "
        f"{rush.a_second:.0f} answers a second, all in {rush.seconds:.1f} s; "
        f"p50 {rush.ms(0.5):.0f}, p95 {rush.ms(0.95):.0f}, p99 {rush.ms(0.99):.0f} ms; "
        f"{rush.cpu_ms:.2f} ms of processor each ({parts} s; the crowd {rush.driver_cpu_s:.1f} s)\n"
        f"  {kinds}{wrong}"
    )


def summary(found: list[Measured]) -> str:
    """One line with the goals; the ratio is that of the first case to the row lock of the same database."""
    said = []
    for database in dict.fromkeys(one.database for one in found):
        mine = [one for one in found if one.database == database]
        judged = [one for one in mine if one.case.is_judged]
        slow = next(one for one in mine if one.case.path)
        worst = max(judged, key=lambda one: one.rush.seconds)
        wrong = sum(sum(one.wrong.values()) for one in mine if not one.case.path)
        said.append(
            f"{database}: {worst.case.people} answered in {worst.rush.seconds:.1f} s, "
            f"{max(one.rush.cpu_ms for one in judged):.2f} ms each, {wrong} wrong, "
            f"{judged[0].rush.a_second / slow.rush.a_second:.1f}x the row lock"
        )
    people = max(one.case.people for one in found)
    goals = ", ".join(f"{name} ≤ {max(2.0, most * people / WHOLE):.0f} s" for name, most in GOAL_S.items())
    goal = f"{goals}, postgresql ≤ {GOAL_CPU_MS['postgresql']} ms, 0 wrong"
    return f"rush: {'; '.join(said)} | goal {goal} | {'met' if is_met(found) else 'short'}"


def is_met(found: list[Measured]) -> bool:
    return all(one.is_met for one in found)


def row(one: Measured) -> str:
    rush, case = one.rush, one.case
    cap = "no end" if case.wanted.waiting_at_most is None else str(case.wanted.waiting_at_most)
    cells = [
        today(),
        one.database,
        case.name,
        cap,
        f"{case.people} / {case.connections}",
        f"{rush.a_second:.0f}",
        f"{rush.seconds:.1f}",
        f"{rush.ms(0.5):.0f} / {rush.ms(0.95):.0f} / {rush.ms(0.99):.0f}",
        f"{rush.cpu_ms:.2f}",
        "" if one.case.path else str(sum(one.wrong.values())),
        "" if not case.is_judged else "met" if one.is_met else "short",
    ]
    return f"| {' | '.join(cells)} |"
