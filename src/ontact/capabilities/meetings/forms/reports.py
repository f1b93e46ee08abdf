"""What is typed about reports: the clerk's request, the office's page with what it asks of whom, why it is late."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.access.followup import GIVEN_TO
from ontact.capabilities.meetings.models import Meeting, Report, ReportCall
from ontact.capabilities.meetings.models.reports import SUMMARY_LIMIT, ask_of
from ontact.capabilities.meetings.queries.reports import offices_of
from ontact.commons.people.models import Organisation
from ontact.foundation.clock import now
from ontact.web.widgets import Counted, DateField, Moment, Upload

PAPERS = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.pptx,.xlsx,.odt,.hwp,.hwpx"
ROWS_AT_LEAST, ROWS_AT_MOST = 2, 8
# Two days are left to read what was handed in.
USUAL_DEADLINE, USUAL_HOUR = timedelta(days=2), time(18)


class CallForm(forms.Form):
    """The clerk asks: by when, which offices, what it should cover."""

    due_at = forms.SplitDateTimeField(label=_("Deadline"), widget=Moment())
    note = forms.CharField(
        label=_("What the reports should cover"), max_length=500, required=False, widget=Counted(500, rows=2)
    )
    offices = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Which offices report"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Chosen beforehand: the departments of those on the list. Who was asked once stays asked."
        ),
    )

    def __init__(self, data: Any = None, *, meeting: Meeting, call: ReportCall | None) -> None:
        chosen = list(offices_of(meeting).values_list("pk", flat=True)) if call is None else []
        due_at = call.due_at if call else _usual_deadline(meeting)
        initial = {"due_at": due_at, "note": call.note if call else "", "offices": chosen}
        super().__init__(data, initial=initial)
        field = self.fields["offices"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        rows = Organisation.objects.filter(kind__in=GIVEN_TO)
        if call is not None:
            rows = rows.exclude(pk__in=call.reports.values("office"))
        kinds = [Organisation.Kind.DEPARTMENT, Organisation.Kind.DISTRICT]
        field.queryset = rows.filter(kind__in=kinds).order_by("rank", "created_at")


class ReportForm(forms.Form):
    """The one page. Rows of what is asked grow with what is filled in; an empty row is no row."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=SUMMARY_LIMIT,
        help_text=_("One page: the main work, the result, what comes next."),
        widget=Counted(SUMMARY_LIMIT, rows=10),
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        typed = report.typed
        rows = typed.get("asks", [])
        super().__init__(data, initial={"revision": report.revision, "summary": typed.get("summary", "")})
        self.size = _rows_in(data) if data else min(max(len(rows) + 1, ROWS_AT_LEAST), ROWS_AT_MOST)
        offices = list(Organisation.objects.filter(kind__in=GIVEN_TO).order_by("rank", "created_at"))
        self.offices = {str(office.pk): office for office in offices if office.pk != report.office_id}
        choices = [("", _("Nobody")), *((pk, str(office.name)) for pk, office in self.offices.items())]
        for number in range(self.size):
            self._row(number, rows[number] if number < len(rows) else {}, choices)

    def _row(self, number: int, row: dict[str, str], choices: list[Any]) -> None:
        self.fields[f"office-{number}"] = forms.ChoiceField(
            label=_("Of which office"), required=False, choices=choices, initial=row.get("office", "")
        )
        self.fields[f"what-{number}"] = forms.CharField(
            label=_("What is asked"), required=False, max_length=300, initial=row.get("what", "")
        )
        self.fields[f"by-{number}"] = forms.DateField(
            label=_("By when"), required=False, widget=DateField(), initial=row.get("by", "")
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """For laying out: office, what, by when of each row."""
        return [{name: self[f"{name}-{n}"] for name in ("office", "what", "by")} for n in range(self.size)]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        for number in range(self.size):
            office, what = clean.get(f"office-{number}"), clean.get(f"what-{number}")
            if what and not office:
                self.add_error(f"office-{number}", _("Say which office is asked."))
            if office and not what:
                self.add_error(f"what-{number}", _("Say what is asked of this office."))
        return clean

    @property
    def typed(self) -> dict[str, Any]:
        """As it stands in the form, finished or not."""
        rows = [
            {name: str(self.data.get(f"{name}-{n}", "")).strip()[:300] for name in ("office", "what", "by")}
            for n in range(self.size)
        ]
        summary = str(self.data.get("summary", "")).replace("\r\n", "\n")[: 2 * SUMMARY_LIMIT]
        return {"summary": summary, "asks": [row for row in rows if any(row.values())]}

    @property
    def asks(self) -> list[dict[str, Any]]:
        found = []
        for number in range(self.size):
            office = self.offices.get(self.cleaned_data[f"office-{number}"])
            day = self.cleaned_data[f"by-{number}"]
            if office is not None:
                names = dict(office.name.texts)
                what = self.cleaned_data[f"what-{number}"]
                found.append(ask_of(office.pk, names, what, day.isoformat() if day else ""))
        return found


class ReportPaperForm(forms.Form):
    file = forms.FileField(label=_("Slides and papers"), widget=Upload(accept=PAPERS, many=True))


class LatenessForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is late"),
        max_length=300,
        widget=Counted(300, rows=2),
        error_messages={"required": _("Say in a sentence why it is late.")},
    )


def _rows_in(data: Any) -> int:
    numbers = [int(key[5:]) for key in data if key.startswith("what-") and key[5:].isdigit()]
    return min(max([*numbers, ROWS_AT_LEAST - 1]) + 1, ROWS_AT_MOST)


def _usual_deadline(meeting: Meeting) -> datetime:
    """At six in the evening two days before; where that is over, an hour before the meeting."""
    local = timezone.localtime(meeting.begins_at - USUAL_DEADLINE)
    usual = local.replace(hour=USUAL_HOUR.hour, minute=0, second=0, microsecond=0)
    return usual if usual > now() else meeting.begins_at - timedelta(hours=1)
