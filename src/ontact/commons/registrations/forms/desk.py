"""What the desk of places types: whom it looks for, how many places, why somebody withdraws, whom it chooses."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.models import Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Because, Pool, Registration
from ontact.commons.registrations.queries.desk import GROUPS
from ontact.foundation.ids import uuid7
from ontact.web.when import moment_words
from ontact.web.widgets import CheckCards, RadioCards, Search

LONGEST_EVIDENCE = 200


class Wanted(forms.Form):
    """Whom the list shows; nonsense in the address shows everybody."""

    group = forms.ChoiceField(
        choices=[(name, label) for name, (label, _states) in GROUPS.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    words = forms.CharField(label=_("Name or mail address"), max_length=100, required=False, widget=Search())
    session = forms.ChoiceField(label=_("Session"), required=False)

    def __init__(self, *args: Any, sessions: Sequence[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sessions:
            del self.fields["session"]
            return
        field = self.fields["session"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All sessions")), *((str(one.pk), _named(one)) for one in sessions)]

    def asked(self, name: str) -> str:
        """Whatever is understood; a group that does not exist is everybody."""
        self.is_valid()
        said: str = self.cleaned_data.get(name, "")
        return said or ("all" if name == "group" else "")


class PoolForm(forms.Form):
    """The number of places of one pool. `key`: the same form sent twice is one act; `seen`: how many there were."""

    pool = forms.UUIDField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    capacity = forms.IntegerField(label=_("Number of places"), min_value=0, max_value=100_000)

    @classmethod
    def of(cls, pool: Pool) -> "PoolForm":
        facts = {"pool": pool.pk, "key": uuid7(), "seen": pool.capacity, "capacity": pool.capacity}
        return cls(initial=facts, auto_id=f"pool-{pool.pk}-%s")

    def look_again_at(self, pool: Pool) -> "PoolForm":
        """What was typed, beside what somebody else has set in the meantime."""
        typed = {name: self.data.get(name) for name in self.fields}
        again = PoolForm({**typed, "seen": pool.capacity}, auto_id=self.auto_id)
        words = _("Somebody has set it to %(now)d in the meantime. Look at it once more, then send it again.")
        again.add_error("capacity", words % {"now": pool.capacity})
        return again

    def is_outdated(self, pool: Pool) -> bool:
        """Whether this officer saw another number, and it is not the one that is wanted now."""
        seen = self.cleaned_data["seen"]
        return seen is not None and pool.capacity not in (seen, self.cleaned_data["capacity"])


class WithdrawalForm(forms.Form):
    whom = forms.ChoiceField(
        label=_("Who withdraws"),
        choices=[("one", _("Only this person")), ("all", _("Everybody who comes together with this person"))],
        initial="one",
        widget=RadioCards(),
    )
    because = forms.ChoiceField(label=_("Why"), choices=Because.choices, widget=RadioCards())

    def __init__(self, *args: Any, has_company: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_company:
            del self.fields["whom"]

    @property
    def takes_all(self) -> bool:
        return bool(self.cleaned_data.get("whom") == "all")


class OfferAnswerForm(forms.Form):
    accepts = forms.ChoiceField(
        label=_("What the person says"),
        choices=[("yes", _("Takes the place")), ("no", _("Does not take it"))],
        widget=RadioCards(),
    )

    def clean_accepts(self) -> bool:
        return bool(self.cleaned_data["accepts"] == "yes")


class ConsentForm(forms.Form):
    evidence = forms.CharField(
        label=_("How the consent was given"),
        max_length=LONGEST_EVIDENCE,
        help_text=_("For example: on paper, signed and filed on 3 May; by telephone on 3 May at 14:10."),
    )


class ChoiceForm(forms.Form):
    """Units to decide about; who comes together is decided together. `units` → the names in it."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Choose")), ("no", _("Do not choose"))],
        widget=RadioCards(
            hints={
                "yes": _("Who fits gets a place; who does not fit waits, in the order of this list."),
                "no": _("They are told that others were chosen. This cannot be taken back."),
            }
        ),
    )
    units = forms.MultipleChoiceField(
        label=_("About whom"),
        widget=CheckCards(),
        error_messages={"required": _("Tick at least one name.")},
    )

    def __init__(self, *args: Any, units: "dict[UUID, list[Registration]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = units
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(unit), _names(members)) for unit, members in units.items()]
        assert isinstance(field.widget, CheckCards)
        field.widget.hints = {str(unit): _hint(members) for unit, members in units.items()}
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)
        if not any(one.state == State.HELD for members in units.values() for one in members):
            decision.choices = [("no", _("Do not choose"))]

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["decision"] == "yes")

    @property
    def chosen(self) -> list[list[Registration]]:
        """In the order of the list, whatever the order of ticking."""
        ticked = set(self.cleaned_data["units"])
        return [members for unit, members in self.held.items() if str(unit) in ticked]


def _named(session: Session) -> str:
    return f"{session.number}. {session.name} · {moment_words(session.begins_at)}"


def _names(members: Iterable[Registration]) -> str:
    return ", ".join(one.person.name for one in members)


def _hint(members: Sequence[Registration]) -> str:
    """When they signed up, which decides nothing but helps to find them; and for which session."""
    first = members[0]
    session = f" · {first.session.number}. {first.session.name}" if first.session else ""
    return f"{moment_words(first.created_at)}{session}"
