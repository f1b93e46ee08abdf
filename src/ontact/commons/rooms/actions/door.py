"""The door: lines are opened, people come in or knock, and they leave."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ontact.commons.journal.actions import sign
from ontact.commons.people.actions import give_consent
from ontact.commons.people.models import Consent
from ontact.commons.rooms.access import is_banned
from ontact.commons.rooms.actions.children import mind_the_desk
from ontact.commons.rooms.actions.floor import fall_silent
from ontact.commons.rooms.actions.lobby import leave_room_for, waiting
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import (
    Banned,
    OpenedElsewhere,
    RoomLocked,
    SeatTakenBack,
)
from ontact.commons.rooms.models import Knock, Line, Room, Seat, Sitting, Span
from ontact.commons.rooms.queries.attended import must_wait_for_the_desk
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret

PEOPLE_AT_ONE_CAMERA = 60


@transaction.atomic
def open_line(seat: Seat, *, sitting: Sitting | None = None) -> tuple[Line, str]:
    """A line for this browser, and the key for its cookie. An earlier device of the seat stops speaking.

    `sitting`: of the substitute whose line it is.

    Raises:
        SeatTakenBack, Banned.
    """
    room = hold(seat.room)
    seat = Seat.objects.locked(seat.pk)
    if seat.taken_back_at is not None:
        raise SeatTakenBack
    if is_banned(seat):
        raise Banned
    displaced = _end_elsewhere(seat)
    key = new_secret()
    line = Line.objects.create(seat=seat, sitting=sitting, key_digest=digest(key), seen_at=now())
    if displaced:
        tell(room, "seat", {"seats": [{"id": str(seat.pk), "lines": []}]}, [seat.pk])
    return line, key


@transaction.atomic
def cross_the_threshold(line: Line, *, mode: str, people: int = 1, agreement: str = "", by: Actor) -> Line:
    """Go in, or wait in the lobby until the desk says so; `line.entered_at` tells which. Harmless when repeated. In a
    room for children everybody else waits for the desk, also who was inside before.

    `agreement` is the wording of the attendance record that was agreed to at the door.

    Raises:
        RoomNotOpen, RoomIsOver, RoomFull, RoomLocked, SeatTakenBack, Banned.
    """
    room = hold_open(line.seat.room)
    line, seat = _held(line)
    _may_come_near(seat)
    alone = must_wait_for_the_desk(room, seat, now())
    if line.end_reason == Line.End.ELSEWHERE and not line.is_companion:
        raise OpenedElsewhere
    sitting = _sit_down(seat, people, agreement)
    line.mode, line.seen_at, line.ended_at, line.end_reason = mode, now(), None, ""
    if not line.is_companion:
        _end_elsewhere(seat, but=line)
    if not alone and (seat.is_admitted or _walks_in(seat, room)):
        _enter(room, sitting, line, by)
    else:
        _knock(room, seat)
        line.entered_at = None
    line.save()
    if seat.is_at_the_desk:
        mind_the_desk(room)
    line.seat = seat
    return line


@transaction.atomic
def sit_down(seat: Seat, *, by: Actor) -> tuple[Line, str]:
    """Straight in, past door and lobby: for a room of one's own, like the practice room. Line and cookie key."""
    line, key = open_line(seat)
    Seat.objects.filter(pk=seat.pk, admitted_at=None).update(admitted_at=now())
    return cross_the_threshold(line, mode=Line.Mode.VIDEO, by=by), key


@transaction.atomic
def leave(line: Line, *, by: Actor) -> None:
    """Go out; the seat is kept, hand and floor are given up with the last device. Harmless when repeated."""
    room = hold(line.seat.room)
    line, seat = _held(line)
    if line.ended_at is not None:
        return
    line.ended_at, line.end_reason = now(), Line.End.LEFT
    line.save(update_fields=["ended_at", "end_reason"])
    hear_no_more(Line.objects.filter(pk=line.pk), line.ended_at)
    Knock.objects.open().filter(seat=seat).delete()
    remaining = [other.identity for other in seat.lines.inside()]
    slices = {} if remaining else fall_silent(room, seat)
    words: dict[str, object] = {"id": str(seat.pk), "lines": remaining}
    if not remaining:
        words["present"] = False  # LiveKit's report comes later, or (text only) never
    tell(room, "seat", {"seats": [words], "waiting": waiting(room), **slices}, [seat.pk])
    if seat.is_at_the_desk:
        mind_the_desk(room)


@transaction.atomic
def go_on_listening(line: Line, *, by: Actor) -> Line:
    """An older device stays as a companion: it hears and sees, and nothing else.

    Raises:
        Banned, SeatTakenBack, RoomIsOver, RoomNotOpen.
    """
    room = hold_open(line.seat.room)
    line, seat = _held(line)
    _may_come_near(seat)
    if line.end_reason != Line.End.ELSEWHERE:
        return line
    line.is_companion, line.ended_at, line.end_reason = True, None, ""
    line.seen_at = now()
    line.save(update_fields=["is_companion", "ended_at", "end_reason", "seen_at"])
    lines = [other.identity for other in seat.lines.inside()]
    tell(room, "seat", {"seats": [{"id": str(seat.pk), "lines": lines}]}, [seat.pk])
    line.seat = seat
    return line


@transaction.atomic
def change_mode(line: Line, *, mode: str, by: Actor) -> None:
    """Picture and sound, sound only, or text only; the person's own choice at any time."""
    room = hold(line.seat.room)
    if Line.objects.standing().filter(pk=line.pk).exclude(mode=mode).update(mode=mode):
        tell(room, "seat", {"seats": [{"id": str(line.seat_id), "mode": mode}]})


def end_lines(seat: Seat, reason: str) -> None:
    """All devices of a seat at once; the usher shows them out. The caller tells the room."""
    moment = now()
    Line.objects.filter(seat=seat).exclude(end_reason=reason).update(ended_at=moment, end_reason=reason)
    hear_no_more(seat.lines.all(), moment)


def hear_no_more(lines: QuerySet[Line], moment: datetime) -> None:
    """Presence by heartbeat ends with the line; what LiveKit saw ends when LiveKit says so."""
    Span.objects.filter(line__in=lines, sid="", ends_at=None).update(ends_at=moment)


def _held(line: Line) -> tuple[Line, Seat]:
    """Both as they are now; the room's row, which the caller holds, keeps others away."""
    fresh: Line = Line.objects.select_related("seat__room").get(pk=line.pk)
    return fresh, fresh.seat


def _may_come_near(seat: Seat) -> None:
    if seat.taken_back_at is not None:
        raise SeatTakenBack
    if is_banned(seat):
        raise Banned


def _end_elsewhere(seat: Seat, *, but: Line | None = None) -> int:
    """The newer device speaks for the seat."""
    older = seat.lines.standing().filter(is_companion=False)
    if but is not None:
        older = older.exclude(pk=but.pk)
    ended: int = older.update(ended_at=now(), end_reason=Line.End.ELSEWHERE)
    return ended


def _sit_down(seat: Seat, people: int, agreement: str) -> Sitting:
    sitting: Sitting | None = seat.sittings.current().select_related("person__guardian").first()
    if sitting is None:
        sitting = Sitting.objects.create(seat=seat, name=seat.title)
    sitting.people = min(max(people, 1), PEOPLE_AT_ONE_CAMERA)
    if agreement and sitting.agreed_at is None:
        sitting.agreed_at = now()
        if sitting.person is not None and not seat.room.is_rehearsal:
            give_consent(
                person=sitting.person,
                purpose=Consent.Purpose.ATTENDANCE,
                wording=agreement,
                about=seat.room,
                by=sitting.person.guardian,
            )
    sitting.save(update_fields=["people", "agreed_at"])
    sitting.seat = seat
    return sitting


def _walks_in(seat: Seat, room: Room) -> bool:
    """Chair and clerk open the room themselves; without a lobby everyone who has a seat walks in."""
    if seat.is_at_the_desk:
        return True
    if room.locked_at is not None:
        raise RoomLocked
    return not room.has_lobby


def _enter(room: Room, sitting: Sitting, line: Line, by: Actor) -> None:
    seat = sitting.seat
    if seat.admitted_at is None:
        if not seat.is_at_the_desk:
            leave_room_for(room, 1)
        seat.admitted_at = now()
        seat.save(update_fields=["admitted_at"])
    has_waited = Knock.objects.open().filter(seat=seat).update(answered_at=now(), was_admitted=True)
    if line.entered_at is None:
        line.entered_at = now()
        sign(by, "entered", seat, mode=line.mode)
    lines = {other.identity for other in seat.lines.inside()} | {line.identity}
    words = {
        "id": str(seat.pk),
        "lines": sorted(lines),
        "mode": line.mode,
        "name": sitting.name,
        "people": sitting.people,
        "substitute": sitting.is_substitute,
    }
    changes: dict[str, Any] = {"seats": [words]}
    if has_waited:
        changes["waiting"] = waiting(room)
    tell(room, "seat", changes, [seat.pk])


def _knock(room: Room, seat: Seat) -> None:
    _, is_new = Knock.objects.get_or_create(seat=seat, answered_at=None)
    if is_new:
        tell(room, "lobby", {"waiting": waiting(room)})
