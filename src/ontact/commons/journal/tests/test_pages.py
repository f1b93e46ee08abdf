"""The journal's page: for administrators only, found by filter, proved by a button."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ontact.commons.journal.actions import seal, sign
from ontact.commons.journal.models import Entry
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import moved_to, now
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(django_user_model):
    """The journal knows no people; a signed-in administrator is whoever says so."""
    return django_user_model.objects.create_user(email="admin@example.org", name="Admin")


@pytest.fixture
def as_administrator(client, administrator, monkeypatch):
    monkeypatch.setattr(type(administrator), "is_administrator", True)
    client.force_login(administrator)
    return client


def test_a_stranger_does_not_see_the_journal(client, administrator):
    client.force_login(administrator)

    assert client.get(reverse("journal:journal")).status_code == 404


def test_nobody_is_sent_to_sign_in(client):
    assert client.get(reverse("journal:journal")).status_code == 302


def test_lines_are_shown_with_names(as_administrator):
    sign(Actor("person", uuid7(), "정유진"), "opened the door")

    page = as_administrator.get(reverse("journal:journal")).content.decode()

    assert "정유진" in page
    assert "opened the door" in page


def test_lines_are_found_by_act_and_by_name(as_administrator):
    sign(Actor("person", uuid7(), "정유진"), "opened the door")
    sign(SYSTEM, "closed the door")

    found = as_administrator.get(reverse("journal:journal"), {"actor": "유진", "words": "door"})

    assert [line.entry.verb for line in found.context["lines"]] == ["opened the door"]


def test_a_date_that_is_none_keeps_the_rest_of_the_question(as_administrator):
    sign(SYSTEM, "closed the door")

    found = as_administrator.get(reverse("journal:journal"), {"since": "yesterday", "words": "closed"})

    assert [line.entry.verb for line in found.context["lines"]] == ["closed the door"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_many_lines(as_administrator, django_assert_max_num_queries, rows):
    for _row in range(rows):
        sign(Actor("person", uuid7(), "A"), "opened the door")

    with django_assert_max_num_queries(12):
        as_administrator.get(reverse("journal:journal"))


def test_the_button_proves_the_chain(as_administrator):
    entry = sign(SYSTEM, "closed the door")
    with moved_to(now() + timedelta(minutes=2)):
        seal()
    address = reverse("journal:verification")
    assert as_administrator.post(address).context["verdict"].holds

    Entry.objects.filter(pk=entry.pk).update(verb="opened the door")

    assert str(entry.pk) in as_administrator.post(address).content.decode()
