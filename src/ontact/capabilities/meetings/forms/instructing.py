"""An instruction given at the plain desk: what, to which office, by when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.access import offices_to_instruct
from ontact.capabilities.meetings.models import Meeting
from ontact.web.widgets import Counted, DateField


class InstructionForm(forms.Form):
    text = forms.CharField(label=_("What is to be done"), max_length=1000, widget=Counted(1000, rows=2))
    office = forms.ChoiceField(label=_("Responsible office"))
    due_on = forms.DateField(
        label=_("By when"),
        required=False,
        widget=DateField(),
        help_text=_("Without a day it is due by the next meeting."),
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data, auto_id="instruction_%s")
        self.offices = {str(office.pk): office for office, _seat in offices_to_instruct(meeting)}
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, str(office.name)) for pk, office in self.offices.items()]

    @property
    def said(self) -> dict[str, Any]:
        clean = self.cleaned_data
        return {
            "text": clean["text"].strip(),
            "office": self.offices[clean["office"]],
            "due_on": clean["due_on"],
            "until_next_meeting": clean["due_on"] is None,
        }


class TakingUpForm(forms.Form):
    instruction = forms.UUIDField(widget=forms.HiddenInput)
