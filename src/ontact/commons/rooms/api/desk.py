"""Calls of the chair and the clerk."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.access import desk_door, seat_at
from ontact.commons.rooms.api.answers import answered
from ontact.commons.rooms.api.words import (
    Admission,
    Answer,
    FloorTo,
    Hidden,
    Lobby,
    Locked,
    MoreMinutes,
    MoreSeconds,
    Mute,
    Next,
    PlaceFor,
    Removal,
    SeatNamed,
)
from ontact.commons.rooms.models import ChatLine
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])


@router.post("/{uuid:room_id}/chat/hidden", response=Answer)
@access(Who.SEATED)
def chat_hidden(request: HttpRequest, room_id: UUID, body: Hidden) -> dict[str, int]:
    """Take a line of chat off everyone's screen, or put it back."""
    line = desk_door(request, room_id)
    words = get_object_or_404(ChatLine.objects.select_related("room"), pk=body.line, room=room_id)
    return answered(request, line, lambda: actions.hide(words, hidden=body.hidden, by=line.seat.actor()))


@router.post("/{uuid:room_id}/floor", response=Answer)
@access(Who.SEATED)
def floor(request: HttpRequest, room_id: UUID, body: FloorTo) -> dict[str, int]:
    """Give one seat the floor, or take it away with null."""
    line = desk_door(request, room_id)
    room = line.seat.room
    seat = seat_at(room, body.seat) if body.seat else None
    return answered(
        request,
        line,
        lambda: actions.give_the_floor(
            room, seat=seat, limit_s=body.limit_s, kind=body.kind, by=line.seat.actor()
        ),
    )


@router.post("/{uuid:room_id}/floor/next", response=Answer)
@access(Who.SEATED)
def floor_next(request: HttpRequest, room_id: UUID, body: Next) -> dict[str, int]:
    """Give the floor to the first of the queue who is in the room."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.call_the_next(line.seat.room, limit_s=body.limit_s, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/floor/extension", response=Answer)
@access(Who.SEATED)
def floor_extension(request: HttpRequest, room_id: UUID, body: MoreSeconds) -> dict[str, int]:
    """Add time to the running speech."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.extend_the_floor(line.seat.room, seconds=body.seconds, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/queue/order", response=Answer)
@access(Who.SEATED)
def queue_order(request: HttpRequest, room_id: UUID, body: PlaceFor) -> dict[str, int]:
    """Move a raised hand to the n-th place."""
    line = desk_door(request, room_id)
    seat = seat_at(line.seat.room, body.seat)
    return answered(
        request,
        line,
        lambda: actions.place_in_the_queue(seat.room, seat=seat, place=body.place, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/queue/drop", response=Answer)
@access(Who.SEATED)
def queue_drop(request: HttpRequest, room_id: UUID, body: SeatNamed) -> dict[str, int]:
    """Lower someone's hand."""
    line = desk_door(request, room_id)
    seat = seat_at(line.seat.room, body.seat)
    return answered(
        request, line, lambda: actions.drop_from_the_queue(seat.room, seat=seat, by=line.seat.actor())
    )


@router.get("/{uuid:room_id}/lobby", response=Lobby)
@access(Who.SEATED)
def lobby(request: HttpRequest, room_id: UUID) -> dict[str, Any]:
    """Who waits to be let in, in order of arrival."""
    line = desk_door(request, room_id)
    rows = queries.waiting_in_the_lobby(line.seat.room)
    return {
        "waiting": [
            {**vars(row), "arrived_at": row.arrived_at.isoformat(), "gone": row.is_gone} for row in rows
        ]
    }


@router.post("/{uuid:room_id}/admissions", response=Answer)
@access(Who.SEATED)
def admissions(request: HttpRequest, room_id: UUID, body: Admission) -> dict[str, int]:
    """Let in who waits: the seats named, or everyone invited by name."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.admit(
            line.seat.room, seats=body.seats, all_invited=body.all_invited, by=line.seat.actor()
        ),
    )


@router.post("/{uuid:room_id}/refusals", response=Answer)
@access(Who.SEATED)
def refusals(request: HttpRequest, room_id: UUID, body: SeatNamed) -> dict[str, int]:
    """Answer a knock with no; who is refused may knock again."""
    line = desk_door(request, room_id)
    seat = seat_at(line.seat.room, body.seat)
    return answered(request, line, lambda: actions.refuse(seat.room, seat=seat, by=line.seat.actor()))


@router.post("/{uuid:room_id}/mutes", response=Answer)
@access(Who.SEATED)
def mutes(request: HttpRequest, room_id: UUID, body: Mute) -> dict[str, int]:
    """One seat, or everyone but the desk, the interpreters and whoever has the floor."""
    line = desk_door(request, room_id)
    room, by = line.seat.room, line.seat.actor()
    if body.seat is None:
        return answered(
            request, line, lambda: actions.mute_all(room, muted=body.muted, by=by) if body.all else None
        )
    seat = seat_at(room, body.seat)
    return answered(request, line, lambda: actions.mute(room, seat=seat, muted=body.muted, by=by))


@router.post("/{uuid:room_id}/removals", response=Answer)
@access(Who.SEATED)
def removals(request: HttpRequest, room_id: UUID, body: Removal) -> dict[str, int]:
    """Put a seat out of the room, or let it come back to the door."""
    line = desk_door(request, room_id)
    seat, by = seat_at(line.seat.room, body.seat), line.seat.actor()
    if not body.removed:
        return answered(request, line, lambda: actions.lift_the_ban(seat.room, seat=seat, by=by))
    return answered(request, line, lambda: actions.remove(seat.room, seat=seat, reason=body.reason, by=by))


@router.post("/{uuid:room_id}/lock", response=Answer)
@access(Who.SEATED)
def lock(request: HttpRequest, room_id: UUID, body: Locked) -> dict[str, int]:
    """Let nobody new in, or open again."""
    line = desk_door(request, room_id)
    return answered(
        request, line, lambda: actions.lock(line.seat.room, locked=body.locked, by=line.seat.actor())
    )


@router.post("/{uuid:room_id}/extension", response=Answer)
@access(Who.SEATED)
def extension(request: HttpRequest, room_id: UUID, body: MoreMinutes) -> dict[str, int]:
    """Move the planned end."""
    line = desk_door(request, room_id)
    return answered(request, line, lambda: actions.extend(line.seat.room, body.minutes, by=line.seat.actor()))


@router.post("/{uuid:room_id}/closing", response=Answer)
@access(Who.SEATED)
def closing(request: HttpRequest, room_id: UUID) -> dict[str, int]:
    """End the meeting in this room for everyone."""
    line = desk_door(request, room_id)
    return answered(request, line, lambda: actions.close_room(line.seat.room, by=line.seat.actor()))
