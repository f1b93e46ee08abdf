"""Attendance and the certificate, rule version 1: what counts, what is missing, what can be made up. No database, no clock.

Present is the union of the intervals, cut to the session as it was held; each begun minute is a whole one. A session
counts from so many percent of its length. Cancelled sessions are left out on both sides: where fewer are held than
were needed, all that are held are needed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RULE_VERSION = 1
MINUTE = timedelta(minutes=1)
Interval = tuple[datetime, datetime]


def minutes_present(presence: Iterable[Interval], stretch: Interval) -> int:
    """Of the stretch, how many minutes are covered; overlaps once, begun minutes whole."""
    begins_at, ends_at = stretch
    total, reached = timedelta(), begins_at
    for came_at, left_at in sorted(presence):
        until = min(left_at, ends_at)
        total += max(until - max(came_at, reached), timedelta())
        reached = max(reached, until)
    return whole_minutes(total)


def whole_minutes(length: timedelta) -> int:
    """Begun minutes are whole: rounding never works against whoever was there."""
    return -(-length // MINUTE)


def counts(minutes: int, stretch: Interval, percent: int) -> bool:
    """Whether so many minutes are a session attended. Nobody attends by not coming, whatever the percentage."""
    length = stretch[1] - stretch[0]
    return minutes > 0 and minutes * MINUTE * 100 >= length * percent


def minutes_needed(stretch: Interval, percent: int) -> int:
    """The least number of minutes that counts."""
    return max(1, whole_minutes((stretch[1] - stretch[0]) * percent / 100))


def minutes_of_share(done: int, count: int, stretch: Interval) -> int:
    """Of a replay so many of so many cells were watched: the same share of the session as it was held."""
    return whole_minutes((stretch[1] - stretch[0]) * min(done, count) / count) if count else 0


def percent_of(minutes: int, stretch: Interval) -> int:
    """Whole percent, rounded down: what counts from 80 % is never called 80 % before it does."""
    return min(100, minutes * MINUTE * 100 // (stretch[1] - stretch[0]))


class Standing(StrEnum):
    """How one lecture stands for one person."""

    ATTENDED = "attended"
    REPLAYED = "replayed"
    AHEAD = "ahead"
    UNNOTED = "unnoted"
    REPLAY_OPEN = "replay_open"
    REPLAY_AHEAD = "replay_ahead"
    MISSED = "missed"
    CANCELLED = "cancelled"


DONE = frozenset({Standing.ATTENDED, Standing.REPLAYED})
STILL_OPEN = frozenset({Standing.AHEAD, Standing.UNNOTED, Standing.REPLAY_OPEN, Standing.REPLAY_AHEAD})


@dataclass(frozen=True)
class Lecture:
    """`has_replay`: it can be watched (`is_replay_ready`), or it has been announced that it will be."""

    id: str
    begins_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    has_replay: bool = False
    is_replay_ready: bool = True
    replay_from: datetime | None = None
    replay_until: datetime | None = None

    @property
    def stretch(self) -> Interval:
        return self.begins_at, self.ends_at


@dataclass(frozen=True)
class Mark:
    """One note about one lecture. `is_correction`: the desk's last word; `is_replay`: watched afterwards."""

    minutes: int
    counts: bool
    is_replay: bool = False
    is_correction: bool = False


@dataclass(frozen=True)
class Rule:
    """`needed` of the sessions that are held; 0: no certificate is given."""

    needed: int
    replay_counts: bool = False


@dataclass(frozen=True)
class Account:
    """Each lecture's standing in the order of time, and what follows. `needed`: after cancellations."""

    standings: Mapping[str, Standing]
    needed: int
    held: int

    @property
    def done(self) -> int:
        return sum(standing in DONE for standing in self.standings.values())

    @property
    def open(self) -> int:
        return sum(standing in STILL_OPEN for standing in self.standings.values())

    @property
    def is_earned(self) -> bool:
        return self.needed > 0 and self.done >= self.needed

    @property
    def is_possible(self) -> bool:
        return self.needed > 0 and self.done + self.open >= self.needed

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.done)


def account(
    lectures: Sequence[Lecture], marks: Mapping[str, Collection[Mark]], rule: Rule, at: datetime
) -> Account:
    """`marks`: lecture id → everything noted about it for one person."""
    standings = {
        lecture.id: standing(lecture, marks.get(lecture.id, ()), rule, at)
        for lecture in sorted(lectures, key=lambda one: (one.begins_at, one.id))
    }
    held = sum(not lecture.is_cancelled for lecture in lectures)
    return Account(standings, min(rule.needed, held), held)


def standing(lecture: Lecture, marks: Collection[Mark], rule: Rule, at: datetime) -> Standing:
    if lecture.is_cancelled:
        return Standing.CANCELLED
    mark = deciding(marks, rule)
    if mark is not None and mark.counts:
        return Standing.REPLAYED if mark.is_replay else Standing.ATTENDED
    if at < lecture.ends_at:
        return Standing.AHEAD
    if mark is None:
        return Standing.UNNOTED
    if mark.is_correction or not rule.replay_counts or not _may_yet_be_watched(lecture, at):
        return Standing.MISSED
    has_begun = lecture.replay_from is None or lecture.replay_from <= at
    return Standing.REPLAY_OPEN if has_begun and lecture.is_replay_ready else Standing.REPLAY_AHEAD


def deciding(marks: Collection[Mark], rule: Rule) -> Mark | None:
    """The one that counts: the desk's correction before all; else the one of most weight, a live one before a replay."""
    corrected = [mark for mark in marks if mark.is_correction]
    taken = corrected or [mark for mark in marks if rule.replay_counts or not mark.is_replay]
    return max(taken, key=lambda mark: (mark.counts, not mark.is_replay, mark.minutes), default=None)


def _may_yet_be_watched(lecture: Lecture, at: datetime) -> bool:
    return lecture.has_replay and (lecture.replay_until is None or at < lecture.replay_until)
