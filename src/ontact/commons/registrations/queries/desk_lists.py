"""Lists that the desk takes with it: of whom, and no more columns than were asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontact.commons.journal.models import Entry
from ontact.commons.journal.queries import names_of
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import HouseholdMember, PreparedPerson, Question, Registration
from ontact.commons.registrations.queries.desk import places_in_line, who_comes_with
from ontact.commons.registrations.queries.desk_story import said_words
from ontact.commons.registrations.queries.desk_words import state_words
from ontact.commons.registrations.queries.missing import age_on, day_said, first_day_of
from ontact.web.sheets import guarded
from ontact.web.when import day_words

LISTS = {
    "placed": (gettext_lazy("Those who have a place"), (State.PLACED,)),
    "waiting": (gettext_lazy("Those on the waiting list"), (State.WAITING,)),
    "live": (
        gettext_lazy("Everybody who has a place or may still get one"),
        (State.PLACED, State.OFFERED, State.WAITING, State.HELD),
    ),
}
TAKEN_AT_MOST = 20


class Column(StrEnum):
    """What a list may hold beside number, name, session and state."""

    AGE = "age"
    CONTACT = "contact"
    ANSWERS = "answers"


def list_rows(programme: Programme, which: str, columns: Collection[str]) -> list[list[str]]:
    """Heading and rows, made harmless for a spreadsheet. Eight queries at most; addresses only where they were asked for."""
    rows = _registrations(programme, which)
    questions = list(programme.sign_up_terms.questions.all()) if Column.ANSWERS in columns else []
    extra = _Extra(programme, rows, columns, questions)
    heading = [_("No."), _("Name"), _("Session"), _("State"), _("In line"), _("Comes together with")]
    places, beside = places_in_line(rows), who_comes_with(rows)
    body = []
    for number, one in enumerate(rows, start=1):
        cells = [
            one.person.name,
            f"{one.session.number}. {day_words(one.session.begins_at)}"
            if one.session
            else _("The whole series"),
            state_words(one.state),
            str(places.get(one.pk, "")),
            ", ".join(beside.get(one.pk, ())),
            *extra.cells(one),
        ]
        body.append([str(number), *map(guarded, cells)])
    return [[*heading, *map(guarded, extra.headings())], *body]


@dataclass(frozen=True)
class Taken:
    """Who took which list when, and why."""

    at: datetime
    who: str
    what: str
    rows: int
    reason: str


def taken_lists(programme: Programme) -> list[Taken]:
    """The last twenty, from the journal. Two queries."""
    rows = list(
        Entry.objects.filter(
            object_type=programme._meta.label_lower, object_id=str(programme.pk), verb="took a list"
        ).order_by("-id")[:TAKEN_AT_MOST]
    )
    names = names_of(row.actor_id for row in rows)
    return [
        Taken(
            row.at,
            names.get(row.actor_id, "") if row.actor_id else "",
            str(LISTS.get(row.details.get("list", ""), (row.details.get("list", ""),))[0]),
            row.details.get("rows", 0),
            row.details.get("reason", ""),
        )
        for row in rows
    ]


def _registrations(programme: Programme, which: str) -> list[Registration]:
    """The line in its order, everybody else by name."""
    states = LISTS[which][1]
    order = ("rank", "pk") if which == "waiting" else ("person__name", "pk")
    rows = Registration.objects.filter(programme=programme, state__in=states)
    return list(rows.select_related("session", "person__guardian").order_by(*order))


class _Extra:
    """The columns that were asked for: each read once for all rows."""

    def __init__(
        self,
        programme: Programme,
        rows: Sequence[Registration],
        columns: Collection[str],
        questions: list[Question],
    ) -> None:
        self.columns, self.questions = columns, questions
        people = [one.person_id for one in rows]
        self.day = first_day_of(programme)
        self.births: dict[UUID, date] = {}
        self.said: dict[tuple[UUID | None, UUID], dict[str, str]] = {}
        if Column.AGE in columns:
            members = HouseholdMember.objects.filter(person__in=people)
            self.births = dict(members.values_list("person", "born_on"))
        if Column.AGE in columns or questions:
            kept = {one.preparation_id for one in rows if one.preparation_id}
            prepared = PreparedPerson.objects.filter(preparation__in=kept)
            self.said = {(one.preparation_id, one.person_id): one.answers for one in prepared}

    def headings(self) -> list[str]:
        found = [_("Age")] if Column.AGE in self.columns else []
        if Column.CONTACT in self.columns:
            found += [_("Guardian"), _("Telephone"), _("E-mail address")]
        return found + [str(question.text) for question in self.questions]

    def cells(self, registration: Registration) -> list[str]:
        found = [self._age(registration)] if Column.AGE in self.columns else []
        if Column.CONTACT in self.columns:
            guardian = registration.person.guardian
            reach = guardian or registration.person
            found += [guardian.name if guardian else "", reach.phone, reach.email]
        said = self.said.get((registration.preparation_id, registration.person_id), {})
        return found + [said_words(one, str(said.get(str(one.pk), ""))) for one in self.questions]

    def _age(self, registration: Registration) -> str:
        """In whole years on the first day; the birthday itself stays here."""
        said = self.said.get((registration.preparation_id, registration.person_id), {})
        born_on = self.births.get(registration.person_id) or day_said(said.get("born_on", ""))
        age = age_on(born_on, self.day)
        return "" if age is None else str(age)
