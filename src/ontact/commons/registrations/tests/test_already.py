"""Whoever is signed up already is told so before the form; of a household only those are offered who are not."""

import pytest

from ontact.commons.registrations.models import Pool
from ontact.commons.registrations.tests.citizens import a_child_of, a_reader, address, sentence
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, signed_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    found = a_reader()
    client.force_login(found)
    return found


def test_whoever_has_a_place_reads_so_instead_of_a_form_that_would_be_refused(client, person):
    programme = a_programme(capacity=2)
    (place,) = signed_up(programme, person)

    page = client.get(address("sign_up", programme.pk)).content.decode()

    assert sentence("You are signed up already") in page
    assert address("place", place.pk) in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_of_a_household_only_those_are_offered_who_have_no_place(client, person):
    programme, child = a_programme(capacity=2), a_child_of(person)
    (place,) = signed_up(programme, person)

    page = client.get(address("sign_up", programme.pk)).content.decode()

    assert f'value="{child.pk}"' in page
    assert f'value="{person.pk}"' not in page
    assert address("place", place.pk) in page


def test_a_session_that_one_has_already_is_refused_at_its_field_and_another_is_not(client, person):
    programme = a_programme(terms={"extent": "sessions"})
    first, second = SessionFactory.create_batch(2, programme=programme)
    Pool.objects.filter(programme=programme).delete()
    for session in (first, second):
        Pool.objects.create(programme=programme, session=session, capacity=1)
    signed_up(programme, person, sessions=[first])
    wish = {"people": [str(person.pk)], "sessions": [str(first.pk), str(second.pk)]}

    both = client.post(address("sign_up", programme.pk), wish)
    other = client.post(address("sign_up", programme.pk), {**wish, "sessions": [str(second.pk)]})

    words = "%(name)s is signed up for session %(number)d already."
    assert sentence(words, name=person.name, number=first.number) in both.content.decode()
    assert other.url == address("ready", programme.pk)


def test_the_series_is_not_asked_for_by_whoever_has_a_session_of_it(client, person):
    programme = a_programme(capacity=2, terms={"extent": "either"})
    first, _second = SessionFactory.create_batch(2, programme=programme)
    signed_up(programme, person, sessions=[first])

    answer = client.post(address("sign_up", programme.pk), {"people": [str(person.pk)], "extent": "series"})

    words = "%(name)s is signed up for single sessions already. Choose single sessions."
    assert sentence(words, name=person.name) in answer.content.decode()


@pytest.mark.parametrize(("children", "chosen"), [(0, 0), (1, 1), (2, 0)])
def test_for_a_childrens_class_the_only_child_is_chosen_and_never_the_grown_up(
    client, person, children, chosen
):
    programme = a_programme(age_from=7, age_to=12)
    mine = [a_child_of(person, name=f"박나무{number}") for number in range(children)]

    page = client.get(address("sign_up", programme.pk)).content.decode()

    assert page.count(" checked") == chosen
    assert all(str(child.pk) in page for child in mine)
