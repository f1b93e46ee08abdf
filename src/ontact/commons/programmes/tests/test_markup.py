"""What search engines read of a programme."""

import json

import pytest

from ontact.commons.programmes.actions import cancel_programme, cancel_session, postpone_session
from ontact.commons.programmes.markup import as_script, event_words
from ontact.commons.programmes.models import Manner
from ontact.commons.programmes.queries import sessions_of
from ontact.commons.programmes.tests.factories import HOUR, MONDAY, WEEK, a_programme, fresh, nth
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db


def words(programme):
    return event_words(fresh(programme), sessions_of(programme))


def test_a_single_session_is_the_event_itself():
    found = words(a_programme(1, title=Worded.of("en", en="Dante"), age_from=19))

    assert (found["@type"], found["name"], found["typicalAgeRange"]) == ("EducationEvent", "Dante", "19-")
    assert found["startDate"] == "2027-01-11T09:00:00+09:00"
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["location"]["@type"] == "VirtualLocation"
    assert "subEvent" not in found


def test_a_series_names_each_of_its_sessions():
    found = words(a_programme(3))

    assert found["@type"] == ["EventSeries", "EducationEvent"]
    assert [one["startDate"][:10] for one in found["subEvent"]] == ["2027-01-11", "2027-01-18", "2027-01-25"]
    assert (found["startDate"][:10], found["endDate"][:10]) == ("2027-01-11", "2027-01-25")


def test_what_is_postponed_says_from_when_and_what_is_cancelled_says_so():
    programme = a_programme(3)
    to = MONDAY + 5 * WEEK
    postpone_session(session=nth(programme, 1), begins_at=to, ends_at=to + HOUR, reason="Snow", by=SYSTEM)
    cancel_session(session=nth(programme, 2), reason="Snow", by=SYSTEM)

    by_status = {one["eventStatus"].rpartition("/")[2]: one for one in words(programme)["subEvent"]}

    assert set(by_status) == {"EventScheduled", "EventRescheduled", "EventCancelled"}
    assert by_status["EventRescheduled"]["previousStartDate"] == "2027-01-11T09:00:00+09:00"


def test_a_cancelled_programme_is_cancelled_with_every_session():
    programme = a_programme(2)
    cancel_programme(programme=programme, reason="Snow", by=SYSTEM)

    found = words(programme)

    assert {found["eventStatus"], *(one["eventStatus"] for one in found["subEvent"])} == {
        "https://schema.org/EventCancelled"
    }


def test_on_site_and_online_are_two_locations():
    found = words(a_programme(1, manner=Manner.BOTH, place=Worded.of("en", en="Great hall")))

    assert [one["@type"] for one in found["location"]] == ["Place", "VirtualLocation"]
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"


def test_a_programme_without_sessions_has_no_dates():
    found = words(a_programme(0, is_published=False))

    assert "startDate" not in found


def test_a_title_cannot_leave_the_script():
    text = as_script(words(a_programme(1, title=Worded.of("en", en="</script><b>&"))))

    assert "<" not in text
    assert json.loads(text)["name"] == "</script><b>&"
