"""The roll is taken: quietly from the evidence, or aloud, seat by seat."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from ontact.capabilities.meetings.actions.running import in_session, tell_meeting
from ontact.capabilities.meetings.errors import (
    NobodyOnTheRoll,
    NotedByTheDesk,
    NotOnTheRoll,
    RollEnded,
)
from ontact.capabilities.meetings.models import Meeting, RollAnswer, RollCall
from ontact.capabilities.meetings.queries.people import seats_here
from ontact.capabilities.meetings.queries.replies import excuses_of
from ontact.capabilities.meetings.queries.roll import (
    counts_of,
    next_to_be_called,
    roll_words,
    seats_on_the_roll,
)
from ontact.commons.journal.actions import sign
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

Said, Source = RollAnswer.Answer, RollAnswer.Source
# A quiet roll is complete at once: a second press so soon after is the same press.
PRESSED_TWICE = timedelta(seconds=5)


@dataclass(frozen=True)
class Answered:
    """What a seat said for itself, or what the clerk heard."""

    seat: UUID
    answer: RollAnswer.Answer
    source: RollAnswer.Source
    reason: str = ""


@transaction.atomic
def take_the_roll(meeting: Meeting, *, manner: RollCall.Manner, by: Actor) -> RollCall:
    """Begin; a quiet roll is complete at once. A second press gives the same one: while it is open, or at once after.

    Raises:
        NobodyOnTheRoll.
    """
    meeting = in_session(meeting)
    standing: RollCall | None = meeting.rolls.last()
    if standing is not None and (standing.is_open or _was_pressed_twice(standing, manner)):
        return standing
    seats = seats_on_the_roll(meeting)
    if not seats:
        raise NobodyOnTheRoll
    roll = RollCall.objects.create(meeting=meeting, manner=manner)
    sign(by, "called the roll", meeting, manner=manner, seats=len(seats))
    if manner == RollCall.Manner.QUIET:
        _fill(roll, seats, Source.EVIDENCE)
        _close(roll, by)
        return roll
    roll.current_id = seats[0]
    roll.save(update_fields=["current"])
    tell_meeting(meeting, "roll", roll=roll_words(roll))
    return roll


def _was_pressed_twice(last: RollCall, manner: RollCall.Manner) -> bool:
    """A quiet roll ends as it begins, so its second press finds it closed."""
    quiet = RollCall.Manner.QUIET
    return last.manner == manner == quiet and last.opened_at > now() - PRESSED_TWICE


@transaction.atomic
def answer_the_roll(roll: RollCall, said: Answered, *, by: Actor) -> RollAnswer:
    """A seat answers for itself, or the clerk notes what was said; the roll goes on to the next.

    A seat's own second press changes nothing; what the clerk has noted only the clerk changes.

    Raises:
        RollEnded, NotOnTheRoll, NotedByTheDesk.
    """
    meeting = in_session(roll.meeting)
    roll = RollCall.objects.locked(roll.pk)
    if not roll.is_open:
        raise RollEnded
    seats = seats_on_the_roll(meeting)
    if said.seat not in seats:
        raise NotOnTheRoll
    known: RollAnswer | None = roll.answers.filter(seat=said.seat).first()
    if known is not None and (known.answer, known.reason) == (said.answer, said.reason):
        return known
    if known is not None and said.source == Source.SEAT:
        raise NotedByTheDesk(answer=known.get_answer_display())
    facts = {"answer": said.answer, "source": said.source, "reason": said.reason, "answered_at": now()}
    made, _is_new = RollAnswer.objects.update_or_create(roll=roll, seat_id=said.seat, defaults=facts)
    sign(by, "answered the roll", made.seat, answer=said.answer, source=said.source)
    if roll.current_id == said.seat:
        roll.current_id = next_to_be_called(roll, seats, after=said.seat)
        roll.save(update_fields=["current"])
    _tell(roll, made)
    return made


@transaction.atomic
def call_seat(roll: RollCall, *, seat: UUID, by: Actor) -> RollCall:
    """The clerk calls this seat now: to come back to one that was passed over. Raises as `answer_the_roll`."""
    meeting = in_session(roll.meeting)
    roll = RollCall.objects.locked(roll.pk)
    if not roll.is_open:
        raise RollEnded
    if seat not in seats_on_the_roll(meeting):
        raise NotOnTheRoll
    if roll.current_id != seat:
        roll.current_id = seat
        roll.save(update_fields=["current"])
        tell_meeting(meeting, "roll_answer", roll_answer={"current": str(seat)})
    return roll


@transaction.atomic
def end_the_roll(roll: RollCall, *, by: Actor) -> RollCall:
    """Who has not answered is absent, or excused if they said so beforehand. Harmless when repeated."""
    meeting = in_session(roll.meeting)
    roll = RollCall.objects.locked(roll.pk)
    if roll.is_open:
        _fill(roll, seats_on_the_roll(meeting), Source.CLERK, all_absent=True)
        _close(roll, by)
    return roll


def _fill(roll: RollCall, seats: list[UUID], source: str, *, all_absent: bool = False) -> None:
    """An answer for everyone who has none yet."""
    here = set() if all_absent else seats_here(seats)
    excuses = excuses_of(roll.meeting)
    answered = set(roll.answers.values_list("seat_id", flat=True))
    RollAnswer.objects.bulk_create(
        RollAnswer(
            roll=roll,
            seat_id=seat,
            source=source,
            answer=Said.PRESENT if seat in here else Said.EXCUSED if seat in excuses else Said.ABSENT,
            reason="" if seat in here else excuses.get(seat, ""),
        )
        for seat in seats
        if seat not in answered
    )


def _close(roll: RollCall, by: Actor) -> None:
    """The counts are told; whoever looks at a quiet roll seat by seat fetches it: 220 answers are no message."""
    roll.closed_at, roll.current = now(), None
    roll.save(update_fields=["closed_at", "current"])
    counts = counts_of(roll)
    sign(by, "ended the roll", roll.meeting, present=counts[Said.PRESENT])
    tell_meeting(roll.meeting, "roll_end", roll_end=roll_words(roll) | {"counts": counts})


def _tell(roll: RollCall, made: RollAnswer) -> None:
    told = {"seat": str(made.seat_id), "answer": made.answer, "source": made.source, "reason": made.reason}
    current = str(roll.current_id) if roll.current_id else None
    tell_meeting(roll.meeting, "roll_answer", roll_answer={**told, "current": current})
