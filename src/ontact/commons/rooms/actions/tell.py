"""Telling the room: every change gets the next number, in its own transaction; the usher carries it out."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from ontact.commons.rooms.engine.bell import ring
from ontact.commons.rooms.errors import RoomIsOver, RoomNotOpen
from ontact.commons.rooms.models import Asked, Line, Room, RoomEvent
from ontact.foundation.clock import now


def tell(room: Room, kind: str, payload: Mapping[str, Any], concerns: Iterable[UUID] = ()) -> int:
    """Number a change and have it sent to everyone inside. Returns the new version.

    The payload is public to the room; `concerns` names seats whose own rights changed. Only inside a transaction:
    the change and its number stand or fall together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("tell() needs the transaction of the change it tells of")
    Room.objects.filter(pk=room.pk).update(version=F("version") + 1)
    room.version = Room.objects.values_list("version", flat=True).get(pk=room.pk)
    body = dict(payload)
    if seats := [str(seat) for seat in concerns]:
        body["concerns"] = seats
    RoomEvent.objects.create(room=room, version=room.version, kind=kind, payload=body)
    name = room.livekit_name
    transaction.on_commit(lambda: ring(name))
    return room.version


def hold(room: Room) -> Room:
    """The room's row, held until the transaction ends: whoever changes the room waits their turn here."""
    held: Room = Room.objects.locked(room.pk)
    return held


def hold_open(room: Room) -> Room:
    """Raises RoomIsOver or RoomNotOpen."""
    room = hold(room)
    phase = room.phase_at(now())
    if phase is Room.Phase.OVER:
        raise RoomIsOver
    if phase is Room.Phase.EARLY:
        raise RoomNotOpen
    return room


def answered_once(line: Line, key: str, act: Callable[[], object]) -> int:
    """Do `act` and answer with the room's version; the same line asking again under the same key changes nothing.

    Without a key each call acts.
    """
    if not key:
        act()
        return version_of(line.seat.room_id)
    known = _answer(line, key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            asked = Asked.objects.create(line=line, key=key, version=0)
            act()
            asked.version = version_of(line.seat.room_id)
            asked.save(update_fields=["version"])
            return asked.version
    except IntegrityError:
        # The twin was faster; if there is no twin, the error is our own and must be seen.
        known = _answer(line, key)
        if known is None:
            raise
        return known


def version_of(room_id: UUID) -> int:
    return Room.objects.values_list("version", flat=True).get(pk=room_id)


def _answer(line: Line, key: str) -> int | None:
    return Asked.objects.filter(line=line, key=key).values_list("version", flat=True).first()
