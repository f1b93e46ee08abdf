"""By whom the minutes of a meeting are approved, and whose approval has been given."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Participant
from ontact.capabilities.meetings.models.minutes import Minutes
from ontact.foundation.models import Kept, KeptQuerySet


class ApproverQuerySet(KeptQuerySet):
    def awaited(self) -> Self:
        """Has not approved what the draft says now; who approved an earlier version reads again."""
        given = models.Q(approved_version=models.F("minutes__version"))
        return self.filter(excused_at__isnull=True).exclude(given)


class Approver(Kept):
    """One whose approval these minutes need: the chair, or a member by the rule of the meeting.

    In the chair's place whoever holds the department's mandate may approve; then the row names them.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="approvers")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    title = models.CharField(_("position"), max_length=120, blank=True)
    is_chair = models.BooleanField(default=False)
    approved_version = models.PositiveIntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    excused_at = models.DateTimeField(_("excused at"), null=True, blank=True)
    excuse = models.CharField(_("why their approval is not needed"), max_length=300, blank=True)

    objects = ApproverQuerySet.as_manager()

    class Meta:
        ordering = ["-is_chair", "created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes"], condition=models.Q(is_chair=True), name="one_chair_approves"
            )
        ]

    def __str__(self) -> str:
        return self.name
