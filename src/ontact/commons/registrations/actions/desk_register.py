"""Signing up somebody at the desk or on the telephone: found among the known or noted anew, with their children."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.actions.persons import find_or_create_guest
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.opened import Answer
from ontact.commons.registrations.actions.preparing import agree_as_guardian
from ontact.commons.registrations.actions.signing_up import press, register_at_desk
from ontact.commons.registrations.errors import NobodyComes
from ontact.commons.registrations.models import HouseholdMember, Preparation
from ontact.commons.registrations.queries.desk_consent import consent_wording
from ontact.foundation.actor import Actor


@dataclass(frozen=True)
class Caller:
    """Whoever stands there or telephones. `comes`: signs up for themselves too."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "ko"
    comes: bool = True
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Child:
    """`evidence`: how the guardian's consent was given; empty where none has been."""

    name: str
    born_on: date | None = None
    evidence: str = ""
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Household:
    caller: Caller
    children: Sequence[Child] = ()
    together: bool = False


@transaction.atomic
def register_household(
    *,
    programme: Programme,
    household: Household,
    channel: str,
    key: UUID,
    by: Actor,
    sessions: Sequence[Session] = (),
) -> Answer:
    """Everything in one transaction: where something is missing, nobody has been noted. The same `key` is the same line.

    Raises:
        NotReady: with `missing`.
        NobodyComes: neither the caller nor a child.
        TooManyPeople, WrongExtent: more, or otherwise, than the programme's terms allow.
    """
    known = Preparation.objects.filter(pk=key, programme=programme).first()
    if known is not None:
        return press(preparation=known, by=by)
    caller = _caller(household.caller, by)
    people = {caller: household.caller.said} if household.caller.comes else {}
    for child in household.children:
        people[_child(child, caller, programme, by)] = child.said
    if not people:
        raise NobodyComes
    answer = register_at_desk(
        programme=programme,
        people=people,
        sessions=sessions,
        together=household.together,
        channel=channel,
        asked_by=caller,
        key=key,
        by=by,
    )
    sign(by, "signed up at the desk", programme, people=len(people), channel=channel)
    return answer


def _caller(caller: Caller, by: Actor) -> Person:
    """A telephone number is noted where none was; those who sign in keep their own particulars."""
    person = find_or_create_guest(name=caller.name, email=caller.email, language=caller.language, by=by)
    if caller.phone and not person.phone and not person.is_claimed:
        person.phone = caller.phone
        person.save(update_fields=["phone"])
    return person


def _child(child: Child, guardian: Person, programme: Programme, by: Actor) -> Person:
    person = find_or_create_guest(
        name=child.name, email="", language=guardian.language, guardian=guardian, by=by
    )
    if child.born_on is not None:
        HouseholdMember.objects.get_or_create(person=person, defaults={"born_on": child.born_on})
    if child.evidence:
        answering = person.guardian or guardian
        agree_as_guardian(
            child=person,
            guardian=answering,
            programme=programme,
            wording=consent_wording(programme, guardian.language),
            evidence=child.evidence,
        )
    return person
