"""The order of speakers: each rule against a plain model, points of order, and the desk's own hand above it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.commons.rooms import actions
from ontact.commons.rooms.errors import NotByHand
from ontact.commons.rooms.models import Hand, Room, RoomEvent, SpeechKind
from ontact.commons.rooms.queries import waiting_in_order
from ontact.commons.rooms.queries.state import room_state
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db

SEATS = 5
SIDES = ["field", "office", "field", "office", ""]
acts = st.lists(
    st.tuples(
        st.sampled_from(["raise", "point", "lower", "call", "move"]),
        st.integers(0, SEATS - 1),
        st.integers(1, SEATS),
    ),
    max_size=14,
)


class Plain:
    """The queue as one would keep it on paper."""

    def __init__(self, rule):
        self.rule, self.count, self.hands, self.spoke, self.last, self.tick = rule, 0, {}, set(), {}, 0

    def raise_(self, seat, point):
        known = self.hands.get(seat)
        if known and known["point"] == point:
            return
        if known:
            known |= {"point": point, "put": None}
            return
        top = max((hand["at"] for hand in self.hands.values()), default=0)
        self.hands[seat] = {"at": top + 1, "point": point, "put": None}

    def call(self, seat):
        hand = self.hands.pop(seat, None)
        self.tick += 1
        if hand is None or not hand["point"]:
            self.spoke.add(seat)
            self.last[self.group(seat)] = self.tick

    def move(self, seat, place):
        order = self.order()
        if seat in order:
            order.remove(seat)
            order.insert(place - 1, seat)
            for number, one in enumerate(order):
                self.hands[one]["put"] = number

    def group(self, seat):
        return SIDES[seat] or f"alone {seat}"

    def order(self):
        def key(seat):
            hand = self.hands[seat]
            if hand["put"] is not None:
                return (1, hand["put"], 0, 0)
            if hand["point"]:
                return (0, hand["at"], 0, 0)
            if self.rule == "first_time":
                return (2, seat in self.spoke, hand["at"], 0)
            if self.rule == "alternating":
                rank = sum(
                    other["at"] < hand["at"] and other["put"] is None and not other["point"]
                    for who, other in self.hands.items()
                    if self.group(who) == self.group(seat)
                )
                return (2, rank, self.last.get(self.group(seat), 0), hand["at"])
            return (2, hand["at"], 0, 0)

        return sorted(self.hands, key=key)


@pytest.mark.parametrize("rule", ["hands", "first_time", "alternating"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=acts)
def test_the_queue_is_as_on_paper_and_its_events_alone_keep_a_copy_true(rule, steps):
    room = RoomFactory(queue_rule=rule)
    seats = [SeatFactory(room=room, inside=True, on_behalf_of=side) for side in SIDES]
    plain, copy, told = Plain(rule), [], 0
    for step, (act, who, place) in enumerate(steps):
        with moved_to(room.begins_at + timedelta(minutes=6, seconds=step)):
            _act(act, plain, room, seats, who, place)
        expected = [str(seats[number].pk) for number in plain.order()]
        room.refresh_from_db()
        assert [str(hand.seat_id) for hand in waiting_in_order(room)] == expected
        for event in RoomEvent.objects.filter(room=room, version__gt=told).order_by("version"):
            copy, told = _changed(copy, event.payload.get("queue_change", {})), event.version
        assert copy == expected


def _act(act, plain, room, seats, who, place):
    seat = seats[who]
    if act in ("raise", "point"):
        kind = SpeechKind.POINT_OF_ORDER if act == "point" else SpeechKind.STATEMENT
        actions.raise_hand(seat, kind=kind, by=seat.actor())
        plain.raise_(who, act == "point")
    elif act == "lower":
        actions.lower_hand(seat, by=seat.actor())
        plain.hands.pop(who, None)
    elif act == "move":
        actions.place_in_the_queue(room, seat=seat, place=place, by=CLERK)
        plain.move(who, place)
    elif not room.turns.standing().filter(seat=seat).exists():
        actions.give_the_floor(room, seat=seat, by=CLERK)
        plain.call(who)


def _changed(queue, change):
    """As the client does (state/merge.ts)."""
    raised = change.get("raised")
    gone = {*change.get("lowered", []), raised["seat"] if raised else ""}
    queue = [seat for seat in queue if seat not in gone]
    if raised:
        queue.insert(raised["place"], raised["seat"])
    return change.get("order", queue)


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(-1, 2), st.integers(1, 90), st.booleans()), max_size=10))
def test_speaking_time_is_the_sum_of_the_turns_and_no_two_overlap(steps):
    room = RoomFactory()
    seats = [SeatFactory(room=room, inside=True) for _ in range(3)]
    spoken, speaker, clock = [0, 0, 0], -1, now()
    for who, seconds, extended in steps:
        with moved_to(clock):
            actions.give_the_floor(room, seat=seats[who] if who >= 0 else None, by=CLERK)
            if who >= 0 and extended:
                actions.extend_the_floor(room, seconds=60, by=CLERK)
        speaker, clock = who, clock + timedelta(seconds=seconds)
        if speaker >= 0:
            spoken[speaker] += seconds
    with moved_to(clock):
        actions.end_the_floor(room, by=CLERK)
        room.refresh_from_db()
        shown = {seat["id"]: seat["spoken_s"] for seat in room_state(room, seats[0].line)["seats"]}

    assert [shown[str(seat.pk)] for seat in seats] == spoken
    turns = list(room.turns.order_by("begins_at", "created_at"))
    assert all(before.ends_at <= after.begins_at for before, after in zip(turns, turns[1:], strict=False))


def test_a_rejoinder_is_not_asked_for_by_hand():
    seat = SeatFactory(inside=True)
    with pytest.raises(NotByHand):
        actions.raise_hand(seat, kind=SpeechKind.REJOINDER, by=seat.actor())


def test_each_kind_of_speaker_has_the_rooms_time_and_the_desk_may_set_it():
    room = RoomFactory()
    presenter = SeatFactory(room=room, inside=True, role="speaker")
    guest = SeatFactory(room=room, inside=True)

    limits = [
        actions.give_the_floor(room, seat=presenter, by=CLERK).limit_s,
        actions.give_the_floor(room, seat=guest, by=CLERK).limit_s,
        actions.give_the_floor(room, seat=presenter, kind="rejoinder", by=CLERK).limit_s,
    ]
    actions.set_limits(room, {"participant": 0, "rejoinder": 30, "nonsense": 5}, by=CLERK)
    actions.end_the_floor(room, by=CLERK)

    assert limits == [600, 180, 60]
    assert actions.give_the_floor(room, seat=guest, by=CLERK).limit_s is None
    assert Room.objects.get(pk=room.pk).limits_s == {
        "presenter": 600, "participant": 0, "rejoinder": 30, "point_of_order": 60,
    }  # fmt: skip


def test_giving_the_floor_twice_does_not_take_an_extension_back():
    room = RoomFactory()
    seat = SeatFactory(room=room, inside=True)
    actions.give_the_floor(room, seat=seat, by=CLERK)
    actions.extend_the_floor(room, seconds=60, by=CLERK)

    assert actions.give_the_floor(room, seat=seat, by=CLERK).limit_s == 240


def test_another_rule_takes_back_what_the_desk_had_put_in_order():
    room = RoomFactory()
    seats = [SeatFactory(room=room, inside=True) for _ in range(3)]
    for seat in seats:
        actions.raise_hand(seat, by=seat.actor())
    actions.place_in_the_queue(room, seat=seats[2], place=1, by=CLERK)

    actions.choose_the_rule(room, rule="hands", by=CLERK)

    assert [hand.seat for hand in waiting_in_order(Room.objects.get(pk=room.pk))] == seats


@pytest.mark.parametrize("rule", ["hands", "first_time", "alternating"])
def test_the_220th_hand_costs_the_queries_and_bytes_of_the_3rd(django_assert_num_queries, rule):
    room = RoomFactory(queue_rule=rule)
    seats = [SeatFactory(room=room, inside=True) for _ in range(2)]
    for seat in seats:
        actions.raise_hand(seat, by=seat.actor())
    third, last = SeatFactory(room=room, inside=True), SeatFactory(room=room, inside=True)
    queries = 11 if rule == "hands" else 12
    with django_assert_num_queries(queries):
        actions.raise_hand(third, by=third.actor())
    crowd = [SeatFactory(room=room, inside=True) for _ in range(216)]
    Hand.objects.bulk_create(
        [Hand(room=room, seat=seat, place=number) for number, seat in enumerate(crowd, start=4)]
    )
    with django_assert_num_queries(queries):
        actions.raise_hand(last, by=last.actor())

    sizes = [len(str(event.payload)) for event in RoomEvent.objects.filter(room=room).order_by("version")]
    assert sizes[-1] <= sizes[2] + 4
