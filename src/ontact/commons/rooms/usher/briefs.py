"""What LiveKit should look like for one room, read from the database in one go; and what time alone changes."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from ontact.commons.rooms import actions
from ontact.commons.rooms.engine.words import Guest
from ontact.commons.rooms.models import (
    OVERRUN,
    Ban,
    Inbox,
    Line,
    Room,
    RoomEvent,
    SideRoom,
    Sitting,
    Span,
    StageLayout,
    Turn,
    UsherLease,
)
from ontact.commons.rooms.queries import guest_of, present_seats
from ontact.commons.rooms.queries.side import side_places, side_rooms
from ontact.commons.rooms.queries.words import stage_words
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

# After its planned end an empty room is closed; a break for coffee is shorter.
EMPTY_FOR = timedelta(minutes=5)
ANNOUNCED_BEFORE = timedelta(minutes=5)
# Whoever was away longer fetches the state anyway; older events would only be thrown away.
EVENTS_AT_MOST = 300
# The longest time before the hour at which any room opens its doors.
DOORS_AT_MOST = timedelta(days=1)


@dataclass(frozen=True)
class Ward:
    """A room to look after: what the usher needs to know to start, and to see that something happened."""

    id: UUID
    name: str
    version: int
    has_reports: bool


@dataclass(frozen=True)
class Brief:
    """`guests` by identity: who may be connected where, and with which rights. `facts` go into the metadata of the room
    and of its side rooms; `due_at` is when time alone will change something.
    """

    name: str
    version: int
    phase: Room.Phase
    facts: dict[str, Any]
    guests: dict[str, Guest] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    side_names: list[str] = field(default_factory=list)
    due_at: datetime | None = None

    @property
    def names(self) -> list[str]:
        """The room at LiveKit and its side rooms."""
        return [self.name, *self.side_names]

    @property
    def metadata(self) -> str:
        return json.dumps({"v": self.version, **self.facts}, separators=(",", ":"))


def wards() -> list[Ward]:
    """Rooms whose doors are open or that are not yet settled, and rooms about which LiveKit has reported. Two queries."""
    moment = now()
    reported = set(Inbox.objects.filter(applied_at=None).values_list("livekit_name", flat=True).distinct())
    unsettled = Q(lease=None, ends_at__gte=moment - OVERRUN - timedelta(days=1)) | Q(
        lease__isnull=False, lease__settled_at=None
    )
    live = unsettled & Q(begins_at__lte=moment + DOORS_AT_MOST)
    rooms = Room.objects.filter(live | Q(livekit_name__in=reported))
    return [
        Ward(room.pk, room.livekit_name, room.version, room.livekit_name in reported)
        for room in rooms
        if room.doors_at <= moment or room.livekit_name in reported
    ]


def read_brief(room_id: UUID) -> Brief:
    """Nine queries, whatever the number of guests."""
    room = Room.objects.get(pk=room_id)
    turn = room.turns.standing().first()
    told = UsherLease.objects.filter(room=room).values_list("told_version", flat=True).first() or 0
    events = RoomEvent.objects.filter(room=room, version__gt=told).order_by("-version")[:EVENTS_AT_MOST]
    phase = room.phase_at(now())
    sides = side_rooms(room)
    return Brief(
        name=room.livekit_name,
        version=room.version,
        phase=phase,
        facts=_facts(room, turn),
        guests=_guests(room, turn, sides) if phase is Room.Phase.OPEN else {},
        events=[{"v": e.version, "kind": e.kind, "payload": e.payload} for e in reversed(events)],
        side_names=[side.livekit_name for side in sides],
        due_at=sides[0].calls_back_at if sides else None,
    )


def keep_time(room_id: UUID) -> None:
    """What happens because time passes: side rooms are called back, who went silent goes off air, children whose host has
    gone are paused, the end is announced, an empty room is closed.

    A room that nobody ever entered is left as it is: it may still be moved to another day.
    """
    room = Room.objects.get(pk=room_id)
    actions.bring_back_who_is_due(room)
    actions.take_the_absent_off_air(room)
    actions.watch_over_children(room)
    actions.let_in_after_the_desk(Room.objects.get(pk=room_id) if room.for_children else room)
    moment = now()
    if room.closed_at is not None or moment < room.ends_at - ANNOUNCED_BEFORE or not _was_entered(room):
        return
    if moment >= room.last_moment or (moment >= room.ends_at and _empty_since(room, moment) >= EMPTY_FOR):
        actions.close_room(room, by=SYSTEM)
    elif room.end_announced_at is None and present_seats(room):
        actions.announce_the_end(room)


def apply_reports(room_id: UUID) -> int:
    return actions.apply_inbox(Room.objects.get(pk=room_id))


def _was_entered(room: Room) -> bool:
    return Line.objects.filter(seat__room=room, entered_at__isnull=False).exists()


def _empty_since(room: Room, moment: datetime) -> timedelta:
    """How long nobody has been there, counted from the planned end at the earliest."""
    spans = Span.objects.filter(line__seat__room=room)
    if spans.filter(ends_at=None).exists():
        return timedelta()
    last = spans.aggregate(last=Max("ends_at"))["last"]
    return moment - max(room.ends_at, last or room.ends_at)


def _facts(room: Room, turn: Turn | None) -> dict[str, Any]:
    """The few facts that a latecomer needs before the state has come."""
    due_at = turn.due_at if turn else None
    return {
        "floor": str(turn.seat_id) if turn else None,
        "timer_ends": due_at.isoformat() if due_at else None,
        "item": room.on_now or None,
        "stage": stage_words(room) if room.layout != StageLayout.AUTO else None,
    }


def _guests(room: Room, turn: Turn | None, sides: list[SideRoom]) -> dict[str, Guest]:
    by_id = {side.pk: side for side in sides}
    places = side_places(room) if sides else {}
    on_air = set(room.airs.standing().values_list("seat_id", flat=True))
    banned = Ban.objects.standing().filter(seat__room=room).values("seat")
    lines = Line.objects.inside().filter(seat__room=room).exclude(seat__in=banned).select_related("seat")
    sittings = {
        s.seat_id: s for s in Sitting.objects.current().filter(seat__room=room).order_by("-begins_at")
    }
    return {
        line.identity: guest_of(
            line,
            room=room,
            sitting=sittings.get(line.seat_id),
            has_floor=turn is not None and turn.seat_id == line.seat_id,
            on_air=line.seat_id in on_air,
            side=by_id[places[line.seat_id]] if line.seat_id in places else None,
        )
        for line in lines
    }
