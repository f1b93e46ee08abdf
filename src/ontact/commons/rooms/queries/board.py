"""The public board of a room: the same for everyone inside, so it is read once for each change, and where it changed."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from ontact.commons.rooms.models import Ban, Knock, Line, Room, Sitting, Slides, Span
from ontact.commons.rooms.queries.languages import air_words, caption_words, last_captions
from ontact.commons.rooms.queries.polls import poll_now
from ontact.commons.rooms.queries.queue import hand_words, spoken_so_far, waiting_in_order
from ontact.commons.rooms.queries.shelf import Changes, Shelf, in_json, written_list
from ontact.commons.rooms.queries.side import side_places, side_rooms, side_words
from ontact.commons.rooms.queries.words import (
    CHAT_LINES_SHOWN,
    chat_words,
    floor_words,
    language,
    seat_words,
    slides_words,
)

# Picture addresses inside expire; and what the version does not know (a ban undone by hand) heals by itself.
BOARD_KEPT_S = 60
# From so many changed seats on all are read.
FEW_SEATS = 40

Words = dict[str, Any]
_shelf = Shelf(BOARD_KEPT_S)


def board(room: Room) -> Words:
    """The parts of the state that are public to the room. Seventeen queries at first, later those of what has changed."""
    taken: Board = _shelf.take(
        (room.pk, language()), room, lambda: _read(room), lambda b, c: _renew(room, b, c)
    )
    return taken.parts


class Board:
    """The parts, and each seat with its JSON by its identity, in the order of rank."""

    def __init__(self, parts: Words, seats: dict[str, Words], texts: dict[str, str]) -> None:
        self.seats = seats
        self.texts = texts
        self.parts = {**parts, "seats": written_list(list(seats.values()), list(texts.values()))}


def _queue(room: Room) -> list[Words]:
    return written_list([hand_words(hand) for hand in waiting_in_order(room)])


def _captions(room: Room) -> list[Words]:
    return written_list([caption_words(line) for line in last_captions(room)])


def _chat(room: Room) -> list[Words]:
    lines = room.chat.order_by("-created_at")[:CHAT_LINES_SHOWN]
    return written_list([chat_words(line) for line in reversed(lines)])


# Part of the state → how it is read: one or two queries each. Chat and seats are renewed one by one.
READERS: dict[str, Callable[[Room], Any]] = {
    "floor": lambda room: floor_words(room.turns.standing().first()),
    "queue": _queue,
    "slides": lambda room: slides_words(Slides.objects.filter(room=room).select_related("asset").first()),
    "waiting": lambda room: Knock.objects.open().filter(seat__room=room).count(),
    "side": lambda room: side_words(side_rooms(room)),
    "air": air_words,
    "captions": _captions,
    "chat": _chat,
    "poll": poll_now,
}


def _read(room: Room) -> Board:
    seats = _seats(room)
    parts = {part: read(room) for part, read in READERS.items()}
    return Board(parts, seats, {seat: in_json(words) for seat, words in seats.items()})


def _renew(room: Room, kept: Board, changes: Changes) -> Board:
    named = {"queue" if part == "queue_change" else part for part in changes.parts}
    if changes.seats and (kept.parts["poll"] or {}).get("names"):
        named.add("poll")  # whoever is called otherwise now is called so beside the answer too
    parts = {
        part: read(room) if part in named and part != "chat" else kept.parts[part]
        for part, read in READERS.items()
    }
    if changes.chat:
        parts["chat"] = _renewed_chat(room, kept.parts["chat"], changes.chat)
    if not changes.seats:
        return Board(parts, kept.seats, kept.texts)
    seats = _renewed_seats(room, kept.seats, changes)
    changed = {seat: in_json(words) for seat, words in seats.items() if words is not kept.seats.get(seat)}
    return Board(parts, seats, {seat: changed.get(seat) or kept.texts[seat] for seat in seats})


def _renewed_chat(room: Room, lines: list[Words], named: Collection[str]) -> list[Words]:
    """New lines behind the known ones, changed ones in their place. One query."""
    known = {line["id"]: line for line in lines}
    for line in room.chat.filter(pk__in=named).order_by("created_at"):
        known[str(line.pk)] = chat_words(line)
    return written_list(list(known.values())[-CHAT_LINES_SHOWN:])


def _renewed_seats(room: Room, seats: dict[str, Words], changes: Changes) -> dict[str, Words]:
    """Seven queries for the seats that were named; where one came or moved in rank, all are read."""
    if changes.new_words or len(changes.seats) > FEW_SEATS:
        return _seats(room)
    fresh = _seats(room, changes.seats)
    if not fresh.keys() <= seats.keys():
        return _seats(room)
    gone = changes.seats - fresh.keys()
    return {seat: fresh.get(seat, words) for seat, words in seats.items() if seat not in gone}


def _seats(room: Room, only: Collection[str] | None = None) -> dict[str, Words]:
    """Seven queries, whatever the number of seats."""
    standing = room.seats.standing().select_related("organisation")
    seats = list(standing if only is None else standing.filter(pk__in=only))
    here = {"seat__room": room} if only is None else {"seat__in": seats}
    sittings = {s.seat_id: s for s in Sitting.objects.current().filter(**here).order_by("-begins_at")}
    banned = set(Ban.objects.standing().filter(**here).values_list("seat_id", flat=True))
    spans = Span.objects.filter(ends_at=None, **{f"line__{key}": value for key, value in here.items()})
    present, places = set(spans.values_list("line_id", flat=True)), side_places(room)
    lines: dict[UUID, list[Line]] = {}
    for line in Line.objects.inside().filter(**here):
        lines.setdefault(line.seat_id, []).append(line)
    spoken = spoken_so_far(room)
    return {
        str(seat.pk): seat_words(
            seat,
            sitting=sittings.get(seat.pk),
            lines=lines.get(seat.pk, []),
            present=any(line.pk in present for line in lines.get(seat.pk, [])),
            removed=seat.pk in banned,
            side=places.get(seat.pk),
            spoken_s=spoken.seconds(seat.pk),
        )
        for seat in seats
    }
