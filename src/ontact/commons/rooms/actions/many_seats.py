"""Many seats at once: a class's places are given, or taken back, in one commit. Statements grow with the rooms, not
with the seats.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Person
from ontact.commons.rooms.actions.children import OF_A_CHILD, called, is_a_child, mind_the_desk
from ontact.commons.rooms.actions.door import hear_no_more
from ontact.commons.rooms.actions.floor import fall_silent
from ontact.commons.rooms.actions.stage import step_down
from ontact.commons.rooms.actions.tell import tell
from ontact.commons.rooms.models import Knock, Line, Pass, Role, Room, Seat, Sitting
from ontact.commons.rooms.queries.words import seat_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

# More words about new seats than this do not fit into one message: then everyone fetches the state instead.
SEATS_TOLD_AT_MOST = 25
GONE_IN_A_MESSAGE = 60


@dataclass(frozen=True)
class SeatFor:
    """A seat to be given, in the name of whoever is going to sit there."""

    room: Room
    person: Person
    role: str = Role.LISTENER


@transaction.atomic
def give_seats(wanted: Sequence[SeatFor], *, by: Actor) -> list[Seat]:
    """A seat for each, in the same order, and the person in it. Two inserts, and four statements a room.

    In a room for children they are called by their first names.
    """
    names = [called(one.room, one.role, str(one.person)) for one in wanted]
    seats = [
        Seat(
            room=one.room,
            title=name[:120],
            role=one.role,
            **(OF_A_CHILD if is_a_child(one.room, one.role) else {}),
        )
        for one, name in zip(wanted, names, strict=True)
    ]
    Seat.objects.bulk_create(seats)
    sittings = [
        Sitting(seat=seat, person=one.person, name=name[:100])
        for seat, one, name in zip(seats, wanted, names, strict=True)
    ]
    Sitting.objects.bulk_create(sittings)
    rooms = {one.room.pk: one.room for one in wanted}
    # Always in the same order: two batches never wait for each other.
    for room_id in sorted(rooms):
        _tell_of(rooms[room_id], [one for one in sittings if one.seat.room_id == room_id], by)
    return seats


@transaction.atomic
def take_seats_back(seats: Iterable[Seat], *, by: Actor) -> None:
    """Their right to be there ends at once, with passes, lines, hands, floor and stage. Harmless when repeated."""
    by_room: dict[UUID, list[UUID]] = {}
    for seat in seats:
        by_room.setdefault(seat.room_id, []).append(seat.pk)
    for room_id in sorted(by_room):
        room: Room = Room.objects.locked(room_id)
        standing = list(room.seats.standing().filter(pk__in=by_room[room_id]))
        if standing:
            _take_back(room, standing, by)


def _tell_of(room: Room, sittings: list[Sitting], by: Actor) -> None:
    """Before the doors open there is nobody to hear it, but the numbering goes on."""
    keys = [one.seat_id for one in sittings]
    sign(by, "gave seats", room, seats=keys)
    words = [
        seat_words(one.seat, sitting=one, lines=[], present=False, removed=False)
        for one in sittings[:SEATS_TOLD_AT_MOST]
    ]
    more = {"concerns_all": True} if len(sittings) > SEATS_TOLD_AT_MOST else {}
    tell(room, "seat", {"seats": words, **more})


def _take_back(room: Room, seats: list[Seat], by: Actor) -> None:
    moment = now()
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(taken_back_at=moment)
    Pass.objects.filter(seat__in=seats, revoked_at=None).update(revoked_at=moment)
    Knock.objects.open().filter(seat__in=seats).update(answered_at=moment, was_admitted=False)
    lines = Line.objects.filter(seat__in=seats)
    lines.exclude(end_reason=Line.End.TAKEN_BACK).update(ended_at=moment, end_reason=Line.End.TAKEN_BACK)
    hear_no_more(lines, moment)
    if len(seats) == 1:
        sign(by, "took a seat back", seats[0])
    else:
        sign(by, "took seats back", room, seats=[seat.pk for seat in seats])
    busy = _busy(room)
    waiting = Knock.objects.open().filter(seat__room=room).count()
    for seat in seats:
        if seat.pk in busy:
            slices = fall_silent(room, seat) | step_down(room, seat)
            tell(room, "seat", {"seats": [_gone(seat)], "waiting": waiting, **slices}, [seat.pk])
    quiet = [seat for seat in seats if seat.pk not in busy]
    for start in range(0, len(quiet), GONE_IN_A_MESSAGE):
        part = quiet[start : start + GONE_IN_A_MESSAGE]
        gone = {"seats": [_gone(seat) for seat in part], "waiting": waiting}
        tell(room, "seat", gone, [seat.pk for seat in part])
    if any(seat.is_at_the_desk for seat in seats):
        mind_the_desk(room)


def _busy(room: Room) -> set[UUID]:
    """Who has a hand up, speaks, is on air or stands on the stage: few, and each of them changes more than a seat."""
    return {
        *room.hands.raised().values_list("seat_id", flat=True),
        *room.turns.standing().values_list("seat_id", flat=True),
        *room.airs.standing().values_list("seat_id", flat=True),
        *(UUID(seat) for seat in room.on_stage),
    }


def _gone(seat: Seat) -> dict[str, Any]:
    return {"id": str(seat.pk), "present": False, "removed": True, "lines": []}
