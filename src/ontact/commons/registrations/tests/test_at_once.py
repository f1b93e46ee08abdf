"""At the same instant as a rush: a session is cancelled, places become fewer or more, people go, lots are drawn."""

from datetime import timedelta

import pytest
import time_machine

from ontact.commons.registrations.actions import clerk
from ontact.commons.registrations.actions.desk import cancel_session, resize
from ontact.commons.registrations.actions.rounds import make_rounds
from ontact.commons.registrations.actions.signing_up import accept, withdraw
from ontact.commons.registrations.errors import FewerThanTaken
from ontact.commons.registrations.models import Pool, Registration
from ontact.commons.registrations.queries.full import forget_what_is_full
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_programme,
    check_book,
    prepared,
    signed_up,
    stands,
)
from ontact.commons.registrations.tests.test_clerk import at_once, pressing
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def forgetful_clerk():
    forget_what_is_full()
    clerk._counters.clear()


def nobody_failed(outcomes):
    return [one for one in outcomes if isinstance(one, BaseException)] == []


def test_a_session_is_cancelled_while_twelve_press():
    programme = a_programme(capacity=20, terms={"extent": "either"})
    session = SessionFactory(programme=programme)
    Pool.objects.create(programme=programme, session=session, capacity=4)
    presses = [pressing(prepared(programme, sessions=[session])) for _n in range(8)]
    presses += [pressing(prepared(programme)) for _n in range(4)]

    outcomes = at_once(*presses, lambda: cancel_session(session=session, reason="폭설", by=SYSTEM))

    assert nobody_failed(outcomes), outcomes
    rows = Registration.objects.filter(programme=programme)
    assert set(rows.filter(session=session).values_list("state", "why")) <= {
        ("withdrawn", "cancelled"),
        ("refused", "cancelled"),
    }
    # Of the series only that session is gone: whoever waited for it has been offered the rest.
    assert set(rows.filter(session=None).values_list("state", flat=True)) <= {"placed", "offered"}
    check_book(programme)


def test_places_become_fewer_and_more_while_twelve_press():
    programme = a_programme(capacity=6)
    pool = Pool.objects.get(programme=programme)

    def to(capacity):
        return lambda: resize(pool=Pool.objects.get(pk=pool.pk), capacity=capacity, key=uuid7(), by=SYSTEM)

    outcomes = at_once(*[pressing(prepared(programme)) for _n in range(12)], to(2), to(8))

    assert nobody_failed([one for one in outcomes if not isinstance(one, FewerThanTaken)]), outcomes
    pool.refresh_from_db()
    held = Registration.objects.filter(programme=programme, state__in=["placed", "offered"]).count()
    assert pool.taken == held <= pool.capacity
    check_book(programme)


def test_people_go_while_others_press_and_accept():
    programme = a_programme(capacity=3)
    rows = [signed_up(programme)[0] for _n in range(6)]
    withdraw(registrations=[rows[0]], by=SYSTEM)
    offered = Registration.objects.get(programme=programme, state="offered")

    outcomes = at_once(
        *[lambda row=row: withdraw(registrations=[row], by=SYSTEM) for row in rows[1:4]],
        lambda: accept(registration=offered, by=SYSTEM),
        *[pressing(prepared(programme)) for _n in range(4)],
    )

    assert nobody_failed(outcomes), outcomes
    assert {stands(row)[0] for row in rows[:4]} == {"withdrawn"}
    assert Pool.objects.get(programme=programme).taken == 3
    check_book(programme)


def test_people_go_while_lots_are_drawn():
    programme = a_programme(capacity=3, terms={"allotment": "lottery"})
    rows = [signed_up(programme)[0] for _n in range(8)]

    with time_machine.travel(programme.closes_at + timedelta(seconds=1)):
        outcomes = at_once(
            *[lambda row=row: withdraw(registrations=[row], by=SYSTEM) for row in rows[:3]],
            *[lambda: make_rounds(now())] * 3,
        )

    assert nobody_failed(outcomes), outcomes
    assert {stands(row)[0] for row in rows[:3]} == {"withdrawn"}
    left = sorted(stands(row)[0] for row in rows[3:])
    assert left.count("placed") + left.count("offered") == 3
    assert left.count("waiting") == 2
    check_book(programme)
