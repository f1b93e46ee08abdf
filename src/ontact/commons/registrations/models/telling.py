"""What has been told to everybody it concerns, and the secret addresses of personal calendars."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept, KeptQuerySet

PERSON = settings.AUTH_USER_MODEL
# What concerns no single thing: the round of the night.
NOTHING = UUID(int=0)


class Told(Kept):
    """A round has told everybody concerned, once. `at`: the moment that was told of; another one is told anew."""

    class Kind(models.TextChoices):
        """Nobody reads these: the letters say it."""

        DAY = "day"
        HOUR = "hour"
        OPENING = "opening"
        SURVEY = "survey"
        SURVEY_AGAIN = "survey_again"
        CERTIFICATES = "certificates"
        NIGHT = "night"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    about_id = models.UUIDField(default=NOTHING)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about_id"], name="told_once")]


class CalendarAddress(Kept):
    """The secret address under which a calendar program reads one person's dates; only its SHA-256 is kept.

    `asked_at`: when a calendar last read it, by the day.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="calendar_addresses")
    digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(_("last read"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="one_calendar_address"
            )
        ]
