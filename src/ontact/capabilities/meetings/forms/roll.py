"""The roll in plain forms: whom the desk calls, and what a seat has answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models import Participant, RollAnswer


class CalledForm(forms.Form):
    """The seat that the presser saw called: two presses note one answer."""

    seat = forms.UUIDField(widget=forms.HiddenInput)


class RollNoteForm(forms.Form):
    """Any seat on the roll: to call it now, or to note and correct its answer."""

    seat = forms.ChoiceField(label=_("Seat"))
    answer = forms.ChoiceField(label=_("Answer"), choices=RollAnswer.Answer.choices)
    reason = forms.CharField(
        label=_("Reason for the excuse"), max_length=200, required=False, help_text=_("Only for the excused.")
    )

    def __init__(self, data: Any = None, *, people: list[Participant]) -> None:
        super().__init__(data, auto_id="roll_%s")
        field = self.fields["seat"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(person.seat_id), person.words) for person in people]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("answer") == RollAnswer.Answer.EXCUSED and not clean.get("reason"):
            self.add_error("reason", _("Say why the seat is excused."))
        return clean
