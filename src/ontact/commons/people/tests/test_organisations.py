"""Offices, members, and the one table of who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ontact.commons.journal.models import Entry
from ontact.commons.people.access import may, organisations_where, people_who_may
from ontact.commons.people.actions import (
    add_member,
    change_organisation,
    create_organisation,
    end_membership,
    import_offices,
    resume_membership,
    set_mandates,
)
from ontact.commons.people.actions.organisations import Office
from ontact.commons.people.errors import LastAdministrator, ParentInsideItself
from ontact.commons.people.models import Mandate, Membership, Organisation, Person
from ontact.commons.people.queries import city, members, tree
from ontact.commons.people.tests.factories import (
    CityFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    cast_of,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]

Act, Role = Mandate.Act, Membership.Role

MAY = {
    ("officer", Act.CONVENE): False,
    ("officer", Act.CHAIR): False,
    ("officer", Act.TAKE_MINUTES): False,
    ("officer", Act.APPROVE): False,
    ("clerk", Act.CONVENE): True,
    ("clerk", Act.CHAIR): False,
    ("clerk", Act.TAKE_MINUTES): True,
    ("clerk", Act.APPROVE): False,
    ("head", Act.CONVENE): True,
    ("head", Act.CHAIR): True,
    ("head", Act.TAKE_MINUTES): True,
    ("head", Act.APPROVE): True,
}


def fresh(person):
    """As the next request sees the person."""
    return Person.objects.get(pk=person.pk)


@pytest.mark.parametrize(("role", "act"), MAY)
def test_what_a_role_may_do_in_a_new_office(role, act):
    office = create_organisation(kind="department", name=Worded.of("ko", ko="과"), by=SYSTEM)
    person = MembershipFactory(organisation=office, role=role).person
    elsewhere = OrganisationFactory()

    assert may(person, act, office) is MAY[role, act]
    assert may(person, act, elsewhere) is False
    assert (office in organisations_where(person, act)) is MAY[role, act]
    assert (person in people_who_may(act, office)) is MAY[role, act]


@pytest.mark.parametrize("act", Act)
def test_administrators_may_everything_and_strangers_nothing(act):
    cast = cast_of()

    assert may(cast.administrator, act, cast.organisation)
    assert cast.organisation in organisations_where(cast.administrator, act)
    assert not may(cast.stranger, act, cast.organisation)
    assert not organisations_where(cast.stranger, act).exists()


def test_a_role_that_has_ended_or_not_begun_carries_nothing():
    office = OrganisationFactory()
    past = MembershipFactory(organisation=office, role="head", until=now() - timedelta(days=1)).person
    future = MembershipFactory(organisation=office, role="head", since=now() + timedelta(days=1)).person

    assert (may(past, Act.CHAIR, office), may(future, Act.CHAIR, office)) == (False, False)
    assert not past.is_staff_member


def test_mandates_are_replaced_and_the_change_is_signed():
    office = OrganisationFactory()

    set_mandates(organisation=office, mandates=[(Act.CHAIR, Role.OFFICER)], by=SYSTEM)

    assert list(office.mandates.values_list("act", "role")) == [("chair", "officer")]
    entry = Entry.objects.get(verb="changed mandates")
    assert entry.details["given"] == ["chair: officer"]
    assert "approve: head" in entry.details["taken"]


def test_changing_nothing_signs_nothing():
    office = OrganisationFactory()

    set_mandates(organisation=office, mandates=office.mandates.values_list("act", "role"), by=SYSTEM)
    change_organisation(organisation=office, telephone=office.telephone, by=SYSTEM)

    assert not Entry.objects.exists()


def test_an_office_cannot_stand_below_itself():
    above = OrganisationFactory()
    below = OrganisationFactory(parent=above)

    with pytest.raises(ParentInsideItself):
        change_organisation(organisation=above, parent=below, by=SYSTEM)


def test_there_is_one_city():
    CityFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(kind="city", name=Worded.of("ko", ko="둘째"))


def test_the_city_is_kept_in_mind_and_forgotten_when_it_changes(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    assert city() is None
    suwon = CityFactory()
    assert city() == suwon
    with django_assert_num_queries(0):
        city()

    with django_capture_on_commit_callbacks(execute=True):
        change_organisation(organisation=suwon, telephone="1899-3300", by=SYSTEM)

    assert city().telephone == "1899-3300"


def test_adding_someone_twice_is_harmless():
    office = OrganisationFactory()
    facts = {"organisation": office, "email": "Kim@example.org", "name": "김", "role": "clerk", "by": SYSTEM}

    first = add_member(**facts)
    second = add_member(**facts, title="주무관")

    assert (first.pk, second.title, Membership.objects.count()) == (second.pk, "주무관", 1)
    assert first.person.claimed_at is None


def test_ending_a_role_can_be_undone():
    membership = MembershipFactory(role="clerk")

    end_membership(membership, by=SYSTEM)
    assert end_membership(membership, by=SYSTEM).until is not None
    assert not fresh(membership.person).is_staff_member

    resume_membership(membership, by=SYSTEM)
    assert resume_membership(membership, by=SYSTEM).until is None
    assert fresh(membership.person).is_staff_member


def test_undoing_after_the_role_was_given_again_keeps_one():
    membership = MembershipFactory(role="clerk")
    end_membership(membership, by=SYSTEM)
    again = MembershipFactory(person=membership.person, organisation=membership.organisation, role="clerk")

    assert resume_membership(membership, by=SYSTEM) == again


def test_the_last_administrator_stays():
    last = MembershipFactory(organisation=CityFactory(), role="administrator")

    with pytest.raises(LastAdministrator):
        end_membership(last, by=SYSTEM)

    MembershipFactory(organisation=CityFactory(), role="administrator", person=PersonFactory())
    assert end_membership(last, by=SYSTEM).until is not None


def test_the_tree_is_one_query_the_city_first(django_assert_num_queries):
    above = OrganisationFactory(rank=1)
    below = OrganisationFactory(parent=above)
    other = OrganisationFactory(rank=2)
    suwon = CityFactory(rank=3)
    MembershipFactory(organisation=below)
    MembershipFactory(organisation=below, until=now() - timedelta(days=1))

    with django_assert_num_queries(1):
        branches = tree()

    found = [(one.organisation, one.depth, one.members) for one in branches]
    assert found == [(suwon, 0, 0), (above, 0, 0), (below, 1, 1), (other, 0, 0)]


def test_heads_stand_first_among_members():
    office = OrganisationFactory()
    roles = ["officer", "head", "clerk"]
    for role in roles:
        MembershipFactory(organisation=office, role=role)

    assert [one.role for one in members(office)] == ["head", "clerk", "officer"]


def test_a_sheet_taken_over_twice_makes_each_office_once():
    root = CityFactory()
    offices = [Office("district", "영통구청"), Office("neighbourhood", "매탄1동", parent_ko="영통구청")]

    assert import_offices(offices=offices, root=root, by=SYSTEM) == 2
    assert import_offices(offices=offices, root=root, by=SYSTEM) == 0
    child = Organisation.objects.get(kind="neighbourhood")
    assert (str(child.parent.name), child.parent.parent) == ("영통구청", root)
