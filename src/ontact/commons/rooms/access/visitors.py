"""Who asks: someone signed in, a guest with lines in a cookie, both, or neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ontact.commons.people.access import is_signed_in
from ontact.commons.people.models import Person
from ontact.commons.rooms.models import Line, Pass, Role, Room, Seat
from ontact.foundation.ids import digest

LINE_COOKIE = "__Host-ontact_lines" if settings.HTTPS else "ontact_lines"
# A browser that was in more rooms than this goes back to the oldest by its mailed link.
LINES_IN_A_COOKIE = 12
COOKIE_LIFE_S = 14 * 24 * 3600
# A line that ended in one of these ways no longer proves anything about its seat.
NO_PROOF = frozenset({Line.End.REMOVED, Line.End.TAKEN_BACK})


@dataclass(frozen=True)
class Visitor:
    """Whoever asks: someone signed in, or a guest with lines to seats, or both, or neither."""

    person: Person | None
    lines: tuple[Line, ...] = ()

    @property
    def seats(self) -> list[Seat]:
        """Seats that this browser's lines prove. A line that was removed proves none."""
        return [line.seat for line in self.lines if proves_a_seat(line)]

    def line_to(self, room_id: UUID) -> Line | None:
        return next((line for line in self.lines if line.seat.room_id == room_id), None)


def visitor_of(request: HttpRequest) -> Visitor:
    """Costs one query if there is a line cookie, and only the first time in a request."""
    known: Visitor | None = getattr(request, "_visitor", None)
    if known is None:
        person = request.user if is_signed_in(request.user) else None
        known = Visitor(person, tuple(_lines_of(_keys_in(request).values())))
        request._visitor = known  # type: ignore[attr-defined]  # kept for this request only
    return known


def line_in(request: HttpRequest, room: Room | UUID) -> Line | None:
    """This browser's line in the room, ended ones too; with its seat and room."""
    return visitor_of(request).line_to(_id(room))


def seat_in(request: HttpRequest, room: Room | UUID) -> Seat | None:
    """The seat of this browser's line, else the one in which the signed-in person sits."""
    visitor = visitor_of(request)
    line = visitor.line_to(_id(room))
    if line is not None:
        return line.seat if proves_a_seat(line) else None
    return seat_held_by(visitor.person, _id(room)) if visitor.person else None


def seat_held_by(person: Person, room_id: UUID) -> Seat | None:
    """Their seat in the room; of several the one with most to do there."""
    mine = Seat.objects.standing().filter(
        room=room_id, sittings__person__in=person.selves(), sittings__ends_at=None
    )
    order = list(Role)
    return min(mine.select_related("room"), key=lambda seat: order.index(Role(seat.role)), default=None)


def proves_a_seat(line: Line) -> bool:
    if line.seat.taken_back_at is not None:
        return False
    return line.end_reason not in NO_PROOF


def knows_the_room(request: HttpRequest, room_id: UUID) -> bool:
    """Whether this browser claims a line there; asks nobody, so it tells strangers nothing."""
    return room_id.hex in _keys_in(request)


def remember_line(response: HttpResponse, request: HttpRequest, line: Line, key: str) -> None:
    """Put the line's key into the cookie, beside the keys of other rooms."""
    keys = _keys_in(request)
    keys.pop(line.seat.room_id.hex, None)
    keys[line.seat.room_id.hex] = key
    kept = list(keys.items())[-LINES_IN_A_COOKIE:]
    response.set_cookie(
        LINE_COOKIE,
        "|".join(f"{room}.{secret}" for room, secret in kept),
        max_age=COOKIE_LIFE_S,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
        path="/",
    )


def pass_behind(secret: str) -> Pass | None:
    """The pass of a personal link, whatever its state; one query by digest, so nothing can be guessed from time."""
    return Pass.objects.filter(digest=digest(secret)).select_related("seat__room", "sitting").first()


def _keys_in(request: HttpRequest) -> dict[str, str]:
    """Room (hex) → key, oldest first; whatever is not of our making is left out."""
    keys = {}
    for part in request.COOKIES.get(LINE_COOKIE, "").split("|"):
        room, dot, key = part.partition(".")
        if dot and len(room) == 32 and 20 <= len(key) <= 64:
            keys[room] = key
    return keys


def _lines_of(keys: Iterable[str]) -> list[Line]:
    digests = [digest(key) for key in keys]
    if not digests:
        return []
    return list(Line.objects.filter(key_digest__in=digests).select_related("seat__room"))


def _id(room: Room | UUID) -> UUID:
    return room.pk if isinstance(room, Room) else room
