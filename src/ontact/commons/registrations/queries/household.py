"""The household: a person and the children in their care, as a sign-up needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ontact.commons.people.models import Consent, Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import HouseholdMember
from ontact.commons.registrations.queries.missing import OF_AGE_FOR_CONSENT, age_on


@dataclass(frozen=True)
class Child:
    """`age` in whole years today."""

    person: Person
    born_on: date
    age: int

    @property
    def needs_consent(self) -> bool:
        return self.age < OF_AGE_FOR_CONSENT


def children_of(person: Person) -> list[Child]:
    """The eldest first. One query."""
    members = HouseholdMember.objects.filter(person__guardian=person).select_related("person")
    return [child_of(member) for member in members.order_by("born_on", "pk")]


def child_of(member: HouseholdMember) -> Child:
    # Without a day of birth there is no row, so the age is always known.
    return Child(member.person, member.born_on, age_on(member.born_on, localdate()) or 0)


def participation_wording(child: Person, programme: Programme) -> str:
    """What a guardian agrees to, as one reads it; this text is kept with the consent."""
    words = _(
        "I am the guardian of %(name)s. I agree that %(name)s takes part in “%(title)s”, and that %(host)s keeps the name, "
        "the day of birth and the answers given when signing up, in order to give places, to hold the programme and to note "
        "attendance. Nothing of it goes to others. I can take this back at any time; then the place is given up."
    )
    return words % {"name": child, "title": programme.title, "host": programme.host}


def consented_for(programme: Programme, children: Iterable[Person], guardian: Person) -> set[UUID]:
    """Of these children, those for whom this guardian's consent to taking part stands. One query."""
    standing = Consent.objects.standing().about(programme).exclude(evidence="")
    found = standing.filter(
        person__in=[child.pk for child in children], given_by=guardian, purpose=Consent.Purpose.PARTICIPATION
    )
    return set(found.values_list("person", flat=True))


def consent_of(programme: Programme, child: Person, guardian: Person) -> Consent | None:
    """This guardian's standing consent to the child's taking part, with how it was given. One query."""
    standing = Consent.objects.standing().about(programme).exclude(evidence="")
    mine = standing.filter(person=child, given_by=guardian, purpose=Consent.Purpose.PARTICIPATION)
    newest: Consent | None = mine.order_by("-created_at").first()
    return newest
