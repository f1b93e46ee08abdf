"""Who may what in a room: visitors by their line cookie or sign-in, rights as sentences, and the doors."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from ontact.commons.people.access import is_signed_in
from ontact.commons.people.models import Person
from ontact.commons.rooms.engine.words import Grant
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
        request._visitor = known  # type: ignore[attr-defined]
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
    mine = Seat.objects.standing().filter(room=room_id, sittings__person__in=person.selves(), sittings__ends_at=None)
    order = list(Role)
    return min(mine.select_related("room"), key=lambda seat: order.index(Role(seat.role)), default=None)


def proves_a_seat(line: Line) -> bool:
    if line.seat.taken_back_at is not None:
        return False
    return line.end_reason not in NO_PROOF


def is_banned(seat: Seat) -> bool:
    return seat.bans.standing().exists()


@dataclass(frozen=True)
class Rights:
    """What one line of a seat may do at this moment."""

    microphone: bool
    camera: bool
    screen_share: bool
    chat: bool
    hand: bool
    slides: bool
    desk: bool

    @property
    def grant(self) -> Grant:
        return Grant(microphone=self.microphone, camera=self.camera, screen_share=self.screen_share)


NOTHING = Rights(*[False] * 7)


def rights(seat: Seat, *, manner: str, has_floor: bool, is_companion: bool = False) -> Rights:
    """The same for the page and for LiveKit. A companion device only listens."""
    if is_companion:
        return NOTHING
    return Rights(
        microphone=may_speak(seat, manner=manner, has_floor=has_floor),
        camera=may_be_seen(seat, manner=manner, has_floor=has_floor),
        screen_share=may_share_the_screen(seat, has_floor=has_floor),
        chat=seat.role != Role.OBSERVER,
        hand=seat.role != Role.OBSERVER,
        slides=may_turn_slides(seat, has_floor=has_floor),
        desk=seat.is_at_the_desk,
    )


def may_speak(seat: Seat, *, manner: str, has_floor: bool) -> bool:
    """A round table is free; otherwise the microphone comes and goes with the floor."""
    if seat.silenced_at is not None:
        return False
    if has_floor:
        return True
    if seat.is_at_the_desk:
        return True
    if seat.role == Role.INTERPRETER:
        return True
    return manner != Room.Manner.BROADCAST and seat.role != Role.OBSERVER


def may_be_seen(seat: Seat, *, manner: str, has_floor: bool) -> bool:
    """Where few speak and many listen, a wall of cameras is off: the stage is for those who act."""
    if has_floor:
        return True
    if seat.is_at_the_desk:
        return True
    if seat.role in (Role.SPEAKER, Role.INTERPRETER):
        return True
    return manner != Room.Manner.BROADCAST and seat.role != Role.OBSERVER


def may_share_the_screen(seat: Seat, *, has_floor: bool) -> bool:
    if has_floor:
        return True
    if seat.is_at_the_desk:
        return True
    return seat.role == Role.SPEAKER


def may_turn_slides(seat: Seat, *, has_floor: bool) -> bool:
    return may_share_the_screen(seat, has_floor=has_floor)


def room_door(request: HttpRequest, room_id: UUID) -> Room:
    """The room, for whoever has a seat in it; for everyone else it does not exist."""
    seat = seat_in(request, room_id)
    if seat is None:
        raise Http404
    return seat.room


def line_door(request: HttpRequest, room_id: UUID) -> Line:
    """This browser's line in the room, whatever its state."""
    line = line_in(request, room_id)
    if line is None:
        raise Http404
    return line


def desk_door(request: HttpRequest, room_id: UUID) -> Line:
    """A line of the chair or the clerk, on the device on which they opened the room last."""
    line = line_door(request, room_id)
    if not line.seat.is_at_the_desk or line.is_companion or not proves_a_seat(line):
        raise PermissionDenied
    return line


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


def with_line(visitor: Visitor, line: Line) -> Visitor:
    return replace(visitor, lines=(*visitor.lines, line))


def pass_behind(secret: str) -> Pass | None:
    """The pass of a personal link, whatever its state; one query by digest, so nothing can be guessed from time."""
    return Pass.objects.filter(digest=digest(secret)).select_related("seat__room").first()


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
