"""What is sent at the door of a class's room and in its text-only page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EntryForm(forms.Form):
    seat = forms.UUIDField(widget=forms.HiddenInput)


class ChatForm(forms.Form):
    text = forms.CharField(label=_("Write to everyone"), max_length=1000)


class AnswerForm(forms.Form):
    choice = forms.TypedChoiceField(label=_("My answer"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: list[str], answer: int | None = None) -> None:
        super().__init__(data, initial={"choice": answer})
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(place), word) for place, word in enumerate(choices)]
