"""Who may: one table (Mandate) for official acts, and the doors to organisations."""

from typing import TYPE_CHECKING, TypeGuard
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.people.models import Mandate, Membership, Organisation, Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

Visitor = Person | AnonymousUser


def is_signed_in(person: "AbstractBaseUser | AnonymousUser | None") -> TypeGuard[Person]:
    return isinstance(person, Person) and person.is_authenticated


def signed_in(request: HttpRequest) -> Person:
    """The person behind a request whose fence has already asked for sign-in."""
    person = request.user
    if not is_signed_in(person):
        raise PermissionDenied
    return person


def reader_of(request: HttpRequest) -> Visitor:
    """Whoever looks at a public page, signed in or not."""
    reader: Visitor = request.user
    return reader


def may(person: Visitor, act: Mandate.Act, organisation: Organisation) -> bool:
    """Whether the person's current role in this organisation carries the mandate. Administrators may
    everything.
    """
    if not is_signed_in(person):
        return False
    if person.is_administrator:
        return True
    roles = person.roles_in(organisation)
    if not roles:
        return False
    return Mandate.objects.filter(organisation=organisation, act=act, role__in=roles).exists()


def organisations_where(person: Visitor, act: Mandate.Act) -> QuerySet[Organisation]:
    """All organisations in which the person may do this act; one query."""
    if not is_signed_in(person):
        return Organisation.objects.none()
    if person.is_administrator:
        return Organisation.objects.all()
    mine = Q()
    for membership in person.current_memberships():
        mine |= Q(mandates__organisation=membership.organisation_id, mandates__role=membership.role)
    if not mine:
        return Organisation.objects.none()
    return Organisation.objects.filter(mine, mandates__act=act).distinct()


def people_who_may(act: Mandate.Act, organisation: Organisation) -> QuerySet[Person]:
    """Members of the organisation whose role carries the mandate: chairs to choose from, approvers to ask."""
    roles = Mandate.objects.filter(organisation=organisation, act=act).values("role")
    holders = Membership.objects.current().filter(organisation=organisation, role__in=roles)
    return Person.objects.filter(memberships__in=holders, is_active=True).distinct()


def organisation_door(person: Person, organisation_id: UUID) -> Organisation:
    """Organisations are tended by administrators of the city; for others the page does not exist."""
    visible = Organisation.objects.all() if person.is_administrator else Organisation.objects.none()
    organisation: Organisation = get_object_or_404(visible, pk=organisation_id)
    return organisation
