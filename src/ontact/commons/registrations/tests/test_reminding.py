"""Letters by the clock: each once, whatever the worker does; only to those with a place; never of a time that is over."""

from datetime import timedelta

import pytest
import time_machine

from ontact.commons.people.tests.factories import CityFactory, PersonFactory
from ontact.commons.programmes.actions import cancel_session, move_session
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.actions import letters_due
from ontact.commons.registrations.actions.letters_due import write_letters_due
from ontact.commons.registrations.actions.preparing import prepare
from ontact.commons.registrations.actions.reminding import OFFER_ENDS, _remind
from ontact.commons.registrations.actions.signing_up import accept, withdraw
from ontact.commons.registrations.models import Told
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_child,
    a_programme,
    prepared,
    signed_up,
)
from ontact.commons.registrations.tests.mailbox import kinds, letters, reads, speaks_of
from ontact.commons.rooms.models import Pass
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import digest

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def programme():
    CityFactory()
    return a_programme(capacity=2)


@pytest.fixture
def session(programme):
    return SessionFactory(programme=programme)


@pytest.fixture
def online(programme):
    begins_at = now() + timedelta(days=14)
    room = RoomFactory(begins_at=begins_at, ends_at=begins_at + HOUR)
    return SessionFactory(programme=programme, begins_at=begins_at, room=room)


def walk(*moments):
    """Rounds at these moments, each twice."""
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            write_letters_due(now())
            write_letters_due(now())


def each_quarter_until(moment, *, from_):
    quarters = int((moment - from_) / (15 * MINUTE))
    return [from_ + 15 * MINUTE * n for n in range(quarters + 1)]


def reminders():
    return {kind: count for kind, count in kinds().items() if kind in ("reminder", "door")}


def test_the_day_before_once_and_the_hour_before_once(programme, online):
    signed_up(programme)

    walk(*each_quarter_until(online.begins_at + HOUR, from_=online.begins_at - 26 * HOUR))

    assert reminders() == {"reminder": 1, "door": 1}


def test_on_site_there_is_no_door(programme, session):
    signed_up(programme)

    walk(*each_quarter_until(session.begins_at + HOUR, from_=session.begins_at - 26 * HOUR))

    assert reminders() == {"reminder": 1}


def test_only_those_with_a_place_are_reminded(programme, session):
    placed = [signed_up(programme)[0] for _n in range(3)][:2]
    withdraw(registrations=[placed[0]], by=placed[0].person.actor())

    walk(session.begins_at - 3 * HOUR)

    assert [speaks_of(one) for one in letters("reminder")] == [[str(placed[1].pk)]]


def test_a_worker_that_slept_reminds_as_long_as_it_is_of_use(programme, online):
    signed_up(programme)

    walk(online.begins_at - 20 * MINUTE)

    assert reminders() == {"door": 1}


def test_a_worker_that_slept_too_long_says_nothing(programme, online):
    signed_up(programme)

    walk(online.begins_at, online.ends_at)

    assert reminders() == {}


def test_a_moved_session_is_reminded_of_at_its_new_time(programme, session):
    signed_up(programme)
    walk(session.begins_at - 3 * HOUR)
    later = session.begins_at + 3 * DAY
    with time_machine.travel(session.begins_at - 2 * HOUR):
        move_session(session=session, begins_at=later, ends_at=later + HOUR, by=SYSTEM)

    walk(session.begins_at - HOUR, session.begins_at)
    walk(*each_quarter_until(later, from_=later - 25 * HOUR))

    assert reminders() == {"reminder": 2}


def test_of_a_cancelled_session_nobody_is_reminded(programme, session):
    signed_up(programme)
    cancel_session(session=session, reason="공사", by=SYSTEM)

    walk(session.begins_at - 3 * HOUR)

    assert reminders() == {}


def test_a_session_that_moves_between_the_look_and_the_letter_is_left_for_later(programme, session):
    signed_up(programme)
    seen = Session.objects.get(pk=session.pk)
    later = session.begins_at + DAY
    move_session(session=session, begins_at=later, ends_at=later + HOUR, by=SYSTEM)

    assert not _remind(seen, Told.Kind.DAY)
    assert letters("reminder") == []


def test_the_link_of_the_door_leads_into_the_room(programme, online):
    signed_up(programme, PersonFactory(language="en"))

    walk(online.begins_at - 30 * MINUTE)

    text = reads(letters("door")[0])
    secret = text.partition("/rooms/pass/")[2].partition("/")[0]
    assert Pass.objects.get(digest=digest(secret)).seat.room == online.room
    assert secret not in str(letters("door")[0].facts)


def test_a_guardian_gets_a_door_for_each_child(programme, online):
    guardian = PersonFactory(language="en")
    signed_up(programme, a_child(guardian, name="지우"), a_child(guardian, name="지안"), asked_by=guardian)

    walk(online.begins_at - 30 * MINUTE)

    (letter,) = letters("door")
    text = reads(letter)
    assert text.count("/rooms/pass/") == 2
    assert "지우: http" in text
    assert "지안: http" in text


def test_an_offer_that_ends_soon_is_told_once(programme):
    rows = [signed_up(programme)[0] for _n in range(3)]
    withdraw(registrations=[rows[0]], by=rows[0].person.actor())
    rows[2].refresh_from_db()
    until = rows[2].offered_until

    walk(*each_quarter_until(until - MINUTE, from_=until - OFFER_ENDS - HOUR))

    assert [speaks_of(one) for one in letters("offer_ends")] == [[str(rows[2].pk)]]


def test_an_offer_that_was_answered_is_not_asked_about(programme):
    rows = [signed_up(programme)[0] for _n in range(3)]
    withdraw(registrations=[rows[0]], by=rows[0].person.actor())
    rows[2].refresh_from_db()
    accept(registration=rows[2], by=SYSTEM)

    walk(rows[2].offered_until - HOUR)

    assert letters("offer_ends") == []


def test_siblings_who_come_together_are_one_question():
    programme = a_programme(capacity=2)
    first = signed_up(programme)[0]
    second = signed_up(programme)[0]
    guardian = PersonFactory()
    rows = signed_up(programme, a_child(guardian), a_child(guardian), asked_by=guardian, together=True)
    withdraw(registrations=[first, second], by=SYSTEM)
    rows[0].refresh_from_db()

    walk(rows[0].offered_until - HOUR)

    (letter,) = letters("offer_ends")
    assert len(speaks_of(letter)) == 2


def test_whoever_has_begun_to_prepare_is_told_that_sign_up_opens():
    opens_at = now() + 3 * DAY
    programme = a_programme(opens_at=opens_at, closes_at=opens_at + DAY)
    ready, begun = PersonFactory(), PersonFactory()
    prepared(programme, ready)
    prepare(programme=programme, asked_by=begun, people={begun: {}}, by=SYSTEM)

    walk(*each_quarter_until(opens_at + HOUR, from_=opens_at - 25 * HOUR))

    told = {one.address: one.facts["facts"]["is_ready"] for one in letters("opens_soon")}
    assert told == {ready.email: True, begun.email: False}
    assert len(letters("opens_soon")) == 2


def test_one_trouble_does_not_keep_the_other_letters_waiting(programme, session, monkeypatch, caplog):
    def broken(_moment):
        raise RuntimeError

    signed_up(programme)
    monkeypatch.setattr(letters_due, "STEPS", (broken, *letters_due.STEPS))

    walk(session.begins_at - 3 * HOUR)

    assert reminders() == {"reminder": 1}
    assert "broken failed" in caplog.text


def test_a_minute_without_anything_to_do_is_cheap(programme, session, django_assert_max_num_queries):
    signed_up(programme)
    walk(session.begins_at - 3 * HOUR)

    with (
        time_machine.travel(session.begins_at - 3 * HOUR + timedelta(seconds=1)),
        django_assert_max_num_queries(10),
    ):
        write_letters_due(now())
