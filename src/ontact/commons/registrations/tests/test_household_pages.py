"""The household on its pages: children come in, are corrected, and go; another's children do not exist."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from ontact.commons.people.models import Consent, Person
from ontact.commons.registrations.actions.preparing import agree_as_guardian
from ontact.commons.registrations.models import HouseholdMember, Preparation
from ontact.commons.registrations.tests.citizens import a_child_of, a_reader, address, sentence
from ontact.commons.registrations.tests.factories import a_programme, prepared, signed_up
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian(client):
    person = a_reader()
    client.force_login(person)
    return person


def typed(**facts):
    return {"name": "박나무", "born_on": f"{localdate() - timedelta(days=3_000):%Y-%m-%d}", **facts}


def test_a_child_is_added_and_one_comes_back_to_the_sign_up(client, guardian):
    back = address("sign_up", a_programme().pk)

    answer = client.post(f"{address('household')}?next={back}", typed())

    assert answer.url == back
    assert HouseholdMember.objects.get().person.guardian == guardian


@pytest.mark.parametrize(
    "where", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere(client, guardian, where):
    assert client.post(f"{address('household')}?next={where}", typed()).url == address("household")


def test_a_form_sent_twice_makes_one_child(client, guardian):
    for _n in range(2):
        client.post(address("household"), typed())

    assert HouseholdMember.objects.count() == 1


@pytest.mark.parametrize("name", ["韓 지우", "나무 🌳", "가" * 40, "Anna-Lena O'Hara"])
def test_a_name_is_kept_as_it_was_typed(client, guardian, name):
    client.post(address("household"), typed(name=f"  {name} "))

    assert HouseholdMember.objects.get().person.name == name


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"born_on": f"{localdate() + timedelta(days=2):%Y-%m-%d}"}, "This day is still to come."),
        ({"born_on": "1990-01-01"}, "Whoever is 19 or older signs up with an address of their own."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, guardian, facts, text):
    page = client.post(address("household"), typed(**facts)).content.decode()

    assert sentence(text) in page
    assert "박나무" in page
    assert HouseholdMember.objects.count() == 0


def test_a_script_cannot_make_a_school_class_of_a_household(client, guardian):
    for number in range(13):
        answer = client.post(address("household"), typed(name=f"아이 {number}"))

    assert answer.status_code == 409
    assert HouseholdMember.objects.count() == 12


def test_a_corrected_birthday_lets_an_open_preparation_be_looked_through_again(client, guardian):
    child = a_child_of(guardian, years=8)
    prepared(a_programme(), child, asked_by=guardian)

    answer = client.post(address("child", child.pk), typed(name="박 나무"))

    assert answer.url == address("household")
    assert Preparation.objects.get().ready_at is None
    assert Person.objects.get(pk=child.pk).name == "박 나무"


def test_a_child_is_taken_out_only_after_the_page_has_asked(client, guardian):
    child, programme = a_child_of(guardian), a_programme()
    agree_as_guardian(child=child, guardian=guardian, programme=programme, wording="x", evidence="x")
    prepared(programme, child, guardian, asked_by=guardian)

    page = client.get(address("child_removal", child.pk)).content.decode()
    assert HouseholdMember.objects.count() == 1
    answer = client.post(address("child_removal", child.pk))

    child.refresh_from_db()
    assert sentence("Places must be given up first. This cannot be undone.") in page
    assert answer.url == address("household")
    assert (child.name, child.guardian, HouseholdMember.objects.count()) == ("", None, 0)
    assert list(Preparation.objects.get().people.values_list("person", flat=True)) == [guardian.pk]
    assert not Consent.objects.standing(now()).exists()


def test_a_child_with_a_place_stays(client, guardian):
    child = a_child_of(guardian)
    signed_up(a_programme(), child, asked_by=guardian)

    answer = client.post(address("child_removal", child.pk))

    assert answer.status_code == 409
    assert "박나무" in answer.content.decode()
    assert HouseholdMember.objects.count() == 1


@pytest.mark.parametrize("name", ["child", "child_removal"])
def test_another_guardians_child_does_not_exist(client, guardian, name):
    child = a_child_of(a_reader())

    assert client.get(address(name, child.pk)).status_code == 404
    assert client.post(address(name, child.pk), typed()).status_code == 404


def test_whoever_is_not_signed_in_comes_back_after_signing_in(client):
    answer = client.get(address("household"))

    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={address('household')}")


def test_the_list_costs_as_much_for_one_child_as_for_four(client, guardian, django_assert_max_num_queries):
    a_child_of(guardian)
    client.get(address("household"))
    for number in range(3):
        a_child_of(guardian, name=f"아이 {number}")

    with django_assert_max_num_queries(5):
        client.get(address("household"))
