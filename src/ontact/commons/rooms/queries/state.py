"""The state of a room: one public board for everyone inside, and `me` for the one who asks."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from ontact.commons.rooms.access import NOTHING, conduct_of, may_be_pictured, rights
from ontact.commons.rooms.engine.pulse import media_state
from ontact.commons.rooms.models import Line, Room, Sitting
from ontact.commons.rooms.queries.board import board
from ontact.commons.rooms.queries.polls import answer_of
from ontact.commons.rooms.queries.shelf import Changes, Shelf, WrittenDict, in_json, written_dict
from ontact.commons.rooms.queries.words import room_words, same
from ontact.foundation.clock import now

SCHEMA = 1
# What a capability changes without telling the room (a paper has been prepared) is seen after this at the latest.
EXT_KEPT_S = 20

_exts = Shelf(EXT_KEPT_S)


def room_state(room: Room, line: Line) -> dict[str, Any]:
    """What the protocol calls State, with an empty `ext` for the capability to fill.

    No query when the version is known to this process, else those of what has changed; the same for 3 and for 220 seats.
    `room` and `line.seat` must be fresh. Who has not been let in learns nothing about the others.
    """
    moment = now()
    shown = board(room) if line.seat.is_admitted and line.entered_at else EMPTY
    facts = room_words(room, moment) | {"title": str(room.title), "media": media_state()}
    return {
        "schema": SCHEMA,
        "v": room.version,
        "now": moment.isoformat(),
        "room": facts,
        **shown,
        "me": _me(room, line, shown),
        "ext": {},
    }


EMPTY: dict[str, Any] = {
    "floor": None,
    "queue": [],
    "seats": [],
    "slides": None,
    "chat": [],
    "waiting": 0,
    "side": None,
    "air": [],
    "captions": [],
    "poll": None,
}


def kept_ext(room: Room, capability: str, read: Callable[[], dict[str, Any]]) -> WrittenDict:
    """A capability's part of the state, the same for everyone inside: read anew when an event has named `ext`."""

    def renew(kept: WrittenDict, changes: Changes) -> WrittenDict:
        return written_dict(read()) if "ext" in changes.parts or changes.new_words else kept

    taken: WrittenDict = _exts.take((capability, room.pk), room, lambda: written_dict(read()), renew)
    return taken


def state_in_json(state: dict[str, Any]) -> str:
    """What is shown to everyone has been written before."""
    return written_dict(state).text


def etag(state: dict[str, Any]) -> str:
    """Changes with whatever a reader could see, but not with the clock."""
    room = state["room"]
    seen = (
        state["v"],
        room["phase"],
        room["media"],
        room["title"],
        state["me"],
        in_json(state["ext"]),
        state.get("me_ext"),
    )
    return '"' + hashlib.sha256(repr(seen).encode()).hexdigest()[:32] + '"'


def _me(room: Room, line: Line, shown: dict[str, Any]) -> dict[str, Any]:
    seat = line.seat
    inside = seat.is_admitted and line.entered_at is not None and line.ended_at is None
    seat_id = str(seat.pk)
    own = next((found for found in shown["seats"] if found["id"] == seat_id), None)
    has_floor = same((shown["floor"] or {}).get("seat"), seat.pk)
    in_a_side_room = own is not None and own["side"] is not None
    may = NOTHING
    if inside:
        may = rights(
            seat,
            conduct=conduct_of(room, aside=in_a_side_room),
            has_floor=has_floor,
            on_stage=not in_a_side_room and room.has_on_stage(seat.pk),
            on_air=in_a_side_room or any(same(air["seat"], seat.pk) for air in shown["air"]),
            is_companion=line.is_companion,
        )
    told: dict[str, Any] = {
        "seat": seat_id,
        "line": line.identity,
        "name": own["name"] if own else _name(seat.pk),
        "role": seat.role,
        "mode": line.mode,
        "companion": line.is_companion,
        "admitted": inside,
        "may": vars(may),
        "pictured": may_be_pictured(seat),
    }
    if shown["poll"] is not None and shown["poll"]["open"]:
        told["answer"] = answer_of(shown["poll"]["id"], seat)
    return told


def _name(seat_id: UUID) -> str:
    return Sitting.objects.current().filter(seat=seat_id).values_list("name", flat=True).first() or ""
