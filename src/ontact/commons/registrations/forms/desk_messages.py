"""A message of the desk: to whom, and its words in one language or in two."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.models import DeskMessage, Registration
from ontact.commons.registrations.queries.desk_words import state_words
from ontact.foundation.worded import Worded
from ontact.web.widgets import CheckCards, Counted, RadioCards

LONGEST_SUBJECT, LONGEST_TEXT = 120, 4_000
To = DeskMessage.To


class MessageForm(forms.Form):
    """Each reader gets the words of their own language where there are any, else the others."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    # The registration from whose page one came, where it is about that person alone.
    one = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("To whom"), choices=To.choices, widget=RadioCards())
    chosen = forms.MultipleChoiceField(
        label=_("Only if you choose them yourself"), required=False, widget=CheckCards()
    )
    subject_ko = forms.CharField(label=_("Subject in Korean"), max_length=LONGEST_SUBJECT, required=False)
    text_ko = forms.CharField(
        label=_("Message in Korean"), max_length=LONGEST_TEXT, required=False, widget=Counted(LONGEST_TEXT)
    )
    subject_en = forms.CharField(label=_("Subject in English"), max_length=LONGEST_SUBJECT, required=False)
    text_en = forms.CharField(
        label=_("Message in English"), max_length=LONGEST_TEXT, required=False, widget=Counted(LONGEST_TEXT)
    )

    def __init__(self, *args: Any, people: Sequence[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not people:
            del self.fields["chosen"]
            self.fields["to"] = forms.ChoiceField(
                label=_("To whom"),
                choices=[one for one in To.choices if one[0] != To.CHOSEN],
                widget=RadioCards(),
                help_text=_("To write to one person only, go to that person's page."),
            )
            return
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), f"{one.person.name} · {state_words(one.state)}") for one in people]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for language in ("ko", "en"):
            if bool(data.get(f"subject_{language}")) != bool(data.get(f"text_{language}")):
                lacks = "text" if data.get(f"subject_{language}") else "subject"
                self.add_error(f"{lacks}_{language}", _("Subject and message belong together."))
        if not self.errors and not data.get("text_ko") and not data.get("text_en"):
            self.add_error("text_ko", _("Write the message in at least one language."))
        if data.get("to") == To.CHOSEN and not data.get("chosen"):
            self.add_error("chosen" if "chosen" in self.fields else None, _("Tick at least one name."))
        return data

    @property
    def subject(self) -> Worded:
        return self._worded("subject")

    @property
    def text(self) -> Worded:
        return self._worded("text")

    @property
    def picked(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data.get("chosen", ())]

    def _worded(self, name: str) -> Worded:
        texts = {one: self.cleaned_data[f"{name}_{one}"].strip() for one in ("ko", "en")}
        return Worded.of("ko" if texts["ko"] else "en", **texts)
