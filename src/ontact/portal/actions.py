"""What the front door does: practice rooms for visitors, opened and cleared away."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.rooms.actions.room import close_room, open_room
from ontact.commons.rooms.actions.seats import give_seat
from ontact.commons.rooms.models import Role, Room, Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
from ontact.portal.errors import PracticeRoomsTaken, TooManyTries

PRACTICE = timedelta(minutes=20)
PRACTICE_MINUTES = PRACTICE // timedelta(minutes=1)
# One room costs LiveKit about as much as one seat in a meeting; real meetings come first on a small server.
ROOMS_AT_ONCE = 20
TRIES_PER_HOUR = 10
KEPT = timedelta(days=1)


@transaction.atomic
def open_practice_room(*, address: str) -> Seat:
    """A room with one seat, open now. `address` is the visitor's network address, counted and not kept.

    Raises:
        TooManyTries: this address opened ten rooms within the hour.
        PracticeRoomsTaken: twenty people are practising already.
    """
    _count_try(address)
    if _practice_rooms().filter(closed_at=None, ends_at__gt=now()).count() >= ROOMS_AT_ONCE:
        raise PracticeRoomsTaken
    room = open_room(
        Worded.of("en", ko="연습실", en="Practice room"),
        now(),
        now() + PRACTICE,
        page=reverse("portal:practice"),
        by=SYSTEM,
        lobby=False,
        capacity=2,
    )
    room.page = reverse("portal:practice-room", args=[room.pk])
    room.save(update_fields=["page"])
    return give_seat(room, title=_("Me"), name=_("Me"), role=Role.SPEAKER, by=SYSTEM)


def clear_practice_rooms(moment: datetime) -> None:
    """Close what has run its time; take away what was closed a day ago. Nothing of it was for the record."""
    for room in _practice_rooms().filter(closed_at=None, ends_at__lte=moment):
        close_room(room, by=SYSTEM)
    _practice_rooms().filter(closed_at__lte=moment - KEPT).delete()


def _practice_rooms() -> QuerySet[Room]:
    rooms: QuerySet[Room] = Room.objects.filter(page__startswith=reverse("portal:practice"))
    return rooms


def _count_try(address: str) -> None:
    key = f"portal.practice.{address}"
    cache.add(key, 0, 3600)
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two calls: this is the first of a new hour
        return
    if tries > TRIES_PER_HOUR:
        raise TooManyTries
