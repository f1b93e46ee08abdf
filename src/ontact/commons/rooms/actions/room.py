"""The room itself: opened, moved, extended, closed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.polls import close_with_the_room
from ontact.commons.rooms.actions.side import close_side_rooms
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import RoomIsOver, TimeTurnedRound
from ontact.commons.rooms.models import Hand, Knock, Line, Pass, Room, UsherLease
from ontact.commons.rooms.queries.polls import poll_now
from ontact.commons.rooms.queries.words import room_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

# Someone who comes back the next day to see what was decided still finds their link working.
PASS_OUTLIVES_THE_ROOM = timedelta(days=1)
EXTENSION_AT_MOST = timedelta(hours=8)


@transaction.atomic
def open_room(
    title: Worded,
    begins_at: datetime,
    ends_at: datetime,
    *,
    page: str,
    by: Actor,
    manner: str = Room.Manner.ROUND_TABLE,
    lobby: bool = True,
    helpline: str = "",
    **more: Any,
) -> Room:
    """Make a room. `page` is the path where its capability shows it.

    `more`: doors_before_minutes, for_children, attendance, capacity, floor_language, channels.

    Raises:
        TimeTurnedRound: the end does not lie after the beginning.
    """
    if ends_at <= begins_at:
        raise TimeTurnedRound
    identity = uuid7()
    room = Room.objects.create(
        pk=identity,
        # One word for logs and LiveKit; nothing in it can be guessed from the title.
        livekit_name=f"room-{identity.hex}",
        title=title,
        begins_at=begins_at,
        ends_at=ends_at,
        manner=manner,
        has_lobby=lobby,
        helpline=helpline,
        page=page,
        **more,
    )
    sign(by, "opened a room", room)
    return room


@transaction.atomic
def reschedule(room: Room, *, by: Actor, lobby: bool | None = None, **changes: Any) -> Room:
    """Change title, begins_at, ends_at, manner, lobby, helpline, page, floor_language or channels; what is not named
    stays. Passes follow.

    Raises:
        RoomIsOver: it has been closed.
        TimeTurnedRound: the end does not lie after the beginning.
    """
    room = hold(room)
    if lobby is not None:
        changes["has_lobby"] = lobby
    changed = {name: value for name, value in changes.items() if getattr(room, name) != value}
    if not changed:
        return room
    if room.closed_at is not None:
        raise RoomIsOver
    if changed.get("ends_at", room.ends_at) <= changed.get("begins_at", room.begins_at):
        raise TimeTurnedRound
    _change(room, **changed)
    sign(by, "changed a room", room, fields=sorted(changed))
    tell(room, "room", {"room": room_words(room, now())}, _all_seats(room) if "manner" in changed else ())
    return room


@transaction.atomic
def extend(room: Room, minutes: int, *, by: Actor) -> Room:
    """Move the planned end. Counted from now if that end has passed already."""
    room = hold_open(room)
    length = min(timedelta(minutes=max(minutes, 1)), EXTENSION_AT_MOST)
    _change(room, ends_at=max(room.ends_at, now()) + length)
    sign(by, "extended a room", room, minutes=minutes)
    tell(room, "room", {"room": room_words(room, now())})
    return room


@transaction.atomic
def announce_the_end(room: Room) -> None:
    """Tell the room once that its planned end is near; nobody is cut off."""
    room = hold(room)
    if room.end_announced_at is not None or room.closed_at is not None:
        return
    room.end_announced_at = now()
    room.save(update_fields=["end_announced_at"])
    tell(room, "ending", {"room": room_words(room, now())})


@transaction.atomic
def close_room(room: Room, *, by: Actor) -> Room:
    """End it for everyone: floor, queue, lobby and lines. Harmless when repeated."""
    room = hold(room)
    if room.closed_at is not None:
        return room
    moment = now()
    room.closed_at = moment
    room.save(update_fields=["closed_at"])
    room.turns.standing().update(ends_at=moment)
    Hand.objects.raised().filter(room=room).update(lowered_at=moment)
    Knock.objects.open().filter(seat__room=room).update(answered_at=moment)
    Line.objects.standing().filter(seat__room=room).update(ended_at=moment, end_reason=Line.End.OVER)
    room.airs.standing().update(ends_at=moment)
    close_side_rooms(room)
    polls = {"poll": poll_now(room)} if close_with_the_room(room) else {}
    sign(by, "closed a room", room)
    ended: dict[str, Any] = {"floor": None, "queue": [], "waiting": 0, "side": None, "air": [], **polls}
    tell(room, "room", {"room": room_words(room, moment), **ended})
    return room


def passes_end_at(room: Room) -> datetime:
    return room.last_moment + PASS_OUTLIVES_THE_ROOM


def _change(room: Room, **changed: Any) -> None:
    for name, value in changed.items():
        setattr(room, name, value)
    if "ends_at" in changed:
        room.end_announced_at = None
        Pass.objects.filter(seat__room=room, revoked_at=None).update(expires_at=passes_end_at(room))
        UsherLease.objects.filter(room=room).update(settled_at=None)
    room.save(update_fields=[*changed, "end_announced_at"])


def _all_seats(room: Room) -> list[Any]:
    return list(room.seats.standing().values_list("pk", flat=True))
