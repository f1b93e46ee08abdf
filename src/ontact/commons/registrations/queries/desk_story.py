"""One registration as the desk reads it: every change of hands with who and why, what the desk noted, how to reach them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontact.commons.journal.models import Entry
from ontact.commons.journal.queries import names_of
from ontact.commons.people.models import Consent, Person
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import (
    Because,
    HouseholdMember,
    Line,
    PreparedPerson,
    Question,
    Registration,
)
from ontact.commons.registrations.queries.account import Step, account_of
from ontact.commons.registrations.queries.desk import Row as Standing
from ontact.commons.registrations.queries.desk import rows_of
from ontact.commons.registrations.queries.desk_words import state_kind, state_words, why_words
from ontact.web.when import moment_words

# The desk's acts about one registration that the book does not tell by itself.
NOTED = (
    "looked up how to reach somebody",
    "withdrew somebody",
    "answered an offer for somebody",
    "noted a guardian's consent",
)

HAPPENED = {
    Line.Verb.SIGN_UP: gettext_lazy("Signed up"),
    Line.Verb.WITHDRAW: gettext_lazy("Sign-up withdrawn"),
    Line.Verb.ACCEPT: gettext_lazy("Offer answered"),
    Line.Verb.DECLINE: gettext_lazy("Offer declined"),
    Line.Verb.LAPSE: gettext_lazy("Offers ran out"),
    Line.Verb.DRAW: gettext_lazy("Lots drawn"),
    Line.Verb.CHOOSE: gettext_lazy("The desk decided"),
    Line.Verb.RESIZE: gettext_lazy("Number of places changed"),
    Line.Verb.ADD: gettext_lazy("A session was added"),
    Line.Verb.RELEASE: gettext_lazy("The desk's places released"),
    Line.Verb.CANCEL: gettext_lazy("Cancelled"),
    Line.Verb.TERMS: gettext_lazy("Terms changed"),
}


@dataclass(frozen=True)
class Event:
    """One line of the story. `what` happened in the book, and how this registration stood afterwards."""

    at: datetime
    who: str
    what: str
    state: str
    kind: str
    why: str
    until: datetime | None = None


@dataclass(frozen=True)
class Note:
    """An act of the desk about this registration, as the journal has it."""

    at: datetime
    who: str
    what: str
    why: str


@dataclass(frozen=True)
class Story:
    standing: Standing
    events: list[Event]
    notes: list[Note]
    said: list[tuple[str, str]]
    consents: list[tuple[str, str]]
    born_on: object = None


def story_of(registration: Registration) -> Story:
    """Reads the whole book of its programme once; a dozen queries."""
    (standing,) = rows_of(registration.programme, [registration])
    steps = account_of(registration)
    names = _names(registration, steps)
    born = HouseholdMember.objects.filter(person=registration.person_id).values_list("born_on", flat=True)
    return Story(
        standing,
        [_event(step, names) for step in steps],
        _notes(registration),
        _said(registration),
        _consents(registration),
        born.first(),
    )


@dataclass(frozen=True)
class Reach:
    """Whom to call or write to: the person, or who answers for the child."""

    person: Person
    is_guardian: bool


def reach_of(registration: Registration) -> Reach:
    guardian = registration.person.guardian
    return Reach(guardian or registration.person, guardian is not None)


def _names(registration: Registration, steps: Iterable[Step]) -> dict[UUID, str]:
    """Who wrote the lines: people by their name of today. One query."""
    wanted = {step.by_id for step in steps if step.by_id}
    return {one.pk: str(one) for one in Person.objects.filter(pk__in=wanted)}


def _event(step: Step, names: dict[UUID, str]) -> Event:
    who = names.get(step.by_id, _("somebody who is no longer here")) if step.by_id else _("by itself")
    state = State(step.state)
    return Event(
        step.at,
        who,
        str(HAPPENED[Line.Verb(step.verb)]),
        state_words(state),
        state_kind(state),
        why_words(step.why, step.sentence),
        step.offered_until if state is State.OFFERED else None,
    )


def _notes(registration: Registration) -> list[Note]:
    """Two queries."""
    rows = list(
        Entry.objects.filter(
            object_type=registration._meta.label_lower, object_id=str(registration.pk), verb__in=NOTED
        )
    )
    names = names_of(row.actor_id for row in rows)
    return [
        Note(row.at, names.get(row.actor_id, "") if row.actor_id else "", _(row.verb), _because(row.details))
        for row in rows
    ]


def _because(details: dict[str, str]) -> str:
    code = details.get("because", "")
    return str(Because(code).label) if code in Because.values else ""


def _said(registration: Registration) -> list[tuple[str, str]]:
    """Questions with the answers given when signing up; two queries."""
    prepared = PreparedPerson.objects.filter(
        preparation=registration.preparation_id, person=registration.person_id
    ).first()
    if prepared is None:
        return []
    questions = Question.objects.filter(terms__programme=registration.programme_id)
    return [
        (str(question.text), said_words(question, said))
        for question in questions
        if (said := prepared.answers.get(str(question.pk), ""))
    ]


def said_words(question: Question, said: str) -> str:
    if question.kind == Question.Kind.YES_NO:
        return {"yes": _("Yes"), "no": _("No")}.get(said, said)
    return said


def _consents(registration: Registration) -> list[tuple[str, str]]:
    """When, by whom and how, and whether it was taken back. One query."""
    given = (
        Consent.objects.about(registration.programme)
        .filter(person=registration.person_id, purpose=Consent.Purpose.PARTICIPATION)
        .select_related("given_by")
        .order_by("created_at")
    )
    return [(moment_words(one.created_at), _consent_words(one)) for one in given]


def _consent_words(consent: Consent) -> str:
    facts = {"name": consent.given_by, "how": consent.evidence or _("online")}
    if consent.withdrawn_at is not None:
        return _("%(name)s: %(how)s (taken back)") % facts
    return _("%(name)s: %(how)s") % facts
