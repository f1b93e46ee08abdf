"""Waiting in the lobby, and being put out of the room."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.room import Seat
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet


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
