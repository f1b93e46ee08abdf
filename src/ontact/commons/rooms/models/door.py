"""The way in: personal links, waiting in the lobby, and being put out of the room."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.room import Seat, Sitting
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet


class PassQuerySet(KeptQuerySet):
    def valid_at(self, moment: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=moment)


class Pass(Kept):
    """A personal link's secret, kept only as its SHA-256."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="passes")
    # For whom it was made, where that is not whoever holds the seat: it ends when they get up.
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    used_at = models.DateTimeField(_("first used at"), null=True, blank=True)
    # A page that the link opens instead of the door, also after the room's end: papers to read and comment on.
    leads_to = models.CharField(max_length=200, blank=True)

    objects = PassQuerySet.as_manager()


class KnockQuerySet(KeptQuerySet):
    def open(self) -> Self:
        return self.filter(answered_at=None)


class Knock(Kept):
    """Someone waits in the lobby; answered once, by whom and how."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="knocks")
    seen_at = models.DateTimeField(_("last seen"), default=now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    was_admitted = models.BooleanField(_("admitted"), null=True)

    objects = KnockQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(answered_at__isnull=True), name="one_open_knock"
            )
        ]


class BanQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Ban(Kept):
    """A seat was put out of the room. Lifting it is undo; the row stays."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="bans")
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = BanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(lifted_at__isnull=True), name="one_standing_ban"
            )
        ]
