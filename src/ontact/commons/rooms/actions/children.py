"""A room for children: who leads it must be there, else everyone else is paused; children are called by first names."""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ontact.commons.journal.actions import sign
from ontact.commons.people.names import given_name
from ontact.commons.rooms.actions.tell import hold, tell
from ontact.commons.rooms.errors import RoomIsOver
from ontact.commons.rooms.models import DESK, Role, Room, Seat, Sitting
from ontact.commons.rooms.queries.attended import is_attended
from ontact.commons.rooms.queries.words import room_words, seat_words
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now

# What holds for a child's seat, whoever gives it: nothing is recorded, and no family name comes in by the door.
OF_A_CHILD: dict[str, Any] = {"may_be_recorded": False, "names_itself": False}


@transaction.atomic
def protect_children(room: Room, *, protected: bool, by: Actor) -> Room:
    """Make it a room for children, or one for everybody again; seats that have been given follow. Harmless when repeated.

    Raises:
        RoomIsOver: it has been closed.
    """
    room = hold(room)
    if room.for_children == protected:
        return room
    if room.closed_at is not None:
        raise RoomIsOver
    room.for_children, room.paused_at = protected, None
    room.save(update_fields=["for_children", "paused_at"])
    _call_them(room.seats.standing().exclude(role__in=DESK), protected)
    if protected:
        sign(by, "made a room for children", room)
    else:
        sign(by, "made a room for everybody", room)
    tell(room, "room", {"room": room_words(room, now()), **_names_anew(room), "concerns_all": True})
    mind_the_desk(room)
    return room


def mind_the_desk(room: Room) -> None:
    """Pause everyone else when nobody of the desk is here, and let them go on when somebody is. Tells it; the caller
    holds the room.
    """
    if not room.for_children or not room.is_open_at(now()):
        return
    paused = not is_attended(room, now())
    if paused == (room.paused_at is not None):
        return
    room.paused_at = now() if paused else None
    room.save(update_fields=["paused_at"])
    if paused:
        sign(SYSTEM, "paused a room without its desk", room)
    else:
        sign(SYSTEM, "let a room go on", room)
    tell(room, "conduct", {"room": {"paused": paused}, "concerns_all": True})


def watch_over_children(room: Room) -> None:
    """What only time says: a line that dropped has not come back. Costs one query where nothing has changed."""
    if not room.for_children or not room.is_open_at(now()):
        return
    if is_attended(room, now()) == (room.paused_at is None):
        return
    with suppress(RoomIsOver), transaction.atomic():
        mind_the_desk(hold(room))


def called(room: Room, role: str, name: str) -> str:
    """How whoever sits there is called in this room."""
    return given_name(name) if is_a_child(room, role) else name


def is_a_child(room: Room, role: str) -> bool:
    """Of those in a room for children everybody but the desk and who serves the room counts as one."""
    return room.for_children and role in (Role.LISTENER, Role.SPEAKER)


def _call_them(seats: QuerySet[Seat], protected: bool) -> None:
    """A seat that is called by its sitter's name follows the sitter. Three statements for any number of seats."""
    rows = {seat.pk: seat for seat in seats if seat.role in (Role.LISTENER, Role.SPEAKER)}
    sittings = list(Sitting.objects.current().filter(seat__in=rows).select_related("person"))
    for sitting in sittings:
        seat = rows[sitting.seat_id]
        whole = str(sitting.person) if sitting.person is not None else sitting.name
        name = given_name(whole) if protected else whole
        seat.title = name if seat.title in (sitting.name, whole) else seat.title
        sitting.name = name
    for seat in rows.values():
        seat.may_be_recorded, seat.names_itself = not protected, not protected
    Sitting.objects.bulk_update(sittings, ["name"])
    Seat.objects.bulk_update(rows.values(), ["title", *OF_A_CHILD])


def _names_anew(room: Room) -> dict[str, Any]:
    """One seat with its title says that lists of people are no longer what they were."""
    seat = room.seats.standing().select_related("organisation").first()
    if seat is None:
        return {}
    sitting = seat.sittings.current().first()
    words = seat_words(seat, sitting=sitting, lines=[], present=False, removed=False)
    return {"seats": [{name: words[name] for name in ("id", "title", "name")}]}
