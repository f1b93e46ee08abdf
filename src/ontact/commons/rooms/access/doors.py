"""The doors through which pages and calls get rooms, lines and seats; each says why it stays shut."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.rooms.access.visitors import line_in, seat_in
from ontact.commons.rooms.errors import (
    Banned,
    DeskOnly,
    LeftTheRoom,
    ListensOnly,
    NotAdmitted,
    OpenedElsewhere,
    Refused,
    RoomIsOver,
    RoomNotOpen,
    SeatTakenBack,
)
from ontact.commons.rooms.models import Line, Room, Seat
from ontact.foundation.clock import now


def is_banned(seat: Seat) -> bool:
    return seat.bans.standing().exists()


def room_door(request: HttpRequest, room_id: UUID) -> Room:
    """The room, for whoever has a seat in it; for everyone else it does not exist."""
    seat = seat_in(request, room_id)
    if seat is None:
        raise Http404
    return seat.room


def line_door(request: HttpRequest, room_id: UUID) -> Line:
    """This browser's line in the room, whatever its state."""
    line = line_in(request, room_id)
    if line is None:
        raise Http404
    return line


def state_door(request: HttpRequest, room_id: UUID) -> Line:
    """A line that may read the state: inside, in the lobby, or after the end.

    Raises:
        SeatTakenBack, Banned, Refused, OpenedElsewhere, LeftTheRoom: this line is not waiting for anything.
    """
    line = line_door(request, room_id)
    _say_why_it_ended(line)
    if not line.seat.is_admitted and was_refused(line.seat):
        raise Refused
    return line


def inside_door(request: HttpRequest, room_id: UUID) -> Line:
    """A line that is in the room now.

    Raises:
        As `state_door`, and RoomIsOver, RoomNotOpen, NotAdmitted.
    """
    line = state_door(request, room_id)
    phase = line.seat.room.phase_at(now())
    if phase is Room.Phase.OVER or line.end_reason == Line.End.OVER:
        raise RoomIsOver
    if phase is Room.Phase.EARLY:
        raise RoomNotOpen
    if not line.seat.is_admitted or line.entered_at is None:
        raise NotAdmitted
    return line


def check_door(request: HttpRequest, room_id: UUID) -> Seat:
    """A seat whose holder may try the way in: from the invitation until the end, inside or not.

    Raises:
        SeatTakenBack, Banned, RoomIsOver: there is nothing to prepare for.
    """
    line = line_in(request, room_id)
    seat = line.seat if line is not None else seat_in(request, room_id)
    if seat is None:
        raise Http404
    if seat.taken_back_at is not None:
        raise SeatTakenBack
    if is_banned(seat):
        raise Banned
    if seat.room.phase_at(now()) is Room.Phase.OVER:
        raise RoomIsOver
    return seat


def speaking_door(request: HttpRequest, room_id: UUID) -> Line:
    """A line inside that may act for its seat. Raises also ListensOnly."""
    line = inside_door(request, room_id)
    if line.is_companion:
        raise ListensOnly
    return line


def desk_door(request: HttpRequest, room_id: UUID) -> Line:
    """A line of the chair or the clerk, on the device that speaks for the seat. Raises also DeskOnly."""
    line = speaking_door(request, room_id)
    if not line.seat.is_at_the_desk:
        raise DeskOnly
    return line


def seat_at(room: Room, seat_id: UUID) -> Seat:
    """A seat of this room; a seat of another room does not exist here."""
    seat: Seat = get_object_or_404(room.seats.standing().select_related("room"), pk=seat_id)
    return seat


def was_refused(seat: Seat) -> bool:
    """The desk's last answer was no, and nobody has knocked since."""
    last = seat.knocks.order_by("-created_at").first()
    return last is not None and last.was_admitted is False


def _say_why_it_ended(line: Line) -> None:
    if line.seat.taken_back_at is not None:
        raise SeatTakenBack
    if line.ended_at is None or line.end_reason == Line.End.OVER:
        return
    if line.end_reason == Line.End.REMOVED or is_banned(line.seat):
        raise Banned
    if line.end_reason == Line.End.ELSEWHERE:
        raise OpenedElsewhere
    raise LeftTheRoom
