"""Each minute: a nudge for what is due; after a year, no address any more."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from ontact.commons.notices.actions import deliver_due
from ontact.commons.notices.models import Notice
from ontact.commons.notices.tests.factories import queued
from ontact.commons.people.tests.factories import PersonFactory, cast_of, enter_as
from ontact.foundation.clock import moved_to, now

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def package():
    return apps.get_app_config("notices")


@pytest.mark.django_db(transaction=True)
def test_a_round_sends_what_was_left_behind(package, mailoutbox):
    queued()
    Notice.objects.update(state="queued", leased_until=None)
    mailoutbox.clear()

    package.rounds(now())

    assert [notice.state for notice in Notice.objects.all()] == ["sent"]


def test_addresses_are_erased_after_a_year(package):
    queued("kim@example.org", key="old", name="Kim")
    deliver_due()
    queued("lee@example.org", key="waiting")

    with moved_to(now() + timedelta(days=366)):
        package.rounds(now())

    old, waiting = Notice.objects.order_by("created_at")
    assert (old.address, old.facts) == ("", {})
    assert waiting.address == "lee@example.org"


def test_a_person_sees_and_erases_what_was_sent(package):
    person = PersonFactory()
    queued(person, key="1")
    queued(PersonFactory(same_as=person, claimed_at=None), key="2")
    assert [len(data.rows) for data in package.personal_data(person)] == [2]

    package.forget(person)

    assert list(package.personal_data(person)) == []
    assert {(one.state, one.address) for one in Notice.objects.all()} == {("dropped", "")}


@pytest.mark.parametrize(
    ("who", "answer"), [("administrator", 200), ("insider", 404), ("stranger", 404), ("nobody", 302)]
)
def test_who_sees_the_mails_that_did_not_arrive(client, who, answer):
    enter_as(client, cast_of()[who])

    assert client.get(reverse("notices:notices")).status_code == answer


def test_the_page_names_no_address(client):
    enter_as(client, cast_of().administrator)
    queued("kim@example.org")

    page = client.get(reverse("notices:notices")).content.decode()

    assert "kim@example.org" not in page
    assert "notices/mail/trial" in page
