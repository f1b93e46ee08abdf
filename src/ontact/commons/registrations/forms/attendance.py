"""What the desk types about attendance, and what a person writes about a no-show mark."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.forms.seen import SeenForm
from ontact.commons.registrations.models import Attendance, Registration
from ontact.web.widgets import CheckCards, Counted, RadioCards

LONGEST_REASON = 300


class CorrectionForm(SeenForm):
    """What somebody else has corrected since is shown first."""

    minutes = forms.IntegerField(label=_("Minutes attended"), min_value=0)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=Counted(LONGEST_REASON, rows=3),
        help_text=_("How you know it. It is kept with the correction."),
    )

    def __init__(self, *args: Any, length: int, least: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"] = forms.IntegerField(
            label=_("Minutes attended"),
            min_value=0,
            max_value=length,
            help_text=_("Of %(length)d; it counts from %(least)d.") % {"length": length, "least": least},
        )


class RollForm(SeenForm):
    """Whoever is ticked was there for the whole session. Two officers with one list see each other's ticks."""

    source = forms.ChoiceField(
        label=_("How it was noted"),
        choices=[
            (Attendance.Source.ROLL, Attendance.Source.ROLL.label),
            (Attendance.Source.PAPER, Attendance.Source.PAPER.label),
        ],
        initial=Attendance.Source.ROLL,
        widget=RadioCards(row=True),
    )
    present = forms.MultipleChoiceField(label=_("Who was there"), required=False, widget=CheckCards())

    def __init__(self, *args: Any, places: Iterable[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), one.person.name) for one in places]

    @property
    def chosen(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data["present"]}

    def _watched(self) -> list[str]:
        return ["present"]

    def _stands(self, name: str) -> Any:
        return sorted(super()._stands(name))

    def _typed(self, name: str) -> Any:
        return sorted(super()._typed(name))

    def _in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        pairs: Any = field.choices
        return ", ".join(str(words) for key, words in pairs if key in value) or str(_("nobody"))


class AppealForm(forms.Form):
    words = forms.CharField(label=_("What happened that day"), max_length=1_000, widget=Counted(1_000))


class AppealAnswerForm(forms.Form):
    is_excused = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("The mark is taken away")), ("no", _("The mark stays"))],
        widget=RadioCards(row=True),
    )
    answer = forms.CharField(label=_("Sentence to the person"), max_length=LONGEST_REASON)

    def clean_is_excused(self) -> bool:
        return bool(self.cleaned_data["is_excused"] == "yes")
