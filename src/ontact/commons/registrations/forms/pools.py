"""Places as the desk types them: how many, for what, and how many of them the desk gives itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.models import Session
from ontact.commons.registrations.forms.making import MOST_PLACES
from ontact.commons.registrations.forms.seen import SeenForm
from ontact.commons.registrations.models import Pool, Terms
from ontact.commons.registrations.queries.fixed import why_pools_are_fixed
from ontact.commons.registrations.queries.making import pool_name
from ontact.foundation.ids import uuid7
from ontact.web.widgets import RadioCards

SERIES, EACH = "series", "each"
USUAL_NAME = "places"
HINTS = {
    SERIES: _("One number for all of it. Whoever signs up for the series takes one."),
    EACH: _(
        "The same number for each session that has none of this name yet. Whoever has the series takes one in each."
    ),
}


class NumbersForm(forms.Form):
    """How many there are, and how many of them the desk keeps."""

    name = forms.CharField(
        label=_("What it is"),
        max_length=80,
        help_text=_("Places, kits, seats with a table. Whoever signs up takes one of each kind."),
    )
    capacity = forms.IntegerField(label=_("How many there are"), min_value=0, max_value=MOST_PLACES)
    kept = forms.IntegerField(
        label=_("Kept for the desk"),
        required=False,
        min_value=0,
        max_value=MOST_PLACES,
        help_text=_("Of these. For people who telephone or come in person, until they are released."),
    )

    def clean_name(self) -> str:
        """The usual name is kept in one language and shown in each."""
        typed = " ".join(self.cleaned_data["name"].split())
        return USUAL_NAME if typed == str(_("places")) else typed

    def clean_kept(self) -> int:
        return self.cleaned_data["kept"] or 0

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("kept", 0) > clean.get("capacity", MOST_PLACES):
            self.add_error("kept", _("More places are kept for the desk than there are."))
        return clean


class NewPoolForm(NumbersForm):
    """Places for the series, for each session, or for one."""

    where = forms.ChoiceField(label=_("For what"), widget=RadioCards(hints=HINTS), initial=SERIES)

    def __init__(self, data: Any = None, *, sessions: Sequence[Session]) -> None:
        super().__init__(data, initial={"name": gettext("places"), "where": SERIES})
        self.sessions = {str(one.pk): one for one in sessions}
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)
        choices: list[tuple[str, Any]] = [(SERIES, _("The whole series"))]
        if len(sessions) > 1:
            choices.append((EACH, _("Each session")))
            choices += [(key, f"{one.number}. {one.name}") for key, one in self.sessions.items()]
        where.choices = choices

    @property
    def chosen(self) -> list[Session | None]:
        """None stands for the series."""
        where = self.cleaned_data["where"]
        if where == SERIES:
            return [None]
        return list(self.sessions.values()) if where == EACH else [self.sessions[where]]

    @property
    def is_for_each(self) -> bool:
        return bool(self.cleaned_data["where"] == EACH)

    @property
    def numbers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "capacity", "kept")}


class PoolForm(SeenForm, NumbersForm):
    """`key`: of the form, so that a press too many is the same line of the book."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, pool: Pool, terms: Terms) -> None:
        self.pool = pool
        initial = {"name": pool_name(pool), "capacity": pool.capacity, "kept": pool.kept, "key": uuid7()}
        super().__init__(data, initial=initial)
        if why := why_pools_are_fixed(terms):
            self.fields["kept"].disabled, self.fields["kept"].help_text = True, why

    def clean_capacity(self) -> int:
        capacity: int = self.cleaned_data["capacity"]
        if capacity < self.pool.taken:
            words = _("%(taken)d places are taken; there cannot be only %(capacity)d.")
            raise forms.ValidationError(words % {"taken": self.pool.taken, "capacity": capacity})
        return capacity

    @property
    def change(self) -> dict[str, Any]:
        key: UUID = self.cleaned_data["key"]
        numbers = {name: self.cleaned_data[name] for name in ("name", "capacity", "kept")}
        return {**numbers, "key": key}

    def _watched(self) -> list[str]:
        """The key is this form's own."""
        return [name for name in super()._watched() if name != "key"]
