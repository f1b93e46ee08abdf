"""Public meetings stand in the listings as their own tables say, through the whole demo city."""

import pytest

from ontact.capabilities.meetings.demo import make_demo
from ontact.capabilities.meetings.models import Meeting
from ontact.commons.listings.checking import differences
from ontact.commons.listings.models import Listing
from ontact.commons.people.demo import make_city

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = storages


def test_every_meeting_of_the_demo_is_listed_as_it_stands():
    make_city()
    make_demo()

    found = differences()

    assert (found.count, found.rows) == (0, Meeting.objects.public().count())


def test_a_listing_that_was_forgotten_is_counted():
    make_city()
    make_demo()
    meeting = Meeting.objects.public().first()
    Listing.objects.filter(object_id=str(meeting.pk)).delete()

    assert differences().missing == {("meetings", str(meeting.pk))}
