"""Whoever has, is offered or waits for a place reads what changed, from what to what, and why."""

from datetime import timedelta

import pytest

from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import CityFactory, PersonFactory
from ontact.commons.programmes.actions import (
    Description,
    change_session,
    describe,
    move_session,
    postpone_session,
)
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.tests.factories import this_minute
from ontact.commons.registrations.actions.reminding import remind_of_sessions
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.actions.telling import count_told, tell_change
from ontact.commons.registrations.tests.factories import SessionFactory, a_child, a_programme, signed_up
from ontact.commons.registrations.tests.mailbox import entries, letters, reads, speaks_of
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def programme():
    CityFactory()
    found = a_programme(capacity=1, terms={"extent": "either"})
    for days in (14, 21):
        SessionFactory(programme=found, begins_at=this_minute() + days * DAY)
    return found


@pytest.fixture
def session(programme):
    return programme.sessions.order_by("number").first()


def moved(session, by=DAY):
    return move_session(
        session=session, begins_at=session.begins_at + by, ends_at=session.ends_at + by, by=SYSTEM
    )


def test_who_has_is_offered_or_waits_is_told(programme, session):
    first, offered, waits = (signed_up(programme)[0] for _n in range(3))
    withdraw(registrations=[first], by=first.person.actor())

    expected = count_told(programme, [session])
    told = tell_change(moved(session), SYSTEM)

    assert told == expected == 2
    assert sorted(speaks_of(one) for one in letters("change")) == sorted([[str(offered.pk)], [str(waits.pk)]])


def test_the_same_change_is_told_once_and_the_next_one_again(programme, session):
    signed_up(programme)
    change = moved(session)

    tell_change(change, SYSTEM)
    tell_change(change, SYSTEM)
    tell_change(moved(Session.objects.get(pk=session.pk)), SYSTEM)

    assert len(letters("change")) == 2


def test_a_family_reads_one_letter(programme, session):
    guardian = PersonFactory()
    signed_up(programme, guardian, a_child(guardian), a_child(guardian), asked_by=guardian)

    assert count_told(programme) == tell_change(moved(session), SYSTEM) == 1


def test_whoever_signed_up_for_another_session_is_not_concerned(programme, session):
    other = programme.sessions.order_by("number").last()
    signed_up(programme, sessions=[other])

    assert count_told(programme, [session]) == 0
    assert tell_change(moved(session), SYSTEM) == 0


def test_the_letter_says_from_what_to_what_and_why(programme, session):
    signed_up(programme, PersonFactory(language="en"))
    later = session.begins_at + 2 * DAY
    change = postpone_session(
        session=session, begins_at=later, ends_at=later + HOUR, reason="The heating is broken.", by=SYSTEM
    )

    tell_change(change, SYSTEM)

    (letter,) = letters("change")
    (line,) = letter.facts["facts"]["changes"]
    assert line["before"][0]["$time"] != line["after"][0]["$time"] == later.isoformat()
    text = reads(letter)
    assert "New time" in text
    assert "before" in text
    assert "Reason: The heating is broken." in text


def test_the_calendar_file_raises_the_number_of_its_entry(programme, session):
    signed_up(programme)

    tell_change(moved(session), SYSTEM)

    method, (event,) = entries(letters("change")[0])
    assert (method, event["SEQUENCE"]) == ("PUBLISH", 1)
    assert event["DTSTART"].dt == session.begins_at + DAY


def test_what_changes_for_all_sessions_is_said_once(programme):
    signed_up(programme)
    place = Worded.of("ko", ko="다목적실", en="Hall")
    change = describe(
        programme=programme,
        description=Description(title=programme.title, place=place, manner="on_site"),
        by=SYSTEM,
    )

    tell_change(change, SYSTEM)

    (letter,) = letters("change")
    assert [(one["kind"], one["session"]) for one in letter.facts["facts"]["changes"]] == [("place", "")]
    assert len(entries(letter)[1]) == 2


def test_a_new_name_is_told_with_the_old_one(programme, session):
    signed_up(programme, PersonFactory(language="en"))
    title = Worded.of("ko", ko="단테 읽기", en="Reading Dante")

    tell_change(change_session(session=session, title=title, lecturer="", by=SYSTEM), SYSTEM)

    text = reads(letters("change")[0])
    assert "New title: Reading Dante" in text
    assert "First meeting" in text


def test_of_a_draft_nobody_is_told(programme, session):
    signed_up(programme)
    programme.publishes_at = None
    programme.save()

    assert tell_change(moved(session), SYSTEM) == 0


def test_a_reminder_that_waits_is_taken_back_when_the_session_moves(programme, session):
    signed_up(programme)
    remind_of_sessions(session.begins_at - 2 * HOUR)

    tell_change(moved(session, by=HOUR), SYSTEM)

    assert [one.state for one in letters("reminder")] == ["dropped"]
    assert Notice.objects.filter(state="queued", template="registrations/mail/change").count() == 1


def test_a_counted_letter_is_one_query(programme, django_assert_num_queries):
    signed_up(programme)
    signed_up(programme)

    with django_assert_num_queries(1):
        assert count_told(programme) == 2


def test_statements_do_not_grow_with_the_line(programme, session, django_assert_max_num_queries):
    for _n in range(20):
        signed_up(programme)
    change = moved(session)

    with django_assert_max_num_queries(14):
        assert tell_change(change, SYSTEM) == 20
