"""Guests, claiming, consents, and being forgotten."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from ontact.commons.journal.models import Entry
from ontact.commons.journal.queries import names_of
from ontact.commons.people.actions import (
    change_person,
    claim,
    find_or_create_guest,
    forget,
    give_consent,
    withdraw_consent,
)
from ontact.commons.people.errors import StillHoldsRoles
from ontact.commons.people.models import Consent, Person
from ontact.commons.people.queries import who_signs_in_with
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def guest(name="손님", email="shared@example.org", **fields):
    return PersonFactory(name=name, email=email, claimed_at=None, **fields)


def test_the_same_guest_is_found_again():
    first = find_or_create_guest(name="김민지", email="Kim@Example.org ", by=SYSTEM)
    second = find_or_create_guest(name="김민지", email="kim@example.org", by=SYSTEM)

    assert (first.pk, first.email, first.claimed_at) == (second.pk, "kim@example.org", None)


def test_a_couple_may_share_an_address():
    one = find_or_create_guest(name="김민지", email="both@example.org", by=SYSTEM)
    other = find_or_create_guest(name="이서준", email="both@example.org", by=SYSTEM)

    assert one.pk != other.pk


def test_who_signs_in_with_the_address_is_invited_as_they_are():
    known = PersonFactory(email="kim@example.org", name="Kim")

    assert find_or_create_guest(name="김민지", email="kim@example.org", by=SYSTEM) == known


def test_two_guests_without_an_address_are_two_people():
    one = find_or_create_guest(name="김민지", email="", by=SYSTEM)

    assert find_or_create_guest(name="김민지", email="", by=SYSTEM) != one


def test_claiming_links_earlier_selves_and_rewrites_nothing():
    first, second, elsewhere = guest("A"), guest("B"), guest(email="other@example.org")

    claim(first)

    second.refresh_from_db()
    assert (first.is_claimed, second.same_as, second.is_claimed) == (True, first, False)
    assert set(first.selves()) == set(second.selves()) == {first, second}
    assert list(elsewhere.selves()) == [elsewhere]
    assert EmailAddress.objects.get().verified


def test_claiming_twice_is_harmless():
    person = claim(guest())

    assert claim(person).claimed_at == person.claimed_at
    assert Entry.objects.filter(verb="proved an address").count() == 1


def test_a_child_in_care_is_not_its_guardian():
    parent = guest("부모")
    child = guest("아이", guardian=parent)

    claim(parent)

    child.refresh_from_db()
    assert child.same_as is None
    assert who_signs_in_with("shared@example.org") == parent


def test_an_address_has_one_owner():
    PersonFactory(email="kim@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="kim@example.org")


def test_whoever_holds_a_role_is_let_in_before_a_name_that_anyone_typed():
    typed, member = guest("Typed"), guest("Member")
    MembershipFactory(person=member)

    assert who_signs_in_with("Shared@example.org") == member
    assert typed != member


def test_a_role_given_before_claiming_is_held_afterwards():
    earlier, later = guest("A"), guest("B")
    MembershipFactory(person=later)

    claim(earlier)

    assert Person.objects.get(pk=earlier.pk).is_staff_member


def test_a_new_name_is_signed_without_naming_anyone_in_the_chain():
    person = PersonFactory(name="옛 이름")

    change_person(person=person, name="새 이름", phone="", by=person.actor())

    entry = Entry.objects.get()
    assert (entry.details, entry.object_label) == ({"fields": ["name"]}, "")
    assert names_of([person.pk]) == {person.pk: "새 이름"}


def test_a_consent_is_given_once_and_can_be_taken_back():
    person, meeting = PersonFactory(), OrganisationFactory()
    first = give_consent(person=person, purpose=Consent.Purpose.ATTENDANCE, wording="…", about=meeting)
    assert give_consent(person=person, purpose="attendance", wording="…", about=meeting) == first

    assert withdraw_consent(person=person, purpose="attendance", about=meeting) == 1
    assert withdraw_consent(person=person, purpose="attendance", about=meeting) == 0
    first.refresh_from_db()
    assert first.withdrawn_at is not None


def test_a_guardian_consents_for_a_child():
    parent = PersonFactory()
    child = guest("아이", guardian=parent)

    consent = give_consent(person=child, purpose=Consent.Purpose.PHOTOGRAPH, wording="…", by=parent)

    assert (consent.person, consent.given_by) == (child, parent)


def test_a_forgotten_person_has_no_name_anywhere():
    person = PersonFactory(name="김민지", phone="010-1234-5678")
    earlier = guest("민지", same_as=person)
    change_person(person=person, name="김민지2", by=person.actor())

    forget(person, by=person.actor())

    for one in Person.objects.filter(pk__in=[person.pk, earlier.pk]):
        assert (one.name, one.email, one.phone, one.is_active, one.is_claimed) == ("", "", "", False, False)
    assert names_of([person.pk, earlier.pk]) == {person.pk: "", earlier.pk: ""}
    assert not EmailAddress.objects.exists()
    assert "민지" not in str(list(Entry.objects.values()))


def test_an_officer_cannot_be_forgotten_in_office():
    person = MembershipFactory().person

    with pytest.raises(StillHoldsRoles):
        forget(person, by=person.actor())


def test_people_say_what_they_keep():
    person = MembershipFactory(person__phone="010-1234-5678").person
    give_consent(person=person, purpose=Consent.Purpose.RECORDING, wording="…")

    kept = list(apps.get_app_config("people").personal_data(person))

    assert [data.heading for data in kept] == ["You", "Your roles", "What you agreed to"]
    assert ("Telephone", "010-1234-5678") in kept[0].rows


def test_an_account_that_nobody_proved_is_erased_after_a_week():
    begun = guest("Typed", "typed@example.org")
    EmailAddress.objects.create(user=begun, email=begun.email)
    invited = guest("Invited", "invited@example.org")
    member = guest("Member", "member@example.org")
    EmailAddress.objects.create(user=member, email=member.email)
    MembershipFactory(person=member)
    people = apps.get_app_config("people")
    people.rounds(now())
    assert Person.objects.filter(pk=begun.pk).exists()

    with moved_to(now() + timedelta(days=8)):
        people.rounds(now())

    assert set(Person.objects.all()) == {invited, member}


def test_a_session_that_has_run_out_is_erased_with_what_it_held():
    kept, ended = SessionStore(), SessionStore()
    kept.set_expiry(timedelta(days=30))
    ended.set_expiry(timedelta(days=7))
    ended["sheet"] = "김민지, 010-1234-5678"
    kept.save()
    ended.save()

    with moved_to(now() + timedelta(days=8)):
        apps.get_app_config("people").rounds(now())

    assert [one.pk for one in Session.objects.all()] == [kept.session_key]
