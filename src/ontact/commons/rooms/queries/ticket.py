"""The ticket to picture and sound: minted here, never before admission, good for ten minutes."""

from dataclasses import dataclass
from datetime import datetime

from ontact.commons.rooms.access import conduct_of, rights
from ontact.commons.rooms.engine.pulse import PREPARING, READY, media_state
from ontact.commons.rooms.engine.tokens import ticket
from ontact.commons.rooms.engine.words import Guest
from ontact.commons.rooms.errors import MediaServerAway, MediaServerPreparing, RoomFull
from ontact.commons.rooms.models import Line, Room, Seat, SidePlace, SideRoom, Sitting
from ontact.commons.rooms.queries.presence import present_seats, seats_present


@dataclass(frozen=True)
class MediaTicket:
    token: str
    identity: str
    expires_at: datetime


def media_ticket(line: Line) -> MediaTicket:
    """For a line that is inside: into the side room where the seat has its place, else into the meeting. Five queries.

    Raises:
        MediaServerAway, MediaServerPreparing: trying again is safe.
        RoomFull: as many as the room holds are present, and this seat is not among them.
    """
    require_media()
    room = line.seat.room
    _place_for(line.seat, room)
    turn = room.turns.standing().first()
    sitting = line.seat.sittings.current().first()
    has_floor = turn is not None and turn.seat_id == line.seat_id
    guest = guest_of(
        line,
        room=room,
        sitting=sitting,
        has_floor=has_floor,
        on_air=room.airs.standing().filter(seat=line.seat_id).exists(),
        side=_side_room_of(line.seat),
    )
    made = ticket(guest.room, guest)
    return MediaTicket(made.token, guest.identity, made.expires_at)


def require_media() -> None:
    """Say so where picture and sound cannot be had now."""
    state = media_state()
    if state == PREPARING:
        raise MediaServerPreparing
    if state != READY:
        raise MediaServerAway


def guest_of(
    line: Line,
    *,
    room: Room,
    sitting: Sitting | None,
    has_floor: bool,
    on_air: bool = False,
    side: SideRoom | None = None,
) -> Guest:
    """How LiveKit shall know a line, and where; the usher keeps it so. A side room is a round table without channels
    and without a stage.
    """
    seat = line.seat
    may = rights(
        seat,
        conduct=conduct_of(room, aside=side is not None),
        has_floor=has_floor,
        on_stage=side is None and room.has_on_stage(seat.pk),
        on_air=on_air or side is not None,
        is_companion=line.is_companion,
    )
    return Guest(
        identity=line.identity,
        name=sitting.name if sitting else seat.title,
        attributes={"seat": str(seat.pk), "role": seat.role},
        grant=may.grant,
        room=side.livekit_name if side else room.livekit_name,
    )


def _side_room_of(seat: Seat) -> SideRoom | None:
    places = SidePlace.objects.standing().filter(seat=seat, side_room__closed_at=None)
    place = places.select_related("side_room__room").first()
    return place.side_room if place else None


def _place_for(seat: Seat, room: Room) -> None:
    if seat.is_at_the_desk or seats_present(room) < room.capacity:
        return
    if seat.pk not in present_seats(room):
        raise RoomFull(capacity=room.capacity)
