"""What the book decides is told once to whom it concerns, in the same commit, and to nobody who has just read it."""

import random
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions import letters as writing
from ontact.commons.registrations.actions.desk import cancel_programme, cancel_session, choose, resize
from ontact.commons.registrations.actions.rounds import make_rounds
from ontact.commons.registrations.actions.signing_up import (
    accept,
    decline,
    press,
    register_at_desk,
    withdraw,
)
from ontact.commons.registrations.models import Line, Pool, Registration
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_child,
    a_programme,
    prepared,
    signed_up,
)
from ontact.commons.registrations.tests.mailbox import entries, kinds, letters, speaks_of, told
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.django_db


def states(programme):
    rows = Registration.objects.filter(programme=programme)
    return {str(pk): state for pk, state in rows.values_list("pk", "state")}


def news_of(before, after, own):
    """What must be told, said plainly. `own`: registrations that were given up by their own press."""
    expected = {}
    for name, state in after.items():
        was = before.get(name)
        if state == was:
            continue
        if state in ("placed", "offered", "lapsed"):
            expected[name] = {"placed": "place", "offered": "offer", "lapsed": "lapsed"}[state]
        elif was and state in ("waiting", "held"):
            expected[name] = "waiting"
        elif was and state == "refused":
            expected[name] = "refused"
        elif was and name not in own:
            expected[name] = "withdrawn"
    return {(letter, name) for name, letter in expected.items()}


class Season:
    """One programme, and people who do anything at any time; the clock goes on."""

    def __init__(self, seed, method):
        self.chance = random.Random(seed)  # noqa: S311 -- a seed that a failure prints
        self.programme = a_programme(capacity=2, terms={"allotment": method, "waiting_at_most": 4})
        SessionFactory(programme=self.programme, begins_at=now() + timedelta(days=40))
        self.at = now()

    def any_of(self, *states):
        rows = list(
            Registration.objects.filter(programme=self.programme, state__in=states)
            .select_related("person__guardian")
            .order_by("pk")
        )
        return self.chance.choice(rows) if rows else None

    def act(self):
        """Does one thing; returns the registrations that were given up by their own press."""
        self.at += timedelta(minutes=self.chance.choice([1, 30, 60 * 25]))
        with time_machine.travel(self.at, tick=False):
            name = self.chance.choice(["come", "come", "go", "accept", "decline", "rounds", "choose", "grow"])
            return getattr(self, name)() or set()

    def come(self):
        if self.at >= self.programme.closes_at:
            return
        people = [PersonFactory()]
        guardian = people[0]
        if self.chance.random() < 0.4:
            people = [a_child(guardian), a_child(guardian)]
        preparation = prepared(
            self.programme, *people, asked_by=guardian, together=self.chance.random() < 0.5
        )
        press(preparation=preparation, by=guardian.actor())
        before = len(letters())
        press(preparation=preparation, by=guardian.actor())
        assert len(letters()) == before

    def go(self):
        row = self.any_of("placed", "waiting", "offered", "held")
        if row is None:
            return set()
        is_own = self.chance.random() < 0.5
        by = (row.person.guardian or row.person).actor() if is_own else SYSTEM
        withdraw(registrations=[row], by=by)
        return {str(row.pk)} if is_own else set()

    def accept(self):
        if row := self.any_of("offered"):
            accept(registration=row, by=row.person.actor())

    def decline(self):
        row = self.any_of("offered")
        if row is None:
            return set()
        decline(registration=row, by=(row.person.guardian or row.person).actor())
        return {str(one) for one in Registration.objects.filter(unit=row.unit).values_list("pk", flat=True)}

    def rounds(self):
        make_rounds(now())

    def choose(self):
        if row := self.any_of("held"):
            choose(registration=row, chosen=self.chance.random() < 0.6, by=SYSTEM)

    def grow(self):
        pool = Pool.objects.get(programme=self.programme)
        resize(pool=pool, capacity=pool.capacity + 1, key=uuid7(), by=SYSTEM)


@pytest.mark.parametrize("method", ["first_come", "lottery", "choice"])
@pytest.mark.parametrize("seed", range(4))
def test_the_letters_are_what_has_changed_no_more_and_no_less(seed, method):
    season = Season(seed, method)
    expected = {}

    for _step in range(25):
        before, had = states(season.programme), told()
        own = season.act()
        fresh = told() - had
        assert set(fresh) == news_of(before, states(season.programme), own)
        assert set(fresh.values()) <= {1}
        expected |= fresh

    assert told() == expected


def test_a_place_has_a_receipt_with_its_dates():
    programme = a_programme()
    sessions = [SessionFactory(programme=programme) for _n in range(3)]
    sessions.append(SessionFactory(programme=programme, cancelled_at=now(), cancelled_because="공사"))

    (row,) = signed_up(programme)

    (letter,) = letters("place")
    method, events = entries(letter)
    assert (method, len(events)) == ("PUBLISH", 3)
    assert speaks_of(letter) == [str(row.pk)]
    assert letter.address == row.person.email


def test_a_session_of_ones_own_is_the_only_one_in_the_file():
    programme = a_programme(terms={"extent": "sessions"})
    first, _second = (SessionFactory(programme=programme) for _n in range(2))

    signed_up(programme, sessions=[first])

    _method, events = entries(letters("place")[0])
    assert [str(event["UID"]).partition("@")[0] for event in events] == [str(first.pk)]


def test_whoever_waits_has_read_it_on_the_page():
    programme = a_programme(capacity=0)
    signed_up(programme)

    assert letters() == []


def test_at_the_desk_nobody_reads_a_page():
    programme = a_programme(capacity=0)
    register_at_desk(programme=programme, people={PersonFactory(): {}}, by=SYSTEM, channel="telephone")

    assert kinds() == {"waiting": 1}


def test_a_guardian_reads_of_both_children_in_one_letter():
    guardian = PersonFactory(language="en")
    programme = a_programme(capacity=2)
    rows = signed_up(
        programme, a_child(guardian, name="지우"), a_child(guardian, name="지안"), asked_by=guardian
    )

    (letter,) = letters()
    assert (letter.address, letter.language) == (guardian.email, "en")
    assert sorted(speaks_of(letter)) == sorted(str(row.pk) for row in rows)
    assert letter.facts["facts"]["names"] == "지우, 지안"


def test_who_has_no_address_is_seen_by_the_office():
    programme = a_programme()
    register_at_desk(programme=programme, people={PersonFactory(email="", claimed_at=None): {}}, by=SYSTEM)

    (letter,) = letters("place")
    assert (letter.state, letter.trouble) == ("failed", "no-address")


def test_a_programme_called_off_is_told_with_its_reason_and_leaves_every_calendar():
    programme = a_programme(capacity=1)
    SessionFactory(programme=programme)
    signed_up(programme)
    signed_up(programme)

    for _twice in range(2):
        cancel_programme(programme=programme, reason="강사가 다쳤습니다", by=SYSTEM)

    assert kinds() == {"place": 1, "cancelled": 2}
    method, events = entries(letters("cancelled")[0])
    assert (method, [str(event["STATUS"]) for event in events]) == ("CANCEL", ["CANCELLED"])
    assert letters("cancelled")[0].facts["facts"]["reason"] == "강사가 다쳤습니다"


def test_of_a_session_called_off_everybody_reads_once():
    programme = a_programme(capacity=2, terms={"extent": "either"})
    session, other = (SessionFactory(programme=programme) for _n in range(2))
    signed_up(programme)
    (alone,) = signed_up(programme, sessions=[session])
    signed_up(programme, sessions=[other])

    cancel_session(session=session, reason="공사", by=SYSTEM)

    assert kinds()["cancelled"] == kinds()["change"] == 1
    assert speaks_of(letters("cancelled")[0]) == [str(alone.pk)]


def test_no_letter_without_its_line_and_no_line_without_its_letter(monkeypatch):
    programme = a_programme()
    preparation = prepared(programme)

    def broken(_letters):
        raise RuntimeError("the table of letters is away")

    monkeypatch.setattr(writing, "send_all", broken)
    with pytest.raises(RuntimeError):
        press(preparation=preparation, by=SYSTEM)

    assert not Line.objects.filter(programme=programme).exists()
    assert letters() == []


def test_a_draw_of_thirty_costs_as_many_statements_as_one_of_three():
    counted = []
    for people in (3, 30):
        programme = a_programme(capacity=1, terms={"allotment": "lottery"})
        SessionFactory(programme=programme)
        for _n in range(people):
            signed_up(programme)
        with (
            time_machine.travel(programme.closes_at + timedelta(seconds=1)),
            CaptureQueriesContext(connection) as queries,
        ):
            make_rounds(now())
        counted.append(len(queries))

    assert kinds() == {"place": 2, "waiting": 2 + 29}
    assert counted[0] == counted[1]
