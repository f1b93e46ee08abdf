"""Participants from a sheet: everybody new is noted, and all of them are written into the book as one batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Consent, Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.book import write_batch
from ontact.commons.registrations.actions.opened import Answer, Ask
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.errors import SheetHasFaults, WrongExtent
from ontact.commons.registrations.models import (
    Channel,
    Extent,
    HouseholdMember,
    Line,
    Preparation,
    PreparedPerson,
    Terms,
)
from ontact.commons.registrations.queries.desk_consent import consent_wording
from ontact.commons.registrations.queries.missing import age_on, births_of, first_day_of, rules_at
from ontact.commons.registrations.queries.participants import Fate, plan_of
from ontact.commons.registrations.queries.participants import Line as SheetRow
from ontact.commons.registrations.rules import Case, Verdict, verdict
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7


@dataclass(frozen=True)
class Imported:
    """How many of the rows ended how."""

    placed: int = 0
    waiting: int = 0
    held: int = 0
    refused: int = 0
    known: int = 0
    left_out: int = 0


@transaction.atomic
def import_participants(
    *,
    programme: Programme,
    rows: Sequence[SheetRow],
    key: UUID,
    by: Actor,
    session: Session | None = None,
    all_or_nothing: bool = False,
) -> Imported:
    """Take over the rows without a fault, in one commit and under one lock. The same `key` takes over no row twice.

    Raises:
        SheetHasFaults: with `all_or_nothing`, where a row has one.
        WrongExtent: a session where one signs up for the series, or the other way round.
    """
    terms = Terms.objects.locked(programme.sign_up_terms.pk)
    if terms.extent == (Extent.SERIES if session else Extent.SESSIONS):
        raise WrongExtent
    plan = plan_of(programme, rows, session)
    faulty = plan.of(Fate.FAULTY)
    if faulty and all_or_nothing:
        raise SheetHasFaults(faulty=len(faulty))
    fresh = _not_yet_written(plan.of(Fate.NEW), key)
    _note_people(programme, fresh)
    prepared = _prepare(programme, fresh, session, key)
    answers = _write(programme, prepared, by)
    states = [one.state for answer in answers for one in answer.registrations]
    if fresh:
        sign(by, "imported participants", programme, rows=len(fresh), left_out=len(faulty))
    return Imported(
        placed=states.count(State.PLACED),
        waiting=states.count(State.WAITING),
        held=states.count(State.HELD),
        refused=states.count(State.REFUSED),
        known=len(plan.of(Fate.KNOWN)),
        left_out=len(faulty),
    )


def _not_yet_written(rows: Sequence[SheetRow], key: UUID) -> list[SheetRow]:
    names = {uuid5(key, str(row.number)): row for row in rows}
    done = set(Preparation.objects.filter(pk__in=list(names)).values_list("pk", flat=True))
    return [row for name, row in names.items() if name not in done]


def _note_people(programme: Programme, rows: Sequence[SheetRow]) -> None:
    """Guardians before their children; birthdays and consents with them."""
    guardians: dict[UUID, Person] = {}
    others: dict[UUID, Person] = {}
    for row in rows:
        assert row.person is not None
        if row.guardian is not None and row.guardian._state.adding:
            guardians[row.guardian.pk] = row.guardian
        if row.person._state.adding:
            others[row.person.pk] = row.person
    # One who brings a child may come too.
    others = {pk: person for pk, person in others.items() if pk not in guardians}
    for person in (*guardians.values(), *others.values()):
        person.set_unusable_password()
    Person.objects.bulk_create(guardians.values())
    Person.objects.bulk_create(others.values())
    _note_children(programme, [row for row in rows if row.guardian is not None])


def _note_children(programme: Programme, rows: Sequence[SheetRow]) -> None:
    births = [
        HouseholdMember(person=row.person, born_on=row.words.born_on) for row in rows if row.words.born_on
    ]
    known = set(
        HouseholdMember.objects.filter(person__in=[one.person_id for one in births]).values_list(
            "person", flat=True
        )
    )
    HouseholdMember.objects.bulk_create([one for one in births if one.person_id not in known])
    Consent.objects.bulk_create(
        Consent(
            person=row.person,
            given_by=row.guardian,
            purpose=Consent.Purpose.PARTICIPATION,
            wording=consent_wording(programme, row.guardian.language if row.guardian else "ko"),
            evidence=row.words.evidence,
            about_type=programme._meta.label_lower,
            about_id=str(programme.pk),
        )
        for row in rows
        if row.words.evidence
    )


def _prepare(
    programme: Programme, rows: Sequence[SheetRow], session: Session | None, key: UUID
) -> list[tuple[Preparation, Verdict]]:
    """A preparation for each row, ready to be pressed, with what the house's rules say about it."""
    at, wanted = now(), str(session.pk) if session else ""
    preparations, people = [], []
    for row in rows:
        assert row.person is not None
        asked_by = row.guardian or row.person
        unit = {"unit": str(uuid7()), "refused": "", "wishes": [_wish(row.person, wanted)]}
        preparation = Preparation(
            pk=uuid5(key, str(row.number)),
            programme=programme,
            asked_by=asked_by,
            channel=Channel.DESK,
            units=[unit],
            ready_at=at,
        )
        preparations.append(preparation)
        people.append(PreparedPerson(preparation=preparation, person=row.person, answers=row.answers))
    Preparation.objects.bulk_create(preparations)
    PreparedPerson.objects.bulk_create(people)
    if session is not None:
        through = Preparation.sessions.through
        through.objects.bulk_create(
            [through(preparation_id=one.pk, session_id=session.pk) for one in preparations]
        )
    return list(zip(preparations, _verdicts(programme, people), strict=True))


def _wish(person: Person, session: str) -> dict[str, str]:
    return {"id": str(uuid7()), "person": str(person.pk), "session": session}


def _verdicts(programme: Programme, people: list[PreparedPerson]) -> list[Verdict]:
    """Two queries, and for each person one for each rule that looks at other programmes."""
    at = now()
    rules, births, day = rules_at(programme, at), births_of(people), first_day_of(programme)
    together = frozenset(one.person_id for one in people)
    return [
        verdict(rules, Case(programme, one, age_on(births.get(one.person_id), day), together, day, at))
        for one in people
    ]


def _write(programme: Programme, prepared: Sequence[tuple[Preparation, Verdict]], by: Actor) -> list[Answer]:
    asks = []
    for preparation, found in prepared:
        unit = dict(preparation.units[0])
        if found.code:
            unit["refused"], unit["rule"] = found.code, found.words.as_json()
        asks.append(
            Ask(
                programme_id=programme.pk,
                verb=Line.Verb.SIGN_UP,
                key=f"sign-up:{preparation.pk}",
                by=by,
                facts={"units": [unit]},
                asked_by_id=preparation.asked_by_id,
                preparation_id=preparation.pk,
                channel=Channel.DESK,
            )
        )
    if not asks:
        return []
    answers = write_batch(programme.pk, asks)
    broken = next((one for one in answers if not isinstance(one, Answer)), None)
    if broken is not None:
        raise broken
    return [one for one in answers if isinstance(one, Answer)]
