"""Threads before one clerk: all are answered after the commit, nobody twice, and one bad request fails alone."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, connection

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions import clerk
from ontact.commons.registrations.actions.opened import Ask
from ontact.commons.registrations.actions.signing_up import press, register_at_desk, withdraw
from ontact.commons.registrations.errors import ClerkAway
from ontact.commons.registrations.models import Line, Pool, Registration, Terms
from ontact.commons.registrations.queries import full
from ontact.commons.registrations.queries.full import forget_what_is_full
from ontact.commons.registrations.tests.factories import a_programme, check_book, prepared
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def forgetful_clerk():
    forget_what_is_full()
    clerk._counters.clear()


def at_once(*acts):
    """Each in a thread of its own; what they returned or raised, in their order."""
    outcomes, gate = [None] * len(acts), threading.Barrier(len(acts))

    def run(number, act):
        gate.wait()
        try:
            outcomes[number] = act()
        except Exception as raised:
            outcomes[number] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def pressing(preparation):
    return lambda: press(preparation=preparation, by=SYSTEM)


def test_a01_twenty_threads_for_five_places():
    programme = a_programme(capacity=5)

    answers = at_once(*[pressing(prepared(programme)) for _n in range(20)])

    states = sorted(one.registrations[0].state for one in answers)
    assert states == ["placed"] * 5 + ["waiting"] * 15
    assert sorted(one.place for one in answers) == [0] * 5 + list(range(1, 16))
    check_book(programme)


def test_a02_the_same_press_from_eight_threads_is_one_line():
    programme = a_programme(capacity=5)
    preparation = prepared(programme)

    answers = at_once(*[pressing(preparation) for _n in range(8)])

    assert len({one.line_number for one in answers}) == 1
    assert Registration.objects.filter(programme=programme).count() == 1


def test_those_who_come_while_the_clerk_writes_share_one_batch(monkeypatch):
    programme, sizes, begun, gate = a_programme(capacity=9), [], threading.Event(), threading.Event()
    write = clerk.write_batch

    def slowly(programme_id, asks):
        sizes.append(len(asks))
        begun.set()
        gate.wait(20)
        return write(programme_id, asks)

    monkeypatch.setattr(clerk, "write_batch", slowly)
    first, *others = [pressing(prepared(programme)) for _n in range(6)]

    def first_come():
        return first()

    def then(act):
        def late():
            begun.wait(20)
            return act()

        return late

    def open_the_gate():
        begun.wait(20)
        while len(clerk._counters[programme.pk].waiting) < 5:
            pass
        gate.set()

    at_once(first_come, *[then(act) for act in others], open_the_gate)

    assert sizes == [1, 5]
    check_book(programme)


def test_a_request_that_breaks_fails_alone():
    programme = a_programme(capacity=9)
    broken = Ask(programme.pk, Line.Verb.RESIZE, "resize:1", SYSTEM, {"pool": str(uuid7()), "capacity": 3})

    waiters = [clerk.Waiter(broken)]
    waiters += [clerk.Waiter(_ask(prepared(programme))) for _n in range(3)]
    clerk._write(waiters)

    with pytest.raises(KeyError):
        waiters[0].result()
    assert [one.result().registrations[0].state for one in waiters[1:]] == ["placed"] * 3
    check_book(programme)


def test_a_programme_without_terms_tells_all_who_ask_and_the_counter_is_free_again():
    request = Ask(uuid7(), Line.Verb.RELEASE, "release", SYSTEM, {})

    for _n in range(2):
        with pytest.raises(ObjectDoesNotExist):
            clerk.ask(request)


def test_a_database_that_is_away_answers_come_again_and_the_same_key_is_safe(monkeypatch):
    programme = a_programme(capacity=1)
    preparation = prepared(programme)

    def away(programme_id, asks):
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(clerk, "write_batch", away)
        with pytest.raises(ClerkAway):
            press(preparation=preparation, by=SYSTEM)

    assert press(preparation=preparation, by=SYSTEM).registrations[0].state == "placed"


def test_a_full_programme_says_no_from_memory_until_its_book_changes():
    programme = a_programme(capacity=1, terms={"waiting_at_most": 1})
    first, _waits = [press(preparation=prepared(programme), by=SYSTEM).registrations[0] for _n in range(2)]
    lines = Line.objects.filter(programme=programme).count()
    late = prepared(programme, PersonFactory())

    answer = press(preparation=late, by=SYSTEM)
    assert (answer.refusal, answer.line_number) == ("list_full", 0)
    assert Line.objects.filter(programme=programme).count() == lines

    withdraw(registrations=[first], by=SYSTEM)
    assert press(preparation=late, by=SYSTEM).registrations[0].state == "waiting"
    assert Pool.objects.get(programme=programme).taken == 1
    check_book(programme)


def test_the_desk_has_its_places_while_everybody_else_is_told_no_from_memory():
    programme = a_programme(capacity=2, kept=1, terms={"waiting_at_most": 0})
    press(preparation=prepared(programme), by=SYSTEM)
    assert press(preparation=prepared(programme), by=SYSTEM).refusal == "list_full"

    answer = register_at_desk(programme=programme, people={PersonFactory(): {}}, by=SYSTEM)

    assert answer.registrations[0].state == "placed"


def test_a_no_from_memory_does_not_outlast_a_change_of_terms_or_a_release(monkeypatch):
    monkeypatch.setattr(full, "LOOKED_AT_AGAIN_AFTER_S", 0)
    programme = a_programme(capacity=1, terms={"waiting_at_most": 0})
    press(preparation=prepared(programme), by=SYSTEM)
    Terms.objects.filter(programme=programme).update(waiting_at_most=9)
    kept = a_programme(
        capacity=2, kept=1, terms={"waiting_at_most": 0, "releases_at": now() + timedelta(seconds=2)}
    )
    press(preparation=prepared(kept), by=SYSTEM)

    answer = press(preparation=prepared(programme), by=SYSTEM)
    with time_machine.travel(Terms.objects.get(programme=kept).releases_at):
        released = press(preparation=prepared(kept), by=SYSTEM)

    assert answer.registrations[0].state == "waiting"
    assert released.registrations[0].state == "placed"
    check_book(programme)


def _ask(preparation):
    return Ask(
        preparation.programme_id,
        Line.Verb.SIGN_UP,
        f"sign-up:{preparation.pk}",
        SYSTEM,
        {"units": preparation.units},
        preparation_id=preparation.pk,
    )
