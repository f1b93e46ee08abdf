"""Who is somebody else now: a child that came into other care, a teenager with an account, a guest who proved an address."""

import pytest
from django.utils.timezone import localdate

from ontact.commons.people.actions import claim
from ontact.commons.people.models import Person
from ontact.commons.registrations.actions.household import take_in_child
from ontact.commons.registrations.actions.preparing import PRESSES_AT_MOST, add_to_household, prepare
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.errors import NotReady, SignedUpTooOften
from ontact.commons.registrations.models import HouseRule, NoShow, Preparation, Registration
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.tests.citizens import a_reader, address, sentence
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_child,
    a_programme,
    check_book,
    signed_up,
    stands,
)
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def a_family_that_parted(programme):
    """Mother and two children signed up together or not at all; the second child is in its father's care now."""
    mother, father = a_reader(name="어머니"), a_reader(name="아버지")
    first, second = a_child(mother, name="첫째"), a_child(mother, name="둘째")
    rows = signed_up(programme, mother, first, second, asked_by=mother, together=True)
    second.guardian = father
    second.save()
    mine = {row.person_id: row for row in rows}
    return father, mine[mother.pk], mine[first.pk], mine[second.pk]


def test_a_new_guardian_reads_nothing_of_those_the_child_signed_up_with(client):
    father, _mothers, _firsts, childs = a_family_that_parted(a_programme(capacity=3))
    client.force_login(father)

    for name in ("place", "withdrawal", "story"):
        page = client.get(address(name, childs.pk)).content.decode()
        assert "둘째" in page or name == "story"
        assert "어머니" not in page
        assert "첫째" not in page


def test_a_new_guardian_gives_back_the_childs_place_and_no_other(client):
    programme = a_programme(capacity=3)
    father, mothers, firsts, childs = a_family_that_parted(programme)
    client.force_login(father)

    client.post(address("withdrawal", childs.pk), {"who": [str(mothers.pk), str(firsts.pk), str(childs.pk)]})

    assert [stands(one)[0] for one in (mothers, firsts, childs)] == ["placed", "placed", "withdrawn"]
    check_book(programme)


def test_the_former_guardian_answers_for_those_who_are_left(client):
    programme = a_programme(capacity=3)
    _father, mothers, firsts, childs = a_family_that_parted(programme)
    client.force_login(mothers.asked_by)

    page = client.get(address("withdrawal", mothers.pk)).content.decode()
    client.post(address("withdrawal", mothers.pk), {"who": [str(mothers.pk), str(firsts.pk), str(childs.pk)]})

    assert "둘째" not in page
    assert {stands(one)[0] for one in (mothers, firsts, childs)} == {"placed"}


def test_an_offer_says_that_the_answer_counts_for_all_also_where_they_are_not_named(client):
    programme = a_programme(capacity=3)
    (taken,) = signed_up(programme)
    father, _mothers, _firsts, childs = a_family_that_parted(programme)
    withdraw(registrations=[taken], by=SYSTEM)
    client.force_login(father)

    page = client.get(address("place", childs.pk)).content.decode()

    assert stands(childs)[0] == "offered"
    assert sentence("Your answer counts for all who came together.") in page
    assert "첫째" not in page


def test_a_teenager_with_an_account_gives_back_their_own_place_only(client):
    programme, parent = a_programme(capacity=2), a_reader()
    teenager = a_reader(guardian=parent)
    theirs, parents = signed_up(programme, teenager, parent, asked_by=parent, together=True)
    if theirs.person_id != teenager.pk:
        theirs, parents = parents, theirs
    client.force_login(teenager)

    client.post(address("withdrawal", theirs.pk), {"who": [str(parents.pk)]})

    assert (stands(theirs)[0], stands(parents)[0]) == ("withdrawn", "placed")
    assert client.get(address("place", parents.pk)).status_code == 404


def a_guest_who_proves_an_address(programme, **facts):
    """Noted by the desk, signed up there; then the same person comes with an account."""
    guest = Person.objects.create_user(email="same@example.org", name="이하나", language="en")
    rows = signed_up(programme, guest, channel="desk", **facts)
    account = Person.objects.create_user(email="same@example.org", name="이하나", language="en")
    claim(account)
    guest.refresh_from_db()
    assert guest.same_as_id == account.pk
    return rows, account


def test_whoever_was_signed_up_at_the_desk_gets_no_second_place_online(client):
    programme = a_programme(capacity=5)
    (row,), account = a_guest_who_proves_an_address(programme)

    with pytest.raises(NotReady) as no:
        signed_up(programme, account)
    client.force_login(account)
    page = client.get(address("ready", programme.pk)).content.decode()

    assert [one.what for one in no.value.facts["missing"]] == ["already"]
    assert address("places") in page
    assert list(Registration.objects.filter(state__in=LIVE_STATES)) == [row]


def test_another_evening_is_another_wish_also_for_them():
    programme = a_programme(capacity=5, terms={"extent": "sessions"})
    first, second = SessionFactory(programme=programme), SessionFactory(programme=programme)
    _rows, account = a_guest_who_proves_an_address(programme, sessions=[first])

    (row,) = signed_up(programme, account, sessions=[second])
    with pytest.raises(NotReady):
        signed_up(programme, account, sessions=[first])

    assert row.state == "placed"


def test_marks_and_programmes_from_before_the_account_count():
    library = a_programme().host
    other = a_programme(host=library)
    SessionFactory(programme=other)
    (missed,), account = a_guest_who_proves_an_address(other)
    NoShow.objects.create(registration=missed)
    HouseRuleFactory(organisation=library, code=HouseRule.Code.NO_SHOWS, numbers={"times": 1, "days": 90})
    programme = a_programme(host=library)
    SessionFactory(programme=programme, begins_at=other.sessions.get().begins_at)

    (by_mark,) = signed_up(programme, account)
    HouseRule.objects.all().delete()
    HouseRuleFactory(
        organisation=library, code=HouseRule.Code.ONE_A_SEASON, numbers={"programmes": 1, "months": 12}
    )
    (by_season,) = signed_up(programme, account)

    assert (by_mark.why, by_season.why) == ("no_shows", "one_a_season")


def test_a_child_that_the_desk_noted_comes_into_the_household_with_its_place():
    programme = a_programme(capacity=5)
    guest = Person.objects.create_user(email="same@example.org", name="이하나", language="en")
    born_on = localdate().replace(year=localdate().year - 9, day=1)
    noted = add_to_household(guardian=guest, name="이바다", born_on=born_on)
    (row,) = signed_up(programme, noted.person, asked_by=guest, channel="desk")
    account = Person.objects.create_user(email="same@example.org", name="이하나", language="en")
    claim(account)

    child = take_in_child(guardian=account, name="이바다", born_on=born_on, by=SYSTEM)
    (again,) = signed_up(programme, child.person, asked_by=account)

    assert child == noted
    assert child.person.guardian == account
    assert (stands(row)[0], stands(again)) == ("placed", ("refused", "already"))


def test_a_script_that_signs_up_and_withdraws_does_not_fill_the_book():
    programme, person = a_programme(capacity=1), a_reader()
    Preparation.objects.bulk_create(
        Preparation(programme=programme, asked_by=person, pressed_at=programme.opens_at)
        for _n in range(PRESSES_AT_MOST)
    )

    with pytest.raises(SignedUpTooOften):
        prepare(programme=programme, asked_by=person, people={person: {}}, by=SYSTEM)
    (row,) = signed_up(programme, person, channel="desk")

    assert row.state == "placed"
