"""Abuse of a rush beyond the single press: scripts with many accounts, wrong clocks, any order, death half-way."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions import storing
from ontact.commons.registrations.actions.drawing import promise_draw
from ontact.commons.registrations.actions.preparing import make_ready, prepare
from ontact.commons.registrations.actions.rounds import make_rounds
from ontact.commons.registrations.actions.signing_up import accept, decline, press, withdraw
from ontact.commons.registrations.actions.waiting import enter
from ontact.commons.registrations.engine.lottery import drawn
from ontact.commons.registrations.errors import NotReady, NotYours
from ontact.commons.registrations.models import Draw, Line, Pool, Registration, WaitingPass
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.tests.factories import (
    a_child,
    a_programme,
    check_book,
    prepared,
    signed_up,
)
from ontact.commons.registrations.tests.rushing import a_rush
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def test_a05_fifty_accounts_of_one_household_give_its_child_one_chance():
    programme, guardian = a_programme(capacity=60), PersonFactory()
    child = a_child(guardian)
    accounts = [guardian, *PersonFactory.create_batch(49)]
    refused = 0
    for account in accounts:
        try:
            signed_up(programme, child, asked_by=account)
        except NotYours:
            refused += 1

    assert refused == 49
    assert Registration.objects.filter(person=child, state__in=LIVE_STATES).count() == 1
    check_book(programme)


def test_a05_fifty_accounts_that_prepared_nothing_do_not_crowd_the_waiting_room():
    programme, guardian = a_rush(), PersonFactory()
    child = a_child(guardian)
    prepared(programme, child, asked_by=guardian)
    refused = 0
    for account in [guardian, *PersonFactory.create_batch(49)]:
        for _tab in range(2):
            try:
                enter(programme=programme, person=account)
            except NotReady:
                refused += 1

    assert refused == 2 * 49
    assert [one.person for one in WaitingPass.objects.all()] == [guardian]


@pytest.mark.parametrize("claimed", [timedelta(hours=-3), timedelta(hours=3)])
def test_a06_what_a_client_says_of_the_time_is_heard_by_nobody(client, claimed):
    programme = a_programme(capacity=1, opens_at=now() + timedelta(hours=1))
    preparation = prepared(programme)
    client.force_login(preparation.asked_by)
    moment = programme.opens_at + claimed

    answer = client.post(
        reverse("registrations:press", args=[programme.pk]),
        {"preparation": preparation.pk, "at": moment.isoformat(), "now": int(moment.timestamp() * 1000)},
        headers={"date": f"{moment:%a, %d %b %Y %H:%M:%S} GMT", "accept": "application/json"},
    )

    assert answer.status_code == 425
    assert not Line.objects.filter(programme=programme, verb=Line.Verb.SIGN_UP).exists()


@pytest.mark.parametrize("seed", range(12))
def test_a03_requests_in_any_order_and_any_number_of_times_leave_one_story(seed):
    """Each request is sent three times, mixed at random; what the pages would not find yet is not found."""
    chance, programme = random.Random(seed), a_programme(capacity=2)
    preparations = [prepared(programme) for _n in range(5)]
    requests = [
        (act, one) for act in (pressing, withdrawing, accepting, declining) for one in preparations
    ] * 3
    chance.shuffle(requests)

    for act, preparation in requests:
        act(preparation)

    check_book(programme)
    keys = list(Line.objects.filter(programme=programme).values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    rows = Registration.objects.filter(programme=programme)
    assert rows.count() == 5
    assert Pool.objects.get(programme=programme).taken == rows.filter(state__in=["placed", "offered"]).count()
    # Whoever withdrew, declined or let it lapse is not raised from the dead by a press that comes again.
    ended = set(rows.exclude(state__in=LIVE_STATES).values_list("pk", flat=True))
    for preparation in preparations:
        pressing(preparation)
    assert set(rows.exclude(state__in=LIVE_STATES).values_list("pk", flat=True)) == ended


def pressing(preparation):
    press(preparation=preparation, by=SYSTEM)


def withdrawing(preparation):
    if rows := list(Registration.objects.filter(preparation=preparation)):
        withdraw(registrations=rows, by=SYSTEM)


def accepting(preparation):
    for row in Registration.objects.filter(preparation=preparation):
        accept(registration=row, by=SYSTEM)


def declining(preparation):
    for row in Registration.objects.filter(preparation=preparation):
        decline(registration=row, by=SYSTEM)


def test_a_child_that_moves_to_another_guardian_while_waiting_is_signed_up_by_the_new_one_only():
    programme, before, after = a_programme(capacity=1), PersonFactory(), PersonFactory()
    child = a_child(before)
    old = prepared(programme, child, asked_by=before)
    child.guardian = after
    child.save()

    with pytest.raises(NotReady):
        press(preparation=old, by=SYSTEM)
    (row,) = signed_up(programme, child, asked_by=after)
    with pytest.raises(NotYours):
        prepare(programme=programme, asked_by=before, people={child: {}}, by=SYSTEM)

    assert (row.state, row.asked_by) == ("placed", after)
    check_book(programme)


class Dies(BaseException):
    """As sudden as kill -9: nothing on the way may catch it and go on."""


@pytest.mark.parametrize("where", ["_store_counters", "_move_seats"])
def test_f07_allotting_that_dies_half_way_leaves_nothing_and_the_same_press_goes_on(monkeypatch, where):
    programme = a_programme(capacity=1)
    preparation = prepared(programme)

    def die(*_args):
        raise Dies

    with monkeypatch.context() as patched:
        patched.setattr(storing, where, die)
        with pytest.raises(Dies):
            press(preparation=preparation, by=SYSTEM)
    assert not Line.objects.filter(programme=programme).exists()
    assert not Registration.objects.filter(programme=programme).exists()
    assert Pool.objects.get(programme=programme).taken == 0

    (row,) = press(preparation=preparation, by=SYSTEM).registrations

    assert row.state == "placed"
    check_book(programme)


def test_f07_a_draw_that_dies_half_way_is_drawn_again_by_the_promised_seed(monkeypatch):
    programme = a_programme(capacity=2, terms={"allotment": "lottery"})
    promised = promise_draw(programme=programme, by=SYSTEM)
    rows = [signed_up(programme)[0] for _n in range(5)]

    def die(*_args):
        raise Dies

    with time_machine.travel(programme.closes_at + timedelta(seconds=1)):
        with monkeypatch.context() as patched:
            patched.setattr(storing, "_move_seats", die)
            with pytest.raises(Dies):
                make_rounds(now())
        assert Registration.objects.filter(programme=programme, state="held").count() == 5
        make_rounds(now())

    draw = Draw.objects.get(programme=programme)
    assert draw.seed == promised.seed
    order = drawn(draw.seed, [str(row.unit) for row in rows])
    placed = {
        str(unit) for unit in Registration.objects.filter(state="placed").values_list("unit", flat=True)
    }
    assert placed == set(order[:2])
    check_book(programme)


def test_a_preparation_that_is_changed_after_it_was_ready_is_not_pressed_as_it_was():
    programme, person = a_programme(capacity=3), PersonFactory()
    child = a_child(person)
    ready = prepared(programme, person)
    prepare(programme=programme, asked_by=person, people={person: {}, child: {}}, by=SYSTEM)
    ready.refresh_from_db()

    with pytest.raises(NotReady):
        press(preparation=ready, by=SYSTEM)
    make_ready(preparation=ready, by=SYSTEM)

    assert len(press(preparation=ready, by=SYSTEM).registrations) == 2
