"""From the press to the table: places, line, offers, the desk; after each act the book alone gives the same table."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.desk import choose, release, resize
from ontact.commons.registrations.actions.drawing import freeze, promise_draw
from ontact.commons.registrations.actions.rounds import make_rounds
from ontact.commons.registrations.actions.signing_up import (
    accept,
    decline,
    press,
    register_at_desk,
    withdraw,
)
from ontact.commons.registrations.errors import FewerThanTaken
from ontact.commons.registrations.models import Draw, GivenSeat, Line, Pool, Registration
from ontact.commons.registrations.queries.account import (
    account_of,
    calling,
    draw_file,
    place_in_line,
)
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_child,
    a_programme,
    check_book,
    prepared,
    signed_up,
    stands,
)
from ontact.commons.registrations.tests.test_lottery import drawn_again
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.django_db


def test_the_first_gets_the_place_and_the_others_stand_in_line():
    programme = a_programme(capacity=1)

    rows = [signed_up(programme)[0] for _n in range(3)]

    assert [(row.state, row.why) for row in rows] == [
        ("placed", "free"),
        ("waiting", "full"),
        ("waiting", "full"),
    ]
    assert [place_in_line(row) for row in rows] == [0, 1, 2]
    check_book(programme)


def test_the_answer_says_where_one_stands_without_counting():
    programme = a_programme(capacity=0)
    signed_up(programme)

    answer = press(preparation=prepared(programme), by=SYSTEM)

    assert answer.place == 2


def test_an_offer_goes_to_the_next_is_declined_and_goes_on():
    programme = a_programme(capacity=1)
    first, second, third = (signed_up(programme)[0] for _n in range(3))

    withdraw(registrations=[first], by=SYSTEM)
    assert stands(second) == ("offered", "came_free")

    decline(registration=second, by=SYSTEM)
    assert stands(third) == ("offered", "came_free")

    accept(registration=third, by=SYSTEM)
    assert stands(third) == ("placed", "accepted")
    check_book(programme)


def test_offers_that_run_out_go_on_by_themselves():
    programme = a_programme(capacity=1)
    first, second, third = (signed_up(programme)[0] for _n in range(3))
    withdraw(registrations=[first], by=SYSTEM)

    with time_machine.travel(now() + timedelta(hours=49)):
        make_rounds(now())

    assert (stands(second), stands(third)[0]) == (("lapsed", "too_late"), "offered")
    check_book(programme)


def test_siblings_together_or_not_at_all_are_passed_over_and_keep_their_rank():
    programme = a_programme(capacity=1)
    (first,) = signed_up(programme)
    guardian = PersonFactory()
    siblings = signed_up(programme, a_child(guardian), a_child(guardian), asked_by=guardian, together=True)
    (single,) = signed_up(programme)

    withdraw(registrations=[first], by=SYSTEM)

    assert stands(single)[0] == "offered"
    assert {stands(one)[0] for one in siblings} == {"waiting"}
    assert calling(programme).first_needs == 2
    check_book(programme)


def test_the_desk_gives_its_places_and_the_rest_are_released_to_the_line():
    programme = a_programme(capacity=2, kept=2)
    (waits,) = signed_up(programme)
    answer = register_at_desk(programme=programme, people={PersonFactory(): {}}, by=SYSTEM)
    assert answer.registrations[0].state == "placed"

    release(programme=programme, by=SYSTEM)

    assert stands(waits)[0] == "offered"
    check_book(programme)


def test_the_desks_repeated_form_is_one_line():
    programme, person, key = a_programme(capacity=2), PersonFactory(), uuid7()

    answers = [
        register_at_desk(programme=programme, people={person: {}}, by=SYSTEM, key=key) for _n in range(2)
    ]

    assert answers[0].line_number == answers[1].line_number
    assert Registration.objects.filter(programme=programme).count() == 1


def test_capacity_is_never_lowered_below_what_is_taken():
    programme = a_programme(capacity=2)
    signed_up(programme)
    signed_up(programme)
    pool = Pool.objects.get(programme=programme)

    with pytest.raises(FewerThanTaken) as refused:
        resize(pool=pool, capacity=1, key=uuid7(), by=SYSTEM)

    assert refused.value.facts == {"taken": 2, "capacity": 1}
    assert Registration.objects.filter(programme=programme, state="placed").count() == 2


def test_staff_choose_and_who_does_not_fit_waits():
    programme = a_programme(capacity=1, terms={"allotment": "choice"})
    one, two, three = (signed_up(programme)[0] for _n in range(3))

    choose(registration=one, chosen=True, by=SYSTEM)
    choose(registration=two, chosen=True, by=SYSTEM)
    choose(registration=three, chosen=False, by=SYSTEM)

    assert [stands(row) for row in (one, two, three)] == [
        ("placed", "chosen"),
        ("waiting", "full"),
        ("refused", "not_chosen"),
    ]
    check_book(programme)


def test_a_lottery_is_promised_frozen_drawn_by_itself_and_drawn_again_by_a_stranger(tmp_path):
    programme = a_programme(capacity=2, terms={"allotment": "lottery"})
    promised = promise_draw(programme=programme, by=SYSTEM).commitment
    rows = [signed_up(programme)[0] for _n in range(5)]
    assert {row.state for row in rows} == {"held"}

    with time_machine.travel(programme.closes_at + timedelta(seconds=1)):
        frozen = freeze(programme=programme, by=SYSTEM).frozen_sha256
        make_rounds(now())

    assert Registration.objects.filter(programme=programme, state="placed").count() == 2
    assert Registration.objects.filter(programme=programme, state="waiting").count() == 3
    file = draw_file(Draw.objects.get(programme=programme))
    assert (file["commitment"], file["frozen_sha256"]) == (promised, frozen)
    assert drawn_again(file, tmp_path, str(rows[0].unit)).returncode == 0
    check_book(programme)


def test_before_the_draw_the_file_says_only_what_is_promised():
    programme = a_programme(terms={"allotment": "lottery"})
    draw = promise_draw(programme=programme, by=SYSTEM)

    assert "seed" not in draw_file(draw)


def test_whoever_comes_after_the_first_minutes_finds_the_draw_done():
    programme = a_programme(capacity=1, terms={"allotment": "window", "window": timedelta(hours=2)})
    early = [signed_up(programme)[0] for _n in range(3)]

    with time_machine.travel(programme.opens_at + timedelta(hours=2)):
        (late,) = signed_up(programme)

    states = sorted(stands(row)[0] for row in early)
    assert states == ["placed", "waiting", "waiting"]
    assert stands(late)[0] == "waiting"
    assert place_in_line(late) == 3
    check_book(programme)


def test_a_place_is_a_seat_in_the_live_room_and_withdrawal_takes_it_back():
    programme = a_programme(capacity=1)
    SessionFactory(programme=programme, room=RoomFactory(early=True))
    (row,) = signed_up(programme)
    seat = GivenSeat.objects.get(registration=row).seat
    assert seat.taken_back_at is None

    withdraw(registrations=[row], by=SYSTEM)

    seat.refresh_from_db()
    assert seat.taken_back_at is not None


def test_the_story_of_one_registration_is_in_the_book():
    programme = a_programme(capacity=1)
    first, second = (signed_up(programme)[0] for _n in range(2))
    withdraw(registrations=[first], by=SYSTEM)
    accept(registration=second, by=SYSTEM)

    steps = account_of(second)

    assert [(step.verb, step.state) for step in steps] == [
        ("sign_up", "waiting"),
        ("withdraw", "offered"),
        ("accept", "placed"),
    ]


def test_statements_do_not_grow_with_the_line(django_assert_max_num_queries):
    programme = a_programme(capacity=1)
    for _n in range(20):
        signed_up(programme)
    preparation = prepared(programme)

    with django_assert_max_num_queries(25):
        press(preparation=preparation, by=SYSTEM)


def test_the_database_refuses_what_a_broken_engine_would_give():
    programme = a_programme(capacity=1)
    (row,) = signed_up(programme)
    pool = Pool.objects.get(programme=programme)
    twin = Registration(
        programme=programme, person=row.person, line_number=99, state="placed", why="free", settled_at=now()
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.filter(pk=pool.pk).update(taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            programme=programme, number=1, verb="sign_up", key="another", at=now(), by_id=None
        )
