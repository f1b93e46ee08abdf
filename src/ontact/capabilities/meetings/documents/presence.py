"""Presence as the minutes keep it beside each seat's times: the quorum and its history, rolls, who came late or left."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from ontact.capabilities.meetings.documents.ballots import Words

ANSWERS = ("present", "absent", "excused")


@dataclass(frozen=True, kw_only=True)
class QuorumChange:
    """From this moment on there was a quorum, or no longer; so many who count were present."""

    at: datetime
    present: int
    reached: bool


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """The rule in words, how many it asked for, and each moment at which that was reached or lost."""

    rule: Words
    needed: int
    total: int
    changes: tuple[QuorumChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RollAnswer:
    """One seat's answer: its own press, what the clerk noted, or the evidence of presence."""

    seat: str
    name: str = ""
    answer: str  # present, absent, excused
    source: str = "seat"  # seat, clerk, evidence
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Roll:
    """One roll call. Not ended: the meeting was closed over it, and who is missing here did not answer."""

    manner: str = "aloud"  # quiet, aloud
    opened_at: datetime
    closed_at: datetime | None = None
    answers: tuple[RollAnswer, ...] = ()

    def those(self, answer: str) -> tuple[RollAnswer, ...]:
        return tuple(one for one in self.answers if one.answer == answer)

    @property
    def counts(self) -> dict[str, int]:
        return {answer: len(self.those(answer)) for answer in ANSWERS}


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A seat came after the opening, left, or came back; gaps below three minutes do not count."""

    at: datetime
    kind: str  # late, left, back
    seat: str
    name: str = ""


@dataclass(frozen=True)
class Minute:
    """What happened in one minute, told in one line."""

    at: datetime
    kind: str
    who: list[Coming] = dataclasses.field(default_factory=list)


def by_minute(comings: tuple[Coming, ...]) -> list[Minute]:
    found: dict[tuple[datetime, str], Minute] = {}
    for one in comings:
        at = one.at.replace(second=0, microsecond=0)
        found.setdefault((at, one.kind), Minute(at, one.kind)).who.append(one)
    return list(found.values())
