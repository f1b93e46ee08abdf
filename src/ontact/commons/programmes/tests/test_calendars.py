"""Calendar files: one entry a session, which follows it wherever it goes."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from ontact.commons.programmes.actions import (
    cancel_programme,
    cancel_session,
    move_session,
    postpone_session,
)
from ontact.commons.programmes.calendars import feed, place_of, programme_file, session_file
from ontact.commons.programmes.models import Manner, Session
from ontact.commons.programmes.queries import sessions_of
from ontact.commons.programmes.tests.factories import HOUR, MONDAY, WEEK, a_programme, fresh, nth
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
LATER = {"begins_at": MONDAY + 3 * WEEK, "ends_at": MONDAY + 3 * WEEK + HOUR}


def read(text):
    calendar = Calendar.from_ical(text)
    return calendar, calendar.walk("VEVENT")


def entry(session):
    calendar, [event] = read(session_file(session))
    return calendar.get("METHOD"), event


def all_of(programme):
    return sessions_of(programme).select_related("programme__host")


def test_a_session_is_an_entry_with_time_place_page_and_house():
    programme = a_programme(1, title=Worded.of("en", en="Dante; read, aloud"), page="/classes/7/")

    method, event = entry(nth(programme, 1))

    assert (method, event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (MONDAY + WEEK, MONDAY + WEEK + HOUR)
    assert (event["SUMMARY"], event["LOCATION"]) == ("Dante; read, aloud", "Online")
    assert event["URL"].endswith("/classes/7/")
    assert event["ORGANIZER"].params["CN"] == str(programme.host)


def test_a_moved_session_keeps_its_identity_and_raises_its_number():
    programme = a_programme(1)
    _method, before = entry(nth(programme, 1))

    move_session(session=nth(programme, 1), **LATER, by=SYSTEM)
    _method, after = entry(nth(programme, 1))

    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == LATER["begins_at"]


def test_a_postponed_session_says_what_was_planned_and_why():
    programme = a_programme(1)
    postpone_session(session=nth(programme, 1), **LATER, reason="Heavy snow", by=SYSTEM)

    _method, event = entry(nth(programme, 1))

    assert "Planned first for Mon 11 January, 9:00 am. Heavy snow" in event["DESCRIPTION"]


def test_a_cancelled_session_takes_its_entry_out():
    programme = a_programme(2)
    cancel_session(session=nth(programme, 1), reason="Heavy snow", by=SYSTEM)

    method, event = entry(nth(programme, 1))

    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert "Cancelled: Heavy snow" in event["DESCRIPTION"]


def test_a_programmes_file_has_all_its_sessions_and_marks_the_cancelled_one():
    programme = a_programme(3)
    cancel_session(session=nth(programme, 2), reason="Heavy snow", by=SYSTEM)

    calendar, events = read(programme_file(fresh(programme), sessions_of(programme)))

    assert calendar["METHOD"] == "PUBLISH"
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]


def test_a_cancelled_programme_takes_all_entries_out():
    programme = a_programme(2)
    cancel_programme(programme=programme, reason="Heavy snow", by=SYSTEM)

    calendar, events = read(programme_file(fresh(programme), sessions_of(programme)))

    assert calendar["METHOD"] == "CANCEL"
    assert {event["STATUS"] for event in events} == {"CANCELLED"}


def test_a_feed_is_the_same_bytes_until_something_changes():
    programme = a_programme(2)
    first = feed(all_of(programme), name="책 놀이터")

    with moved_to(MONDAY + HOUR):
        assert feed(all_of(programme), name="책 놀이터") == first
        move_session(session=nth(programme, 1), **LATER, by=SYSTEM)
        assert feed(all_of(programme), name="책 놀이터") != first


def test_a_feed_names_itself_and_says_when_to_ask_again():
    calendar, events = read(feed(all_of(a_programme(1)), name="책 놀이터"))

    assert (calendar["NAME"], calendar["X-WR-CALNAME"], len(events)) == ("책 놀이터", "책 놀이터", 1)
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=4)
    assert "METHOD" not in calendar


def test_a_feed_costs_one_query_however_long_it_is(django_assert_num_queries):
    rows = all_of(a_programme(10))

    with django_assert_num_queries(1):
        feed(rows, name="x")


def test_every_entry_of_a_series_is_another():
    _calendar, events = read(feed(all_of(a_programme(3)), name="x"))

    assert len({event["UID"] for event in events}) == 3


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        (Manner.ONLINE, "Online"),
        (Manner.ON_SITE, "Great hall"),
        (Manner.BOTH, "Great hall, or online"),
    ],
)
def test_the_place_is_where_one_goes(manner, words):
    programme = a_programme(1, manner=manner, place=Worded.of("en", en="Great hall"))

    assert place_of(nth(programme, 1)) == words


def test_lines_are_folded_and_korean_survives():
    title = "아주 긴 제목의 책 놀이터 " * 8
    programme = a_programme(1, title=Worded.of("ko", ko=title.strip()))

    text = session_file(nth(programme, 1))

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert read(text)[1][0]["SUMMARY"] == title.strip()


def test_what_is_typed_makes_no_line_of_its_own():
    programme = a_programme(1)
    Session.objects.filter(programme=programme).update(lecturer="Kim\r\nATTENDEE:MAILTO:x@example.org")

    text = session_file(nth(programme, 1))

    assert not [line for line in text.split("\r\n") if line.startswith("ATTENDEE")]


def test_times_are_written_in_utc():
    assert "DTSTART:20270111T000000Z" in session_file(nth(a_programme(1), 1))
    assert datetime.fromisoformat("2027-01-04T00:00:00+00:00") == MONDAY
