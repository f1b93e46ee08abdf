"""The state of a room: one public board for everyone inside, and `me` for the one who asks."""

import hashlib
from typing import Any
from uuid import UUID

from django.core.cache import cache

from ontact.commons.rooms.access import NOTHING, conduct_of, rights
from ontact.commons.rooms.engine.pulse import media_state
from ontact.commons.rooms.models import Ban, Knock, Line, Room, Sitting, Slides, Span
from ontact.commons.rooms.queries.languages import air_words, caption_words, last_captions
from ontact.commons.rooms.queries.queue import Spoken, hand_words, spoken_so_far, waiting_in_order
from ontact.commons.rooms.queries.side import side_places, side_rooms, side_words
from ontact.commons.rooms.queries.words import (
    CHAT_LINES_SHOWN,
    chat_words,
    floor_words,
    language,
    room_words,
    same,
    seat_words,
    slides_words,
)
from ontact.foundation.clock import now

SCHEMA = 1
# Picture addresses inside expire; and what the version does not know (a ban undone by hand) heals by itself.
BOARD_KEPT_S = 60


def room_state(room: Room, line: Line) -> dict[str, Any]:
    """What the protocol calls State, with an empty `ext` for the capability to fill.

    Sixteen queries when the version is new to this process, none when it is known; the same for 3 and for 220 seats.
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
}


def board(room: Room) -> dict[str, Any]:
    """The public part, kept per version and language for a minute."""
    key = f"rooms.board.{room.pk}.{room.version}.{language()}"
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = _read_board(room)
        cache.set(key, kept, BOARD_KEPT_S)
    return kept


def etag(state: dict[str, Any]) -> str:
    """Changes with whatever a reader could see, but not with the clock."""
    room = state["room"]
    seen = (
        state["v"],
        room["phase"],
        room["media"],
        room["title"],
        state["me"],
        state["ext"],
        state.get("me_ext"),
    )
    return '"' + hashlib.sha256(repr(seen).encode()).hexdigest()[:32] + '"'


def lines_present(room: Room) -> set[UUID]:
    """Lines with an open span: connected to LiveKit, or heard of by heartbeat. One query."""
    return set(Span.objects.filter(line__seat__room=room, ends_at=None).values_list("line_id", flat=True))


def slides_of(room: Room) -> Slides | None:
    return Slides.objects.filter(room=room).select_related("asset").first()


def _read_board(room: Room) -> dict[str, Any]:
    turn = room.turns.standing().first()
    spoken = spoken_so_far(room)
    chat = list(room.chat.order_by("-created_at")[:CHAT_LINES_SHOWN])
    return {
        "floor": floor_words(turn),
        "queue": [hand_words(hand) for hand in waiting_in_order(room, spoken)],
        "seats": _seats(room, spoken),
        "slides": slides_words(slides_of(room)),
        "chat": [chat_words(line) for line in reversed(chat)],
        "waiting": Knock.objects.open().filter(seat__room=room).count(),
        "side": side_words(side_rooms(room)),
        "air": air_words(room),
        "captions": [caption_words(line) for line in last_captions(room)],
    }


def _seats(room: Room, spoken: Spoken) -> list[dict[str, Any]]:
    """Six queries, whatever the number of seats."""
    seats = list(room.seats.standing().select_related("organisation"))
    sittings = {
        s.seat_id: s for s in Sitting.objects.current().filter(seat__room=room).order_by("-begins_at")
    }
    banned = set(Ban.objects.standing().filter(seat__room=room).values_list("seat_id", flat=True))
    present, places = lines_present(room), side_places(room)
    lines: dict[UUID, list[Line]] = {}
    for line in Line.objects.inside().filter(seat__room=room):
        lines.setdefault(line.seat_id, []).append(line)
    return [
        seat_words(
            seat,
            sitting=sittings.get(seat.pk),
            lines=lines.get(seat.pk, []),
            present=any(line.pk in present for line in lines.get(seat.pk, [])),
            removed=seat.pk in banned,
            side=places.get(seat.pk),
            spoken_s=spoken.seconds(seat.pk),
        )
        for seat in seats
    ]


def _me(room: Room, line: Line, shown: dict[str, Any]) -> dict[str, Any]:
    seat = line.seat
    inside = seat.is_admitted and line.entered_at is not None and line.ended_at is None
    own = next((found for found in shown["seats"] if same(found["id"], seat.pk)), None)
    has_floor = same((shown["floor"] or {}).get("seat"), seat.pk)
    in_a_side_room = own is not None and own["side"] is not None
    may = NOTHING
    if inside:
        may = rights(
            seat,
            conduct=conduct_of(room, aside=in_a_side_room),
            has_floor=has_floor,
            on_air=in_a_side_room or any(same(air["seat"], seat.pk) for air in shown["air"]),
            is_companion=line.is_companion,
        )
    return {
        "seat": str(seat.pk),
        "line": line.identity,
        "name": own["name"] if own else _name(seat.pk),
        "role": seat.role,
        "mode": line.mode,
        "companion": line.is_companion,
        "admitted": inside,
        "may": vars(may),
    }


def _name(seat_id: UUID) -> str:
    return Sitting.objects.current().filter(seat=seat_id).values_list("name", flat=True).first() or ""
