"""Whom the clerk asks to a rehearsal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models import Participant
from ontact.web.widgets import RadioCards

EVERYONE, CHOSEN = "everyone", "chosen"


class AskForm(forms.Form):
    whom = forms.ChoiceField(
        label=_("Whom to ask"),
        choices=[(CHOSEN, _("Those whom I choose")), (EVERYONE, _("Everyone who comes to the meeting"))],
        initial=CHOSEN,
        widget=RadioCards(row=True),
    )
    people = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        label=_("People"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, waiting: QuerySet[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = waiting
        vars(field)["label_from_instance"] = lambda one: one.words

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if words.get("whom") == CHOSEN and not words.get("people") and "people" not in self.errors:
            self.add_error("people", _("Choose at least one person, or ask everyone."))
        return words

    @property
    def asked(self) -> list[Participant]:
        if self.cleaned_data["whom"] == EVERYONE:
            return list(self.waiting)
        return list(self.cleaned_data["people"])
