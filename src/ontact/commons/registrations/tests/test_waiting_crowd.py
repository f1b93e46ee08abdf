"""Crowds in the waiting room: turns go forward by the book, a crowd shares commits, and nobody has two places."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.commons.registrations.actions.waiting import enter
from ontact.commons.registrations.engine.together import Together
from ontact.commons.registrations.engine.waiting import AT_ONCE, EACH_S, PATIENCE, STANDS, Standing
from ontact.commons.registrations.models import WaitingPass, WaitingRoom
from ontact.commons.registrations.tests.factories import prepared
from ontact.commons.registrations.tests.rushing import MINUTE, a_rush, waiting_in

OPENS = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)


def standing(answered=0, places=100):
    return Standing(
        True, OPENS, None, opened_at=OPENS, drawn=9_000, last_number=9_000, places=places, answered=answered
    )


def test_first_as_many_are_called_as_there_are_places_and_each_has_half_a_minute():
    assert [standing(n).called(OPENS) for n in (0, 40, 99)] == [100, 100, 100]
    assert standing(40).called(OPENS + PATIENCE) == 100
    assert standing(40).called(OPENS + PATIENCE + timedelta(seconds=2)) == 120
    assert standing(places=5_000).called(OPENS) == AT_ONCE


def test_when_the_places_are_gone_each_answer_lets_one_in_and_some_come_each_second():
    assert standing(100).called(OPENS) == 100 + AT_ONCE
    assert standing(170).called(OPENS) == 170 + AT_ONCE
    assert standing(170).called(OPENS + PATIENCE + timedelta(seconds=10)) == 170 + AT_ONCE + 10 * EACH_S


# The first draw of a new checkout reads all our modules for numbers worth trying, which takes a slow machine a second.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 20)), max_size=40), st.integers(0, 3_000))
def test_turns_never_go_back(steps, places):
    answered, at, last = 0, OPENS, 0
    for more, seconds in steps:
        answered, at = answered + more, at + timedelta(seconds=seconds)
        called = standing(answered, places).called(at)
        assert called >= max(last, answered, min(places, AT_ONCE))
        last = called


def test_nobody_was_called_with_no_number_and_a_told_turn_has_no_wait():
    assert not standing().has_called(0, OPENS)
    assert standing().seconds_until(100, OPENS) == 0
    assert standing().seconds_until(200, OPENS) == 31


def test_the_room_stands_ten_minutes_and_as_long_as_somebody_waits():
    assert standing(9_000).holds_back(OPENS + STANDS - timedelta(seconds=1))
    assert not standing(9_000).holds_back(OPENS + STANDS)
    assert standing(100).holds_back(OPENS + PATIENCE + timedelta(seconds=60))


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_the_door_has_one_place_each_and_numbers_without_gaps():
    programme = a_rush()
    for _n in range(3):
        waiting_in(programme)
    crowd = [prepared(programme).asked_by for _n in range(8)]

    with time_machine.travel(programme.opens_at + MINUTE):
        at_once([lambda one=one: enter(programme=programme, person=one) for one in crowd * 2])

    numbers = sorted(WaitingPass.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 12))
    assert WaitingRoom.objects.get().drawn == 3


def test_those_who_come_while_one_writes_are_written_together():
    sizes, begun, gate = [], threading.Event(), threading.Event()

    def write(items):
        sizes.append(len(items))
        begun.set()
        gate.wait(20)

    door = Together(write)
    first = threading.Thread(target=door.bring, args=[0])
    first.start()
    begun.wait(20)
    others = [threading.Thread(target=door.bring, args=[n]) for n in range(5)]
    for one in others:
        one.start()
    while len(door._waiting) < 5:
        pass
    gate.set()
    for one in (first, *others):
        one.join(20)

    assert sizes == [1, 5]


def test_trouble_in_writing_is_told_to_whom_it_concerns_and_the_door_stays_open():
    def write(items):
        if "bad" in items:
            raise ValueError

    door = Together(write)
    with pytest.raises(ValueError):
        door.bring("bad")

    door.bring("good")


def at_once(acts):
    gate = threading.Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
