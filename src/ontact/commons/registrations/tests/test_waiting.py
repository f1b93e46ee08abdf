"""The waiting room: one place per person, an order that nobody could know and anyone can check, no press before its turn."""

from datetime import timedelta

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.forgetting import forget_person
from ontact.commons.registrations.actions.preparing import prepare
from ontact.commons.registrations.actions.signing_up import register_at_desk
from ontact.commons.registrations.actions.waiting import (
    NAMED_FOR,
    check_turn,
    enter,
    give_numbers,
    rounds_of_waiting,
    turns_now,
)
from ontact.commons.registrations.engine.lottery import drawn
from ontact.commons.registrations.engine.waiting import STANDS
from ontact.commons.registrations.errors import NotOpenYet, NotReady, NotYourTurn
from ontact.commons.registrations.models import Line, Preparation, WaitingPass, WaitingRoom
from ontact.commons.registrations.queries.mine import personal_data
from ontact.commons.registrations.queries.waiting import order_file, standing_now
from ontact.commons.registrations.tests.factories import a_programme, check_book, prepared
from ontact.commons.registrations.tests.rushing import (
    MINUTE,
    a_rush,
    one_after_the_other,
    opened,
    pressed,
    waiting_in,
)
from ontact.commons.registrations.tests.test_lottery import drawn_again
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.django_db


def test_coming_again_from_any_tab_or_device_is_the_same_place():
    programme = a_rush()
    preparation, first = waiting_in(programme)

    again = [enter(programme=programme, person=preparation.asked_by) for _n in range(3)]
    with opened(programme):
        numbered = [enter(programme=programme, person=preparation.asked_by) for _n in range(2)]

    assert {one.pk for one in (first, *again, *numbered)} == {first.pk}
    assert [one.number for one in numbered] == [1, 1]
    assert WaitingPass.objects.count() == 1


def test_without_a_ready_preparation_there_is_nothing_to_wait_for():
    programme, person = a_rush(), PersonFactory()
    prepare(programme=programme, asked_by=person, people={person: {}}, by=SYSTEM)

    with pytest.raises(NotReady):
        enter(programme=programme, person=person)

    assert not WaitingPass.objects.exists()


def test_the_order_is_that_of_the_seed_and_not_that_of_coming():
    programme = a_rush()
    passes = [waiting_in(programme)[1] for _n in range(12)]

    with opened(programme):
        give_numbers(programme_id=programme.pk)
        give_numbers(programme_id=programme.pk)

    room = WaitingRoom.objects.get()
    order = [str(pk) for pk in room.passes.order_by("number").values_list("pk", flat=True)]
    assert order == drawn(room.seed, [str(one.pk) for one in passes])
    assert order != [str(one.pk) for one in passes]
    assert (room.drawn, room.last_number) == (12, 12)


def test_two_openings_are_two_orders():
    """The seed is drawn at the opening: nobody can have known it when coming in."""
    seeds = set()
    for _n in range(2):
        programme = a_rush()
        waiting_in(programme)
        with opened(programme):
            give_numbers(programme_id=programme.pk)
        seeds.add(WaitingRoom.objects.get(programme=programme).seed)

    assert len(seeds) == 2


def test_whoever_comes_after_the_opening_stands_behind_in_the_order_of_arrival():
    programme = a_rush()
    early = [waiting_in(programme)[1] for _n in range(5)]
    late = []
    for second in range(3):
        with opened(programme, timedelta(seconds=second)):
            late.append(waiting_in(programme)[1])

    numbers = dict(WaitingPass.objects.values_list("pk", "number"))
    assert {numbers[one.pk] for one in early} == set(range(1, 6))
    assert [one.number for one in late] == [6, 7, 8]


def test_nobody_slips_in_between_the_opening_and_the_draw():
    programme = a_rush()
    room = WaitingRoom.objects.create(programme=programme)
    late = WaitingPass.objects.create(
        room=room, person=PersonFactory(), created_at=programme.opens_at + timedelta(milliseconds=1)
    )
    early = [waiting_in(programme)[1] for _n in range(3)]

    with opened(programme, MINUTE):
        give_numbers(programme_id=programme.pk)

    numbers = dict(WaitingPass.objects.values_list("pk", "number"))
    assert numbers[late.pk] == 4
    assert {numbers[one.pk] for one in early} == {1, 2, 3}


def test_the_published_order_is_drawn_again_by_a_stranger(tmp_path):
    programme = a_rush()
    first, *_others = [waiting_in(programme)[1] for _n in range(4)]
    with opened(programme, MINUTE):
        waiting_in(programme)

    file = order_file(WaitingRoom.objects.get())

    assert len(file["order"]) == 5
    assert drawn_again(file, tmp_path, str(first.pk)).returncode == 0


def test_a_press_before_the_opening_is_too_early_and_after_it_waits_for_its_turn(monkeypatch):
    one_after_the_other(monkeypatch)
    programme = a_rush(capacity=1)
    preparations = {held.pk: preparation for preparation, held in (waiting_in(programme) for _n in range(3))}
    with pytest.raises(NotOpenYet):
        pressed(next(iter(preparations.values())))

    with opened(programme):
        give_numbers(programme_id=programme.pk)
        first, second, _third = [
            preparations[pk] for pk in WaitingPass.objects.order_by("number").values_list("pk", flat=True)
        ]
        with pytest.raises(NotYourTurn) as no:
            pressed(second)
        assert Line.objects.count() == 0
        answers = [pressed(first), pressed(second)]

    assert no.value.facts == {"number": 2}
    assert [one.registrations[0].state for one in answers] == ["placed", "waiting"]
    check_book(programme)


def test_whoever_did_not_come_through_the_room_is_refused_kindly_and_keeps_the_preparation():
    programme = a_rush()
    waiting_in(programme)
    stranger = prepared(programme)

    with opened(programme), pytest.raises(NotYourTurn) as no:
        pressed(stranger)

    assert no.value.facts == {"number": 0}
    assert Preparation.objects.get(pk=stranger.pk).pressed_at is None


def test_a_pass_of_somebody_else_or_of_another_programme_calls_nobody():
    programme, other = a_rush(), a_rush()
    waiting_in(programme)
    stranger = prepared(programme)
    elsewhere = prepare(
        programme=other, asked_by=stranger.asked_by, people={stranger.asked_by: {}}, by=SYSTEM
    )
    Preparation.objects.filter(pk=elsewhere.pk).update(ready_at=now())
    enter(programme=other, person=stranger.asked_by)

    with opened(programme), pytest.raises(NotYourTurn):
        pressed(stranger)


def test_the_same_press_again_is_the_same_answer_whatever_the_turn():
    programme = a_rush()
    preparation, _held = waiting_in(programme)
    with opened(programme):
        first = pressed(preparation)
        preparation.refresh_from_db()
        again = pressed(preparation)

    assert first.line_number == again.line_number


def test_the_desk_does_not_wait():
    programme = a_rush(capacity=2)
    with opened(programme):
        answer = register_at_desk(programme=programme, people={PersonFactory(): {}}, by=SYSTEM, key=uuid7())

    assert answer.registrations[0].state == "placed"


def test_when_all_is_taken_and_the_list_is_full_nobody_waits_to_be_told_so():
    programme = a_rush(capacity=1, waiting_at_most=0)
    preparation, _held = waiting_in(programme)
    late = prepared(programme)
    with opened(programme):
        pressed(preparation)
        standing_now(programme.pk)
        answer = pressed(late)

    assert answer.refusal or answer.registrations[0].why == "list_full"


def test_ten_minutes_after_the_opening_an_empty_room_holds_nobody_up():
    programme = a_rush()
    late = prepared(programme)
    with opened(programme, STANDS):
        assert pressed(late).registrations[0].state == "placed"


def test_a_programme_without_a_waiting_room_asks_nothing(django_assert_num_queries):
    programme = a_programme()
    standing_now(programme.pk)
    with django_assert_num_queries(0):
        check_turn(Preparation(programme_id=programme.pk, asked_by_id=uuid7()))


def test_what_all_are_told_opens_the_room_and_names_nobody():
    programme = a_rush()
    preparation, held = waiting_in(programme)
    before = turns_now(programme.pk)
    with opened(programme):
        standing_now(programme.pk)
        told = turns_now(programme.pk)

    assert before == {
        "now": before["now"],
        "opens": round(programme.opens_at.timestamp() * 1000),
        "waits": True,
        "called": 0,
    }
    assert (told["called"], told["drawn"], told["last"]) == (1, 1, 1)
    assert str(preparation.asked_by_id) not in str(told)
    assert str(held.pk) not in str(told)


def test_a_room_opens_also_where_no_page_asks_and_forgets_who_waited_a_month_later():
    programme = a_rush()
    preparation, _held = waiting_in(programme)
    person = preparation.asked_by
    with opened(programme, MINUTE):
        rounds_of_waiting(now())
    assert WaitingPass.objects.get().number == 1
    assert len(list(personal_data(person))) == 1

    with opened(programme, NAMED_FOR + 2 * MINUTE):
        rounds_of_waiting(now())

    assert WaitingPass.objects.get().person is None


def test_to_be_forgotten_takes_the_name_out_and_leaves_the_order():
    programme = a_rush()
    preparation, held = waiting_in(programme)

    forget_person(preparation.asked_by)

    held.refresh_from_db()
    assert held.person is None
