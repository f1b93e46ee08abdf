"""The roll as the room sees it, and as the minutes keep it."""

from collections import Counter
from typing import Any
from uuid import UUID

from ontact.capabilities.meetings.models import Meeting, Part, RollAnswer, RollCall


def seats_on_the_roll(meeting: Meeting) -> list[UUID]:
    """Who is called, by rank: everyone on the list but observers. One query."""
    people = meeting.participants.told().filter(seat__taken_back_at__isnull=True).exclude(part=Part.OBSERVER)
    return list(people.order_by("seat__rank", "seat__created_at").values_list("seat_id", flat=True))


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


def rolls_for_the_minutes(meeting: Meeting) -> list[dict[str, Any]]:
    """Each roll with its counts and, seat by seat, who answered what. Two queries a roll."""
    return [_for_the_minutes(roll) for roll in meeting.rolls.all()]


def _for_the_minutes(roll: RollCall) -> dict[str, Any]:
    answers = list(roll.answers.select_related("seat").order_by("seat__rank", "seat__created_at"))
    count = Counter(answer.answer for answer in answers)
    return {
        "manner": roll.manner,
        "opened_at": roll.opened_at,
        "closed_at": roll.closed_at,
        "counts": {choice.value: count[choice] for choice in RollAnswer.Answer},
        "answers": [
            {"seat": answer.seat, "answer": answer.answer, "source": answer.source, "reason": answer.reason}
            for answer in answers
        ],
    }
