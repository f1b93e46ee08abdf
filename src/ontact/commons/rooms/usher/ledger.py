"""What the usher reads and writes in the database. Called from one thread; nothing here talks to LiveKit."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from ontact.commons.rooms.actions import announce_the_end, close_all_spans, close_room
from ontact.commons.rooms.engine.words import Guest
from ontact.commons.rooms.models import Inbox, Line, Room, RoomEvent, Sitting, UsherLease
from ontact.commons.rooms.queries.ticket import guest_of
from ontact.commons.rooms.queries.words import floor_words
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

LEASE = timedelta(seconds=10)
END_IS_NEAR = timedelta(minutes=5)
# After a long silence of LiveKit nobody wants each single step: a client that sees a gap fetches the state.
EVENTS_AT_MOST = 40


class LeaseLost(Exception):
    """Another usher has taken the room over; it is no longer ours to touch."""


@dataclass(frozen=True)
class Call:
    """A room that needs an usher, and whether anything has happened there since it was last told."""

    room: UUID
    name: str
    has_news: bool


@dataclass(frozen=True)
class Lease:
    room: UUID
    holder: str
    fence: int
    told: int


@dataclass(frozen=True)
class Orders:
    """How LiveKit should be: who may be there with which rights, what is told, what latecomers see."""

    version: int
    metadata: str
    guests: dict[str, Guest]
    messages: list[bytes] = field(default_factory=list)
    is_over: bool = False


def calls() -> list[Call]:
    """Rooms that somebody has entered and that are not settled yet. Two queries."""
    entered = Line.objects.filter(seat__room=OuterRef("pk"), entered_at__isnull=False)
    rooms = (
        Room.objects.filter(Exists(entered))
        .filter(Q(lease=None) | Q(lease__settled_at=None))
        .values_list("pk", "livekit_name", "version", "lease__told_version")
    )
    mail = set(Inbox.objects.filter(applied_at=None).values_list("livekit_name", flat=True))
    return [Call(pk, name, version != told or name in mail) for pk, name, version, told in rooms]


@transaction.atomic
def take(room_id: UUID, holder: str) -> Lease | None:
    """The room's lease; None while another usher holds it.

    The same holder takes its own over at once: an usher that was killed comes back under its old name, and
    the fence shuts out whatever was left of it.
    """
    moment = now()
    fresh = {"holder": holder, "until": moment, "fence": 0}
    lease, _ = UsherLease.objects.get_or_create(room_id=room_id, defaults=fresh)
    if lease.holder != holder and lease.until > moment:
        return None
    won = UsherLease.objects.filter(room=room_id, fence=lease.fence, until=lease.until).update(
        holder=holder, until=moment + LEASE, fence=F("fence") + 1
    )
    return Lease(room_id, holder, lease.fence + 1, lease.told_version) if won else None


def renew(lease: Lease) -> None:
    """Raises LeaseLost."""
    if not _own(lease).update(until=now() + LEASE):
        raise LeaseLost


def give_back(lease: Lease) -> None:
    _own(lease).update(until=now())


def note_told(lease: Lease, version: int) -> None:
    """Raises LeaseLost."""
    if not _own(lease).update(told_version=version):
        raise LeaseLost


def look_at_the_clock(room_id: UUID) -> None:
    """Announce the planned end shortly before it; close what nobody has closed."""
    room = Room.objects.get(pk=room_id)
    moment = now()
    if room.closed_at is None and room.phase_at(moment) is Room.Phase.OVER:
        close_room(room, by=SYSTEM)
    elif room.end_announced_at is None and room.ends_at - END_IS_NEAR <= moment < room.ends_at:
        announce_the_end(room)


def orders(room_id: UUID, *, since: int) -> Orders:
    """Six queries, whatever the number of lines.

    The version is read first: a change that slips in between is carried out early and told in the next step.
    """
    room = Room.objects.get(pk=room_id)
    turn = room.turns.standing().first()
    events = RoomEvent.objects.filter(room=room, version__gt=since, version__lte=room.version)
    is_over = room.closed_at is not None
    guests = {} if is_over else _guests(room, turn.seat_id if turn else None)
    latest = list(events.order_by("-version")[:EVENTS_AT_MOST])
    floor = floor_words(turn)
    facts = {"v": room.version, "floor": floor, "timer_ends": floor["due_at"] if floor else None}
    return Orders(
        version=room.version,
        metadata=json.dumps(facts, separators=(",", ":")),
        guests=guests,
        messages=[_message(event.version, event.kind, event.payload) for event in reversed(latest)],
        is_over=is_over,
    )


@transaction.atomic
def settle(lease: Lease) -> None:
    """The room is empty at LiveKit: presence is final. Raises LeaseLost."""
    close_all_spans(Room.objects.get(pk=lease.room))
    if not _own(lease).update(settled_at=now(), until=now()):
        raise LeaseLost


def room_of(room_id: UUID) -> Room:
    return Room.objects.get(pk=room_id)


def _guests(room: Room, floor_seat: UUID | None) -> dict[str, Guest]:
    sittings: dict[UUID, Sitting] = {}
    for sitting in Sitting.objects.current().filter(seat__room=room).order_by("-begins_at"):
        sittings[sitting.seat_id] = sitting  # the earliest standing one names the plate
    lines = Line.objects.inside().filter(seat__room=room).select_related("seat")
    return {
        line.identity: guest_of(
            line, room=room, sitting=sittings.get(line.seat_id), has_floor=line.seat_id == floor_seat
        )
        for line in lines
    }


def _message(version: int, kind: str, payload: dict[str, Any]) -> bytes:
    return json.dumps({"v": version, "kind": kind, "payload": payload}, ensure_ascii=False).encode()


def _own(lease: Lease) -> Any:
    return UsherLease.objects.filter(room=lease.room, holder=lease.holder, fence=lease.fence)
