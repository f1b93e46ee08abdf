"""Keeping order: muted, removed, let back, locked."""

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.children import mind_the_desk
from ontact.commons.rooms.actions.door import end_lines
from ontact.commons.rooms.actions.floor import fall_silent
from ontact.commons.rooms.actions.stage import step_down
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import ChairStays
from ontact.commons.rooms.models import Ban, Knock, Line, Role, Room, Seat
from ontact.commons.rooms.queries.words import room_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def mute(room: Room, *, seat: Seat, muted: bool, by: Actor) -> None:
    """Take the microphone right away, or give it back; a mute alone could be undone by the muted. Harmless twice."""
    room = hold_open(room)
    standing = Seat.objects.filter(pk=seat.pk, silenced_at__isnull=muted)
    if standing.update(silenced_at=now() if muted else None):
        if muted:
            sign(by, "muted", seat)
        else:
            sign(by, "unmuted", seat)
        tell(room, "mute", {"seats": [{"id": str(seat.pk), "muted": muted}]}, [seat.pk])


@transaction.atomic
def remove(room: Room, *, seat: Seat, reason: str = "", by: Actor) -> Ban:
    """Put a seat out of the room until the ban is lifted: lines, hand, floor and stage end at once. Harmless when repeated.

    Raises:
        ChairStays: nobody removes the chair, or themselves.
    """
    room = hold(room)
    seat = Seat.objects.locked(seat.pk)
    if seat.role == Role.HOST or by.id == seat.pk:
        raise ChairStays
    ban, is_new = Ban.objects.get_or_create(seat=seat, lifted_at=None, defaults={"reason": reason[:200]})
    if not is_new:
        return ban
    end_lines(seat, Line.End.REMOVED)
    # Whoever comes back after an undo goes through the lobby again.
    Seat.objects.filter(pk=seat.pk).update(admitted_at=None)
    Knock.objects.open().filter(seat=seat).update(answered_at=now(), was_admitted=False)
    slices = fall_silent(room, seat) | step_down(room, seat)
    sign(by, "removed", seat)
    waiting = Knock.objects.open().filter(seat__room=room).count()
    gone = {"id": str(seat.pk), "removed": True, "lines": [], "present": False}
    tell(room, "removal", {"seats": [gone], "waiting": waiting, **slices}, [seat.pk])
    if seat.is_at_the_desk:
        mind_the_desk(room)
    return ban


@transaction.atomic
def lift_the_ban(room: Room, *, seat: Seat, by: Actor) -> None:
    """Undo a removal: the seat may come to the door again. Harmless when repeated."""
    room = hold(room)
    if Ban.objects.standing().filter(seat=seat).update(lifted_at=now()):
        Line.objects.filter(seat=seat, end_reason=Line.End.REMOVED).update(end_reason=Line.End.LEFT)
        sign(by, "lifted a ban", seat)
        tell(room, "removal", {"seats": [{"id": str(seat.pk), "removed": False}]}, [seat.pk])


@transaction.atomic
def lock(room: Room, *, locked: bool, by: Actor) -> None:
    """Nobody new is let in while it is locked; who was inside comes back. Harmless when repeated."""
    room = hold_open(room)
    if (room.locked_at is not None) == locked:
        return
    room.locked_at = now() if locked else None
    room.save(update_fields=["locked_at"])
    if locked:
        sign(by, "locked a room", room)
    else:
        sign(by, "unlocked a room", room)
    tell(room, "room", {"room": room_words(room, now())})
