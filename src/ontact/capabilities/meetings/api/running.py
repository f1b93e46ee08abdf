"""The meeting's state, its opening and closing, the agenda, decisions and opinions."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import (
    desk_line_door,
    item_door,
    meeting_door,
    speaking_line_door,
    vote_door,
)
from ontact.capabilities.meetings.actions.noting import give_opinion, note_decision
from ontact.capabilities.meetings.actions.running import close_meeting, open_meeting, take_up, take_up_next
from ontact.capabilities.meetings.api.once import Done, once
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.live import agenda_slice, meeting_ext, my_ext
from ontact.commons.rooms import queries as rooms
from ontact.commons.rooms.access import state_door
from ontact.commons.rooms.api import state_answer
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class NextIn(Schema):
    after: UUID | None = None


class DecisionIn(Schema):
    text: str = Field(min_length=1, max_length=1000)
    item: UUID | None = None
    vote: UUID | None = None


class OpinionIn(Schema):
    text: str = Field(min_length=1, max_length=4000)
    item: UUID | None = None


@router.get("/{uuid:meeting_id}/state", response={200: dict[str, Any]})
@access(Who.SEATED)
def state(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The room's state with the meeting's part in `ext` and what concerns only the reader in `me_ext`."""
    meeting = meeting_door(request, meeting_id)
    line = state_door(request, meeting.room_id)
    body = rooms.room_state(meeting.room, line)
    inside = bool(body["me"]["admitted"])
    body["ext"] = _ext(meeting) if inside else agenda_slice(meeting)
    has_votes = bool(body["ext"].get("votes"))
    body["me_ext"] = my_ext(meeting, line.seat if inside else None, has_votes=has_votes)
    return state_answer(request, body)


@router.post("/{uuid:meeting_id}/opening", response=Done)
@access(Who.SEATED)
def opening(request: HttpRequest, meeting_id: UUID) -> Done:
    """Declare the meeting open; a second press changes nothing."""
    meeting, line = desk_line_door(request, meeting_id)
    return once(request, line, lambda: open_meeting(meeting, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/closing", response=Done)
@access(Who.SEATED)
def closing(request: HttpRequest, meeting_id: UUID) -> Done:
    """End the meeting for everyone; a draft of the minutes is written."""
    meeting = meeting_door(request, meeting_id)
    line = state_door(request, meeting.room_id)
    if meeting.state == Meeting.State.CLOSED and line.seat.is_at_the_desk:
        return Done(v=meeting.room.version)
    meeting, line = desk_line_door(request, meeting_id)
    return once(request, line, lambda: close_meeting(meeting, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/items/next", response=Done)
@access(Who.SEATED)
def next_item(request: HttpRequest, meeting_id: UUID, asked: NextIn) -> Done:
    """Go on to the item after the one the presser saw."""
    meeting, line = desk_line_door(request, meeting_id)
    return once(request, line, lambda: take_up_next(meeting, after=asked.after, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/items/{uuid:item_id}/taking-up", response=Done)
@access(Who.SEATED)
def taking_up(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> Done:
    """Put one item before the meeting."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, item_id)
    return once(request, line, lambda: take_up(item, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/decisions", response=Done)
@access(Who.SEATED)
def decisions(request: HttpRequest, meeting_id: UUID, asked: DecisionIn) -> Done:
    """Note a decision in its wording."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    vote = vote_door(meeting, asked.vote) if asked.vote else None
    return once(
        request,
        line,
        lambda: note_decision(meeting, text=asked.text.strip(), item=item, vote=vote, by=line.seat.actor()),
    )


@router.post("/{uuid:meeting_id}/opinions", response=Done)
@access(Who.SEATED)
def opinions(request: HttpRequest, meeting_id: UUID, asked: OpinionIn) -> Done:
    """Hand in a written opinion for the record."""
    meeting, line = speaking_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    return once(
        request,
        line,
        lambda: give_opinion(
            meeting, seat=line.seat, text=asked.text.strip(), item=item, by=line.seat.actor()
        ),
    )


def _ext(meeting: Meeting) -> dict[str, Any]:
    return rooms.kept_ext(meeting.room, "meetings", lambda: meeting_ext(meeting))
