"""The queue: hands go up and down, the desk puts them in order. The room is told of the change, not of the whole."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import NotByHand
from ontact.commons.rooms.models import ASKED_BY_HAND, Hand, QueueRule, Room, Seat, SpeechKind
from ontact.commons.rooms.queries.queue import hand_words, place_of_a_new_hand, waiting_in_order
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def raise_hand(seat: Seat, *, kind: str = SpeechKind.STATEMENT, by: Actor) -> Hand:
    """Wait in the queue; the rule decides where. Harmless when repeated; another kind changes the standing hand.

    Raises:
        NotByHand: this kind of speech is given by the desk.
    """
    if kind not in ASKED_BY_HAND:
        raise NotByHand
    room = hold_open(seat.room)
    standing: Hand | None = Hand.objects.raised().filter(seat=seat).first()
    if standing is not None and standing.kind == kind:
        return standing
    if standing is not None:
        standing.kind, standing.put_at = kind, None
        standing.save(update_fields=["kind", "put_at"])
        hand = standing
    else:
        last = Hand.objects.raised().filter(room=room).aggregate(last=Max("place"))["last"]
        hand = Hand.objects.create(room=room, seat=seat, kind=kind, place=(last or 0) + 1)
    if standing is None:
        # A hand that goes up never changes the order of the others: one place says it all.
        place, change = place_of_a_new_hand(room, hand), dict[str, Any]()
    else:
        order = [one.seat_id for one in waiting_in_order(room)]
        place, change = order.index(seat.pk), {"order": [str(one) for one in order]}
    change["raised"] = {**hand_words(hand), "place": place}
    tell(room, "queue", {"queue_change": change})
    return hand


@transaction.atomic
def lower_hand(seat: Seat, *, by: Actor) -> None:
    """Harmless when no hand is up."""
    room = hold(seat.room)
    before = order_to_compare(room)
    if lower(seat):
        tell(room, "queue", {"queue_change": change_since(room, before, lowered=[seat.pk])})


def drop_from_the_queue(room: Room, *, seat: Seat, by: Actor) -> None:
    """The desk lowers someone's hand."""
    lower_hand(seat, by=by)


@transaction.atomic
def place_in_the_queue(room: Room, *, seat: Seat, place: int, by: Actor) -> None:
    """Move a raised hand to the n-th place (1 is next). Harmless when the hand is down.

    Who waits now stands as the desk put them, above the rule; who raises a hand later follows by the rule.
    """
    room = hold_open(room)
    hands = waiting_in_order(room)
    moved = next((hand for hand in hands if hand.seat_id == seat.pk), None)
    if moved is None:
        return
    hands.remove(moved)
    hands.insert(max(place, 1) - 1, moved)
    for number, hand in enumerate(hands, start=1):
        hand.put_at = number
    Hand.objects.bulk_update(hands, ["put_at"])
    sign(by, "changed the order of speakers", seat, place=hands.index(moved) + 1)
    tell(room, "queue", {"queue_change": {"order": [str(hand.seat_id) for hand in hands], "put": True}})


@transaction.atomic
def choose_the_rule(room: Room, *, rule: str, by: Actor) -> None:
    """From now on people speak in this order; what the desk had put in order falls back under the rule."""
    room = hold(room)
    put = Hand.objects.raised().filter(room=room, put_at__isnull=False).update(put_at=None)
    if room.queue_rule == rule and not put:
        return
    room.queue_rule = QueueRule(rule)
    room.save(update_fields=["queue_rule"])
    sign(by, "chose the order of speakers", room, rule=rule)
    order = [str(hand.seat_id) for hand in waiting_in_order(room)]
    slices = {"room": {"queue_rule": rule}, "queue_change": {"order": order, "put": False}}
    tell(room, "queue", slices)


def lower(seat: Seat) -> bool:
    return bool(Hand.objects.raised().filter(seat=seat).update(lowered_at=now()))


def order_to_compare(room: Room) -> list[UUID] | None:
    """Only where groups take turns can a hand that goes down change the order of the others."""
    if room.queue_rule != QueueRule.ALTERNATING:
        return None
    return [hand.seat_id for hand in waiting_in_order(room)]


def change_since(room: Room, before: list[UUID] | None, *, lowered: Collection[UUID]) -> dict[str, Any]:
    change: dict[str, Any] = {"lowered": [str(seat) for seat in lowered]}
    if before is not None:
        after = [hand.seat_id for hand in waiting_in_order(room)]
        if after != [seat for seat in before if seat not in lowered]:
            change["order"] = [str(seat) for seat in after]
    return change
