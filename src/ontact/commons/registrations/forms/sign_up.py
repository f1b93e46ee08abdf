"""What is filled in before the opening: who comes to what, and each person's answers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.models import Extent, Question, Terms
from ontact.commons.registrations.queries.already import Claims
from ontact.web.when import span_words
from ontact.web.widgets import CheckCards, Counted, DateField, RadioCards

LONGEST_LINE, LONGEST_TEXT = 200, 1_000
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
SERIES, SESSIONS = "series", "sessions"


class WhoForm(forms.Form):
    """Who comes, together or not, and to which sessions. Fields that leave no choice are left out. `claims`: what these
    people are signed up for already.
    """

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        sessions: Sequence[Session],
        terms: Terms,
        claims: Claims,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.claims = claims
        self.people = {str(one.pk): one for one in people}
        self.sessions = {str(one.pk): one for one in sessions}
        self.terms = terms
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Who would like to come"),
            choices=[(key, str(one)) for key, one in self.people.items()],
            widget=CheckCards(),
            error_messages={"required": _("Choose at least one person.")},
        )
        if terms.people_at_most > 1 and len(self.people) > 1:
            self.fields["together"] = forms.BooleanField(
                label=_("Together or not at all"),
                required=False,
                help_text=_("All chosen people get places, or none of them does."),
            )
        if terms.extent == Extent.EITHER:
            self.fields["extent"] = _extent_field()
        if terms.extent != Extent.SERIES:
            self.fields["sessions"] = _sessions_field(sessions, required=terms.extent == Extent.SESSIONS)

    def clean_people(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["people"]
        at_most = self.terms.people_at_most
        if len(chosen) > at_most:
            words = ngettext(
                "At most %(count)d person can be signed up at once here.",
                "At most %(count)d people can be signed up at once here.",
                at_most,
            )
            raise ValidationError(words % {"count": at_most})
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.wants_sessions and "sessions" not in self.errors and not cleaned.get("sessions"):
            self.add_error("sessions", _("Choose at least one session."))
        if cleaned.get("people") and not self.errors:
            self._refuse_what_is_had()
        return cleaned

    def _refuse_what_is_had(self) -> None:
        """The book would refuse it, after everything had been filled in."""
        for person in self.chosen_people:
            has = self.claims.get(person.pk, set())
            if has and not self.wants_sessions:
                words = _("%(name)s is signed up for single sessions already. Choose single sessions.")
                self.add_error("extent" if "extent" in self.fields else "people", words % {"name": person})
            for session in self.chosen_sessions:
                if session.pk in has:
                    words = _("%(name)s is signed up for session %(number)d already.")
                    self.add_error("sessions", words % {"name": person, "number": session.number})

    @property
    def wants_sessions(self) -> bool:
        if self.terms.extent == Extent.EITHER:
            return bool(self.cleaned_data.get("extent") == SESSIONS)
        return self.terms.extent == Extent.SESSIONS

    @property
    def chosen_people(self) -> list[Person]:
        return [self.people[key] for key in self.cleaned_data["people"]]

    @property
    def chosen_sessions(self) -> list[Session]:
        if not self.wants_sessions:
            return []
        return [self.sessions[key] for key in self.cleaned_data["sessions"]]

    @property
    def together(self) -> bool:
        return bool(self.cleaned_data.get("together")) and len(self.chosen_people) > 1


class AnswersForm(forms.Form):
    """Each person's answers. What is wrong is said at its field; `answers` has what could be kept all the same.

    `asks_residence`, `birthdays_of`: what house rules and ages make necessary.
    """

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        questions: Sequence[Question],
        asks_residence: bool = False,
        birthdays_of: frozenset[UUID] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            if person.pk in birthdays_of:
                self.fields[f"{person.pk}-born_on"] = _birthday_field()
            if asks_residence:
                self.fields[f"{person.pk}-resident"] = _residence_field()
            for question in questions:
                self.fields[f"{person.pk}-{question.pk}"] = _answer_field(question)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and value > localdate():
                self.add_error(name, _("This day is still to come."))
        return self.cleaned_data

    @property
    def groups(self) -> list[tuple[Person, list[BoundField]]]:
        """The fields of each person, for the page to put a heading above them."""
        return [
            (person, [self[name] for name in self.fields if name.startswith(f"{person.pk}-")])
            for person in self.people
        ]

    @property
    def answers(self) -> dict[UUID, dict[str, str]]:
        """Person → question → text, as a preparation keeps it; also of a form in which something is wrong."""
        found: dict[UUID, dict[str, str]] = {person.pk: {} for person in self.people}
        for person in self.people:
            start = f"{person.pk}-"
            for name, value in self.cleaned_data.items():
                if name.startswith(start) and value:
                    found[person.pk][name.removeprefix(start)] = str(value)
        return found


def initial_answers(given: Iterable[tuple[UUID, dict[str, str]]]) -> dict[str, str]:
    """What a preparation has kept, by the names of the fields."""
    return {f"{person}-{name}": said for person, answers in given for name, said in answers.items()}


def _extent_field() -> forms.Field:
    return forms.ChoiceField(
        label=_("To what"),
        choices=[(SERIES, _("The whole series")), (SESSIONS, _("Single sessions"))],
        initial=SERIES,
        widget=RadioCards(row=True),
    )


def _sessions_field(sessions: Iterable[Session], *, required: bool) -> forms.Field:
    rows = list(sessions)
    hints = {str(one.pk): span_words(one.begins_at, one.ends_at) for one in rows}
    return forms.MultipleChoiceField(
        label=_("Which sessions"),
        choices=[(str(one.pk), f"{one.number}. {one.name}") for one in rows],
        widget=CheckCards(hints=hints),
        required=required,
        error_messages={"required": _("Choose at least one session.")},
    )


def _birthday_field() -> forms.Field:
    return forms.DateField(
        label=_("Day of birth"),
        widget=DateField(),
        help_text=_("The programme, or a rule of the house, is for certain ages."),
    )


def _residence_field() -> forms.Field:
    return forms.ChoiceField(
        label=_("Do you live, work or study in the city?"),
        choices=YES_NO,
        widget=RadioCards(row=True),
        help_text=_("A rule of the house lets residents sign up first. The desk may ask you to show it."),
    )


def _answer_field(question: Question) -> forms.Field:
    label, required = str(question.text), question.is_required
    if question.kind == Question.Kind.YES_NO:
        return forms.ChoiceField(label=label, choices=YES_NO, required=required, widget=RadioCards(row=True))
    if question.kind == Question.Kind.CHOICE:
        choices = [(str(one), str(one)) for one in question.choices]
        return forms.ChoiceField(label=label, choices=choices, required=required, widget=RadioCards())
    if question.kind == Question.Kind.TEXT:
        return forms.CharField(
            label=label, required=required, max_length=LONGEST_TEXT, widget=Counted(LONGEST_TEXT, rows=4)
        )
    return forms.CharField(label=label, required=required, max_length=LONGEST_LINE)
