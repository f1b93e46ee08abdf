"""A room to rehearse in: the same seats in a room of its own, of which nothing is left afterwards."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.commons.people.models import Person
from ontact.commons.rooms.actions.room import open_room
from ontact.commons.rooms.models import Inbox, Room, Seat, Sitting
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

AS_IN_THE_MEETING = (
    "manner",
    "for_children",
    "attendance",
    "capacity",
    "helpline",
    "floor_language",
    "channels",
    "queue_rule",
    "limits_s",
)
OF_A_SEAT = (
    "title",
    "role",
    "organisation_id",
    "on_behalf_of",
    "rank",
    "service",
    "from_language",
    "to_language",
    "is_invited",
    "names_itself",
)
# The usher empties a closed room within seconds; where none is on duty nobody is connected.
EMPTIED_WITHIN = timedelta(minutes=5)


@transaction.atomic
def open_rehearsal(
    room: Room, *, title: Worded, ends_at: datetime, page: str, by: Actor
) -> tuple[Room, dict[UUID, Seat]]:
    """A copy of the room whose doors are open now, and its seats by the seats they are copied from.

    Whoever sits in a seat is called by name there; nobody can come in before `open_the_door_to`. Six queries for
    any number of seats.
    """
    facts = {name: getattr(room, name) for name in AS_IN_THE_MEETING}
    copy = open_room(
        title,
        now(),
        ends_at,
        page=page,
        by=by,
        lobby=room.has_lobby,
        doors_before_minutes=0,
        is_rehearsal=True,
        **facts,
    )
    seats = {seat.pk: Seat(room=copy, **_as_here(seat)) for seat in room.seats.standing()}
    Seat.objects.bulk_create(seats.values())
    there = Sitting.objects.current().filter(seat__in=seats)
    Sitting.objects.bulk_create(
        Sitting(seat=seats[one.seat_id], name=one.name, people=one.people, is_substitute=one.is_substitute)
        for one in there
    )
    return copy, seats


def open_the_door_to(seat: Seat, person: Person) -> bool:
    """Whose name stands at this seat of a rehearsal is let in from now on. False: the door was open already."""
    waiting = seat.sittings.current().filter(person=None, name__gt="")
    return bool(waiting.update(person=person))


def is_empty(room: Room, moment: datetime) -> bool:
    """It is closed, and the media server has been told: nobody is connected any more."""
    if room.closed_at is None:
        return False
    lease = getattr(room, "lease", None)
    return lease is None or lease.settled_at is not None or moment >= room.closed_at + EMPTIED_WITHIN


@transaction.atomic
def erase_room(room: Room) -> None:
    """Nothing of it stays: seats, links, lines, presence, what was said, what the media server reported.

    The rows of its capability that hold its seats must be gone before.
    """
    Inbox.objects.filter(livekit_name=room.livekit_name).delete()
    room.delete()


def _as_here(seat: Seat) -> dict[str, Any]:
    """What a guardian agreed to holds for the meeting alone: in its rehearsal no child is pictured."""
    facts = {name: getattr(seat, name) for name in OF_A_SEAT}
    return {**facts, "may_be_pictured": seat.names_itself, "may_be_recorded": seat.names_itself}
