"""The least people and organisations that are valid, and a cast of four."""

from dataclasses import dataclass

import factory
from allauth.account.models import EmailAddress
from django.core.cache import cache
from factory.django import DjangoModelFactory

from ontact.commons.people.actions.organisations import FIRST_MANDATES
from ontact.commons.people.models import Mandate, Membership, Organisation, Person
from ontact.commons.people.queries import CITY
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded


class PersonFactory(DjangoModelFactory):
    """Someone who has proved their address and can sign in; `claimed_at=None` makes a guest."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    claimed_at = factory.LazyFunction(now)
    password = "!"

    @factory.post_generation
    def address(self, create, extracted, **kwargs):
        if create and self.claimed_at and self.email:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class OrganisationFactory(DjangoModelFactory):
    """A department with the first mandates, as `create_organisation` would make it."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    kind = Organisation.Kind.DEPARTMENT
    name = factory.Sequence(lambda n: Worded.of("ko", ko=f"제{n}과", en=f"Division {n}"))

    @factory.post_generation
    def first_mandates(self, create, extracted, **kwargs):
        if create:
            Mandate.objects.bulk_create(
                [Mandate(organisation=self, act=a, role=r) for a, r in FIRST_MANDATES]
            )


class CityFactory(OrganisationFactory):
    """There is one city: asked twice, it gives the same."""

    class Meta:
        model = Organisation
        django_get_or_create = ("kind",)
        skip_postgeneration_save = True

    kind = Organisation.Kind.CITY
    name = Worded.of("ko", ko="수원시", en="Suwon")

    @classmethod
    def _after_postgeneration(cls, instance, create, results=None):
        cache.delete(CITY)

    @factory.post_generation
    def first_mandates(self, create, extracted, **kwargs):
        if create and not self.mandates.exists():
            Mandate.objects.bulk_create(
                [Mandate(organisation=self, act=a, role=r) for a, r in FIRST_MANDATES]
            )


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Membership.Role.OFFICER


@dataclass
class Cast:
    """The four (and an administrator) with whom access is tried: `cast["insider"]`; nobody is None."""

    insider: Person
    colleague: Person
    stranger: Person
    administrator: Person
    organisation: Organisation
    nobody: None = None

    def __getitem__(self, who):
        return getattr(self, who)


def cast_of(organisation=None, role=Membership.Role.CLERK):
    """insider: clerk of the organisation; colleague: clerk of another; stranger: a citizen; nobody: not
    signed in.
    """
    organisation = organisation or OrganisationFactory()
    return Cast(
        insider=MembershipFactory(organisation=organisation, role=role).person,
        colleague=MembershipFactory(role=role).person,
        stranger=PersonFactory(),
        administrator=MembershipFactory(
            organisation=CityFactory(), role=Membership.Role.ADMINISTRATOR
        ).person,
        organisation=organisation,
    )


def enter_as(client, person):
    """Sign in on the test client; nobody (None) stays outside."""
    if person is not None:
        client.force_login(person)
    return client
