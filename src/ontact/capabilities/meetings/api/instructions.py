"""Instructions in the room: given by the desk, confirmed by the office's seat, taken up again in the next meeting."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import (
    confirming_door,
    desk_line_door,
    item_door,
    laid_before_door,
    office_door,
    offices_to_instruct,
    speaking_line_door,
)
from ontact.capabilities.meetings.actions.instructing import confirm, give_instruction, take_up_instruction
from ontact.capabilities.meetings.api.once import Done, once
from ontact.capabilities.meetings.queries.followup import next_meeting
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class InstructionIn(Schema):
    text: str = Field(min_length=1, max_length=1000)
    office: UUID
    due_on: date | None = None
    until_next_meeting: bool = False
    item: UUID | None = None


class OfficeOut(Schema):
    """seat: who stands for the office in this meeting, if anyone."""

    id: UUID
    names: dict[str, str]
    seat: UUID | None


class OfficesOut(Schema):
    """next_meeting: its day, where it has been convened."""

    offices: list[OfficeOut]
    next_meeting: date | None


@router.get("/{uuid:meeting_id}/instructions/offices", response=OfficesOut)
@access(Who.SEATED)
def offices(request: HttpRequest, meeting_id: UUID) -> OfficesOut:
    """Which offices can be instructed; those with a seat in the meeting first."""
    meeting, _line = desk_line_door(request, meeting_id)
    rows = [
        OfficeOut(id=office.pk, names=dict(office.name.texts), seat=seat)
        for office, seat in offices_to_instruct(meeting)
    ]
    following = next_meeting(meeting)
    return OfficesOut(offices=rows, next_meeting=following.begins_at.date() if following else None)


@router.post("/{uuid:meeting_id}/instructions", response=Done)
@access(Who.SEATED)
def instructions(request: HttpRequest, meeting_id: UUID, asked: InstructionIn) -> Done:
    """Give an instruction: what, to which office, by when."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    office = office_door(meeting, asked.office)
    return once(
        request,
        line,
        lambda: give_instruction(
            meeting,
            text=asked.text.strip(),
            office=office,
            due_on=asked.due_on,
            until_next_meeting=asked.until_next_meeting,
            item=item,
            by=line.seat.actor(),
        ),
    )


@router.post("/{uuid:meeting_id}/instructions/{uuid:instruction_id}/confirmation", response=Done)
@access(Who.SEATED)
def confirmation(request: HttpRequest, meeting_id: UUID, instruction_id: UUID) -> Done:
    """The office's seat says that it has understood."""
    meeting, line = speaking_line_door(request, meeting_id)
    instruction = confirming_door(meeting, line.seat, instruction_id)
    return once(
        request,
        line,
        lambda: confirm(instruction, by=line.seat.actor(), name=line.seat.title, heard_in=meeting),
    )


@router.post("/{uuid:meeting_id}/instructions/{uuid:instruction_id}/taking-up", response=Done)
@access(Who.SEATED)
def instruction_taking_up(request: HttpRequest, meeting_id: UUID, instruction_id: UUID) -> Done:
    """Turn to an instruction that an earlier meeting left open."""
    meeting, line = desk_line_door(request, meeting_id)
    instruction = laid_before_door(meeting, instruction_id)
    return once(
        request, line, lambda: take_up_instruction(instruction, meeting=meeting, by=line.seat.actor())
    )
