"""Who is in which side room, and what the room is told of it."""

from typing import Any
from uuid import UUID

from ontact.commons.rooms.models import Room, SidePlace, SideRoom


def side_rooms(room: Room) -> list[SideRoom]:
    """One query."""
    return list(room.side_rooms.standing())


def side_places(room: Room) -> dict[UUID, UUID]:
    """Seat → side room, for those who are in one. One query."""
    standing = SidePlace.objects.standing().filter(side_room__room=room, side_room__closed_at=None)
    return dict(standing.values_list("seat_id", "side_room_id"))


def side_words(rooms: list[SideRoom]) -> dict[str, Any] | None:
    """Nothing while the meeting is in one room."""
    if not rooms:
        return None
    calls_back_at = rooms[0].calls_back_at
    return {
        "rooms": [
            {"id": str(one.pk), "number": one.number, "name": one.name, "free": one.is_free} for one in rooms
        ],
        "calls_back_at": calls_back_at.isoformat() if calls_back_at else None,
    }
