"""The form for somebody at the desk or on the telephone: one adult, and as many children as they bring."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.listings.words import folded
from ontact.commons.people.forms.names import NameField
from ontact.commons.people.forms.organisations import telephone_shape
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.desk_register import Caller, Child, Household
from ontact.commons.registrations.forms.desk import LONGEST_EVIDENCE
from ontact.commons.registrations.models import Channel, Extent, Question
from ontact.foundation.clock import now
from ontact.web.when import moment_words
from ontact.web.widgets import CheckCards, DateField, RadioCards, Words

LONGEST_NAME = 100


class RegisterForm(forms.Form):
    """Fields of the n-th child begin with `child<n>-`, answers with `q-`; those of the adult are named as they are."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    children = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    channel = forms.ChoiceField(
        label=_("How they ask"),
        choices=[(Channel.DESK, Channel.DESK.label), (Channel.TELEPHONE, Channel.TELEPHONE.label)],
        widget=RadioCards(row=True),
    )
    name = NameField(label=_("Name"), max_length=LONGEST_NAME)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Letters go there. Somebody whom we know by exactly this address is found again."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        validators=[telephone_shape],
        help_text=_("Needed where there is no mail address."),
    )
    language = forms.ChoiceField(
        label=_("Language of mails"),
        choices=[("ko", "한국어"), ("en", "English")],
        widget=RadioCards(row=True),
    )
    comes = forms.BooleanField(label=_("This person comes too"), required=False)

    def __init__(self, *args: Any, programme: Programme, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.count = programme, count
        self.terms = programme.sign_up_terms
        self.questions = list(self.terms.questions.all())
        if programme.age_from is not None or programme.age_to is not None:
            self.fields["born_on"] = _born_field()
        self._ask("")
        for number in range(1, count + 1):
            self._child(number)
        self._sessions()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("email") and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("We need a mail address or a telephone number."))
        names = [
            folded(data[f"child{number}-name"])
            for number in self._numbers()
            if data.get(f"child{number}-name")
        ]
        if len(names) != len(set(names)):
            self.add_error(None, _("Two children have the same name here; write the second name in full."))
        self._check_same_person(data)
        return data

    @property
    def household(self) -> Household:
        data = self.cleaned_data
        said = self._said("")
        if data.get("born_on"):
            said["born_on"] = data["born_on"].isoformat()
        caller = Caller(data["name"], data["email"], data["phone"], data["language"], data["comes"], said)
        return Household(caller, list(self._children()), bool(data.get("together")))

    @property
    def chosen_sessions(self) -> list[Session]:
        wanted = set(self.cleaned_data.get("sessions", ()))
        return [one for one in self.sessions if str(one.pk) in wanted]

    @property
    def may_bring_more(self) -> bool:
        return self.count < self.terms.people_at_most

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """For the page: the fields of each child under its own heading."""
        for number in self._numbers():
            fields = [self[name] for name in self.fields if name.startswith(f"child{number}-")]
            yield str(_("Child %(number)d") % {"number": number}), fields

    def adult(self) -> list[forms.BoundField]:
        apart = ("key", "sessions", "together")
        return [self[name] for name in self.fields if name not in apart and not name.startswith("child")]

    def about_all(self) -> list[forms.BoundField]:
        return [self[name] for name in ("sessions", "together") if name in self.fields]

    def _numbers(self) -> range:
        return range(1, self.count + 1)

    def _ask(self, prefix: str) -> None:
        for question in self.questions:
            self.fields[f"{prefix}q-{question.pk}"] = _answer_field(question)

    def _child(self, number: int) -> None:
        self.fields[f"child{number}-name"] = NameField(label=_("Name of the child"), max_length=LONGEST_NAME)
        self.fields[f"child{number}-born_on"] = _born_field()
        self.fields[f"child{number}-evidence"] = forms.CharField(
            label=_("How the guardian agreed"),
            max_length=LONGEST_EVIDENCE,
            required=False,
            help_text=_(
                "For a child under 14: on paper, signed and filed; or by telephone, the words below having been read out."
            ),
        )
        self._ask(f"child{number}-")

    def _sessions(self) -> None:
        self.sessions: Sequence[Session] = ()
        if self.count:
            self.fields["together"] = forms.BooleanField(
                label=_("Together or not at all"),
                required=False,
                help_text=_("They get places for everybody, or stay in line until there are enough."),
            )
        if self.terms.extent == Extent.SERIES:
            return
        self.sessions = list(
            self.programme.sessions.standing().filter(ends_at__gt=now()).order_by("begins_at")
        )
        is_free = self.terms.extent == Extent.EITHER
        self.fields["sessions"] = forms.MultipleChoiceField(
            label=_("For which sessions"),
            choices=[
                (str(one.pk), f"{one.number}. {one.name} · {moment_words(one.begins_at)}")
                for one in self.sessions
            ],
            required=not is_free,
            help_text=_("None: for the whole series.") if is_free else "",
            widget=CheckCards(),
        )

    def _said(self, prefix: str) -> dict[str, str]:
        found = {}
        for question in self.questions:
            said = str(self.cleaned_data.get(f"{prefix}q-{question.pk}") or "").strip()
            if said:
                found[str(question.pk)] = said
        return found

    def _children(self) -> Iterator[Child]:
        for number in self._numbers():
            of = {
                name: self.cleaned_data.get(f"child{number}-{name}")
                for name in ("name", "born_on", "evidence")
            }
            born_on = of["born_on"] if isinstance(of["born_on"], date) else None
            yield Child(str(of["name"]), born_on, str(of["evidence"] or ""), self._said(f"child{number}-"))

    def _check_same_person(self, data: Mapping[str, Any]) -> None:
        """A couple shares an address, and one of them signs in with it: nobody is signed up as the other unasked."""
        if not data.get("email") or not data.get("name"):
            return
        owner = Person.objects.filter(
            email=data["email"].lower(), is_active=True, same_as=None, guardian=None, claimed_at__isnull=False
        ).first()
        if owner is None or folded(owner.name) == folded(data["name"]):
            return
        self.fields["same_person"] = forms.BooleanField(
            label=_("It is the person who signs in with this address"), required=False
        )
        if not self.data.get("same_person"):
            self.add_error(
                "email",
                _(
                    "Somebody of another name signs in with this address. Ask whether it is the same person and tick so "
                    "below; else leave the address empty and note a telephone number."
                ),
            )


def _born_field() -> forms.DateField:
    return forms.DateField(label=_("Born on"), required=False, widget=DateField())


def _answer_field(question: Question) -> forms.Field:
    """Nothing is required here: what is missing is named for each person, with everything else that is."""
    label = str(question.text)
    if question.kind == Question.Kind.YES_NO:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=label, choices=choices, required=False, widget=RadioCards(row=True))
    if question.kind == Question.Kind.CHOICE:
        named = [(str(one), str(one)) for one in question.choices]
        return forms.ChoiceField(label=label, choices=named, required=False, widget=RadioCards())
    if question.kind == Question.Kind.TEXT:
        return forms.CharField(label=label, max_length=5_000, required=False, widget=Words(rows=3))
    return forms.CharField(label=label, max_length=200, required=False)


def fresh_facts(key: UUID, count: int) -> dict[str, Any]:
    """What an empty form begins with."""
    return {"key": key, "children": count, "channel": Channel.DESK, "language": "ko", "comes": True}
