"""The first hour: the key, the steps, the one moment, and the door that closes."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ontact.commons.people.actions.set_up import draft, found_the_city, make_set_up_code, try_set_up_code
from ontact.commons.people.errors import AlreadySetUp, SetUpShut
from ontact.commons.people.models import Organisation, SetUp
from ontact.commons.people.queries import city, set_up
from ontact.commons.people.tests.factories import CityFactory, PersonFactory, enter_as
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db

CITY = {
    "name_ko": "가온시",
    "name_en": "Gaon",
    "telephone": "031-000-1000",
    "time_zone": "Asia/Seoul",
    "languages": ["ko"],
}
ADMINISTRATOR = {"name": "정유진", "title": "주무관", "email": "yujin@example.org"}
STEPS = ["setup_city", "setup_administrator", "setup_offices", "setup_end"]


def address(step):
    return reverse(f"people:{step}")


@pytest.fixture
def opened(client):
    """A browser that has shown the key."""
    client.post(address("setup"), {"key": make_set_up_code()})
    return client


@pytest.mark.database
def test_the_key_is_printed_once_and_kept_as_a_hash():
    said = StringIO()
    call_command("set_up_code", stdout=said)
    code = said.getvalue().strip()

    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", code)
    assert code.replace("-", "") not in str(SetUp.objects.values())
    assert try_set_up_code(f" {code.lower().replace('-', ' ')} ")


def test_a_new_key_replaces_the_old_one():
    old, new = make_set_up_code(), make_set_up_code()

    assert (try_set_up_code(old), try_set_up_code(new)) == (False, True)


def test_where_there_is_a_city_nothing_is_printed():
    CityFactory()
    said = StringIO()

    call_command("set_up_code", stdout=said)

    assert said.getvalue() == ""


def test_without_any_key_nothing_opens():
    assert try_set_up_code("") is False


@pytest.mark.database
def test_five_wrong_keys_shut_the_door_for_a_quarter_of_an_hour():
    code = make_set_up_code()
    for _attempt in range(5):
        assert try_set_up_code("WRONG") is False

    with pytest.raises(SetUpShut):
        try_set_up_code(code)
    with moved_to(now() + timedelta(minutes=16)):
        assert try_set_up_code(code)


@pytest.mark.parametrize("step", STEPS)
def test_without_the_key_every_step_leads_to_the_first(client, step):
    assert client.get(address(step))["Location"] == address("setup")
    assert client.post(address(step), CITY)["Location"] == address("setup")


@pytest.mark.parametrize("step", ["setup", *STEPS])
def test_in_a_city_there_is_no_set_up(opened, step):
    CityFactory()

    assert opened.get(address(step)).status_code == 404
    assert opened.post(address(step)).status_code == 404


def test_a_wrong_key_gets_a_sentence(client):
    make_set_up_code()

    page = client.post(address("setup"), {"key": "WRONG"})

    assert list(page.context["form"].errors) == ["key"]


def test_from_an_empty_hall_to_a_city(opened, mailoutbox):
    answer = opened.post(address("setup_city"), CITY)
    assert answer["Location"] == address("setup_administrator")
    answer = opened.post(answer["Location"], ADMINISTRATOR)
    code = re.search(r"\b\d{6}\b", mailoutbox[0].body)[0]
    answer = opened.post(answer["Location"], {"code": code})
    assert answer["Location"] == address("setup_offices")
    sheet = SimpleUploadedFile("offices.csv", "이름,소속\n영통구청,\n매탄1동,영통구청".encode())
    answer = opened.post(answer["Location"], {"sheet": sheet})
    assert (answer["Location"], city()) == (address("setup_end"), None)
    assert "가온시" in opened.get(answer["Location"]).content.decode()

    answer = opened.post(answer["Location"])

    made = city()
    assert (made.name.text("ko"), made.telephone, made.languages) == ("가온시", "031-000-1000", ["ko"])
    assert [str(one.name) for one in Organisation.objects.exclude(pk=made.pk)] == ["영통구청", "매탄1동"]
    membership = made.memberships.get()
    assert (membership.role, membership.title, membership.person.is_claimed) == (
        "administrator",
        "주무관",
        True,
    )
    assert opened.get(answer["Location"]).status_code == 200
    assert set_up().draft == {}


def test_what_was_typed_is_there_again(opened):
    opened.post(address("setup_city"), CITY)

    page = opened.get(address("setup_city")).content.decode()

    assert "가온시" in page


def test_another_person_cannot_finish_what_the_administrator_began(opened):
    draft(city=CITY, administrator=ADMINISTRATOR)
    enter_as(opened, PersonFactory())
    session = opened.session
    session["people.set_up_opened"] = True
    session.save()

    assert opened.post(address("setup_end"))["Location"] == address("setup_administrator")


def test_a_sheet_with_faults_shows_each_and_keeps_the_good_rows(opened):
    draft(city=CITY, administrator=ADMINISTRATOR)
    enter_as(opened, PersonFactory(email=ADMINISTRATOR["email"]))
    session = opened.session
    session["people.set_up_opened"] = True
    session.save()

    page = opened.post(address("setup_offices"), {"lines": "가과\n가과\n나과"})

    assert [line.number for line in page.context["bad"]] == [2]
    assert [office["name_ko"] for office in set_up().draft["offices"]] == ["가과", "나과"]


@pytest.mark.database
def test_of_two_presses_one_makes_the_city():
    draft(city=CITY, administrator=ADMINISTRATOR)
    person = PersonFactory(email=ADMINISTRATOR["email"])
    found_the_city(person)

    with pytest.raises(AlreadySetUp):
        found_the_city(person)


def test_another_browser_needs_the_key_too(opened):
    assert Client().get(address("setup_city"))["Location"] == address("setup")
