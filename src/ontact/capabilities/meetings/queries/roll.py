"""The roll as the room sees it, and what the record says of presence so far."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ontact.capabilities.meetings.models import NOT_COUNTED, Meeting, Participant, RollAnswer, RollCall
from ontact.capabilities.meetings.queries.presence import comings, session_presence
from ontact.capabilities.meetings.queries.quorum import quorum_history
from ontact.foundation.clock import now


def seats_on_the_roll(meeting: Meeting) -> list[UUID]:
    """Who is called, by rank: everyone on the list but those who look on or serve. One query."""
    return list(_on_the_roll(meeting).values_list("seat_id", flat=True))


def people_on_the_roll(meeting: Meeting) -> list[Participant]:
    """The same with their names. One query."""
    return list(_on_the_roll(meeting))


def _on_the_roll(meeting: Meeting) -> QuerySet[Participant]:
    people = meeting.participants.told().filter(seat__taken_back_at__isnull=True)
    people = people.exclude(part__in=NOT_COUNTED)
    return people.order_by("seat__rank", "seat__created_at")


def roll_slice(meeting: Meeting) -> dict[str, Any]:
    """The latest roll with its answers, in the state only: events carry one answer each. Two queries.

    Who is called the page knows: everyone in `parts` but observers, in the order of the seats.
    """
    roll: RollCall | None = meeting.rolls.last()
    if roll is None:
        return {"roll": None}
    answers = roll.answers.values_list("seat_id", "answer", "source", "reason")
    return {
        "roll": roll_words(roll)
        | {
            "answers": {
                str(seat): {"answer": answer, "source": source, **({"reason": reason} if reason else {})}
                for seat, answer, source, reason in answers
            },
        }
    }


def roll_words(roll: RollCall) -> dict[str, Any]:
    return {
        "id": str(roll.pk),
        "manner": roll.manner,
        "current": str(roll.current_id) if roll.current_id else None,
        "opened_at": roll.opened_at.isoformat(),
        "closed_at": roll.closed_at.isoformat() if roll.closed_at else None,
    }


def counts_of(roll: RollCall) -> dict[str, int]:
    """How many answered what. One query."""
    count = Counter(roll.answers.values_list("answer", flat=True))
    return {choice.value: count[choice.value] for choice in RollAnswer.Answer}


def next_to_be_called(roll: RollCall, seats: list[UUID], *, after: UUID | None) -> UUID | None:
    """The next by rank who has not answered; at the end it goes on with those who were passed over."""
    answered = set(roll.answers.values_list("seat_id", flat=True))
    start = seats.index(after) + 1 if after in seats else 0
    waiting = [seat for seat in [*seats[start:], *seats[:start]] if seat not in answered]
    return waiting[0] if waiting else None


def attendance_words(meeting: Meeting) -> dict[str, Any]:
    """What the record in the room says of presence so far, asked for by who looks at it: seven queries."""
    presence = session_presence(meeting)
    if meeting.opened_at is None:
        return {"comings": [], "quorum": [], "rolls": []}
    minutes: dict[tuple[datetime, str], list[str]] = {}
    for one in comings(presence, meeting.opened_at, meeting.closed_at or now()):
        at = one.at.replace(second=0, microsecond=0)
        minutes.setdefault((at, one.kind), []).append(str(one.seat))
    rolls = meeting.rolls.annotate(
        **{answer: Count("answers", filter=Q(answers__answer=answer)) for answer in RollAnswer.Answer.values}
    )
    return {
        "comings": [
            {"at": at.isoformat(), "kind": kind, "seats": seats} for (at, kind), seats in minutes.items()
        ],
        "quorum": [
            {"at": one.at.isoformat(), "present": one.present, "reached": one.reached}
            for one in quorum_history(meeting, presence)
        ],
        "rolls": [
            roll_words(roll)
            | {"counts": {answer: getattr(roll, answer) for answer in RollAnswer.Answer.values}}
            for roll in rolls
        ],
    }
