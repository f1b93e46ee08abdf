"""The lobby: who waits, who lets them in, and who is told no."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import RoomFull, RoomIsOver
from ontact.commons.rooms.models import Knock, Line, Room, Seat
from ontact.commons.rooms.queries.presence import seats_present
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now

# Lobby pages ask every few seconds; who has not asked for 90 s is gone (queries/lobby.py).
SIGNS_APART = timedelta(seconds=20)


@transaction.atomic
def admit(room: Room, *, seats: Iterable[UUID] = (), all_invited: bool = False, by: Actor) -> list[Seat]:
    """Let in who waits: these seats, or everyone who was invited by name. Who does not wait is passed over.

    Raises:
        RoomFull: none of them is let in.
    """
    room = hold_open(room)
    knocks = Knock.objects.open().filter(seat__room=room, seat__taken_back_at=None).select_related("seat")
    knocks = knocks.filter(seat__is_invited=True) if all_invited else knocks.filter(seat__in=list(seats))
    let_in = [knock.seat for knock in knocks]
    if not let_in:
        return []
    leave_room_for(room, len(let_in))
    moment = now()
    Knock.objects.open().filter(seat__in=let_in).update(answered_at=moment, was_admitted=True)
    Seat.objects.filter(pk__in=[seat.pk for seat in let_in], admitted_at=None).update(admitted_at=moment)
    waiting_lines = Line.objects.standing().filter(seat__in=let_in)
    waiting_lines.update(entered_at=moment)
    sign(by, "let in", room, seats=[seat.pk for seat in let_in])
    lines = {line.seat_id: [line.identity] for line in waiting_lines}
    seats_now = [{"id": str(seat.pk), "lines": lines.get(seat.pk, [])} for seat in let_in]
    tell(room, "admission", {"seats": seats_now, "waiting": waiting(room)}, [seat.pk for seat in let_in])
    return let_in


def let_in_after_the_desk(room: Room) -> None:
    """Where there is no lobby, who has come before the desk goes in once it is there. Harmless when nobody waits."""
    if not room.for_children or room.has_lobby or room.locked_at is not None or room.paused_at is not None:
        return
    if not room.is_open_at(now()) or not Knock.objects.open().filter(seat__room=room).exists():
        return
    with suppress(RoomFull, RoomIsOver):
        admit(room, seats=_knocking(room), by=SYSTEM)


@transaction.atomic
def refuse(room: Room, *, seat: Seat, by: Actor) -> None:
    """Answer a knock with no; who is refused may knock again. Harmless when nobody waits."""
    room = hold(room)
    moment = now()
    if Knock.objects.open().filter(seat=seat).update(answered_at=moment, was_admitted=False):
        sign(by, "refused", seat)
        tell(room, "lobby", {"waiting": waiting(room)})


def still_waiting(seat: Seat) -> None:
    """The lobby page was heard of: a short write without a number, three times a minute at most."""
    moment = now()
    knock = Knock.objects.open().filter(seat=seat).first()
    if knock is not None and knock.seen_at <= moment - SIGNS_APART:
        Knock.objects.open().filter(pk=knock.pk).update(seen_at=moment)


def waiting(room: Room) -> int:
    return Knock.objects.open().filter(seat__room=room).count()


def leave_room_for(room: Room, count: int) -> None:
    """Who is already inside keeps the place; the desk always finds one."""
    if seats_present(room) + count > room.capacity:
        raise RoomFull(capacity=room.capacity)


def _knocking(room: Room) -> list[UUID]:
    return list(Knock.objects.open().filter(seat__room=room).values_list("seat_id", flat=True))
