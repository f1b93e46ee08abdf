"""Who belongs where, and which role carries which mandate."""

from collections.abc import Iterable

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.errors import LastAdministrator
from ontact.commons.people.models import Mandate, Membership, Organisation, Person
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    role: str,
    title: str = "",
    language: str = "ko",
    by: Actor,
) -> Membership:
    """Give someone a role, found by address; they sign in with it when they first need to. Harmless when
    repeated.
    """
    person = _person_at(email, name, language)
    membership, added = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=role, until=None, defaults={"title": title}
    )
    if added:
        sign(by, "gave a role", membership, role=role)
    elif title and membership.title != title:
        membership.title = title
        membership.save(update_fields=["title"])
        sign(by, "changed a title", membership)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor) -> Membership:
    """Raises LastAdministrator when nobody would be left to tend the city."""
    membership = _locked(membership)
    if membership.until is not None and membership.until <= now():
        return membership
    if membership.role == Membership.Role.ADMINISTRATOR:
        _another_administrator_stays(membership)
    membership.until = now()
    membership.save(update_fields=["until"])
    sign(by, "ended a role", membership, role=membership.role)
    return membership


@transaction.atomic
def resume_membership(membership: Membership, *, by: Actor) -> Membership:
    """Undo an ending; where the role has been given again meanwhile, that one stands."""
    membership = _locked(membership)
    if membership.until is None:
        return membership
    same = {"person": membership.person, "organisation": membership.organisation, "role": membership.role}
    standing: Membership | None = Membership.objects.filter(**same, until=None).first()
    if standing is not None:
        return standing
    membership.until = None
    membership.save(update_fields=["until"])
    sign(by, "resumed a role", membership, role=membership.role)
    return membership


@transaction.atomic
def set_mandates(*, organisation: Organisation, mandates: Iterable[tuple[str, str]], by: Actor) -> None:
    """Replace the organisation's table of (act, role) pairs."""
    wanted = set(mandates)
    standing = set(organisation.mandates.values_list("act", "role"))
    if wanted == standing:
        return
    for act, role in standing - wanted:
        organisation.mandates.filter(act=act, role=role).delete()
    Mandate.objects.bulk_create(
        [Mandate(organisation=organisation, act=act, role=role) for act, role in sorted(wanted - standing)]
    )
    given = [f"{act}: {role}" for act, role in sorted(wanted - standing)]
    taken = [f"{act}: {role}" for act, role in sorted(standing - wanted)]
    sign(by, "changed mandates", organisation, given=given, taken=taken)


def _locked(membership: Membership) -> Membership:
    row: Membership = Membership.objects.locked(membership.pk)
    return row


def _person_at(email: str, name: str, language: str) -> Person:
    """Whoever signs in with the address, or would; a new unclaimed person where nobody does."""
    email = email.strip().lower()
    found = Person.objects.filter(email=email, is_active=True, same_as=None, guardian=None)
    person = found.filter(claimed_at__isnull=False).first() or found.filter(name=name.strip()).first()
    return person or Person.objects.create_user(email=email, name=name.strip(), language=language)


def _another_administrator_stays(membership: Membership) -> None:
    others = Membership.objects.current().filter(role=Membership.Role.ADMINISTRATOR, person__is_active=True)
    if not others.exclude(pk=membership.pk).exists():
        raise LastAdministrator
