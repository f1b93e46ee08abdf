"""What a preparation's pages show: what must be asked of whom, where something is missing, and what rules will say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries import sessions_of
from ontact.commons.registrations.models import (
    HouseholdMember,
    HouseRule,
    Preparation,
    PreparedPerson,
    Question,
    Terms,
)
from ontact.commons.registrations.queries.missing import Missing, missing_in, rules_at
from ontact.foundation.clock import now

OF_AGES = (HouseRule.Code.AGES, HouseRule.Code.WITH_GUARDIAN)


@dataclass(frozen=True)
class Asked:
    """What the page of answers asks; `is_empty`: nothing, so it is passed over."""

    people: list[Person]
    questions: list[Question]
    asks_residence: bool = False
    birthdays_of: frozenset[UUID] = frozenset()
    given: list[tuple[UUID, dict[str, str]]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.questions and not self.asks_residence and not self.birthdays_of


def asked_in(preparation: Preparation, terms: Terms) -> Asked:
    """Four queries, however many people and questions."""
    prepared = people_in(preparation)
    codes = {rule.code for rule in rules_at(terms.programme, now())}
    return Asked(
        people=[one.person for one in prepared],
        questions=list(Question.objects.filter(terms=terms)),
        asks_residence=HouseRule.Code.RESIDENTS_FIRST in codes,
        birthdays_of=_without_birthday(terms.programme, prepared, codes),
        given=[(one.person_id, one.answers) for one in prepared],
    )


def people_in(preparation: Preparation) -> list[PreparedPerson]:
    return list(preparation.people.select_related("person").order_by("pk"))


def sessions_to_choose(programme: Programme) -> list[Session]:
    """Those still to come that take place."""
    moment = now()
    found = []
    for session in sessions_of(programme).filter(cancelled_at=None, begins_at__gt=moment):
        session.programme = programme
        found.append(session)
    return found


@dataclass(frozen=True)
class Lack:
    """What is missing, and where it can be filled in."""

    sentence: str
    href: str


def lacks_of(preparation: Preparation) -> list[Lack]:
    return [Lack(one.sentence, _where(one, preparation.programme_id)) for one in missing_in(preparation)]


def _where(missing: Missing, programme_id: UUID) -> str:
    if missing.what == "already":
        return reverse("registrations:places")
    if missing.what == "consent":
        return reverse("registrations:consent", args=[programme_id, missing.person.pk])
    is_of_an_adult = missing.what == "age" and not missing.person.is_minor_in_care
    if missing.what in ("answer", "born_on") or is_of_an_adult:
        return reverse("registrations:answers", args=[programme_id]) + f"#person-{missing.person.pk}"
    if missing.what == "age":
        return reverse("registrations:child", args=[missing.person.pk])
    return reverse("registrations:sign_up", args=[programme_id])


def _without_birthday(
    programme: Programme, prepared: Sequence[PreparedPerson], codes: set[str]
) -> frozenset[UUID]:
    """Who is in no household says the day here, where an age matters."""
    has_ages = programme.age_from is not None or programme.age_to is not None
    if not has_ages and not codes & set(OF_AGES):
        return frozenset()
    people = {one.person_id for one in prepared}
    known = set(HouseholdMember.objects.filter(person__in=people).values_list("person", flat=True))
    return frozenset(people - known)
