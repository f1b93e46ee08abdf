"""The desk's list of one programme: who is in, waits, is offered, refused, gone, and why; and what somebody lacks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Pool, PreparedPerson, Registration, Terms
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.desk_words import rules_quoted, state_kind, state_words, why_words
from ontact.commons.registrations.queries.missing import Missing, first_day_of, missing_of

LACKING = "lacking"
GROUPS = {
    "all": (_("Everybody"), tuple(State)),
    State.PLACED.value: (_("Have a place"), (State.PLACED,)),
    State.WAITING.value: (_("Wait"), (State.WAITING,)),
    State.OFFERED.value: (_("Are offered one"), (State.OFFERED,)),
    State.HELD.value: (_("To be decided"), (State.HELD,)),
    State.REFUSED.value: (_("Refused"), (State.REFUSED,)),
    "gone": (_("Gone"), (State.WITHDRAWN, State.DECLINED, State.LAPSED)),
    LACKING: (_("Something is missing"), tuple(LIVE_STATES)),
}
ORDERS = {
    State.WAITING.value: ("rank", "pk"),
    State.OFFERED.value: ("offered_until", "unit", "pk"),
    State.HELD.value: ("line_number", "pk"),
    State.REFUSED.value: ("-settled_at", "pk"),
    "gone": ("-settled_at", "pk"),
}


@dataclass(frozen=True)
class Row:
    """One registration. `place`: n-th in line; `beside`: who gets in with this one or not at all."""

    registration: Registration
    state: str
    kind: str
    why: str
    place: int = 0
    beside: list[str] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """`count` is None where counting would mean reading everybody."""

    name: str
    label: str
    count: int | None


def groups_of(programme: Programme) -> list[Group]:
    """Those with nobody in them are left out, but for the three that a desk always looks for. One query."""
    rows = Registration.objects.filter(programme=programme).order_by().values("state")
    many = {row["state"]: row["many"] for row in rows.annotate(many=Count("pk"))}
    found = []
    for name, (label, states) in GROUPS.items():
        count = None if name == LACKING else sum(many.get(state, 0) for state in states)
        if count or name in ("all", State.PLACED, State.WAITING, LACKING):
            found.append(Group(name, str(label), count))
    return found


def listed(programme: Programme, group: str, words: str = "", session: str = "") -> QuerySet[Registration]:
    """Of this group, in its own order: the line in the order of waiting, everybody else by name. `words`: of a name (the
    guardian's too), or a whole mail address.
    """
    _label, states = GROUPS[group]
    rows: QuerySet[Registration] = Registration.objects.filter(programme=programme, state__in=states)
    if group == LACKING:
        rows = rows.filter(pk__in=list(lacking_in(programme)))
    if session:
        rows = rows.filter(Q(session=session) | Q(session=None))
    for word in words.split():
        named = Q(person__name__icontains=word) | Q(person__guardian__name__icontains=word)
        rows = rows.filter(named | Q(person__email__iexact=word))
    return rows.select_related("person", "session").order_by(*ORDERS.get(group, ("person__name", "pk")))


def rows_of(programme: Programme, registrations: Sequence[Registration]) -> list[Row]:
    """What is said about each on a page of the list. Nine queries at most, however many there are."""
    places = places_in_line(registrations)
    beside = who_comes_with(registrations)
    rules = rules_quoted(registrations)
    live = [one for one in registrations if one.state in LIVE_STATES]
    missing = missing_for(programme, live)
    return [
        Row(
            one,
            state_words(one.state),
            state_kind(one.state),
            why_words(one.why, rules.get(one.pk, "")),
            places.get(one.pk, 0),
            beside.get(one.pk, []),
            missing.get(one.pk, []),
        )
        for one in registrations
    ]


def places_in_line(registrations: Iterable[Registration]) -> dict[UUID, int]:
    """As `place_in_line` says it to each of them: one query for all of one programme."""
    waiting = [one for one in registrations if one.state == State.WAITING]
    if not waiting:
        return {}
    line = Registration.objects.filter(programme=waiting[0].programme_id, state=State.WAITING)
    ranks = {one.rank for one in waiting}
    before = line.aggregate(**{f"before_{rank}": Count("pk", filter=Q(rank__lt=rank)) for rank in ranks})
    return {one.pk: before[f"before_{one.rank}"] + 1 for one in waiting}


def who_comes_with(registrations: Sequence[Registration]) -> dict[UUID, list[str]]:
    """Names of the others of the same unit that are still in it. One query."""
    units = {one.unit for one in registrations}
    family = Registration.objects.filter(unit__in=units, state__in=LIVE_STATES).select_related("person")
    by_unit: dict[UUID, list[Registration]] = defaultdict(list)
    for one in family.order_by("person__name", "pk"):
        by_unit[one.unit].append(one)
    return {
        one.pk: [other.person.name for other in by_unit[one.unit] if other.pk != one.pk]
        for one in registrations
    }


def lacking_in(programme: Programme) -> dict[UUID, list[Missing]]:
    """Everybody who may come and lacks a consent, an answer or a date of birth. Six queries, reading all of them."""
    live = Registration.objects.filter(programme=programme, state__in=LIVE_STATES).select_related("person")
    return missing_for(programme, list(live))


def missing_for(programme: Programme, registrations: Sequence[Registration]) -> dict[UUID, list[Missing]]:
    """Registration → what it lacks by the questions and rules of today: a consent may have been taken back since."""
    if not registrations:
        return {}
    people = _prepared(registrations)
    terms: Terms = programme.sign_up_terms
    terms.programme = programme
    by_person: dict[UUID, list[Missing]] = defaultdict(list)
    for one in missing_of(terms, people, first_day_of(programme)):
        if one not in by_person[one.person.pk]:
            by_person[one.person.pk].append(one)
    return {one.pk: by_person[one.person_id] for one in registrations if by_person[one.person_id]}


def pools_of(programme: Programme) -> list[Pool]:
    """Of the series first, then in the order of the sessions. One query."""
    pools = programme.pools.select_related("session").order_by("session__begins_at", "created_at")
    return sorted(pools, key=lambda pool: pool.session_id is not None)


def _prepared(registrations: Iterable[Registration]) -> list[PreparedPerson]:
    """What each of them said when signing up; nothing where it has been erased. One query."""
    wanted = {(one.preparation_id, one.person_id): one for one in registrations}
    stored = PreparedPerson.objects.filter(preparation__in={key[0] for key in wanted if key[0]})
    found = {(one.preparation_id, one.person_id): one for one in stored}
    people = []
    for key, registration in wanted.items():
        said = found.get(key) or PreparedPerson(person_id=registration.person_id)
        said.person = registration.person
        people.append(said)
    return people
