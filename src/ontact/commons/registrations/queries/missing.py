"""What a preparation still lacks before its one press: known before the opening, in the reader's words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ontact.commons.people.models import Consent
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import (
    HouseholdMember,
    HouseRule,
    Preparation,
    PreparedPerson,
    Question,
    Registration,
    Terms,
)
from ontact.commons.registrations.models.book import LIVE_STATES

# Below this age a guardian must agree (Personal Information Protection Act, art. 22-2).
OF_AGE_FOR_CONSENT = 14


@dataclass(frozen=True)
class Missing:
    """`what`: a code for the page to lead to the right field; `sentence` says it."""

    what: str
    person: Any
    sentence: str


def missing_in(preparation: Preparation) -> list[Missing]:
    """Eight queries at most, however many people and questions."""
    terms = Terms.objects.select_related("programme").get(programme=preparation.programme_id)
    people = list(preparation.people.select_related("person").order_by("pk"))
    if not people:
        return [Missing("people", None, _("Nobody has been chosen yet."))]
    lacking = missing_of(terms, people, first_day(terms.programme, preparation))
    return [*lacking, *_signed_up_before(preparation, people)]


def missing_of(
    terms: Terms, people: list[PreparedPerson], day: date, *, agreed: Collection[UUID] = ()
) -> list[Missing]:
    """The same for people of whatever preparations, also of none that is stored. `agreed`: children for whom a consent
    is being entered just now. Three queries at most.
    """
    births = births_of(people)
    ages = {one.person_id: age_on(births.get(one.person_id), day) for one in people}
    found = list(_unanswered(terms, people))
    found += _unborn(terms.programme, people, ages)
    found += _not_of_age(terms.programme, people, ages)
    found += [one for one in _without_consent(terms, people, ages) if one.person.pk not in agreed]
    return found


def births_of(people: Iterable[PreparedPerson]) -> dict[UUID, date]:
    """From the household; who is not in one says it in the preparation, where it matters."""
    people = list(people)
    rows = HouseholdMember.objects.filter(person__in=[one.person_id for one in people])
    known = dict(rows.values_list("person", "born_on"))
    for one in people:
        said = one.answers.get("born_on", "")
        if one.person_id not in known and (born := day_said(said)):
            known[one.person_id] = born
    return known


def age_on(born_on: date | None, day: date) -> int | None:
    """In whole years; who was born on 29 February is a year older on 1 March."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def first_day(programme: Programme, preparation: Preparation) -> date:
    """The city's day of the first session that is asked for; without sessions, the opening's."""
    sessions = preparation.sessions.all() if preparation.sessions.exists() else programme.sessions.all()
    begins: datetime | None = sessions.order_by("begins_at").values_list("begins_at", flat=True).first()
    return localdate(begins or programme.opens_at or preparation.created_at)


def first_day_of(programme: Programme) -> date:
    """The same of the whole programme. One query."""
    begins: datetime | None = (
        programme.sessions.order_by("begins_at").values_list("begins_at", flat=True).first()
    )
    return localdate(begins or programme.opens_at or programme.created_at)


def rules_at(programme: Programme, moment: datetime) -> list[HouseRule]:
    """The host's published rules that hold at this moment."""
    rules = HouseRule.objects.filter(organisation=programme.host_id, since__lte=moment)
    return [rule for rule in rules.order_by("since") if rule.until is None or rule.until > moment]


def _signed_up_before(preparation: Preparation, people: list[PreparedPerson]) -> Iterable[Missing]:
    """Whom the desk noted by name and address before they had an account: the book knows them as somebody else."""
    earlier = Registration.objects.filter(
        programme=preparation.programme_id,
        person__same_as__in=[one.person_id for one in people],
        state__in=LIVE_STATES,
    )
    if not (rows := list(earlier.values_list("person__same_as", "session"))):
        return
    wanted = set(preparation.sessions.values_list("pk", flat=True))
    words = _("%(name)s has been signed up for it already, at the desk. “My places” says how it stands.")
    for one in people:
        had = [session for person, session in rows if person == one.person_id]
        if had and (not wanted or None in had or wanted & set(had)):
            yield Missing("already", one.person, words % {"name": one.person})


def _unanswered(terms: Terms, people: list[PreparedPerson]) -> Iterable[Missing]:
    questions = list(Question.objects.filter(terms=terms))
    for one in people:
        for question in questions:
            said = str(one.answers.get(str(question.pk), "")).strip()
            if question.is_required and not said:
                words = _("“%(question)s” has not been answered for %(name)s.")
                yield Missing("answer", one.person, words % {"question": question, "name": one.person})
            elif said and not _is_possible(question, said):
                words = _("The answer to “%(question)s” for %(name)s is not one of the choices.")
                yield Missing("answer", one.person, words % {"question": question, "name": one.person})


def _is_possible(question: Question, said: str) -> bool:
    if question.kind == Question.Kind.YES_NO:
        return said in ("yes", "no")
    if question.kind == Question.Kind.CHOICE:
        return said in question.choices
    return len(said) <= (200 if question.kind == Question.Kind.LINE else 5_000)


def _unborn(
    programme: Programme, people: list[PreparedPerson], ages: dict[UUID, int | None]
) -> list[Missing]:
    """The date of birth is asked for only where the programme has ages."""
    if programme.age_from is None and programme.age_to is None:
        return []
    words = _("When %(name)s was born is needed here: the programme is for certain ages.")
    return [
        Missing("born_on", one.person, words % {"name": one.person})
        for one in people
        if ages[one.person_id] is None
    ]


def _not_of_age(
    programme: Programme, people: list[PreparedPerson], ages: dict[UUID, int | None]
) -> list[Missing]:
    words = _("%(name)s will be %(age)d at the first session; that is not the age this programme is for.")
    found = []
    for one in people:
        age = ages[one.person_id]
        too_young = age is not None and programme.age_from is not None and age < programme.age_from
        too_old = age is not None and programme.age_to is not None and age > programme.age_to
        if too_young or too_old:
            found.append(Missing("age", one.person, words % {"name": one.person, "age": age}))
    return found


def _without_consent(
    terms: Terms, people: list[PreparedPerson], ages: dict[UUID, int | None]
) -> list[Missing]:
    """A consent counts while it stands, comes from the present guardian, and says how it was given."""
    young = [one for one in people if _needs_consent(one, ages[one.person_id])]
    if not terms.needs_guardian or not young:
        return []
    consents = (
        Consent.objects.standing()
        .about(terms.programme)
        .filter(person__in=[one.person_id for one in young], purpose=Consent.Purpose.PARTICIPATION)
        .exclude(evidence="")
    )
    given = set(consents.values_list("person", "given_by"))
    words = _("The consent of a guardian is missing for %(name)s.")
    return [
        Missing("consent", one.person, words % {"name": one.person})
        for one in young
        if (one.person_id, one.person.guardian_id) not in given
    ]


def _needs_consent(one: PreparedPerson, age: int | None) -> bool:
    """Whoever is in somebody's care and of no known age is taken for a child."""
    return age < OF_AGE_FOR_CONSENT if age is not None else one.person.is_minor_in_care


def day_said(said: str) -> date | None:
    """A date of birth as an answer keeps it; None for anything else."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
