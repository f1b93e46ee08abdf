"""What people say at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.actions.door import PEOPLE_AT_ONE_CAMERA
from ontact.commons.rooms.models import Line, Seat, Sitting


class DoorForm(forms.Form):
    """How many sit at this camera, who if not the one invited, and how they want to take part."""

    people = forms.IntegerField(
        label=_("How many people are at this camera?"),
        min_value=1,
        max_value=PEOPLE_AT_ONE_CAMERA,
        initial=1,
        required=False,
    )
    name = forms.CharField(
        label=_("Name of whoever takes part"),
        help_text=_("If you come for someone else, write your own name: the minutes name who was there."),
        max_length=100,
    )
    mode = forms.ChoiceField(
        label=_("How do you take part?"),
        help_text=_("On a weak line, sound only or text only works better; both count as attendance."),
        choices=Line.Mode.choices,
        initial=Line.Mode.VIDEO,
        required=False,
        widget=forms.RadioSelect(attrs={"data-mode-choice": ""}),
    )
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, said: Any, *, seat: Seat, line: Line, sitting: Sitting | None) -> None:
        known = {
            "name": sitting.name if sitting else seat.title,
            "people": sitting.people if sitting else 1,
            "mode": line.mode,
        }
        super().__init__(said, initial=known)
        self.sitting = sitting
        # Whatever a browser sends: what is disabled keeps the name that the office gave.
        if not seat.names_itself:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _(
                "The office has entered this name: the meeting and its minutes show no family name."
            )

    @property
    def must_agree(self) -> bool:
        return self.sitting is None or self.sitting.agreed_at is None

    def clean_people(self) -> int:
        return self.cleaned_data["people"] or 1

    def clean_mode(self) -> str:
        return self.cleaned_data["mode"] or Line.Mode.VIDEO

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_someone_else = self.sitting is not None and cleaned.get("name") != self.sitting.name
        if (self.must_agree or is_someone_else) and not cleaned.get("agreed"):
            raise forms.ValidationError(
                _("To go in, agree to the attendance record: press “Agree and go in”.")
            )
        return cleaned
