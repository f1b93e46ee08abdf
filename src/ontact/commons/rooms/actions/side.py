"""Sending people into side rooms, going from one to another, and calling everybody back."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.floor import fall_silent
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import NoSideRoom, NoSideRoomsForChildren, SideRoomsStand
from ontact.commons.rooms.models import DESK, Role, Room, Seat, SidePlace, SideRoom
from ontact.commons.rooms.queries.presence import present_seats
from ontact.commons.rooms.queries.side import side_places, side_rooms, side_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

# A message to the room stays well under what LiveKit carries (15 kB) with this many seats in it.
SEATS_PER_MESSAGE = 100
# Those who serve the whole meeting are not dealt out.
STAY = frozenset({*DESK, Role.INTERPRETER, Role.OBSERVER})


@dataclass(frozen=True)
class Wanted:
    """A side room to open, and who shall be sent there."""

    name: str
    seats: Sequence[UUID] = field(default_factory=tuple)


@transaction.atomic
def open_side_rooms(room: Room, wanted: Sequence[Wanted], *, is_free: bool, by: Actor) -> list[SideRoom]:
    """Open them all at once and send the named seats in. `is_free`: everyone may go where they like.

    Raises:
        SideRoomsStand: others are open already.
        NoSideRoomsForChildren: nobody would look after them there.
    """
    room = hold_open(room)
    if room.for_children:
        raise NoSideRoomsForChildren
    if room.side_rooms.standing().exists():
        raise SideRoomsStand
    opened = SideRoom.objects.bulk_create(
        SideRoom(room=room, number=number, name=one.name, is_free=is_free)
        for number, one in enumerate(wanted, start=1)
    )
    tell(room, "side", {"side": side_words(opened)})
    sign(by, "opened side rooms", room, count=len(opened))
    places = {seat: side for side, one in zip(opened, wanted, strict=True) for seat in one.seats}
    _send(room, places)
    return opened


def dealt_out(room: Room, names: Sequence[str]) -> list[Wanted]:
    """Everyone who is here, but for the desk, interpreters and observers, dealt out evenly by chance."""
    here = present_seats(room)
    seats = list(
        room.seats.standing().filter(pk__in=here).exclude(role__in=STAY).values_list("pk", flat=True)
    )
    random.SystemRandom().shuffle(seats)
    return [Wanted(name, seats[number :: len(names)]) for number, name in enumerate(names)]


@transaction.atomic
def send_to(room: Room, seats: Iterable[UUID], side_room: UUID | None, *, by: Actor) -> None:
    """The desk moves seats into a side room, or back into the meeting with None.

    Raises:
        NoSideRoom: it is not open (any more).
    """
    room = hold_open(room)
    side = _standing(room, side_room) if side_room else None
    known = list(room.seats.standing().filter(pk__in=list(seats)).values_list("pk", flat=True))
    if _send(room, dict.fromkeys(known, side)):
        sign(by, "sent to a side room", room, side_room=side.name if side else "", count=len(known))


@transaction.atomic
def go_to(seat: Seat, side_room: UUID | None, *, by: Actor) -> None:
    """On one's own: the desk visits any of them, others choose where that is free; everyone may come back.

    Raises:
        NoSideRoom: it is not open, or not for choosing.
    """
    room = hold_open(seat.room)
    side = _standing(room, side_room) if side_room else None
    if side is not None and not side.is_free and not seat.is_at_the_desk:
        raise NoSideRoom
    _send(room, {seat.pk: side})


@transaction.atomic
def call_back(room: Room, *, seconds: int, by: Actor) -> None:
    """Everybody comes back when the countdown ends; with 0 at once.

    Raises:
        NoSideRoom: none is open.
    """
    room = hold_open(room)
    standing = side_rooms(room)
    if not standing:
        raise NoSideRoom
    sign(by, "called everybody back", room, seconds=seconds)
    if seconds <= 0:
        _close(room, standing)
        return
    moment = now() + timedelta(seconds=seconds)
    room.side_rooms.standing().update(calls_back_at=moment)
    for one in standing:
        one.calls_back_at = moment
    tell(room, "side", {"side": side_words(standing)})


@transaction.atomic
def bring_back_who_is_due(room: Room) -> bool:
    """The countdown has ended: the side rooms close. Harmless before and after."""
    room = hold(room)
    standing = side_rooms(room)
    due = standing and standing[0].calls_back_at is not None and standing[0].calls_back_at <= now()
    if due:
        _close(room, standing)
    return bool(due)


def close_side_rooms(room: Room) -> None:
    """With the room itself. The caller holds the room and tells of it."""
    moment = now()
    SidePlace.objects.standing().filter(side_room__room=room).update(ends_at=moment)
    room.side_rooms.standing().update(closed_at=moment)


def _close(room: Room, standing: list[SideRoom]) -> None:
    inside = list(side_places(room))
    close_side_rooms(room)
    tell(room, "side", {"side": None})
    _tell_places(room, dict.fromkeys(inside))


def _standing(room: Room, side_room: UUID) -> SideRoom:
    found: SideRoom | None = room.side_rooms.standing().filter(pk=side_room).first()
    if found is None:
        raise NoSideRoom
    return found


def _send(room: Room, places: Mapping[UUID, SideRoom | None]) -> int:
    """Move those who are not there yet; hand and floor stay behind. Returns how many moved."""
    before = side_places(room)
    moved = {seat: side for seat, side in places.items() if before.get(seat) != (side.pk if side else None)}
    if not moved:
        return 0
    moment = now()
    SidePlace.objects.standing().filter(seat__in=list(moved)).update(ends_at=moment)
    SidePlace.objects.bulk_create(
        SidePlace(side_room=side, seat_id=seat, begins_at=moment) for seat, side in moved.items() if side
    )
    _let_go(room, [seat for seat, side in moved.items() if side])
    _tell_places(room, {seat: side.pk if side else None for seat, side in moved.items()})
    return len(moved)


def _let_go(room: Room, seats: list[UUID]) -> None:
    """Who goes into a side room gives up hand, floor and air."""
    raised = set(room.hands.raised().values_list("seat_id", flat=True))
    speaking = set(room.turns.standing().values_list("seat_id", flat=True))
    on_air = set(room.airs.standing().values_list("seat_id", flat=True))
    for seat in room.seats.filter(pk__in=(raised | speaking | on_air) & set(seats)):
        slices = fall_silent(room, seat)
        if slices:
            tell(room, "floor", slices, [seat.pk])


def _tell_places(room: Room, places: Mapping[UUID, UUID | None]) -> None:
    words = [{"id": str(seat), "side": str(side) if side else None} for seat, side in places.items()]
    for start in range(0, len(words), SEATS_PER_MESSAGE):
        part = words[start : start + SEATS_PER_MESSAGE]
        tell(room, "side", {"seats": part}, [UUID(one["id"]) for one in part])
