"""Persons: guests who are not yet anybody's account, claiming, consents, and being forgotten."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models, transaction

from ontact.commons.journal.actions import erase_names, rename, sign
from ontact.commons.people.errors import StillHoldsRoles
from ontact.commons.people.models import Consent, Person
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def find_or_create_guest(
    *, name: str, email: str, language: str = "ko", guardian: Person | None = None, by: Actor
) -> Person:
    """The person to invite under this address and name.

    Someone who signs in with the address is taken as they are; unclaimed people may share an address (a
    couple,
    a club), so there the name must match too. Harmless when repeated. With a guardian it is a child in
    their care,
    who may have no address.
    """
    email = email.strip().lower()
    if guardian is not None:
        return _find_or_create_child(name.strip(), email, language, guardian, by)
    if email:
        known = Person.objects.filter(email=email, is_active=True, same_as=None, guardian=None)
        claimed = known.filter(claimed_at__isnull=False).first()
        guest = claimed or known.filter(name=name.strip()).order_by("created_at").first()
        if guest is not None:
            return guest
    person = Person.objects.create_user(email=email, name=name.strip(), language=language)
    sign(by, "noted a guest", person)
    return person


def _find_or_create_child(name: str, email: str, language: str, guardian: Person, by: Actor) -> Person:
    known = Person.objects.filter(guardian__in=guardian.selves(), name=name, is_active=True)
    child = known.order_by("created_at").first()
    if child is None:
        child = Person.objects.create_user(email=email, name=name, language=language, guardian=guardian)
        sign(by, "noted a child in care", child)
    return child


@transaction.atomic
def claim(person: Person) -> Person:
    """The person has proved their address: they become its owner, and earlier selves point to them.

    Foreign keys are never rewritten; reads go through `selves()`. Harmless when repeated.
    """
    if not person.email:
        return person
    newly = Person.objects.filter(pk=person.pk, claimed_at=None).update(claimed_at=now())
    earlier = Person.objects.filter(email=person.email, claimed_at=None, guardian=None, same_as=None)
    linked = earlier.exclude(pk=person.pk).update(same_as=person)
    if newly:
        person.refresh_from_db()
        proved = {"verified": True, "primary": True}
        EmailAddress.objects.update_or_create(user=person, email=person.email, defaults=proved)
    if newly or linked:
        sign(person.actor(), "proved an address", person, earlier_selves=linked)
    return person


@transaction.atomic
def change_person(*, person: Person, by: Actor, **fields: Any) -> Person:
    """Name, telephone, language, time zone: what people may change about themselves."""
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, fields[name])
    person.save(update_fields=changed)
    sign(by, "changed own particulars", person, fields=sorted(changed))
    rename(person.actor())
    return person


@transaction.atomic
def give_consent(
    *,
    person: Person,
    purpose: str,
    wording: str,
    about: models.Model | None = None,
    by: Person | None = None,
    ends_at: datetime | None = None,
    evidence: str = "",
) -> Consent:
    """Note that the person (or a guardian, `by`) agreed to this wording. One standing consent per purpose
    and thing. `evidence`: how it came, where an office enters what was said on paper.
    """
    giver = by or person
    standing = _standing(person, purpose, about).filter(wording=wording).first()
    if standing is not None:
        return standing
    consent = Consent.objects.create(
        person=person,
        given_by=giver,
        purpose=purpose,
        wording=wording,
        ends_at=ends_at,
        evidence=evidence,
        **_about(about),
    )
    sign(giver.actor(), "gave a consent", consent, purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(
    *, person: Person, purpose: str, about: models.Model | None = None, by: Person | None = None
) -> int:
    """Take back what was agreed to; what was done until now stays lawful. Returns how many consents ended."""
    count = 0
    for consent in _standing(person, purpose, about):
        consent.withdrawn_at = now()
        consent.save(update_fields=["withdrawn_at"])
        sign((by or person).actor(), "withdrew a consent", consent, purpose=purpose)
        count += 1
    return count


def _standing(person: Person, purpose: str, about: models.Model | None) -> models.QuerySet[Consent]:
    mine: models.QuerySet[Consent] = Consent.objects.standing().filter(person__in=person.selves())
    return mine.filter(purpose=purpose, **_about(about))


def _about(about: models.Model | None) -> dict[str, str]:
    if about is None:
        return {"about_type": "", "about_id": ""}
    return {"about_type": about._meta.label_lower, "about_id": str(about.pk)}


@transaction.atomic
def forget(person: Person, *, by: Actor) -> None:
    """Erase who this was. The row stays without a name, because minutes and the journal point at it.

    Raises:
        StillHoldsRoles: an officer's acts must stay attributable while in office.
    """
    if person.is_staff_member:
        raise StillHoldsRoles
    sign(by, "was forgotten", person)
    for one in person.selves():
        EmailAddress.objects.filter(user=one).delete()
        one.name = one.email = one.phone = one.time_zone = ""
        one.is_active = False
        one.claimed_at = None
        one.set_unusable_password()
        one.save()
        erase_names([one.pk])
