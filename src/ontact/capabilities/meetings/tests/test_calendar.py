"""The calendar file: one entry that follows the meeting."""

import pytest
from icalendar import Calendar

from ontact.capabilities.meetings.documents.ics import CANCEL, REQUEST, calendar_file
from ontact.capabilities.meetings.tests.factories import a_convened_meeting

pytestmark = pytest.mark.django_db


def entry(text):
    calendar = Calendar.from_ical(text)
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


def test_the_entry_keeps_its_identity_and_grows_its_sequence():
    meeting = a_convened_meeting()
    method, first = entry(calendar_file(meeting, method=REQUEST, guest=("김", "kim@example.org")))
    meeting.calendar_sequence = 3
    _method, second = entry(calendar_file(meeting, method=REQUEST, guest=("김", "kim@example.org")))

    assert method == "REQUEST"
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 3)
    assert first["DTSTART"].dt == meeting.begins_at
    assert first["DTEND"].dt == meeting.ends_at
    assert first["ATTENDEE"] == "MAILTO:kim@example.org"


def test_a_cancellation_says_so():
    method, event = entry(calendar_file(a_convened_meeting(), method=CANCEL, guest=("김", "kim@example.org")))
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")


def test_the_public_file_names_no_guest_and_no_link():
    text = calendar_file(a_convened_meeting())
    assert "ATTENDEE" not in text
    assert "/rooms/pass/" not in text


def test_lines_are_folded_as_the_standard_asks():
    text = calendar_file(a_convened_meeting(title="아주 긴 제목의 회의 " * 8))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
