"""Field reports: what citizens tell a neighbourhood office, and what became of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.agenda import AgendaItem
from ontact.foundation.models import Kept, KeptQuerySet


class FieldGroup(Kept):
    """Reports about the same thing: put on an agenda or answered in writing, then done."""

    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("what it is about"), max_length=200)
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="field_groups"
    )
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:field_group", args=[self.pk])


class FieldReportQuerySet(KeptQuerySet):
    def with_frame(self) -> Self:
        """What every list and page shows, in one query and one for the photographs."""
        rows = self.select_related("office", "host", "group__item__meeting__room")
        return rows.prefetch_related("photos__asset")

    def in_state(self, state: str) -> Self:
        """received: the clerk has yet to sort it; open: neither answered nor done; closed: the rest."""
        if state == "received":
            return self.filter(group__isnull=True)
        closed = models.Q(group__answered_at__isnull=False) | models.Q(group__done_at__isnull=False)
        if state == "open":
            return self.exclude(closed)
        return self.filter(closed) if state == "closed" else self.all()


class FieldReport(Kept):
    """Where, what, how urgent, how many people: never who. Names and numbers of citizens have no field."""

    class Urgency(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary")
        SOON = "soon", _("Soon")
        URGENT = "urgent", _("Urgent")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        GROUPED = "grouped", _("Being looked at")
        ON_AGENDA = "on_agenda", _("On an agenda")
        ANSWERED = "answered", _("Answered")
        DONE = "done", _("Done")

    office = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        FieldGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    text = models.TextField(_("what citizens say"), max_length=1000)
    place = models.CharField(_("where"), max_length=120)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)
    citizens = models.PositiveIntegerField(_("about how many citizens"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("sent by"), max_length=120, blank=True)
    search_text = models.TextField(blank=True)
    initials = models.TextField(blank=True)

    objects = FieldReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["host", "created_at"], name="field_report_by_host"),
            models.Index(fields=["office", "created_at"], name="field_report_by_office"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("meetings:field_report", args=[self.pk])

    @property
    def state(self) -> "FieldReport.State":
        if self.group is None:
            return self.State.RECEIVED
        if self.group.done_at is not None:
            return self.State.DONE
        if self.group.answered_at is not None:
            return self.State.ANSWERED
        return self.State.ON_AGENDA if self.group.item_id else self.State.GROUPED


class FieldPhoto(Kept):
    """A photograph and what it shows, for whoever cannot see it."""

    report = models.ForeignKey(FieldReport, on_delete=models.CASCADE, related_name="photos")
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    alt = models.CharField(_("what it shows"), max_length=200)

    class Meta:
        ordering = ["number", "id"]
