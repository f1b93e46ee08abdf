"""Reports before the meeting: the clerk asks the offices, each hands in slides, one page and what it asks of others."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.agenda import AgendaItem
from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet

SUMMARY_LIMIT = 1_500


class ReportCall(Kept):
    """The clerk asks the offices for their reports, by when, and with which remark; once per meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="report_call")
    due_at = models.DateTimeField(_("deadline"))
    note = models.CharField(_("what the reports should cover"), max_length=500, blank=True)
    # From then on the people of the meeting read what has been handed in.
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)


class ReportQuerySet(KeptQuerySet):
    def with_frame(self) -> Self:
        """What every list and page of reports shows, in one query."""
        return self.select_related(
            "call__meeting__room", "call__meeting__host", "office", "item", "last", "draft_by"
        )

    def missing(self) -> Self:
        return self.filter(last__isnull=True)

    def in_rank_order(self) -> Self:
        return self.order_by("office__rank", "office__created_at", "id")


class Report(Kept):
    """What one office reports in one meeting: a draft that several write on, and the versions handed in."""

    call = models.ForeignKey(ReportCall, on_delete=models.CASCADE, related_name="reports")
    office = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    last = models.ForeignKey("HandedIn", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # As typed, valid or not: {"summary": text, "asks": [{"office", "what", "by"}]}.
    typed = models.JSONField(default=dict, blank=True)
    # Raised with each saving, so that a second writer notices the first.
    revision = models.PositiveIntegerField(default=0)
    draft_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    draft_name = models.CharField(_("last written by"), max_length=120, blank=True)
    draft_at = models.DateTimeField(_("last written at"), null=True, blank=True)
    late_reason = models.CharField(_("why it is late"), max_length=300, blank=True)
    opened_late_at = models.DateTimeField(_("opened after the deadline at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "office"], name="one_report_per_office_and_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.office} · {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:report", args=[self.call.meeting_id, self.pk])

    @property
    def meeting(self) -> Meeting:
        found: Meeting = self.call.meeting
        return found

    @property
    def is_handed_in(self) -> bool:
        return self.last_id is not None

    @property
    def has_draft(self) -> bool:
        """Something was written since the last version that was handed in, or before the first."""
        return self.draft_at is not None and (self.last is None or self.draft_at > self.last.created_at)

    def is_open_at(self, moment: datetime) -> bool:
        """Until the very moment of the deadline; later only where the clerk has opened it."""
        if not self.meeting.may_change:
            return False
        return moment <= self.call.due_at or self.opened_late_at is not None

    def is_released(self) -> bool:
        """Whether the people of the meeting may read it: released with all, or taken onto the agenda."""
        return self.is_handed_in and (self.call.released_at is not None or self.item_id is not None)


class ReportPaper(Kept):
    """A file of the report: slides or a paper. Taken away it leaves the draft, not the versions handed in."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="papers")
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def take_away(self) -> None:
        if self.removed_at is None:
            self.removed_at = now()
            self.save(update_fields=["removed_at"])


class HandedIn(Kept):
    """One version as it was handed in; the last one counts, the earlier ones stay."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    summary = models.TextField(_("summary"), max_length=SUMMARY_LIMIT)
    # [{"office": id, "names": {language: name}, "what": text, "by": "2026-10-02" or ""}]
    asks = models.JSONField(default=list, blank=True)
    papers = models.ManyToManyField(ReportPaper, related_name="+", blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("handed in by"), max_length=120, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_version_per_number")]


def ask_of(office_id: UUID, names: dict[str, str], what: str, by: str) -> dict[str, Any]:
    """One row of what a report asks of whom, as it is kept and told."""
    return {"office": str(office_id), "names": names, "what": what, "by": by}
