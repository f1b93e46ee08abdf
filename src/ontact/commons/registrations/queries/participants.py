"""A sheet of participants before it is taken over: who each row is, whether they are in already, and what it lacks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ontact.commons.listings.words import folded
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import PreparedPerson, Registration
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.missing import first_day_of, missing_of

MOST_PARTICIPANTS = 500


@dataclass(frozen=True)
class Words:
    """One row as it was understood. `said`: question id → answer."""

    name: str
    email: str = ""
    phone: str = ""
    born_on: date | None = None
    guardian_name: str = ""
    guardian_email: str = ""
    guardian_phone: str = ""
    evidence: str = ""
    said: dict[str, str] = field(default_factory=dict)

    @property
    def is_child(self) -> bool:
        return bool(self.guardian_name)


class Fate(StrEnum):
    NEW = "new"
    KNOWN = "known"
    FAULTY = "faulty"


@dataclass
class Line:
    """One row of the sheet; `number` counts as the sheet does, from 1."""

    number: int
    words: Words
    troubles: list[str] = field(default_factory=list)
    fate: Fate = Fate.NEW
    person: Person | None = None
    guardian: Person | None = None

    @property
    def is_found(self) -> bool:
        """Somebody whom the city knows already."""
        return self.person is not None and not self.person._state.adding

    @property
    def answers(self) -> dict[str, str]:
        """As a preparation keeps them."""
        born_on = self.words.born_on
        own = {"born_on": born_on.isoformat()} if born_on and not self.words.is_child else {}
        return {**self.words.said, **own}


@dataclass(frozen=True)
class Plan:
    lines: list[Line]

    def of(self, fate: Fate) -> list[Line]:
        return [line for line in self.lines if line.fate is fate]

    def counts(self) -> dict[str, int]:
        return {fate.value: len(self.of(fate)) for fate in Fate}


def plan_of(programme: Programme, lines: Sequence[Line], session: Session | None = None) -> Plan:
    """Settle each row's person and fate. Nothing is written; new people are objects without a row. Eight queries,
    however long the sheet is.
    """
    known = Known(programme, [line.words for line in lines], session)
    seen: dict[UUID, int] = {}
    for line in lines:
        if not line.troubles:
            known.find(line)
        if line.person is not None and line.person.pk in seen:
            line.troubles.append(_("The same person stands in row %d already.") % seen[line.person.pk])
        elif line.person is not None:
            seen[line.person.pk] = line.number
            line.fate = Fate.KNOWN if line.person.pk in known.signed_up else Fate.NEW
    _name_what_is_missing(programme, [line for line in lines if not line.troubles and line.fate is Fate.NEW])
    for line in lines:
        if line.troubles:
            line.fate = Fate.FAULTY
    return Plan(list(lines))


def _name_what_is_missing(programme: Programme, lines: Sequence[Line]) -> None:
    people: list[PreparedPerson] = []
    by_person: dict[UUID, Line] = {}
    for line in lines:
        assert line.person is not None
        answers = dict(line.answers)
        if line.words.born_on:
            answers["born_on"] = line.words.born_on.isoformat()
        prepared = PreparedPerson(person_id=line.person.pk, answers=answers)
        prepared.person = line.person
        people.append(prepared)
        by_person[line.person.pk] = line
    agreed = [line.person.pk for line in lines if line.words.evidence and line.person]
    terms = programme.sign_up_terms
    terms.programme = programme
    for one in missing_of(terms, people, first_day_of(programme), agreed=agreed):
        by_person[one.person.pk].troubles.append(one.sentence)


class Known:
    """Those of a sheet whom the city knows already: by exact mail address and name, or in this programme by name and
    telephone (a child also by birthday). Whoever is new is made once, however many rows name them.
    """

    def __init__(self, programme: Programme, rows: Sequence[Words], session: Session | None) -> None:
        self.adults = _adults({row.email for row in rows} | {row.guardian_email for row in rows})
        self.children = _children(self.adults.values())
        self.enrolled = _enrolled(programme, {row.name for row in rows})
        self.fresh: dict[tuple[str, ...], Person] = {}
        self.signed_up = _signed_up(programme, session)

    def find(self, line: Line) -> None:
        """Set the row's person, and the guardian of a child; a trouble where the address is somebody else's."""
        words = line.words
        if not words.is_child:
            line.person = self._adult(line, words.name, words.email, words.phone)
            return
        line.person = self._enrolled_child(words)
        if line.person is not None:
            line.guardian = line.person.guardian
            return
        line.guardian = self._adult(line, words.guardian_name, words.guardian_email, words.guardian_phone)
        if line.guardian is not None:
            line.person = self._child(words, line.guardian)

    def _adult(self, line: Line, name: str, email: str, phone: str) -> Person | None:
        for one in self.adults.get(email, ()) if email else ():
            if folded(one.name) == folded(name):
                return one
            if one.is_claimed:
                line.troubles.append(
                    _("Somebody of another name signs in with %(address)s.") % {"address": email}
                )
                return None
        if not email and (enrolled := self._enrolled_adult(name, phone)):
            return enrolled
        key = ("adult", folded(name), email or phone)
        if key not in self.fresh:
            self.fresh[key] = Person(name=name, email=email, phone=phone)
        return self.fresh[key]

    def _child(self, words: Words, guardian: Person) -> Person:
        for one in self.children.get(guardian.same_as_id or guardian.pk, ()):
            if folded(one.name) == folded(words.name):
                return one
        key = ("child", folded(words.name), str(guardian.pk))
        if key not in self.fresh:
            child = Person(name=words.name, guardian=guardian, language=guardian.language)
            self.fresh[key] = child
        return self.fresh[key]

    def _enrolled_adult(self, name: str, phone: str) -> Person | None:
        for one in self.enrolled[folded(name)]:
            if one.person.guardian_id is None and one.person.phone == phone:
                found: Person = one.person
                return found
        return None

    def _enrolled_child(self, words: Words) -> Person | None:
        """Who came with the same sheet before: a guardian without an address cannot be found otherwise."""
        if words.guardian_email:
            return None
        for one in self.enrolled[folded(words.name)]:
            guardian = one.person.guardian
            if guardian is None or folded(guardian.name) != folded(words.guardian_name):
                continue
            if (words.guardian_phone and guardian.phone == words.guardian_phone) or _same_birthday(
                one, words.born_on
            ):
                found: Person = one.person
                return found
        return None


def _adults(addresses: set[str]) -> dict[str, list[Person]]:
    """By address, whoever signs in with it first. One query."""
    found: dict[str, list[Person]] = defaultdict(list)
    rows = Person.objects.filter(
        email__in=addresses - {""}, is_active=True, same_as=None, guardian=None
    ).order_by("created_at")
    for one in sorted(rows, key=lambda person: not person.is_claimed):
        found[one.email].append(one)
    return found


def _children(adults: Iterable[list[Person]]) -> dict[UUID, list[Person]]:
    """Of these guardians and their earlier selves. One query."""
    guardians = [one.pk for group in adults for one in group]
    rows = Person.objects.filter(
        Q(guardian__in=guardians) | Q(guardian__same_as__in=guardians), is_active=True
    ).select_related("guardian")
    found: dict[UUID, list[Person]] = defaultdict(list)
    for one in rows.order_by("created_at"):
        assert one.guardian is not None
        found[one.guardian.same_as_id or one.guardian.pk].append(one)
    return found


def _enrolled(programme: Programme, names: set[str]) -> dict[str, list[Registration]]:
    """Live registrations of people of these names, by folded name. One query."""
    rows = Registration.objects.filter(programme=programme, state__in=LIVE_STATES, person__name__in=names)
    found: dict[str, list[Registration]] = defaultdict(list)
    for one in rows.select_related("person__guardian", "person__in_household"):
        found[folded(one.person.name)].append(one)
    return found


def _signed_up(programme: Programme, session: Session | None) -> set[UUID]:
    """Whose live wish excludes another one like these. One query."""
    rows = Registration.objects.filter(programme=programme, state__in=LIVE_STATES)
    if session is not None:
        rows = rows.filter(Q(session=session) | Q(session=None))
    return set(rows.values_list("person", flat=True))


def _same_birthday(registration: Registration, born_on: date | None) -> bool:
    member = getattr(registration.person, "in_household", None)
    return born_on is not None and member is not None and member.born_on == born_on
