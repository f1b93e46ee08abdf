"""The roll: called by the desk, answered by the seats."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import desk_line_door, roll_door, speaking_line_door
from ontact.capabilities.meetings.actions.roll import (
    Answered,
    answer_the_roll,
    call_seat,
    end_the_roll,
    take_the_roll,
)
from ontact.capabilities.meetings.api.once import Done, once
from ontact.capabilities.meetings.models import RollAnswer, RollCall
from ontact.capabilities.meetings.queries.roll import attendance_words
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class RollIn(Schema):
    manner: Literal["quiet", "aloud"]


class NoteIn(Schema):
    """What the clerk heard: for the seat, with the reason where someone is excused."""

    seat: UUID
    answer: Literal["present", "absent", "excused"]
    reason: str = Field(default="", max_length=200)


class CalledIn(Schema):
    seat: UUID


@router.get("/{uuid:meeting_id}/attendance", response=dict[str, Any])
@access(Who.SEATED)
def attendance(request: HttpRequest, meeting_id: UUID) -> dict[str, Any]:
    """Late arrivals and leavings by the minute, when the quorum came and went, the rolls with their counts."""
    meeting, _line = speaking_line_door(request, meeting_id)
    return attendance_words(meeting)


@router.post("/{uuid:meeting_id}/rolls", response=Done)
@access(Who.SEATED)
def rolls(request: HttpRequest, meeting_id: UUID, asked: RollIn) -> Done:
    """Take the roll: quietly from presence, or aloud."""
    meeting, line = desk_line_door(request, meeting_id)
    manner = RollCall.Manner(asked.manner)
    return once(request, line, lambda: take_the_roll(meeting, manner=manner, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/rolls/{uuid:roll_id}/presence", response=Done)
@access(Who.SEATED)
def presence(request: HttpRequest, meeting_id: UUID, roll_id: UUID) -> Done:
    """Answer for one's own seat: present."""
    meeting, line = speaking_line_door(request, meeting_id)
    roll = roll_door(meeting, roll_id)
    return once(
        request,
        line,
        lambda: answer_the_roll(
            roll,
            Answered(line.seat_id, RollAnswer.Answer.PRESENT, RollAnswer.Source.SEAT),
            by=line.seat.actor(),
        ),
    )


@router.post("/{uuid:meeting_id}/rolls/{uuid:roll_id}/answers", response=Done)
@access(Who.SEATED)
def answers(request: HttpRequest, meeting_id: UUID, roll_id: UUID, asked: NoteIn) -> Done:
    """The desk notes what a seat answered."""
    meeting, line = desk_line_door(request, meeting_id)
    roll = roll_door(meeting, roll_id)
    noted = Answered(
        asked.seat, RollAnswer.Answer(asked.answer), RollAnswer.Source.CLERK, asked.reason.strip()
    )
    return once(request, line, lambda: answer_the_roll(roll, noted, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/rolls/{uuid:roll_id}/call", response=Done)
@access(Who.SEATED)
def call(request: HttpRequest, meeting_id: UUID, roll_id: UUID, asked: CalledIn) -> Done:
    """Call this seat now."""
    meeting, line = desk_line_door(request, meeting_id)
    roll = roll_door(meeting, roll_id)
    return once(request, line, lambda: call_seat(roll, seat=asked.seat, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/rolls/{uuid:roll_id}/closing", response=Done)
@access(Who.SEATED)
def roll_closing(request: HttpRequest, meeting_id: UUID, roll_id: UUID) -> Done:
    """End the roll; who has not answered is absent."""
    meeting, line = desk_line_door(request, meeting_id)
    roll = roll_door(meeting, roll_id)
    return once(request, line, lambda: end_the_roll(roll, by=line.seat.actor()))
