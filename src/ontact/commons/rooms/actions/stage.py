"""The stage: the desk chooses what everybody sees; who is put there may speak and be seen, who leaves it may not."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold_open, tell
from ontact.commons.rooms.errors import NotForTheStage, StageUnclear
from ontact.commons.rooms.models import PLACES, Ban, Room, Seat, StageLayout, takes, what_is_left
from ontact.commons.rooms.queries.words import stage_words
from ontact.foundation.actor import Actor


@transaction.atomic
def set_the_stage(room: Room, *, layout: str, seats: Sequence[UUID] = (), by: Actor) -> None:
    """Show everyone this arrangement with these seats, in the order of their places. Harmless when repeated.

    Who comes onto the stage is no longer muted alone; "mute everyone" holds also here.

    Raises:
        RoomIsOver, RoomNotOpen.
        StageUnclear: more or fewer people than the arrangement takes.
        NotForTheStage: a stranger to this room, or a seat that has not been let in.
    """
    room = hold_open(room)
    places = [str(seat) for seat in dict.fromkeys(seats)]
    if (room.layout, room.on_stage) == (layout, places):
        return
    if not takes(layout, len(places)):
        least, most = PLACES[layout]
        name = StageLayout(layout).label
        raise StageUnclear(layout=name, least=least, most=most, count=len(places))
    _are_let_in(room, places)
    came = set(places) - set(room.on_stage)
    changed = sorted(set(places) ^ set(room.on_stage))
    unmuted = list(Seat.objects.filter(pk__in=came, silenced_at__isnull=False).values_list("pk", flat=True))
    Seat.objects.filter(pk__in=unmuted).update(silenced_at=None)
    _set(room, layout, places)
    sign(by, "set the stage", room, layout=layout, seats=places)
    words: dict[str, Any] = {"room": {"stage": stage_words(room)}}
    if unmuted:
        words["seats"] = [{"id": str(seat), "muted": False} for seat in unmuted]
    tell(room, "stage", words, [UUID(seat) for seat in changed])


def step_down(room: Room, seat: Seat) -> dict[str, Any]:
    """Off the stage, and the place with it; the slice the caller must tell. The caller holds the room."""
    if not room.has_on_stage(seat.pk):
        return {}
    left = [other for other in room.on_stage if other != str(seat.pk)]
    _set(room, what_is_left(room.layout, len(left)), left)
    return {"room": {"stage": stage_words(room)}}


def _set(room: Room, layout: str, places: list[str]) -> None:
    room.layout, room.on_stage = StageLayout(layout), places
    room.save(update_fields=["layout", "on_stage"])


def _are_let_in(room: Room, places: list[str]) -> None:
    banned = Ban.objects.standing().filter(seat__room=room).values("seat")
    inside = room.seats.standing().filter(pk__in=places, admitted_at__isnull=False).exclude(pk__in=banned)
    if inside.count() != len(places):
        raise NotForTheStage
