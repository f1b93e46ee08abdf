"""What is typed about instructions and decisions: progress, judgement, status, and what one looks for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models import Instruction, Meeting, RegisteredDecision
from ontact.capabilities.meetings.queries.registers import Wanted
from ontact.commons.people.models import Organisation
from ontact.foundation.clock import now
from ontact.web.widgets import Counted, DateField, Search, Upload

EVIDENCE = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.pptx,.xlsx,.odt,.hwp,.hwpx"


class ProgressForm(forms.Form):
    text = forms.CharField(label=_("What has been done"), max_length=4000, widget=Counted(4000, rows=4))
    file = forms.FileField(
        label=_("Evidence: photographs, documents"), required=False, widget=Upload(accept=EVIDENCE, many=True)
    )
    is_done = forms.BooleanField(label=_("It is done: report it to the office that gave it"), required=False)


class ReviewForm(forms.Form):
    """Two buttons send it: one closes, one returns."""

    text = forms.CharField(
        label=_("Remark"),
        max_length=1000,
        required=False,
        help_text=_("Needed when you return it; the office reads it."),
        widget=Counted(1000, rows=3),
    )


class InstructionsWanted(forms.Form):
    words = forms.CharField(label=_("Words"), required=False, max_length=100, widget=Search())
    office = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Responsible office"),
        required=False,
        empty_label=_("All offices"),
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Meeting"), required=False, empty_label=_("All meetings")
    )
    show = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rows: QuerySet[Instruction]) -> None:
        super().__init__(data)
        plain = rows.order_by()
        offices = Organisation.objects.filter(pk__in=plain.values("office")).order_by("rank", "created_at")
        meetings = Meeting.objects.filter(pk__in=plain.values("meeting")).select_related("room")
        _offer(self, "office", offices)
        _offer(self, "meeting", meetings.order_by("-room__begins_at"))

    @property
    def wanted(self) -> Wanted:
        """What cannot be read is left out: a register is shown in any case."""
        self.is_valid()
        clean = self.cleaned_data
        return Wanted(
            state=clean.get("show") or "open",
            words=clean.get("words") or "",
            office=clean.get("office"),
            meeting=clean.get("meeting"),
        )


class DecisionsWanted(forms.Form):
    words = forms.CharField(label=_("Words"), required=False, max_length=100, widget=Search())
    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Decided by"), required=False, empty_label=_("All offices")
    )
    year = forms.ChoiceField(label=_("Year"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any")), *RegisteredDecision.Status.choices]
    )

    def __init__(self, data: Any, *, rows: QuerySet[RegisteredDecision]) -> None:
        super().__init__(data)
        plain = rows.order_by()
        _offer(
            self,
            "host",
            Organisation.objects.filter(pk__in=plain.values("host")).order_by("rank", "created_at"),
        )
        years = sorted(set(plain.values_list("year", flat=True)), reverse=True)
        field = self.fields["year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All years")), *((str(year), str(year)) for year in years)]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        clean = self.cleaned_data
        return Wanted(
            state=clean.get("status") or "",
            words=clean.get("words") or "",
            host=clean.get("host"),
            year=clean.get("year") or "",
        )


class StatusForm(forms.Form):
    """What became of a decision."""

    status = forms.ChoiceField(label=_("Status"), choices=RegisteredDecision.Status.choices)
    since = forms.DateField(label=_("In force from"), widget=DateField())
    by_decision = forms.ModelChoiceField(
        RegisteredDecision.objects.none(),
        label=_("By which decision"),
        required=False,
        empty_label=_("None of the register"),
    )
    reference = forms.CharField(
        label=_("Reference"),
        max_length=200,
        required=False,
        help_text=_("Document or ordinance by which it was done."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=Counted(500, rows=3))

    def __init__(self, data: Any = None, *, entry: RegisteredDecision) -> None:
        super().__init__(data, initial={"since": timezone.localdate(now()), "status": entry.status})
        others = RegisteredDecision.objects.filter(host=entry.host_id, decided_at__gte=entry.decided_at)
        _offer(self, "by_decision", others.exclude(pk=entry.pk).order_by("-decided_at"))


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
