"""The public calendar files, as a calendar fetches them."""

import pytest
from django.core.cache import cache
from icalendar import Calendar

from ontact.commons.people.tests.factories import CityFactory, cast_of, enter_as
from ontact.commons.programmes.actions import cancel_session
from ontact.commons.programmes.tests.factories import DAY, MONDAY, LibraryFactory, a_programme, nth
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db
FEED = "/programmes/calendar.ics"


def of_programme(programme):
    return f"/programmes/{programme.pk}/calendar.ics"


def of_session(session):
    return f"/programmes/sessions/{session.pk}/calendar.ics"


def entries(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_programme_and_a_session_are_files_to_keep(client):
    programme = a_programme(3)

    whole, single = client.get(of_programme(programme)), client.get(of_session(nth(programme, 2)))

    assert (len(entries(whole)), len(entries(single))) == (3, 1)
    for response in (whole, single):
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(("who", "status"), [("nobody", 404), ("colleague", 404), ("insider", 200)])
def test_a_drafts_file_is_for_its_office(client, who, status):
    cast = cast_of(LibraryFactory())
    programme = a_programme(1, host=cast.organisation, is_published=False)
    enter_as(client, cast[who])

    assert client.get(of_programme(programme)).status_code == status
    assert client.get(of_session(nth(programme, 1))).status_code == status


def test_the_feed_has_what_is_announced_of_every_house_or_of_one(client):
    library = LibraryFactory()
    a_programme(2, host=library)
    a_programme(1)
    a_programme(1, publishes_at=MONDAY + DAY)
    a_programme(1, begins_at=MONDAY + 200 * DAY)

    assert len(entries(client.get(FEED))) == 3
    assert len(entries(client.get(FEED, {"host": library.pk}))) == 2


@pytest.mark.parametrize("host", ["00000000-0000-4000-8000-000000000000", "x", "%00"])
def test_a_house_that_does_not_exist_has_no_feed(client, host):
    assert client.get(FEED, {"host": host}).status_code == 404


def test_a_cancelled_session_stays_in_the_feed_as_cancelled(client):
    programme = a_programme(2)
    cancel_session(session=nth(programme, 1), reason="Snow", by=SYSTEM)

    assert [one["STATUS"] for one in entries(client.get(FEED))] == ["CANCELLED", "CONFIRMED"]


def test_a_calendar_that_has_it_already_is_told_so(client):
    a_programme(1)
    first = client.get(FEED)
    cache.clear()

    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_asked_again_within_five_minutes_reads_no_session(client, django_assert_num_queries):
    CityFactory()
    a_programme(1)
    client.get(FEED)

    with django_assert_num_queries(0):
        client.get(FEED)
