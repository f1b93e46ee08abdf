"""The queue as it stands: who waits, in which order under the rule in force, and how long each has spoken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ontact.commons.rooms.models import (
    ON_THE_MATTER,
    Hand,
    QueueRule,
    Room,
    Seat,
    SpeechKind,
    Turn,
    Waiting,
    in_order,
)


@dataclass
class Spoken:
    """What the speech log says so far, by seat and by group."""

    lengths: dict[UUID, timedelta] = field(default_factory=dict)
    seats: set[UUID] = field(default_factory=set)
    last_turn: dict[str, datetime] = field(default_factory=dict)

    def seconds(self, seat: UUID) -> int:
        return round(self.lengths.get(seat, timedelta()).total_seconds())


def spoken_so_far(room: Room) -> Spoken:
    """One query. A running speech counts as spoken; its seconds are added when it ends."""
    spoken = Spoken()
    turns: Iterable[Turn] = room.turns.select_related("seat").order_by("begins_at")
    for turn in turns:
        if turn.ends_at is not None:
            before = spoken.lengths.get(turn.seat_id, timedelta())
            spoken.lengths[turn.seat_id] = before + turn.ends_at - turn.begins_at
        if turn.kind in ON_THE_MATTER:
            spoken.seats.add(turn.seat_id)
            spoken.last_turn[group_of(turn.seat)] = turn.begins_at
    return spoken


def place_of_a_new_hand(room: Room, hand: Hand) -> int:
    """How many wait before a hand that has just gone up. One query by the order of hands, else those of the whole order."""
    if room.queue_rule != QueueRule.HANDS:
        return [one.pk for one in waiting_in_order(room)].index(hand.pk)
    before = room.hands.raised().exclude(pk=hand.pk)
    if hand.kind == SpeechKind.POINT_OF_ORDER:
        before = before.filter(kind=SpeechKind.POINT_OF_ORDER, put_at=None)
    return int(before.count())


def waiting_in_order(room: Room, spoken: Spoken | None = None) -> list[Hand]:
    """Two queries at most, whatever the number of hands. `room` must be fresh: it holds the rule."""
    hands: Iterable[Hand] = room.hands.raised().select_related("seat")
    waiting = [
        Waiting(hand.seat_id, hand.place, hand.kind, group_of(hand.seat), hand.put_at, hand) for hand in hands
    ]
    if room.queue_rule == QueueRule.HANDS or not waiting:
        spoken = Spoken()
    spoken = spoken or spoken_so_far(room)
    ordered = in_order(waiting, room.queue_rule, spoke=spoken.seats, last_turn=spoken.last_turn)
    return [one.hand for one in ordered]


def group_of(seat: Seat) -> str:
    """Whom the seat speaks for, else its organisation; who has neither is a group of one."""
    return seat.on_behalf_of or str(seat.organisation_id or seat.pk)


def hand_words(hand: Hand) -> dict[str, Any]:
    return {
        "seat": str(hand.seat_id),
        "raised_at": hand.created_at.isoformat(),
        "kind": hand.kind,
        "put": hand.put_at is not None,
    }
