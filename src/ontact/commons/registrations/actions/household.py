"""A household's children: taken in, corrected, taken out. They have no accounts; a guardian answers for them."""

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Consent, Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.preparing import add_to_household
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import HouseholdMember, Preparation, PreparedPerson, Registration
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

# A script with one address must not make a school class of it; the desk signs up larger groups.
CHILDREN_AT_MOST = 12


class TooManyChildren(RuleBroken):
    code = "too-many-children"
    text = _("A household here has %(at_most)d children at most.")
    way_out = _("For a larger group please call the office.")


class ChildHasPlaces(RuleBroken):
    code = "child-has-places"
    text = _("%(name)s has places, or waits for one.")
    way_out = _("Give them up first on “My places”; then the child can be taken out.")


@transaction.atomic
def take_in_child(*, guardian: Person, name: str, born_on: date, by: Actor) -> HouseholdMember:
    """The same name with the same birthday is the same child: a form sent twice makes one, and whom the desk noted
    before the guardian had an account comes into this household with its places.

    Raises:
        TooManyChildren.
    """
    Person.objects.select_for_update().get(pk=guardian.pk)
    mine = HouseholdMember.objects.filter(person__guardian__in=guardian.selves()).select_related("person")
    same: HouseholdMember | None = mine.filter(person__name=name, born_on=born_on).first()
    if same is not None:
        _hand_over(same.person, guardian)
        return same
    if mine.count() >= CHILDREN_AT_MOST:
        raise TooManyChildren(at_most=CHILDREN_AT_MOST)
    child = add_to_household(guardian=guardian, name=name, born_on=born_on)
    sign(by, "took a child into the household", guardian)
    return child


@transaction.atomic
def correct_child(*, child: HouseholdMember, name: str, born_on: date, by: Actor) -> HouseholdMember:
    """Preparations that are still open are looked through again: another birthday may be another age."""
    person = child.person
    if (person.name, child.born_on) == (name, born_on):
        return child
    person.name, child.born_on = name, born_on
    person.save(update_fields=["name"])
    child.save(update_fields=["born_on"])
    _open_preparations_with(person).update(ready_at=None, units=[])
    sign(by, "corrected a child of the household", person.guardian)
    return child


@transaction.atomic
def take_out_child(*, child: HouseholdMember, by: Actor) -> None:
    """Name and birthday go, and consents end; what has been attended stays without a name.

    Raises:
        ChildHasPlaces: nobody loses a place by the way.
    """
    person = child.person
    if Registration.objects.filter(person=person, state__in=LIVE_STATES).exists():
        raise ChildHasPlaces(name=person)
    guardian = person.guardian
    _open_preparations_with(person).update(ready_at=None, units=[])
    PreparedPerson.objects.filter(person=person, preparation__pressed_at=None).delete()
    Consent.objects.standing().filter(person=person, given_by=guardian).update(withdrawn_at=now())
    child.delete()
    person.guardian = None
    if not person.is_claimed:
        person.name = ""
    person.save(update_fields=["guardian", "name"])
    sign(by, "took a child out of the household", guardian)


@transaction.atomic
def take_consent_back(*, child: Person, guardian: Person, programme: Programme, by: Actor) -> None:
    """The guardian agrees no more: places of the child in this programme are given up in the same commit."""
    standing = Consent.objects.standing().about(programme)
    standing.filter(person=child, given_by=guardian, purpose=Consent.Purpose.PARTICIPATION).update(
        withdrawn_at=now()
    )
    _open_preparations_with(child).filter(programme=programme).update(ready_at=None, units=[])
    live = Registration.objects.filter(programme=programme, person=child, state__in=LIVE_STATES)
    if wishes := list(live):
        withdraw(registrations=wishes, by=by)
    sign(by, "took back a consent to taking part", programme)


def _hand_over(child: Person, guardian: Person) -> None:
    """From an earlier self of the same guardian."""
    if child.guardian_id != guardian.pk:
        child.guardian = guardian
        child.save(update_fields=["guardian"])


def _open_preparations_with(person: Person) -> models.QuerySet[Preparation]:
    mine = PreparedPerson.objects.filter(person=person).values("preparation")
    found: models.QuerySet[Preparation] = Preparation.objects.filter(pk__in=mine, pressed_at=None)
    return found
