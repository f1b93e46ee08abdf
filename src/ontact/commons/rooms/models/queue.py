"""The order in which people speak: rules as data, and one pure function that anyone can check by hand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class QueueRule(models.TextChoices):
    HANDS = "hands", _("In the order of hands")
    FIRST_TIME = "first_time", _("Who has not spoken yet comes first")
    ALTERNATING = "alternating", _("Groups take turns")


class SpeechKind(models.TextChoices):
    STATEMENT = "statement", _("Statement")
    QUESTION = "question", _("Question")
    POINT_OF_ORDER = "point_of_order", _("Point of order")
    REJOINDER = "rejoinder", _("Rejoinder")


# A hand may ask for these; a rejoinder is given, not asked for.
ASKED_BY_HAND = (SpeechKind.STATEMENT, SpeechKind.QUESTION, SpeechKind.POINT_OF_ORDER)
# What counts as having spoken on the matter.
ON_THE_MATTER = (SpeechKind.STATEMENT, SpeechKind.QUESTION)

# Seconds by kind of speaker; 0 = without a limit.
USUAL_LIMITS_S = {"presenter": 600, "participant": 180, "rejoinder": 60, "point_of_order": 60}


@dataclass(frozen=True)
class Waiting:
    """A raised hand as the rule sees it. `put_at` is the place that the desk gave it; `hand` comes back unread."""

    seat: UUID
    arrival: int
    kind: str
    group: str
    put_at: int | None = None
    hand: Any = None


def in_order(
    waiting: Iterable[Waiting],
    rule: str,
    *,
    spoke: Collection[UUID] = (),
    last_turn: Mapping[str, datetime] | None = None,
) -> list[Waiting]:
    """Points of order, then whom the desk has put in order, then the others by the rule; ties by order of hands.

    `spoke`: seats that have spoken on the matter. `last_turn`: when each group last had the floor.
    """
    by_arrival = sorted(waiting, key=lambda one: one.arrival)
    placed = sorted((one for one in by_arrival if one.put_at is not None), key=lambda one: one.put_at or 0)
    free = [one for one in by_arrival if one.put_at is None]
    points = [one for one in free if one.kind == SpeechKind.POINT_OF_ORDER]
    others = [one for one in free if one.kind != SpeechKind.POINT_OF_ORDER]
    if rule == QueueRule.FIRST_TIME:
        others.sort(key=lambda one: one.seat in spoke)
    elif rule == QueueRule.ALTERNATING:
        others = _taking_turns(others, last_turn or {})
    return [*points, *placed, *others]


def _taking_turns(by_arrival: list[Waiting], last_turn: Mapping[str, datetime]) -> list[Waiting]:
    """Round by round one of each group; within a round the group that has waited longest since its last turn."""
    rounds: dict[str, int] = {}
    keys: dict[UUID, tuple[int, float]] = {}
    for one in by_arrival:
        before = rounds.get(one.group, 0)
        spoke_at = last_turn.get(one.group)
        keys[one.seat] = (before, spoke_at.timestamp() if spoke_at else 0.0)
        rounds[one.group] = before + 1
    return sorted(by_arrival, key=lambda one: keys[one.seat])
