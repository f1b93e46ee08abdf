"""What the desk types about attendance, and what a person writes about a no-show mark."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.models import Attendance, Registration
from ontact.web.widgets import CheckCards, Counted, RadioCards

LONGEST_REASON = 300


class CorrectionForm(forms.Form):
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


class RollForm(forms.Form):
    """Whoever is ticked was there for the whole session."""

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

    def clean_present(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data["present"]}


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
