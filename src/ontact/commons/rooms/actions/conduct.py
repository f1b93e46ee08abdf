"""How the room is conducted: speaking times, all microphones closed, nobody shares; each one fact, not one per seat."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.models import USUAL_LIMITS_S, Room
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

LIMIT_AT_MOST_S = 3 * 3600


@transaction.atomic
def set_limits(room: Room, limits_s: Mapping[str, int], *, by: Actor) -> None:
    """Speaking times by kind of speaker; 0 is without a limit. Kinds not named keep theirs, unknown ones are ignored."""
    room = hold(room)
    limits = {kind: room.limits_s.get(kind, usual) for kind, usual in USUAL_LIMITS_S.items()}
    limits |= {
        kind: max(0, min(seconds, LIMIT_AT_MOST_S)) for kind, seconds in limits_s.items() if kind in limits
    }
    if limits == room.limits_s:
        return
    room.limits_s = limits
    room.save(update_fields=["limits_s"])
    sign(by, "set the speaking times", room, **limits)
    tell(room, "conduct", {"room": {"limits_s": limits}})


@transaction.atomic
def mute_all(room: Room, *, muted: bool, by: Actor) -> None:
    """Close all microphones but the desk's, the interpreters' and the floor's, also of who comes later; or undo it.

    Who was muted alone stays muted when it is undone. Harmless when repeated.
    """
    room = hold_open(room)
    if (room.hushed_at is not None) == muted:
        return
    room.hushed_at = now() if muted else None
    room.save(update_fields=["hushed_at"])
    if muted:
        sign(by, "muted everyone", room)
    else:
        sign(by, "unmuted everyone", room)
    tell(room, "conduct", _for_everyone(hushed=muted))


@transaction.atomic
def allow_sharing(room: Room, *, allowed: bool, by: Actor) -> None:
    """Whether anyone but the desk may share a screen. Slides are not touched. Harmless when repeated."""
    room = hold_open(room)
    if (room.sharing_closed_at is None) == allowed:
        return
    room.sharing_closed_at = None if allowed else now()
    room.save(update_fields=["sharing_closed_at"])
    if allowed:
        sign(by, "let people share their screens", room)
    else:
        sign(by, "stopped the sharing of screens", room)
    tell(room, "conduct", _for_everyone(sharing=allowed))


def take_up_in(room: Room, what: str) -> None:
    """The capability says in a few bytes what is before the room; latecomers read it before the state has come."""
    Room.objects.filter(pk=room.pk).update(on_now=what[:40])


def _for_everyone(**facts: bool) -> dict[str, Any]:
    """`concerns_all`: rights of many seats changed; each asks for its own, not all at the same moment."""
    return {"room": facts, "concerns_all": True}
