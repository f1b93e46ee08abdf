"""Announcing, announcing again, and withdrawing."""

from datetime import timedelta

import pytest

from ontact.commons.listings.actions import announce, withdraw
from ontact.commons.listings.models import Listing
from ontact.commons.listings.tests.factories import listed
from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_announcing_again_replaces_what_stood_there():
    office = OrganisationFactory()
    first = listed("하나", obj=office)

    second = listed("둘", obj=office, state=Worded.of("ko", ko="대기"))

    assert (first.pk, Listing.objects.count()) == (second.pk, 1)
    row = Listing.objects.get()
    assert (str(row.title), str(row.state), row.search_text) == ("둘", "대기", "둘")


def test_what_was_visible_stays_visible_from_then():
    office, then = OrganisationFactory(), now() - timedelta(days=3)
    listed(obj=office, visible_from=then)

    listed(obj=office)

    assert Listing.objects.get().visible_from == then


def test_withdrawing_twice_is_harmless():
    office = OrganisationFactory()
    listed(obj=office)

    withdraw(office)
    withdraw(office)

    assert not Listing.objects.exists()


def test_the_host_can_be_searched_for():
    host = OrganisationFactory(name=Worded.of("ko", ko="정책기획과", en="Policy Division"))

    row = announce(host, title=Worded.of("ko", ko="회의"), page="/x/", host=host)

    assert row.search_text.split("\n") == ["회의", "정책기획과", "policydivision"]
