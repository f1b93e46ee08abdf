"""What everyone is shown: read once for all, renewed where it changed, and then the same as if it were read anew."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions
from ontact.commons.rooms.actions.side import Wanted
from ontact.commons.rooms.errors import RuleBroken
from ontact.commons.rooms.models import ChatLine, Line, Role, Room, Seat
from ontact.commons.rooms.queries import kept_ext, room_state
from ontact.commons.rooms.queries.board import board
from ontact.commons.rooms.queries.shelf import CHANGES_AT_MOST
from ontact.commons.rooms.tests.calls import seen
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import LineFactory, RoomFactory, SeatFactory
from ontact.foundation.clock import moved_to

pytestmark = pytest.mark.django_db


def now_of(room):
    return Room.objects.get(pk=room.pk)


def read_anew(room):
    cache.clear()
    return board(now_of(room))


def come_again(room, seat):
    line, _key = actions.open_line(seat)
    actions.cross_the_threshold(line, mode="audio", people=2, by=seat.actor())


def knock(room, seat):
    waiting = Line.objects.filter(seat__room=room, entered_at=None).select_related("seat__room").first()
    if waiting is not None:
        actions.cross_the_threshold(waiting, mode="video", by=waiting.seat.actor())


def hide_a_line(room, seat):
    line = ChatLine.objects.filter(seat=seat).first()
    if line is not None:
        actions.hide(line, hidden=line.hidden_at is None, by=CLERK)


def let_back(room, seat):
    actions.lift_the_ban(room, seat=seat, by=CLERK)


def side_rooms(room, seat):
    actions.open_side_rooms(room, [Wanted("Group 1", (seat.pk,))], is_free=True, by=CLERK)


def of_the_last_question(act):
    """What is done with the question that was asked last, if one was."""

    def on(room, seat):
        poll = room.polls.last()
        if poll is not None:
            act(poll, seat)

    return on


def give_many(room, seat):
    people = PersonFactory.create_batch(2)
    actions.give_seats([actions.SeatFor(room, one) for one in people], by=CLERK)


def protect(room, seat):
    actions.protect_children(room, protected=not room.for_children, by=CLERK)


ACTS = {
    "raise": lambda room, seat: actions.raise_hand(seat, by=seat.actor()),
    "lower": lambda room, seat: actions.lower_hand(seat, by=seat.actor()),
    "put first": lambda room, seat: actions.place_in_the_queue(room, seat=seat, place=1, by=CLERK),
    "rule": lambda room, seat: actions.choose_the_rule(room, rule="first_time", by=CLERK),
    "floor": lambda room, seat: actions.give_the_floor(room, seat=seat, by=CLERK),
    "floor ends": lambda room, seat: actions.end_the_floor(room, by=CLERK),
    "say": lambda room, seat: actions.say(seat, "안녕하십니까", by=seat.actor()),
    "hide": hide_a_line,
    "mode": lambda room, seat: actions.change_mode(seat.line, mode="text", by=seat.actor()),
    "mute": lambda room, seat: actions.mute(room, seat=seat, muted=True, by=CLERK),
    "rename": lambda room, seat: actions.change_seat(seat, name="Stand-in", rank=seat.rank + 3, by=CLERK),
    "sit in": lambda room, seat: actions.sit_in(seat, name="Someone else", by=seat.actor()),
    "give a seat": lambda room, seat: actions.give_seat(room, title="New", name="Newcomer", by=CLERK),
    "take back": lambda room, seat: actions.take_seat_back(seat, by=CLERK),
    "remove": lambda room, seat: actions.remove(room, seat=seat, by=CLERK),
    "let back": let_back,
    "knock": knock,
    "let in": lambda room, seat: actions.admit(room, all_invited=True, by=CLERK),
    "come again": come_again,
    "leave": lambda room, seat: actions.leave(seat.line, by=seat.actor()),
    "beat": lambda room, seat: actions.heartbeat(Line.objects.get(pk=seat.line.pk), mode="video"),
    "side rooms": side_rooms,
    "ask": lambda room, seat: actions.open_poll(
        room, question="Which?", choices=["a", "b"], named=True, by=CLERK
    ),
    "answer": of_the_last_question(
        lambda poll, seat: actions.answer_poll(poll, seat=seat, choice=seat.rank % 2, by=CLERK)
    ),
    "close question": of_the_last_question(lambda poll, seat: actions.close_poll(poll, by=CLERK)),
    "show results": of_the_last_question(
        lambda poll, seat: actions.show_results(poll, shown=poll.shown_at is None, by=CLERK)
    ),
    "give many": give_many,
    "children": protect,
    "call back": lambda room, seat: actions.call_back(room, seconds=0, by=CLERK),
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 3), st.booleans()), max_size=12)
)
def test_a_renewed_board_is_the_board_read_anew(steps):
    """`looks`: whether somebody reads between this step and the next."""
    room = RoomFactory()
    seats = [seen(SeatFactory(room=room, inside=True)) for _ in range(4)]
    LineFactory(seat=SeatFactory(room=room))
    board(now_of(room))
    for number, (act, who, looks) in enumerate(steps):
        seat = Seat.objects.get(pk=seats[who].pk)
        seat.line = seats[who].line
        with moved_to(room.begins_at + timedelta(minutes=6, seconds=number)):
            try:
                ACTS[act](now_of(room), seat)
            except RuleBroken:
                continue
        if looks:
            board(now_of(room))
    renewed = board(now_of(room))
    anew = read_anew(room)
    assert {**renewed, "seats": None} == {**anew, "seats": None}
    assert renewed["seats"] == anew["seats"]
    assert (renewed["seats"].text, renewed["chat"].text) == (anew["seats"].text, anew["chat"].text)


@pytest.mark.parametrize("seats", [3, 60])
@pytest.mark.parametrize(
    ("act", "queries"),
    [("say", 2), ("raise", 2), ("floor", 10), ("mode", 8), ("come again", 9)],
)
def test_a_change_costs_the_queries_of_what_it_named(django_assert_max_num_queries, act, queries, seats):
    room = RoomFactory()
    people = [seen(SeatFactory(room=room, inside=True)) for _ in range(seats)]
    board(now_of(room))
    ACTS[act](room, people[0])
    fresh = now_of(room)
    with django_assert_max_num_queries(queries):
        board(fresh)


def test_who_was_away_for_long_reads_the_whole(django_assert_max_num_queries, room, guest):
    board(now_of(room))
    Room.objects.filter(pk=room.pk).update(version=CHANGES_AT_MOST + 10)  # their events are long gone
    fresh = now_of(room)
    with django_assert_max_num_queries(18):
        shown = board(fresh)
    assert shown == read_anew(room)


def test_an_older_look_at_the_room_takes_what_a_newer_one_has_read(django_assert_num_queries, room, guest):
    before = now_of(room)
    actions.raise_hand(guest, by=guest.actor())
    shown = board(now_of(room))
    with django_assert_num_queries(0):
        assert board(before) is shown


def test_the_capabilitys_part_is_read_again_only_when_it_was_named(room, guest):
    reads = []

    def read():
        reads.append(len(reads))
        return {"reads": len(reads)}

    def ext():
        return kept_ext(now_of(room), "test", read)

    assert (ext(), ext()) == ({"reads": 1}, {"reads": 1})
    actions.say(guest, "Good morning", by=guest.actor())
    assert ext() == {"reads": 1}
    with_ext(room)
    assert (ext(), ext().text) == ({"reads": 2}, '{"reads":2}')
    actions.give_seat(room, title="New", name="Newcomer", by=CLERK)
    assert ext() == {"reads": 3}


def test_what_is_kept_in_one_language_is_not_shown_in_another(room, guest):
    with translation.override("ko"):
        korean = board(now_of(room))
    with translation.override("en"):
        assert board(now_of(room)) is not korean


def test_the_one_who_asks_finds_their_own_rights_beside_the_common_board(room, guest):
    chair = seen(SeatFactory(room=room, role=Role.HOST, inside=True))
    fresh = now_of(room)
    theirs, own = room_state(fresh, chair.line), room_state(fresh, guest.line)
    assert theirs["seats"] is own["seats"]
    assert (theirs["me"]["may"]["desk"], own["me"]["may"]["desk"]) == (True, False)


def with_ext(room):
    with transaction.atomic():
        actions.tell(room, "test", {"ext": {"reads": 0}})
