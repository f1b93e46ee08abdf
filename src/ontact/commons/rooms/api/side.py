"""Side rooms: opened and called back by the desk, chosen by everyone where that is free."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from ontact.commons.rooms.access import desk_door, speaking_door
from ontact.commons.rooms.actions.side import (
    Wanted,
    call_back,
    dealt_out,
    go_to,
    open_side_rooms,
    send_to,
)
from ontact.commons.rooms.api.answers import answered
from ontact.commons.rooms.api.words import Answer
from ontact.commons.rooms.models import Room
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])

SIDE_ROOMS_AT_MOST = 40
Name = Annotated[str, Field(min_length=1, max_length=60)]


class SideRoomIn(Schema):
    name: Name
    seats: Annotated[list[UUID], Field(max_length=500)] = []


class SideRoomsIn(Schema):
    """manner: by list (each room's seats), by chance (all who are here, evenly), by choice (everyone goes alone)."""

    rooms: Annotated[list[SideRoomIn], Field(min_length=1, max_length=SIDE_ROOMS_AT_MOST)]
    manner: Literal["list", "chance", "choice"]


class PlacesIn(Schema):
    seats: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    side_room: UUID | None = None


class PlaceIn(Schema):
    side_room: UUID | None = None


class CallIn(Schema):
    seconds: Annotated[int, Field(ge=0, le=600)] = 60


@router.post("/{uuid:room_id}/side-rooms", response=Answer)
@access(Who.SEATED)
def opening(request: HttpRequest, room_id: UUID, body: SideRoomsIn) -> dict[str, int]:
    """Open side rooms and send people in: by list, by chance, or each by choice."""
    line = desk_door(request, room_id)
    room, by = line.seat.room, line.seat.actor()
    return answered(
        request,
        line,
        lambda: open_side_rooms(room, _wanted(room, body), is_free=body.manner == "choice", by=by),
    )


@router.post("/{uuid:room_id}/side-rooms/places", response=Answer)
@access(Who.SEATED)
def places(request: HttpRequest, room_id: UUID, body: PlacesIn) -> dict[str, int]:
    """The desk sends seats into a side room, or back with null."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: send_to(line.seat.room, body.seats, body.side_room, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/side-rooms/place", response=Answer)
@access(Who.SEATED)
def place(request: HttpRequest, room_id: UUID, body: PlaceIn) -> dict[str, int]:
    """Go into a side room oneself, or back into the meeting with null."""
    line = speaking_door(request, room_id)
    return answered(request, line, lambda: go_to(line.seat, body.side_room, by=line.seat.actor()))


@router.post("/{uuid:room_id}/side-rooms/call", response=Answer)
@access(Who.SEATED)
def call(request: HttpRequest, room_id: UUID, body: CallIn) -> dict[str, int]:
    """Call everybody back, after a countdown or at once."""
    line = desk_door(request, room_id)
    return answered(
        request, line, lambda: call_back(line.seat.room, seconds=body.seconds, by=line.seat.actor())
    )


def _wanted(room: Room, body: SideRoomsIn) -> list[Wanted]:
    if body.manner == "chance":
        return dealt_out(room, [one.name for one in body.rooms])
    named = body.manner == "list"
    return [Wanted(one.name, tuple(one.seats) if named else ()) for one in body.rooms]
