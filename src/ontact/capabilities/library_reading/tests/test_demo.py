"""The demo's libraries: their rules stand, the book playground has a line, and making it again changes nothing."""

import pytest

from ontact.capabilities.library_reading.demo import fixed_id, make_demo
from ontact.capabilities.library_reading.models import Book, ReadingProgramme
from ontact.commons.listings.checking import differences
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import HouseRule, Pool, Registration

pytestmark = pytest.mark.django_db


def stories():
    return {str(one.programme.title): one.programme for one in ReadingProgramme.objects.all()}


def test_without_a_city_nothing_is_made():
    make_demo()

    assert not ReadingProgramme.objects.exists()


def test_the_libraries_open_with_their_rules_and_a_line_before_the_playground(city):
    make_demo()

    playground = Programme.objects.get(pk=fixed_id("programme", "playground"))
    states = [one.state for one in Registration.objects.filter(programme=playground).order_by("line_number")]
    pool = Pool.objects.get(programme=playground)
    assert {one.begins_at.astimezone(playground.zone).weekday() for one in playground.sessions.all()} == {5}
    assert (playground.sessions.count(), pool.capacity, pool.kept) == (10, 6, 1)
    assert states == ["placed"] * 5 + ["waiting"] * 2
    assert sorted(HouseRule.objects.values_list("code", flat=True)) == [
        "no_shows",
        "one_a_season",
        "residents_first",
    ]
    assert differences().count == 0


def test_made_again_it_stays_as_it_is(city):
    def counted():
        libraries = Organisation.objects.filter(kind=Organisation.Kind.LIBRARY).count()
        return libraries, len(stories()), Book.objects.count(), Registration.objects.count()

    make_demo()
    first = counted()
    make_demo()

    assert (first, counted()) == ((3, 4, 7, 7), (3, 4, 7, 7))


def test_what_is_held_by_video_has_its_rooms(city):
    make_demo()

    with_rooms = {name for name, one in stories().items() if one.sessions.exclude(room=None).exists()}

    assert with_rooms == {
        str(Programme.objects.get(pk=fixed_id("programme", name)).title) for name in ("author", "youth")
    }
