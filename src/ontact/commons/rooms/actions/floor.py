"""The floor: queue, timer, microphone right, place on the stage and speech log change in one transaction."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.access import is_banned
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import NobodyWaits, NoFloorToChange, NotInTheRoom
from ontact.commons.rooms.models import Hand, Room, Seat, Turn
from ontact.commons.rooms.queries.presence import present_seats
from ontact.commons.rooms.queries.words import floor_words, queue_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

LIMIT_AT_MOST_S = 3 * 3600


@transaction.atomic
def raise_hand(seat: Seat, *, by: Actor) -> Hand:
    """Take the last place in the queue; the server's stamp decides. Harmless when repeated."""
    room = hold_open(seat.room)
    standing: Hand | None = Hand.objects.raised().filter(seat=seat).first()
    if standing is not None:
        return standing
    last = Hand.objects.raised().filter(room=room).aggregate(last=Max("place"))["last"]
    hand = Hand.objects.create(room=room, seat=seat, place=(last or 0) + 1)
    tell(room, "queue", {"queue": queue_words(room)})
    return hand


@transaction.atomic
def lower_hand(seat: Seat, *, by: Actor) -> None:
    """Harmless when no hand is up."""
    room = hold(seat.room)
    if _lower(seat):
        tell(room, "queue", {"queue": queue_words(room)})


def drop_from_the_queue(room: Room, *, seat: Seat, by: Actor) -> None:
    """The desk lowers someone's hand."""
    lower_hand(seat, by=by)


@transaction.atomic
def place_in_the_queue(room: Room, *, seat: Seat, place: int, by: Actor) -> None:
    """Move a raised hand to the n-th place (1 is next). Harmless when the hand is down."""
    room = hold_open(room)
    hands = list(Hand.objects.raised().filter(room=room))
    moved = next((hand for hand in hands if hand.seat_id == seat.pk), None)
    if moved is None:
        return
    hands.remove(moved)
    hands.insert(max(place, 1) - 1, moved)
    for number, hand in enumerate(hands, start=1):
        hand.place = number
    Hand.objects.bulk_update(hands, ["place"])
    sign(by, "changed the order of speakers", seat, place=hands.index(moved) + 1)
    tell(room, "queue", {"queue": queue_words(room)})


@transaction.atomic
def give_the_floor(room: Room, *, seat: Seat | None, limit_s: int | None = None, by: Actor) -> Turn | None:
    """Let one seat speak; whoever had the floor loses it. None takes it away.

    Giving it again to the same seat changes nothing but the limit.

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
    limit_s = min(limit_s, LIMIT_AT_MOST_S) if limit_s and limit_s > 0 else None
    standing = room.turns.standing().first()
    if standing is not None and standing.seat_id == seat.pk:
        return _change_limit(room, standing, limit_s)
    moment = now()
    room.turns.standing().update(ends_at=moment)
    turn: Turn = Turn.objects.create(room=room, seat=seat, begins_at=moment, limit_s=limit_s)
    _lower(seat)
    Seat.objects.filter(pk=seat.pk).update(silenced_at=None)
    sign(by, "gave the floor", seat, limit_s=limit_s)
    heard = {
        "floor": floor_words(turn),
        "queue": queue_words(room),
        "seats": [{"id": str(seat.pk), "muted": False}],
    }
    tell(room, "floor", heard, [seat.pk, *([standing.seat_id] if standing else [])])
    return turn


@transaction.atomic
def call_the_next(room: Room, *, limit_s: int | None = None, by: Actor) -> Turn:
    """Give the floor to the first of the queue who is in the room; who is away keeps the place.

    Raises:
        NobodyWaits: no hand is up, or none of them is in the room.
    """
    room = hold_open(room)
    here = present_seats(room)
    hands = Hand.objects.raised().filter(room=room).select_related("seat")
    called = next((hand for hand in hands if hand.seat_id in here and hand.seat.is_admitted), None)
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
    """Hand down, floor given up; the slices the caller must tell. The caller holds the room."""
    lowered = _lower(seat)
    ended = room.turns.standing().filter(seat=seat).update(ends_at=now())
    slices: dict[str, Any] = {}
    if lowered:
        slices["queue"] = queue_words(room)
    if ended:
        slices["floor"] = None
    return slices


def _end_standing(room: Room, by: Actor) -> None:
    turn = room.turns.standing().select_related("seat").first()
    if turn is None:
        return
    turn.ends_at = now()
    turn.save(update_fields=["ends_at"])
    sign(by, "ended a speech", turn.seat)
    tell(room, "floor", {"floor": None}, [turn.seat_id])


def _change_limit(room: Room, turn: Turn, limit_s: int | None) -> Turn:
    if turn.limit_s != limit_s:
        turn.limit_s = limit_s
        turn.save(update_fields=["limit_s"])
        tell(room, "floor", {"floor": floor_words(turn)})
    return turn


def _lower(seat: Seat) -> int:
    lowered: int = Hand.objects.raised().filter(seat=seat).update(lowered_at=now())
    return lowered
