"""Preparing a sign-up: who, for which sessions, with which answers. Everything slow happens here, before the opening."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.commons.people.models import Consent, Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.errors import (
    NotReady,
    NotYours,
    SignedUpTooOften,
    TooManyPeople,
    WrongExtent,
)
from ontact.commons.registrations.models import (
    Channel,
    Extent,
    HouseholdMember,
    Preparation,
    PreparedPerson,
    Terms,
)
from ontact.commons.registrations.queries.missing import missing_in
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

# More than a family needs that signs up for every evening of a series one by one.
PRESSES_AT_MOST = 60


@transaction.atomic
def prepare(
    *,
    programme: Programme,
    asked_by: Person,
    people: dict[Person, dict[str, str]],
    by: Actor,
    sessions: Sequence[Session] = (),
    together: bool = False,
    channel: str = Channel.ONLINE,
    key: UUID | None = None,
) -> Preparation:
    """Keep what has been filled in so far; an online preparation that is still open is written over. `people`:
    with their answers.

    Raises:
        TooManyPeople, WrongExtent: more, or otherwise, than the programme's terms allow.
        NotYours: someone who is neither oneself nor in one's care (the desk may).
        SignedUpTooOften: a script that signs up and withdraws without end.
    """
    terms = Terms.objects.locked(Terms.objects.values_list("pk", flat=True).get(programme=programme))
    _check(terms, asked_by, people, sessions, channel)
    preparation = _open_one(programme, asked_by, channel, key)
    preparation.is_together = together
    preparation.ready_at, preparation.units = None, []
    preparation.save()
    preparation.sessions.set(sessions)
    preparation.people.all().delete()
    PreparedPerson.objects.bulk_create(
        [PreparedPerson(preparation=preparation, person=one, answers=said) for one, said in people.items()]
    )
    return preparation


@transaction.atomic
def make_ready(*, preparation: Preparation, by: Actor) -> Preparation:
    """Check all of it and settle what the press will ask for. The identities made here are those
    of the lots in a draw.

    Raises:
        NotReady: with `missing`, what is.
    """
    held: Preparation = Preparation.objects.locked(preparation.pk)
    if held.pressed_at is not None:
        return held
    if missing := missing_in(held):
        raise NotReady(missing=missing)
    held.units, held.ready_at = _units(held), now()
    held.save(update_fields=["units", "ready_at"])
    preparation.units, preparation.ready_at = held.units, held.ready_at
    return held


@transaction.atomic
def agree_as_guardian(
    *, child: Person, guardian: Person, programme: Programme, wording: str, evidence: str
) -> Consent:
    """A guardian's consent to a child's taking part, in this wording; `evidence`: how it was given and checked.

    Raises:
        NotYours: the child is in somebody else's care.
    """
    if child.guardian_id != guardian.pk:
        raise NotYours
    about = {"about_type": programme._meta.label_lower, "about_id": str(programme.pk)}
    standing = Consent.objects.standing().filter(
        person=child, given_by=guardian, purpose=Consent.Purpose.PARTICIPATION, wording=wording, **about
    )
    return standing.first() or Consent.objects.create(
        person=child,
        given_by=guardian,
        purpose=Consent.Purpose.PARTICIPATION,
        wording=wording,
        evidence=evidence,
        **about,
    )


@transaction.atomic
def add_to_household(*, guardian: Person, name: str, born_on: Any) -> HouseholdMember:
    """A child without an account, for whom this person signs up."""
    child = Person.objects.create_user(name=name, guardian=guardian, language=guardian.language)
    return HouseholdMember.objects.create(person=child, born_on=born_on)


def _check(
    terms: Terms,
    asked_by: Person,
    people: dict[Person, dict[str, str]],
    sessions: Sequence[Session],
    channel: str,
) -> None:
    if len(people) > terms.people_at_most:
        raise TooManyPeople(at_most=terms.people_at_most)
    if terms.extent == (Extent.SERIES if sessions else Extent.SESSIONS):
        raise WrongExtent
    if any(session.programme_id != terms.programme_id for session in sessions):
        raise WrongExtent
    mine = all(one.pk == asked_by.pk or one.guardian_id == asked_by.pk for one in people)
    if channel == Channel.ONLINE and not mine:
        raise NotYours


def _open_one(programme: Programme, asked_by: Person, channel: str, key: UUID | None) -> Preparation:
    found = None
    if channel == Channel.ONLINE:
        found = Preparation.objects.filter(
            programme=programme, asked_by=asked_by, channel=channel, pressed_at=None
        ).first()
        if found is None:
            _check_how_often(programme, asked_by)
    return found or Preparation(pk=key or uuid7(), programme=programme, asked_by=asked_by, channel=channel)


def _check_how_often(programme: Programme, asked_by: Person) -> None:
    """Each press is a line that stays in the book."""
    pressed = Preparation.objects.filter(programme=programme, asked_by=asked_by, channel=Channel.ONLINE)
    if pressed.count() >= PRESSES_AT_MOST:
        raise SignedUpTooOften(times=PRESSES_AT_MOST)


def _units(preparation: Preparation) -> list[dict[str, Any]]:
    """One unit for each person and session; one for all persons of a session, who want to come together."""
    sessions = [str(one.pk) for one in preparation.sessions.order_by("number")] or [""]
    people = [str(pk) for pk in preparation.people.order_by("pk").values_list("person", flat=True)]
    groups = [people] if preparation.is_together else [[one] for one in people]
    return [
        {
            "unit": str(uuid7()),
            "refused": "",
            "wishes": [{"id": str(uuid7()), "person": one, "session": session} for one in group],
        }
        for session in sessions
        for group in groups
    ]
