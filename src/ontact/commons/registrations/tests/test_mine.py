"""What one person sees of their own, and what is gone when they ask to be forgotten."""

from datetime import timedelta

import pytest
from django.utils import translation

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.forgetting import forget_person
from ontact.commons.registrations.actions.preparing import add_to_household
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import HouseholdMember, Line, Preparation
from ontact.commons.registrations.queries.mine import agenda_entries, personal_data
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_programme,
    check_book,
    signed_up,
    stands,
)
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian():
    return PersonFactory()


@pytest.fixture
def child(guardian):
    born_on = (now() - timedelta(days=6 * 366)).date()
    return add_to_household(guardian=guardian, name="박나무", born_on=born_on).person


def test_the_time_line_has_every_session_by_its_name_and_a_childs_stand_with_the_child(guardian, child):
    programme = a_programme(capacity=2)
    SessionFactory.create_batch(2, programme=programme)
    signed_up(programme, child, asked_by=guardian)

    with translation.override("en"):
        entries = list(agenda_entries(child))

    assert len(entries) == 2
    assert "First meeting · 박나무" in entries[0].note
    assert list(agenda_entries(guardian)) == list(agenda_entries(PersonFactory())) == []


def test_while_the_room_is_open_its_door_stands_on_the_time_line(guardian):
    begins_at = now() + timedelta(minutes=5)
    room = RoomFactory(begins_at=begins_at, ends_at=begins_at + timedelta(hours=1), page="/classes/1/")
    programme = a_programme()
    SessionFactory(programme=programme, begins_at=begins_at, room=room)
    SessionFactory(programme=programme)
    signed_up(programme, guardian)

    assert [entry.door for entry in agenda_entries(guardian)] == ["/classes/1/", ""]


def test_an_offer_is_what_is_still_owed(guardian):
    programme = a_programme(capacity=1)
    SessionFactory(programme=programme)
    (first,) = signed_up(programme)
    signed_up(programme, guardian)
    withdraw(registrations=[first], by=SYSTEM)

    (entry,) = agenda_entries(guardian)

    assert entry.missing
    assert entry.missing_path == entry.path


def test_what_is_kept_is_shown_and_nothing_of_others(guardian, child):
    signed_up(a_programme(), child, asked_by=guardian, said={"resident": "yes"})

    kept = list(personal_data(guardian))

    assert len(kept) == 3
    assert list(personal_data(PersonFactory())) == []


def test_to_be_forgotten_gives_places_back_and_erases_answers_and_children(guardian, child):
    programme = a_programme(capacity=1)
    (row,) = signed_up(programme, child, asked_by=guardian)
    (next_one,) = signed_up(programme)

    forget_person(guardian)

    child.refresh_from_db()
    assert child.name == ""
    assert (stands(row)[0], stands(next_one)[0]) == ("withdrawn", "offered")
    assert not Preparation.objects.filter(asked_by=guardian).exists()
    assert not HouseholdMember.objects.filter(person=child).exists()
    assert "박나무" not in str(list(Line.objects.filter(programme=programme).values_list("facts", flat=True)))
    check_book(programme)
