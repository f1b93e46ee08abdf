"""The personal calendar: what stands in it, who reads it, and that its address is known to its owner alone."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils.module_loading import import_string
from icalendar import Calendar

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.after import forget_after
from ontact.commons.registrations.actions.feeding import ASKED_AT_MOST, make_address, revoke_address
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import CalendarAddress
from ontact.commons.registrations.queries.feed import sessions_in_calendar
from ontact.commons.registrations.queries.kept_after import data_after
from ontact.commons.registrations.tests.factories import SessionFactory, a_child, a_programme, signed_up
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(language="en")


@pytest.fixture
def secret(person):
    return make_address(person=person, by=person.actor())


def address(secret):
    return reverse("registrations:feed", args=[secret])


def read(client, secret):
    cache.clear()
    answer = client.get(address(secret))
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def uids(calendar):
    return sorted(str(event["UID"]).partition("@")[0] for event in calendar.walk("VEVENT"))


def test_it_has_the_sessions_of_ones_own_places_and_those_of_ones_children(client, person, secret):
    own = a_programme(capacity=1, terms={"extent": "either"})
    first, _second = SessionFactory(programme=own), SessionFactory(programme=own)
    signed_up(own, person, sessions=[first])
    childs = a_programme(capacity=1)
    theirs = SessionFactory(programme=childs)
    signed_up(childs, a_child(person, name="지우"), asked_by=person)
    waited = a_programme(capacity=0)
    SessionFactory(programme=waited)
    signed_up(waited, person)

    calendar = read(client, secret)

    assert uids(calendar) == sorted([str(first.pk), str(theirs.pk)])
    assert "지우" not in calendar.to_ical().decode()


def test_what_is_given_back_leaves_it_and_what_is_called_off_says_so(client, person, secret):
    programme = a_programme(capacity=1)
    SessionFactory(programme=programme, cancelled_at=now(), cancelled_because="공사")
    (row,) = signed_up(programme, person)
    (event,) = read(client, secret).walk("VEVENT")
    assert str(event["STATUS"]) == "CANCELLED"

    withdraw(registrations=[row], by=person.actor())

    assert uids(read(client, secret)) == []


def test_it_is_bounded_however_much_one_has(person):
    programme = a_programme(capacity=1)
    SessionFactory(programme=programme, begins_at=now() - timedelta(days=100))
    near = SessionFactory(programme=programme)
    SessionFactory(programme=programme, begins_at=now() + timedelta(days=500))
    signed_up(programme, person)

    assert list(sessions_in_calendar(person, now())) == [near]


def test_it_stays_good_for_years(client, secret):
    with time_machine.travel(now() + timedelta(days=5 * 365)):
        read(client, secret)


def test_a_revoked_address_is_gone_at_once(client, person, secret):
    assert client.get(address(secret)).status_code == 200

    revoke_address(person=person, by=person.actor())

    assert client.get(address(secret)).status_code == 404


def test_a_new_address_ends_the_one_before(client, person, secret):
    newer = make_address(person=person, by=person.actor())

    assert (client.get(address(secret)).status_code, client.get(address(newer)).status_code) == (404, 200)


def test_an_address_that_was_never_made_does_not_exist(client):
    assert client.get(address("x" * 43)).status_code == 404


def test_nothing_but_its_hash_is_kept(secret):
    row = CalendarAddress.objects.values().get()

    assert secret not in str(row)
    assert len(row["digest"]) == 64


def test_a_calendar_that_has_it_already_gets_nothing_new(client, secret):
    mark = client.get(address(secret))["ETag"]

    answer = client.get(address(secret), headers={"If-None-Match": mark})

    assert (answer.status_code, answer.content) == (304, b"")


def test_it_is_made_once_in_five_minutes(client, secret, django_assert_num_queries):
    client.get(address(secret))

    with django_assert_num_queries(1):
        client.get(address(secret))


def test_a_program_without_patience_is_slowed_down(client, secret):
    statuses = [client.get(address(secret)).status_code for _n in range(ASKED_AT_MOST + 1)]

    assert statuses == [200] * ASKED_AT_MOST + [429]


def test_no_log_keeps_the_address(client, secret, caplog, settings):
    # By its name, as the settings have it: commons know no file of config.
    line = import_string(settings.LOGGING["formatters"]["line"]["()"])()
    with caplog.at_level(logging.INFO, logger="ontact.requests"):
        client.get(address(secret))

    lines = [line.format(record) for record in caplog.records if record.name == "ontact.requests"]
    assert len(lines) == 1
    assert secret not in lines[0]


def test_the_page_shows_the_address_once(client, person):
    client.force_login(person)
    page = reverse("registrations:feed_page")
    assert "/registrations/calendar/" not in client.get(page).content.decode()

    made = client.post(page)

    shown = made.content.decode().partition("/registrations/calendar/")[2].partition(".ics")[0]
    assert client.get(address(shown)).status_code == 200
    assert "no-store" in made["Cache-Control"]
    assert shown not in client.get(page).content.decode()


def test_the_page_revokes_it(client, person, secret):
    client.force_login(person)

    answer = client.post(reverse("registrations:feed_revocation"))

    assert answer.url == reverse("registrations:feed_page")
    assert client.get(address(secret)).status_code == 404


@pytest.mark.usefixtures("in_english")
def test_it_is_named_among_what_is_kept_and_ends_with_forget_me(client, person, secret):
    assert "Addresses of your calendar" in [entry.heading for entry in data_after(person)]

    forget_after(person)

    assert client.get(address(secret)).status_code == 404
    assert not CalendarAddress.objects.exists()
