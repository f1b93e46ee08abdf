"""What is erased when someone asks to be forgotten. The book keeps numbers of persons, and nothing that says
who they were.
"""

from typing import TYPE_CHECKING

from django.db import transaction

from ontact.commons.media.actions import forget_viewings
from ontact.commons.people.access import is_signed_in
from ontact.commons.people.models import Person
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import (
    HouseholdMember,
    NoShow,
    Preparation,
    PreparedPerson,
    Registration,
    WaitingPass,
)
from ontact.commons.registrations.models.book import LIVE_STATES

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


@transaction.atomic
def forget_person(person: "AbstractBaseUser") -> None:
    """Places and ranks are given back, answers and preparations go, children lose name and birthday."""
    if not is_signed_in(person):
        return
    selves = list(person.selves())
    children = list(Person.objects.filter(guardian__in=selves, claimed_at=None))
    gone = [*selves, *children]
    found = Registration.objects.filter(person__in=gone, state__in=LIVE_STATES).order_by("programme", "pk")
    live = list(found)
    for registration in live:
        withdraw(registrations=[registration], by=person.actor())
    # What this has just given back too late is held against nobody.
    NoShow.objects.filter(registration__in=live, kind=NoShow.Kind.LATE).delete()
    PreparedPerson.objects.filter(person__in=gone).delete()
    Preparation.objects.filter(asked_by__in=gone).delete()
    HouseholdMember.objects.filter(person__in=gone).delete()
    forget_viewings(gone)
    WaitingPass.objects.filter(person__in=gone).update(person=None)
    Person.objects.filter(pk__in=[child.pk for child in children]).update(name="", guardian=None)
