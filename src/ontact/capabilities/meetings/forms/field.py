"""What a neighbourhood office sends from a phone in two minutes, and what the clerk does with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.fielding import Said
from ontact.capabilities.meetings.documents.contacts import MOBILE, RESIDENT_NUMBER
from ontact.capabilities.meetings.errors.field import ResidentNumberWritten
from ontact.capabilities.meetings.models import FieldReport, Meeting
from ontact.commons.people.models import Organisation
from ontact.web.widgets import Counted, RadioCards, Search, Upload

PHOTOS = ".jpg,.jpeg,.png,.webp"


class FieldReportForm(forms.Form):
    """Short on purpose. Photographs that came with a refused form are kept by their ids."""

    text = forms.CharField(
        label=_("What citizens say"),
        max_length=1000,
        help_text=_("What, not who: no names, telephone numbers or addresses of citizens."),
        widget=Counted(1000, rows=5),
        error_messages={"required": _("Write in a sentence or two what citizens say.")},
    )
    place = forms.CharField(
        label=_("Where"),
        max_length=120,
        help_text=_("A street, a park, a crossing."),
        error_messages={"required": _("Say where it is.")},
    )
    urgency = forms.ChoiceField(
        label=_("How urgent"),
        choices=FieldReport.Urgency.choices,
        initial=FieldReport.Urgency.ORDINARY,
        widget=RadioCards(row=True),
    )
    photo = forms.FileField(
        label=_("Pictures of the place"),
        required=False,
        widget=Upload(accept=PHOTOS, many=True),
        help_text=_("Without faces or number plates. Place and time inside the file are taken out."),
    )
    alt = forms.CharField(
        label=_("What the photographs show"),
        max_length=190,
        required=False,
        help_text=_("For those who cannot see them."),
    )
    citizens = forms.IntegerField(
        label=_("About how many citizens it concerns"), required=False, min_value=1, max_value=2_000_000
    )
    office = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Reporting office"), empty_label=None
    )
    host = forms.ModelChoiceField(Organisation.objects.none(), label=_("Sent to"), empty_label=None)
    number_is_fine = forms.BooleanField(
        label=_("The number in it is an office's, not a citizen's"), required=False
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, offices: list[Organisation], hosts: Any, last: Any = None
    ) -> None:
        super().__init__(data, initial={"host": last, "office": offices[0] if offices else None})
        self.photographs = 0
        for name, rows in (
            ("office", Organisation.objects.filter(pk__in=[one.pk for one in offices])),
            ("host", hosts),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        if data is None or not MOBILE.search(_written(data)):
            del self.fields["number_is_fine"]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        written = _written(self.data)
        if RESIDENT_NUMBER.search(written):
            refusal = ResidentNumberWritten()
            self.add_error("text", f"{refusal.sentence} {refusal.advice}")
        elif "number_is_fine" in self.fields and not clean.get("number_is_fine"):
            self.add_error(
                "number_is_fine",
                _("This looks like a telephone number. Take it out, or tick that it is not a citizen's."),
            )
        if self.photographs and not clean.get("alt"):
            self.add_error("alt", _("Say in a few words what the photographs show."))
        return clean

    @property
    def said(self) -> Said:
        clean = self.cleaned_data
        return Said(clean["text"], clean["place"], clean["urgency"], clean["citizens"])


class FieldWanted(forms.Form):
    words = forms.CharField(label=_("Words"), required=False, max_length=100, widget=Search())
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=[("", _("Any")), *FieldReport.Urgency.choices]
    )
    show = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class GroupForm(forms.Form):
    title = forms.CharField(
        label=_("What it is about"),
        max_length=200,
        help_text=_("It becomes the title of the agenda item."),
        error_messages={"required": _("Give the group a title.")},
    )


class ChosenForm(forms.Form):
    """A tick for each report that waits."""

    def __init__(self, *, chosen: list[str], reports: list[FieldReport]) -> None:
        super().__init__()
        for report in reports:
            key = str(report.pk)
            box = forms.CheckboxInput(attrs={"class": "check", "value": key, "id": f"tick-{key}"})
            self.fields[f"tick-{key}"] = forms.BooleanField(
                label=str(report), required=False, initial=key in chosen, widget=box
            )

    def add_prefix(self, field_name: str) -> str:
        """All ticks go under one name, each with its report's id."""
        return "report"


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Answer to the offices"),
        max_length=2000,
        widget=Counted(2000, rows=4),
        error_messages={"required": _("Write what the offices can tell their citizens.")},
    )


class AgendaForm(forms.Form):
    """What goes onto a public agenda is published: who has photographs in the group says that they may be."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"), empty_label=None)
    may_be_public = forms.BooleanField(
        label=_("I have looked at the photographs: everyone may see them"),
        required=False,
        help_text=_(
            "On the agenda of a public meeting they can be opened by everyone, from that moment on."
            " No faces, number plates or names may be in them."
        ),
    )

    def __init__(self, data: Any = None, *, meetings: Any, has_photos: bool) -> None:
        super().__init__(data)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings
        if not has_photos:
            del self.fields["may_be_public"]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        meeting = clean.get("meeting")
        unsure = "may_be_public" in self.fields and not clean.get("may_be_public")
        if meeting is not None and meeting.is_public and unsure:
            self.add_error(
                "may_be_public",
                _(
                    "This meeting is public: its agenda shows the photographs to everyone."
                    " Tick that they may be seen."
                ),
            )
        return clean


def _written(data: Any) -> str:
    return " ".join(str(data.get(name, "")) for name in ("text", "place", "alt"))
