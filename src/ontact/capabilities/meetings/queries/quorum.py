"""Whether enough are present: now, from the lines; and over the whole meeting, from the evidence of presence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import NOT_COUNTED, Meeting, QuorumCounts, QuorumRule
from ontact.capabilities.meetings.models.quorum import seats_needed
from ontact.capabilities.meetings.queries.people import seats_here
from ontact.capabilities.meetings.queries.presence import Spans, joined
from ontact.foundation.clock import now


@dataclass(frozen=True)
class Quorum:
    """`total` seats count, `needed` of them must be present, `present` are."""

    rule: str
    counts: str
    total: int
    needed: int
    present: int

    @property
    def reached(self) -> bool:
        return self.present >= self.needed

    def stored(self) -> dict[str, int] | None:
        """As it is kept with a vote; nothing where the meeting has no rule."""
        if self.rule == QuorumRule.NONE:
            return None
        return {"needed": self.needed, "present": self.present}


@dataclass(frozen=True)
class QuorumChange:
    """From this moment on the meeting had a quorum, or no longer."""

    at: datetime
    present: int
    reached: bool


def quorum_words(meeting: Meeting) -> str:
    """The rule as it stands on the meeting's page: more than half of those who may vote. Empty without one."""
    if meeting.quorum_rule == QuorumRule.NONE:
        return ""
    facts = {"rule": QuorumRule(meeting.quorum_rule).label, "count": meeting.quorum_number}
    voters = meeting.quorum_counts == QuorumCounts.VOTERS
    if meeting.quorum_rule == QuorumRule.NUMBER:
        whole = _("%(count)s of those who may vote") if voters else _("%(count)s of all on the list")
    else:
        whole = _("%(rule)s of those who may vote") if voters else _("%(rule)s of all on the list")
    return str(whole % facts)


def quorum_now(meeting: Meeting) -> Quorum:
    """Without a rule nothing is needed. Three queries, none without a rule."""
    if meeting.quorum_rule == QuorumRule.NONE:
        return Quorum(meeting.quorum_rule, meeting.quorum_counts, total=0, needed=0, present=0)
    seats = counted_seats(meeting)
    return Quorum(
        rule=meeting.quorum_rule,
        counts=meeting.quorum_counts,
        total=len(seats),
        needed=seats_needed(meeting.quorum_rule, total=len(seats), number=meeting.quorum_number),
        present=len(seats_here(seats)),
    )


def counted_seats(meeting: Meeting) -> set[UUID]:
    """The seats from which the quorum is reckoned, here or not."""
    people = meeting.participants.told().filter(seat__taken_back_at__isnull=True)
    if meeting.quorum_counts == QuorumCounts.VOTERS:
        people = people.filter(has_vote=True)
    else:
        people = people.exclude(part__in=NOT_COUNTED)
    return set(people.values_list("seat_id", flat=True))


def quorum_slice(meeting: Meeting) -> dict[str, Any]:
    """For the state: the page counts who is here by itself, from the seats that count."""
    if meeting.quorum_rule == QuorumRule.NONE:
        return {"quorum": None}
    quorum = quorum_now(meeting)
    return {
        "quorum": {
            "rule": quorum.rule,
            "counts": quorum.counts,
            "total": quorum.total,
            "needed": quorum.needed,
            "seats": sorted(str(seat) for seat in counted_seats(meeting)),
        }
    }


def quorum_history(meeting: Meeting, presence: Mapping[UUID, Spans]) -> list[QuorumChange]:
    """When the quorum was there and when not, from opening to closing. `presence`: see `session_presence`.

    Empty without a rule or before the opening. Two queries.
    """
    if meeting.quorum_rule == QuorumRule.NONE or meeting.opened_at is None:
        return []
    seats = counted_seats(meeting)
    needed = seats_needed(meeting.quorum_rule, total=len(seats), number=meeting.quorum_number)
    counted = {seat: presence.get(seat, ()) for seat in seats}
    return changes(counted, needed, meeting.opened_at, meeting.closed_at or now())


def changes(
    presence: Mapping[UUID, Spans],
    needed: int,
    begins_at: datetime,
    ends_at: datetime,
) -> list[QuorumChange]:
    """The state at the beginning, then each moment at which the quorum came or went.

    Who leaves at the very moment at which another comes is counted after the comer: the quorum stands.
    """
    steps: dict[datetime, int] = {}
    for spans in presence.values():
        for start, end in joined(spans):
            start, end = max(start, begins_at), min(end, ends_at)
            if start < end:
                steps[start] = steps.get(start, 0) + 1
                steps[end] = steps.get(end, 0) - 1
    present, found = 0, list[QuorumChange]()
    for moment in sorted({begins_at, *(at for at in steps if at < ends_at)}):
        present += steps.get(moment, 0)
        if not found or found[-1].reached != (present >= needed):
            found.append(QuorumChange(moment, present, present >= needed))
    return found
