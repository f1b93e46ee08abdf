"""What a guardian is asked for a child: by mail, with a link of their own, for one meeting or for a committee's."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.capabilities.meetings.models.standing import StandingList
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet


class ConsentRequestQuerySet(KeptQuerySet):
    def valid_at(self, moment: datetime) -> Self:
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=moment))


class ConsentRequest(Kept):
    """That it was asked, and answered. What was agreed to is people.Consent, about the same meeting or list.

    Of the link only the digest is kept; a newer mail replaces it.
    """

    child = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    guardian = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="consent_requests"
    )
    standing_list = models.ForeignKey(
        StandingList, null=True, blank=True, on_delete=models.CASCADE, related_name="consent_requests"
    )
    digest = models.CharField(max_length=64, unique=True, null=True)
    # For a committee's meetings; for one meeting the end is the meeting's.
    ends_at = models.DateTimeField(_("asked until"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ConsentRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=True) ^ models.Q(standing_list__isnull=True),
                name="asked_for_one_thing",
            ),
            models.UniqueConstraint(fields=["child", "meeting"], name="asked_once_for_a_meeting"),
            models.UniqueConstraint(fields=["child", "standing_list"], name="asked_once_for_a_list"),
        ]

    @property
    def scope(self) -> Meeting | StandingList:
        found = self.meeting or self.standing_list
        assert found is not None
        return found

    @property
    def valid_until(self) -> datetime:
        if self.ends_at is not None:
            return self.ends_at
        assert self.meeting is not None
        return self.meeting.room.last_moment

    def is_valid(self) -> bool:
        return now() < self.valid_until
