"""The demo's libraries and readings, made by the real actions; made twice they are the same, and what is over goes on."""

from datetime import timedelta

import pytest

from ontact.capabilities.library_reading.demo import fixed_id, make_demo
from ontact.capabilities.library_reading.models import Book, ReadingProgramme
from ontact.commons.listings.checking import differences
from ontact.commons.people.demo import make_city
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import HouseRule, Pool, Registration, RegistrationState
from ontact.foundation.clock import moved_to, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = ("playground", "author", "reading-class", "youth")


@pytest.fixture
def twice():
    make_city()
    make_demo()
    make_demo()


def test_where_no_city_stands_nothing_is_made():
    make_demo()

    assert not Organisation.objects.exists()


def test_three_libraries_with_four_readings_stand_and_stay_the_same(twice):
    libraries = Organisation.objects.filter(kind=Organisation.Kind.LIBRARY)
    readings = ReadingProgramme.objects.values_list("programme", flat=True)

    assert (libraries.count(), HouseRule.objects.count(), Book.objects.count()) == (3, 3, 7)
    assert set(readings) == {fixed_id("programme", name) for name in NAMES}
    assert all(programme.is_announced() for programme in Programme.objects.all())


def test_the_listings_say_what_the_programmes_say(twice):
    found = differences()

    assert (found.rows, found.count) == (len(NAMES), 0)


def test_the_playground_is_full_and_two_families_wait_in_line(twice):
    lines = Registration.objects.filter(programme=fixed_id("programme", "playground"))
    states = lines.order_by("line_number").values_list("state", flat=True)
    pool = Pool.objects.get(programme=fixed_id("programme", "playground"))

    assert list(states) == [RegistrationState.PLACED] * 5 + [RegistrationState.WAITING] * 2
    assert (pool.capacity, pool.kept, pool.taken) == (6, 1, 5)


def test_a_programme_that_is_over_is_followed_by_its_next_one(twice):
    with moved_to(now() + timedelta(days=120)):
        make_demo()

        assert Programme.objects.count() == 2 * len(NAMES)
        following = Programme.objects.get(pk=fixed_id("programme", "playground", 1))
        assert (following.is_announced(), following.has_ended()) == (True, False)
