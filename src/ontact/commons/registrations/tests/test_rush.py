"""Abuse in a rush: doubled, replayed and early presses, households of scripts, lowered capacity, what happens
in the same instant.
"""

from datetime import timedelta

import pytest
import time_machine

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.book import write_batch
from ontact.commons.registrations.actions.desk import cancel_session
from ontact.commons.registrations.actions.opened import Ask
from ontact.commons.registrations.actions.preparing import (
    add_to_household,
    agree_as_guardian,
    make_ready,
    prepare,
)
from ontact.commons.registrations.actions.signing_up import accept, press, withdraw
from ontact.commons.registrations.errors import (
    FewerThanTaken,
    NotOpenYet,
    NotReady,
    NotYours,
    TooManyPeople,
)
from ontact.commons.registrations.models import Line, Pool, Preparation, Registration
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_child,
    a_programme,
    check_book,
    prepared,
    signed_up,
    stands,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db

MILLISECOND = timedelta(milliseconds=1)


def the_press_of(preparation):
    return Ask(
        preparation.programme_id,
        Line.Verb.SIGN_UP,
        f"sign-up:{preparation.pk}",
        SYSTEM,
        {"units": preparation.units},
        asked_by_id=preparation.asked_by_id,
        preparation_id=preparation.pk,
    )


def test_a01_a_batch_of_sixty_for_thirty_places_fills_thirty_and_orders_the_rest():
    programme = a_programme(capacity=30)
    asks = [the_press_of(prepared(programme)) for _n in range(60)]

    answers = write_batch(programme.pk, asks)

    assert [one.registrations[0].state for one in answers] == ["placed"] * 30 + ["waiting"] * 30
    assert [one.place for one in answers[30:]] == list(range(1, 31))
    check_book(programme)


def test_a01_a_batch_needs_as_many_statements_as_one_request(django_assert_max_num_queries):
    programme = a_programme(capacity=30)
    asks = [the_press_of(prepared(programme)) for _n in range(60)]

    with django_assert_max_num_queries(20):
        write_batch(programme.pk, asks)


def test_a02_a_double_press_in_the_same_batch_and_later_reads_the_first_answer():
    programme = a_programme(capacity=5)
    preparation = prepared(programme)
    ask = the_press_of(preparation)

    first, second = write_batch(programme.pk, [ask, ask])
    third = press(preparation=preparation, by=SYSTEM)

    assert first.line_number == second.line_number == third.line_number
    assert Registration.objects.filter(programme=programme).count() == 1


def test_a02_two_devices_share_the_one_open_preparation():
    programme, person = a_programme(), PersonFactory()

    prepared(programme, person)
    prepared(programme, person)

    assert Preparation.objects.filter(programme=programme, asked_by=person).count() == 1


def test_a02_a_second_sign_up_for_the_same_child_is_refused_and_the_first_stays():
    programme, guardian = a_programme(capacity=5), PersonFactory()
    child = a_child(guardian)
    (first,) = signed_up(programme, child, asked_by=guardian)

    (second,) = signed_up(programme, child, asked_by=guardian)

    assert stands(first) == ("placed", "free")
    assert stands(second) == ("refused", "already")
    check_book(programme)


def test_a03_a_press_replayed_after_withdrawal_raises_nobody_from_the_dead():
    programme = a_programme(capacity=1)
    preparation = prepared(programme)
    (row,) = press(preparation=preparation, by=SYSTEM).registrations
    withdraw(registrations=[row], by=SYSTEM)

    again = press(preparation=preparation, by=SYSTEM)

    assert [one.state for one in again.registrations] == ["withdrawn"]
    assert Pool.objects.get(programme=programme).taken == 0


def test_a03_whoever_withdrew_may_sign_up_anew_at_the_end_of_the_line():
    programme, person = a_programme(capacity=1), PersonFactory()
    (first,) = signed_up(programme, person)
    (other,) = signed_up(programme)
    withdraw(registrations=[first], by=SYSTEM)

    (anew,) = signed_up(programme, person)

    assert stands(other)[0] == "offered"
    assert stands(anew)[0] == "waiting"
    check_book(programme)


def test_a04_withdrawing_while_the_offer_is_made_has_one_outcome():
    programme = a_programme(capacity=1)
    first, second, third = (signed_up(programme)[0] for _n in range(3))

    def ask(verb, key, **facts):
        return Ask(programme.pk, verb, key, SYSTEM, facts)

    write_batch(
        programme.pk,
        [
            ask(Line.Verb.WITHDRAW, "1", wishes=[str(first.pk)]),
            ask(Line.Verb.WITHDRAW, "2", wishes=[str(second.pk)]),
            ask(Line.Verb.ACCEPT, "3", unit=str(second.unit)),
        ],
    )

    assert stands(second) == ("withdrawn", "own_wish")
    assert stands(third)[0] == "offered"
    check_book(programme)


def test_a05_a_script_cannot_sign_up_people_who_are_not_in_its_care():
    programme, script = a_programme(), PersonFactory()

    with pytest.raises(NotYours):
        prepare(programme=programme, asked_by=script, people={PersonFactory(): {}}, by=SYSTEM)
    crowd = {a_child(script): {} for _n in range(50)}
    with pytest.raises(TooManyPeople):
        prepare(programme=programme, asked_by=script, people=crowd, by=SYSTEM)


def test_a06_one_millisecond_before_the_opening_gains_no_place_in_line_and_loses_nothing():
    programme = a_programme(capacity=1)
    early, first = (prepared(programme) for _n in range(2))

    with time_machine.travel(programme.opens_at - MILLISECOND, tick=False), pytest.raises(NotOpenYet) as no:
        press(preparation=early, by=SYSTEM)
    assert no.value.facts["opens_at"] == programme.opens_at
    assert not Line.objects.filter(programme=programme, verb=Line.Verb.SIGN_UP).exists()

    with time_machine.travel(programme.opens_at, tick=False):
        answers = [press(preparation=one, by=SYSTEM).registrations[0] for one in (first, early)]
    assert [(one.state, one.why) for one in answers] == [("placed", "free"), ("waiting", "full")]
    check_book(programme)


def test_a06_at_the_closing_it_is_closed_and_a_millisecond_before_it_is_not():
    programme = a_programme(capacity=5)
    last, late = (prepared(programme) for _n in range(2))

    with time_machine.travel(programme.closes_at - MILLISECOND, tick=False):
        (in_time,) = press(preparation=last, by=SYSTEM).registrations
    with time_machine.travel(programme.closes_at, tick=False):
        (closed,) = press(preparation=late, by=SYSTEM).registrations

    assert (in_time.state, closed.state, closed.why) == ("placed", "refused", "closed")
    check_book(programme)


def test_a08_lowered_capacity_drops_nobody_and_leaves_the_rest_of_the_batch_alone():
    programme = a_programme(capacity=2)
    signed_up(programme)
    pool = Pool.objects.get(programme=programme)
    resize = Ask(programme.pk, Line.Verb.RESIZE, "resize:1", SYSTEM, {"pool": str(pool.pk), "capacity": 0})

    refused, answer = write_batch(programme.pk, [resize, the_press_of(prepared(programme))])

    assert isinstance(refused, FewerThanTaken)
    assert answer.registrations[0].state == "placed"
    check_book(programme)


def test_an_offer_accepted_after_it_ran_out_lapses_and_goes_on():
    programme = a_programme(capacity=1)
    first, second, third = (signed_up(programme)[0] for _n in range(3))
    withdraw(registrations=[first], by=SYSTEM)

    with time_machine.travel(now() + timedelta(hours=49)):
        accept(registration=second, by=SYSTEM)
        accept(registration=second, by=SYSTEM)

    assert (stands(second)[0], stands(third)[0]) == ("lapsed", "offered")
    check_book(programme)


def test_a_session_cancelled_during_the_rush_ends_its_wishes_and_refuses_new_ones():
    programme = a_programme(capacity=5, terms={"extent": "either"})
    session = SessionFactory(programme=programme)
    Pool.objects.create(programme=programme, session=session, capacity=1)
    (single,) = signed_up(programme, sessions=[session])
    (series,) = signed_up(programme)
    assert stands(series)[0] == "waiting"

    cancel_session(session=session, reason="폭설", by=SYSTEM)

    assert stands(single) == ("withdrawn", "cancelled")
    assert stands(series)[0] == "offered"
    (late,) = signed_up(programme, sessions=[session])
    assert stands(late) == ("refused", "cancelled")
    check_book(programme)


def test_a12_a_child_without_a_guardians_consent_is_not_ready():
    programme, guardian = a_programme(terms={"needs_guardian": True}), PersonFactory()
    child = add_to_household(guardian=guardian, name="김하늘", born_on=now().date() - timedelta(days=5 * 366))
    preparation = prepare(programme=programme, asked_by=guardian, people={child.person: {}}, by=SYSTEM)
    with pytest.raises(NotReady) as missing:
        make_ready(preparation=preparation, by=SYSTEM)
    assert [one.what for one in missing.value.facts["missing"]] == ["consent"]

    agree_as_guardian(
        child=child.person,
        guardian=guardian,
        programme=programme,
        wording="자녀의 참여에 동의합니다.",
        evidence="휴대전화 인증, 2026-11-27",
    )

    assert make_ready(preparation=preparation, by=SYSTEM).ready_at is not None


def test_a12_a_child_whose_age_nobody_said_is_taken_for_one_under_fourteen():
    programme, guardian = a_programme(terms={"needs_guardian": True}), PersonFactory()

    with pytest.raises(NotReady) as missing:
        prepared(programme, a_child(guardian), asked_by=guardian)

    assert [one.what for one in missing.value.facts["missing"]] == ["consent"]


def test_a12_a_minor_is_not_ready_for_an_adults_programme():
    programme, guardian = a_programme(age_from=19), PersonFactory()
    child = add_to_household(
        guardian=guardian, name="김하늘", born_on=now().date() - timedelta(days=15 * 366)
    )
    preparation = prepare(programme=programme, asked_by=guardian, people={child.person: {}}, by=SYSTEM)

    with pytest.raises(NotReady) as missing:
        make_ready(preparation=preparation, by=SYSTEM)

    assert [one.what for one in missing.value.facts["missing"]] == ["age"]


def test_a_child_that_has_come_into_other_care_is_not_signed_up_by_the_old_guardian():
    programme, guardian = a_programme(), PersonFactory()
    child = a_child(guardian)
    preparation = prepared(programme, child, asked_by=guardian)
    child.guardian = PersonFactory()
    child.save()

    with pytest.raises(NotReady):
        press(preparation=preparation, by=SYSTEM)


@pytest.mark.parametrize("name", ["김 하 늘", "🎈", "가" * 40, "諸葛亮", "O’Brien-이"])
def test_names_of_all_kinds_get_a_place(name):
    programme = a_programme()

    (row,) = signed_up(programme, PersonFactory(name=name))

    assert row.state == "placed"
