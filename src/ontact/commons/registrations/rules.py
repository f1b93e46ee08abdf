"""House rules of an organisation: rows that citizens can read, and one judge for each code.

A judge says whether one person passes at this moment. A refusal is part of the sign-up's line: its code, and
the published sentence as it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, Q
from django.utils.timezone import localdate

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.errors import NotReady
from ontact.commons.registrations.models import (
    Channel,
    HouseRule,
    NoShow,
    Preparation,
    PreparedPerson,
    Registration,
)
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.missing import age_on, births_of, first_day, rules_at
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded


@dataclass(frozen=True)
class Case:
    """What a judge looks at: one person of a preparation, `age` at the first session (None: never said)."""

    programme: Programme
    person: PreparedPerson
    age: int | None
    companions: frozenset[UUID]
    day: date
    at: datetime


@dataclass(frozen=True)
class Verdict:
    """None of it: passed."""

    code: str = ""
    words: Worded = Worded()


def judge(preparation: Preparation) -> list[dict[str, Any]]:
    """The preparation's units, each with the rule that refuses it, if any. Who come together are refused together.

    Raises:
        NotReady: a child has come into somebody else's care since the preparation.
    """
    units: list[dict[str, Any]] = [dict(unit) for unit in preparation.units]
    asked_for = {one["person"] for unit in units for one in unit["wishes"]}
    stands = Q(until=None) | Q(until__gt=now())
    rules = HouseRule.objects.filter(
        stands, organisation__programmes=preparation.programme_id, since__lte=now()
    )
    is_alone = asked_for == {str(preparation.asked_by_id)}
    if is_alone and not rules.exists():
        return units
    people = list(preparation.people.select_related("person"))
    _check_care(preparation, people)
    verdicts = verdicts_on(preparation, people)
    for unit in units:
        found = [verdicts[one["person"]] for one in unit["wishes"] if verdicts[one["person"]].code]
        if found:
            unit["refused"], unit["rule"] = found[0].code, found[0].words.as_json()
    return units


def verdicts_on(preparation: Preparation, people: list[PreparedPerson]) -> dict[str, Verdict]:
    """By person; also before the press, so that the page can say it beforehand."""
    programme, at = preparation.programme, now()
    rules, births, day = rules_at(programme, at), births_of(people), first_day(programme, preparation)
    companions = frozenset(one.person_id for one in people)
    found = {}
    for one in people:
        age = age_on(births.get(one.person_id), day)
        found[str(one.person_id)] = verdict(rules, Case(programme, one, age, companions, day, at))
    return found


def verdict(rules: list[HouseRule], case: Case) -> Verdict:
    """The first published rule that refuses, by the order in which they came to stand."""
    for rule in rules:
        if not JUDGES[HouseRule.Code(rule.code)](case, rule.numbers):
            return Verdict(rule.code, rule.words)
    return Verdict()


def _check_care(preparation: Preparation, people: list[PreparedPerson]) -> None:
    if preparation.channel != Channel.ONLINE:
        return
    mine = preparation.asked_by_id
    if not all(one.person_id == mine or one.person.guardian_id == mine for one in people):
        raise NotReady


def _residents_first(case: Case, numbers: Mapping[str, Any]) -> bool:
    """`days`: so long after the opening only residents sign up; who lives, works or studies here says so when preparing."""
    opens_at = case.programme.opens_at
    if opens_at is None or case.at >= opens_at + timedelta(days=numbers["days"]):
        return True
    return str(case.person.answers.get("resident")) == "yes"


def _ages(case: Case, numbers: Mapping[str, Any]) -> bool:
    """`from` and `to`, both included; an age that was never said passes neither."""
    if case.age is None:
        return False
    return int(numbers.get("from", 0)) <= case.age <= int(numbers.get("to", 200))


def _one_a_season(case: Case, numbers: Mapping[str, Any]) -> bool:
    """`months`: length of a season, counted from January; `programmes`: how many of this host one may have a
    live wish in.
    """
    first, last = _season(case.day, numbers.get("months", 3))
    others = (
        Registration.objects.filter(_of(case), programme__host=case.programme.host_id, state__in=LIVE_STATES)
        .exclude(programme=case.programme)
        .values("programme")
        .annotate(begins=Min("programme__sessions__begins_at"))
        .values_list("begins", flat=True)
    )
    same = [begins for begins in others if begins and first <= localdate(begins) < last]
    return len(same) < int(numbers.get("programmes", 1))


def _no_shows(case: Case, numbers: Mapping[str, Any]) -> bool:
    """`times`: so often within `days`, at this host, and not excused. `late` (unless false): places given back too late
    count like those that were not used.
    """
    marks = NoShow.objects.filter(
        registration__in=Registration.objects.filter(_of(case)),
        registration__programme__host=case.programme.host_id,
        excused_at=None,
        created_at__gt=case.at - timedelta(days=numbers["days"]),
    )
    if not numbers.get("late", True):
        marks = marks.exclude(kind=NoShow.Kind.LATE)
    return marks.count() < int(numbers["times"])


def _with_guardian(case: Case, numbers: Mapping[str, Any]) -> bool:
    """`under`: a child below this age comes with its guardian, who is signed up in the same preparation."""
    if case.age is None or case.age >= numbers["under"]:
        return True
    return case.person.person.guardian_id in case.companions


def _of(case: Case) -> Q:
    """Theirs, also from before they had an account: who proves an address late gets no second chance by it."""
    return Q(person=case.person.person_id) | Q(person__same_as=case.person.person_id)


def _season(day: date, months: int) -> tuple[date, date]:
    """First day of the season, and of the next."""
    begins = (day.month - 1) // months * months
    ends = begins + months
    return date(day.year, begins + 1, 1), date(day.year + ends // 12, ends % 12 + 1, 1)


JUDGES: dict[HouseRule.Code, Callable[[Case, Mapping[str, Any]], bool]] = {
    HouseRule.Code.RESIDENTS_FIRST: _residents_first,
    HouseRule.Code.AGES: _ages,
    HouseRule.Code.ONE_A_SEASON: _one_a_season,
    HouseRule.Code.NO_SHOWS: _no_shows,
    HouseRule.Code.WITH_GUARDIAN: _with_guardian,
}
