"""The floor: timer, microphone right, place on the stage and speech log change in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.access import is_banned
from ontact.commons.rooms.actions.conduct import LIMIT_AT_MOST_S
from ontact.commons.rooms.actions.languages import silence
from ontact.commons.rooms.actions.queue import change_since, lower, order_to_compare
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import NobodyWaits, NoFloorToChange, NotInTheRoom
from ontact.commons.rooms.models import USUAL_LIMITS_S, Hand, Role, Room, Seat, SpeechKind, Turn
from ontact.commons.rooms.queries.languages import air_words
from ontact.commons.rooms.queries.presence import present_seats
from ontact.commons.rooms.queries.queue import spoken_so_far, waiting_in_order
from ontact.commons.rooms.queries.words import floor_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def give_the_floor(
    room: Room, *, seat: Seat | None, limit_s: int | None = None, kind: str = "", by: Actor
) -> Turn | None:
    """Let one seat speak; whoever had the floor loses it. None takes it away.

    Without `limit_s` the room's time for this kind of speaker holds; 0 is without a limit. Without `kind` it is what
    the hand asked for. Giving it again to the same seat changes nothing but a limit that is named.

    Raises:
        RoomIsOver, RoomNotOpen.
        NotInTheRoom: the seat has not been let in, or was removed.
    """
    room = hold_open(room)
    if seat is None:
        _end_standing(room, by)
        return None
    seat = Seat.objects.locked(seat.pk)
    if not seat.is_admitted or seat.taken_back_at is not None or is_banned(seat):
        raise NotInTheRoom(title=seat.title)
    standing = room.turns.standing().first()
    if standing is not None and standing.seat_id == seat.pk:
        return standing if limit_s is None else _change_limit(room, standing, _within(limit_s))
    moment = now()
    ended = _end(room, standing, moment)
    before = order_to_compare(room)
    turn = _begin(room, seat, limit_s, kind, moment)
    heard: dict[str, Any] = {"floor": floor_words(turn)}
    if lower(seat):
        heard["queue_change"] = change_since(room, before, lowered=[seat.pk])
    elif before:
        heard["queue_change"] = change_since(room, before, lowered=[])
    Seat.objects.filter(pk=seat.pk).update(silenced_at=None)
    sign(by, "gave the floor", seat, limit_s=turn.limit_s, kind=turn.kind)
    heard["seats"] = [*ended, {"id": str(seat.pk), "muted": False}]
    tell(room, "floor", heard, [seat.pk, *([standing.seat_id] if standing else [])])
    return turn


@transaction.atomic
def call_the_next(room: Room, *, limit_s: int | None = None, by: Actor) -> Turn:
    """Give the floor to the first of the queue who is in the room; who is away keeps the hand up.

    Raises:
        NobodyWaits: no hand is up, or none of them is in the room.
    """
    room = hold_open(room)
    here = present_seats(room)
    called = next(
        (hand for hand in waiting_in_order(room) if hand.seat_id in here and hand.seat.is_admitted), None
    )
    if called is None:
        raise NobodyWaits
    turn = give_the_floor(room, seat=called.seat, limit_s=limit_s, by=by)
    assert turn is not None
    return turn


@transaction.atomic
def extend_the_floor(room: Room, *, seconds: int, by: Actor) -> Turn:
    """Add time to the running speech; counted from now if its time is over. Without a limit it gets one.

    Raises:
        NoFloorToChange: nobody speaks.
    """
    room = hold_open(room)
    turn = room.turns.standing().first()
    if turn is None:
        raise NoFloorToChange
    spoken_s = int((now() - turn.begins_at).total_seconds())
    limit_s = max(turn.limit_s or 0, spoken_s) + max(seconds, 1)
    sign(by, "extended a speech", turn.seat, seconds=seconds)
    return _change_limit(room, turn, min(limit_s, LIMIT_AT_MOST_S))


@transaction.atomic
def end_the_floor(room: Room, *, by: Actor) -> None:
    """Nobody speaks from now on. Harmless when nobody does."""
    _end_standing(hold(room), by)


def fall_silent(room: Room, seat: Seat) -> dict[str, Any]:
    """Hand down, floor given up, off air; the slices the caller must tell. The caller holds the room."""
    slices: dict[str, Any] = {}
    before = order_to_compare(room)
    if lower(seat):
        slices["queue_change"] = change_since(room, before, lowered=[seat.pk])
    if room.turns.standing().filter(seat=seat).update(ends_at=now()):
        slices["floor"] = None
    if silence(room, [seat.pk]):
        slices["air"] = air_words(room)
    return slices


def limit_for(room: Room, seat: Seat, kind: str) -> int:
    """The room's time for this kind of speaker in seconds; 0 is without a limit."""
    speaker = "presenter" if seat.role == Role.SPEAKER else "participant"
    known = kind if kind in (SpeechKind.REJOINDER, SpeechKind.POINT_OF_ORDER) else speaker
    return int(room.limits_s.get(known, USUAL_LIMITS_S[known]))


def _begin(room: Room, seat: Seat, limit_s: int | None, kind: str, moment: datetime) -> Turn:
    hand: Hand | None = Hand.objects.raised().filter(seat=seat).first()
    kind = kind or (hand.kind if hand else SpeechKind.STATEMENT)
    limit_s = limit_for(room, seat, kind) if limit_s is None else limit_s
    return Turn.objects.create(room=room, seat=seat, kind=kind, begins_at=moment, limit_s=_within(limit_s))


def _end(room: Room, turn: Turn | None, moment: datetime) -> list[dict[str, Any]]:
    """The turn ends; what its seat has spoken so far."""
    if turn is None:
        return []
    turn.ends_at = moment
    turn.save(update_fields=["ends_at"])
    return [{"id": str(turn.seat_id), "spoken_s": spoken_so_far(room).seconds(turn.seat_id)}]


def _end_standing(room: Room, by: Actor) -> None:
    turn = room.turns.standing().select_related("seat").first()
    if turn is None:
        return
    ended = _end(room, turn, now())
    sign(by, "ended a speech", turn.seat)
    tell(room, "floor", {"floor": None, "seats": ended}, [turn.seat_id])


def _within(limit_s: int) -> int | None:
    return min(limit_s, LIMIT_AT_MOST_S) if limit_s > 0 else None


def _change_limit(room: Room, turn: Turn, limit_s: int | None) -> Turn:
    if turn.limit_s != limit_s:
        turn.limit_s = limit_s
        turn.save(update_fields=["limit_s"])
        tell(room, "floor", {"floor": floor_words(turn)})
    return turn
