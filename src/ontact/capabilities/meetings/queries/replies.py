"""Who comes to a meeting, who sends whom, who is excused, and who has not answered yet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ontact.capabilities.meetings.models import Meeting, Part, Participant, Reply
from ontact.capabilities.meetings.models.meeting import ParticipantQuerySet
from ontact.foundation.clock import now

# Whoever was asked within this time is not asked again by another press.
ASKED_ONCE_IN = timedelta(hours=20)
NONE = "none"


@dataclass(frozen=True)
class ReplyRow:
    """One seat with its answer; `answer` is "none" until there is one."""

    participant: Participant
    reply: Reply | None

    @property
    def answer(self) -> str:
        return self.reply.answer if self.reply else NONE


def replies_of(meeting: Meeting) -> list[ReplyRow]:
    """Every seat on the list by rank with its answer. One query, whatever their number."""
    people = _asked(meeting).select_related("reply", "seat", "standing_seat__office")
    return [ReplyRow(person, getattr(person, "reply", None)) for person in people]


def counts_of(rows: Iterable[ReplyRow]) -> dict[str, int]:
    """How many of each answer, "none" included."""
    counted = Counter(row.answer for row in rows)
    return {answer: counted[answer] for answer in (*Reply.Answer.values, NONE)}


def excuses_of(meeting: Meeting) -> dict[UUID, str]:
    """Seat → reason, for the roll: who said beforehand that they cannot come."""
    excused = Reply.objects.filter(
        participant__meeting=meeting, participant__removed_at=None, answer=Reply.Answer.EXCUSED
    )
    return dict(excused.values_list("participant__seat", "reason"))


def unanswered(meeting: Meeting) -> list[Participant]:
    """Whom a reminder would reach now."""
    people = _asked(meeting).filter(reply__isnull=True).select_related("seat", "person")
    return list(people.exclude(reply_asked_at__gt=now() - ASKED_ONCE_IN))


def _asked(meeting: Meeting) -> ParticipantQuerySet:
    """The clerk, who asks, is not asked."""
    people: ParticipantQuerySet = meeting.participants.told()
    return people.exclude(part=Part.CLERK)


def substitute_rule(participant: Participant) -> str | None:
    """Whom this holder may send; None where nobody can be sent."""
    seat = participant.standing_seat
    return seat.list.substitutes if seat is not None else None
