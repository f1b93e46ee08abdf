"""Questions of the moment, in the protocol's words: what everybody sees, and what only the desk may."""

from typing import Any
from uuid import UUID

from ontact.commons.rooms.models import Poll, PollAnswer, Room, Seat
from ontact.commons.rooms.queries.words import names_now

# So many questions of one room the desk can look back at.
KEPT_IN_SIGHT = 20


def poll_now(room: Room) -> dict[str, Any] | None:
    """The open question, else the last one whose results are shown. One query when there is none."""
    poll = room.polls.standing().first() or room.polls.filter(shown_at__isnull=False).last()
    return poll_words(poll) if poll is not None else None


def poll_words(poll: Poll) -> dict[str, Any]:
    """The same for everyone: results, the right answer and names only once they are shown. At most three queries."""
    counts = counts_of(poll)
    shown = poll.shown_at is not None
    return {
        "id": str(poll.pk),
        "question": poll.question,
        "choices": poll.choices,
        "named": poll.is_named,
        "quiz": poll.right is not None,
        "open": poll.closed_at is None,
        "answered": sum(counts),
        "counts": counts if shown else None,
        "right": poll.right if shown else None,
        "names": names_of(poll) if shown and poll.is_named else None,
    }


def poll_for_the_desk(poll: Poll) -> dict[str, Any]:
    """With the counts at any time, and the names where it was said that there are some."""
    return {
        **poll_words(poll),
        "shown": poll.shown_at is not None,
        "counts": counts_of(poll),
        "right": poll.right,
        "names": names_of(poll) if poll.is_named else None,
    }


def polls_of(room: Room) -> list[Poll]:
    """The latest first. One query."""
    return list(room.polls.order_by("-created_at", "-id")[:KEPT_IN_SIGHT])


def counts_of(poll: Poll) -> list[int]:
    """Answers by choice. One query while it is open, none afterwards."""
    if poll.closed_at is not None:
        return list(poll.counts)
    counts = [0] * len(poll.choices)
    for choice in poll.answers.values_list("choice", flat=True):
        counts[choice] += 1
    return counts


def names_of(poll: Poll) -> list[list[str]]:
    """Who chose what, by the name that stands at the seat now. Two queries."""
    answers = list(poll.answers.order_by("created_at"))
    names = names_now(one.seat_id for one in answers)
    found: list[list[str]] = [[] for _ in poll.choices]
    for answer in answers:
        found[answer.choice].append(names.get(answer.seat_id, ""))
    return found


def answer_of(poll_id: str, seat: Seat) -> int | None:
    """What this seat chose last. One query."""
    return (
        PollAnswer.objects.filter(poll_id=UUID(poll_id), seat=seat).values_list("choice", flat=True).first()
    )
