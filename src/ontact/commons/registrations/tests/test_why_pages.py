"""Each published rule of a house refuses one person, and that person's pages quote it in the words that were published."""

import pytest
from django.urls import reverse

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.models import HouseRule, NoShow
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, signed_up
from ontact.commons.registrations.tests.test_rules import a_child_of, a_ruled_programme

pytestmark = pytest.mark.django_db

Code = HouseRule.Code
PUBLISHED = "도서관 이용 규칙입니다."


def a_stranger():
    programme, person = a_ruled_programme(Code.RESIDENTS_FIRST, days=2), PersonFactory()
    return person, signed_up(programme, person)


def too_old():
    programme, guardian = a_ruled_programme(Code.AGES, **{"from": 3, "to": 6}), PersonFactory()
    return guardian, signed_up(programme, a_child_of(guardian, 9), asked_by=guardian)


def twice_in_a_season():
    programme, person = a_ruled_programme(Code.ONE_A_SEASON, programmes=1, months=12), PersonFactory()
    other = a_programme(host=programme.host)
    SessionFactory(programme=other, begins_at=programme.sessions.get().begins_at)
    signed_up(other, person)
    return person, signed_up(programme, person)


def stayed_away():
    programme, person = a_ruled_programme(Code.NO_SHOWS, times=1, days=90), PersonFactory()
    (missed,) = signed_up(a_programme(host=programme.host), person)
    NoShow.objects.create(registration=missed)
    return person, signed_up(programme, person)


def small_and_alone():
    programme, guardian = a_ruled_programme(Code.WITH_GUARDIAN, under=7), PersonFactory()
    return guardian, signed_up(programme, a_child_of(guardian, 4), asked_by=guardian)


REFUSED = {
    Code.RESIDENTS_FIRST: a_stranger,
    Code.AGES: too_old,
    Code.ONE_A_SEASON: twice_in_a_season,
    Code.NO_SHOWS: stayed_away,
    Code.WITH_GUARDIAN: small_and_alone,
}


def test_no_rule_is_left_out():
    assert set(REFUSED) == set(Code)


@pytest.mark.parametrize("code", list(Code))
def test_the_page_of_whoever_was_refused_quotes_the_rule(client, code):
    reader, (row,) = REFUSED[code]()
    HouseRule.objects.all().delete()  # also when it no longer stands
    client.force_login(reader)

    pages = [
        client.get(reverse(f"registrations:{name}", args=[row.pk])).content.decode()
        for name in ("place", "story")
    ]

    assert (row.state, row.why) == ("refused", code)
    assert all(PUBLISHED in page for page in pages)
    client.force_login(PersonFactory())
    assert client.get(reverse("registrations:story", args=[row.pk])).status_code == 404
