"""What a meeting deals with: its agenda, papers, the time spent on each item; and why it was called off."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Meeting, Participant
from ontact.foundation.clock import now
from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class KeptOfMeeting(Kept):
    """Base of what belongs to a meeting and stands in the journal: what a rehearsal leaves behind does not."""

    meeting: Any

    class Meta:
        abstract = True

    @property
    def is_off_the_record(self) -> bool:
        is_rehearsal: bool = self.meeting.is_rehearsal
        return is_rehearsal


class AgendaItem(KeptOfMeeting):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"))
    title = WordedField(_("title"))
    presenter = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    presenter_words = models.CharField(_("presenter"), max_length=120, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(_("minutes planned"), default=10)

    class Meta:
        ordering = ["number", "id"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def presenter_name(self) -> str:
        return self.presenter.words if self.presenter else self.presenter_words


class Discussion(Kept):
    """A stretch of time in which the meeting was on one item. An item may be taken up again later."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="discussions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="discussions")
    begins_at = models.DateTimeField(_("taken up at"), default=now)
    ends_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(ends_at__isnull=True), name="one_item_at_a_time"
            )
        ]


class Paper(Kept):
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), default=1)

    class Meta:
        ordering = ["number", "id"]


class Cancellation(Kept):
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="cancellation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
