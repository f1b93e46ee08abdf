"""Crowds in the waiting room: turns go forward by the book, a crowd shares commits, and nobody has two places."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from ontact.commons.registrations.actions.waiting import enter
from ontact.commons.registrations.engine.together import Together
from ontact.commons.registrations.engine.waiting import AT_ONCE, EACH_S, STANDS, Standing
from ontact.commons.registrations.models import WaitingPass, WaitingRoom
from ontact.commons.registrations.tests.factories import prepared
from ontact.commons.registrations.tests.rushing import MINUTE, a_rush, waiting_in
from ontact.foundation.clock import now


def test_turns_go_forward_by_the_book_and_by_the_second():
    opens_at = now()
    standing = Standing(True, opens_at, None, opened_at=opens_at, drawn=9_000, last_number=9_000, answered=70)

    assert standing.called(opens_at) == AT_ONCE + 70
    assert standing.called(opens_at + timedelta(seconds=10)) == AT_ONCE + 70 + 10 * EACH_S
    assert not standing.has_called(0, opens_at)
    assert standing.seconds_until(AT_ONCE + 70, opens_at) == 0
    assert standing.holds_back(opens_at + 2 * STANDS) == (standing.called(opens_at + 2 * STANDS) < 9_000)


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
