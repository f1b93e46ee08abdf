"""The demo's classes, made by the real actions; made twice they are the same."""

import pytest

from ontact.capabilities.live_classes.demo import fixed_id, make_demo
from ontact.capabilities.live_classes.models import LiveClass
from ontact.capabilities.live_classes.queries.way import way_of
from ontact.commons.people.demo import make_city
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import Registration, RegistrationState, Terms
from ontact.commons.rooms.models import Room
from ontact.foundation.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def twice():
    make_city()
    make_demo()
    make_demo()


def journey():
    return LiveClass.objects.select_related("programme__host").get(programme=fixed_id("journey"))


def test_three_classes_stand_and_stay_the_same():
    names = ("journey", "photographs", "origami")
    assert set(Programme.objects.values_list("pk", flat=True)) == {fixed_id(name) for name in names}


def test_the_journey_has_eight_lectures_in_four_themes_and_is_half_way():
    way = way_of(journey(), Person.objects.get(email="youngho.kim@mail.example"), now())

    assert [len(stretch.stops) for stretch in way.stretches] == [2, 2, 2, 2]
    assert sum(stop.is_over for stretch in way.stretches for stop in stretch.stops) == 5
    assert (way.traveller.done, way.traveller.held, way.traveller.needed) == (4, 8, 6)


def test_ten_have_a_place_in_the_journey_and_two_wait():
    states = Registration.objects.filter(programme=fixed_id("journey")).values_list("state", flat=True)
    assert sorted(states) == [RegistrationState.PLACED] * 10 + [RegistrationState.WAITING] * 2
    assert Terms.objects.get(programme=fixed_id("journey")).waiting == 2


def test_the_class_of_the_day_is_open_with_its_lecturer_and_helper():
    room = Room.objects.get(session__programme=fixed_id("photographs"))
    assert room.is_open_at(now())
    assert sorted(room.seats.exclude(role="listener").values_list("role", flat=True)) == ["clerk", "host"]


def test_children_are_called_by_first_names_and_protected():
    rooms = Room.objects.filter(session__programme=fixed_id("origami"))
    assert set(rooms.values_list("for_children", flat=True)) == {True}
    names = set(rooms.first().seats.filter(role="listener").values_list("title", flat=True))
    assert names == {"준우", "서아", "예준"}
