"""Calls of the board's panel; the state is the room's with the pins beside it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ontact.capabilities.noticeboard import actions
from ontact.capabilities.noticeboard.models import Board

from ontact.commons.rooms.access import inside_door, state_door
from ontact.commons.rooms.api import state_answer
from ontact.commons.rooms.queries import room_state
from ontact.foundation.access import Who, access

router = Router(tags=["noticeboard"])


class Note(Schema):
    text: str


@router.get("/{uuid:board_id}/state")
@access(Who.SEATED)
def state(request: HttpRequest, board_id: UUID) -> HttpResponse:
    """The room's state with its pins."""
    board = get_object_or_404(Board, pk=board_id)
    line = state_door(request, board.room_id)
    pins = [one.text for one in board.pins.order_by("created_at")]
    return state_answer(request, {**room_state(line.seat.room, line), "ext": {"pins": pins}})


@router.post("/{uuid:board_id}/pins")
@access(Who.SEATED)
def pins(request: HttpRequest, board_id: UUID, body: Note) -> dict[str, int]:
    """Pin a line to the board."""
    board = get_object_or_404(Board.objects.select_related("room"), pk=board_id)
    line = inside_door(request, board.room_id)
    actions.pin(board=board, seat=line.seat, text=body.text, by=line.seat.actor())
    board.room.refresh_from_db()
    return {"v": board.room.version}
