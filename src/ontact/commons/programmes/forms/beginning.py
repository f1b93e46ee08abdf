"""A programme begins: from nothing, from a template, or from an earlier one with its dates moved."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.actions import NewDays
from ontact.commons.programmes.forms.fields import DayField, DaysField
from ontact.commons.programmes.models import Programme
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded
from ontact.web.widgets import DateField


class KeyedForm(forms.Form):
    """`key`: of the programme that is begun, so that a press too many makes no second one."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid7()

    @property
    def identity(self) -> UUID | None:
        found: UUID | None = self.cleaned_data["key"]
        return found


class BeginForm(KeyedForm):
    """Enough to begin: a title and the house."""

    title = forms.CharField(
        label=_("Title of the programme"),
        max_length=120,
        help_text=_("As it will stand in the catalogue. It can be changed until you publish it, and after."),
        error_messages={"required": _("Give the programme a title, as it will stand in the catalogue.")},
    )
    host = forms.ModelChoiceField(Organisation.objects.none(), label=_("Held by"), empty_label=None)

    def __init__(self, data: Any = None, *, hosts: QuerySet[Organisation], language: str) -> None:
        super().__init__(data)
        self.language = language
        _offer(self.fields["host"], hosts)

    @property
    def worded_title(self) -> Worded:
        return Worded.of(self.language, **{self.language: self.cleaned_data["title"]})


class CopyForm(KeyedForm):
    """From which programme or template, from which day on, and which days are left out."""

    source = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Begin with a copy of"), empty_label=None
    )
    host = forms.ModelChoiceField(Organisation.objects.none(), label=_("Held by"), empty_label=None)
    with_sessions = forms.BooleanField(label=_("Copy the sessions too"), required=False, initial=True)
    first = DayField(
        label=_("Day of the first session"),
        required=False,
        widget=DateField(),
        help_text=_("The other sessions keep their distance from it, and their hour."),
    )
    shut = DaysField(
        label=_("Days on which the house is shut"),
        required=False,
        help_text=_(
            "Public holidays, for example, one a line: 2027-02-06. What would fall on them is held a week later."
        ),
    )

    def __init__(
        self, data: Any = None, *, sources: QuerySet[Programme], hosts: QuerySet[Organisation]
    ) -> None:
        super().__init__(data)
        _offer(self.fields["source"], sources)
        _offer(self.fields["host"], hosts)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("with_sessions") and "first" in clean and clean["first"] is None:
            self.add_error("first", _("Say on which day the first session is held."))
        return clean

    @property
    def days(self) -> NewDays:
        clean = self.cleaned_data
        return NewDays(first=clean["first"], shut=clean["shut"], with_sessions=clean["with_sessions"])


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
