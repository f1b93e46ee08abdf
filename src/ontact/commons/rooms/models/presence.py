"""Presence as evidence: webhook inbox, spans with their sources, and the usher's lease on a room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.room import Line, Room
from ontact.foundation.clock import now


class Inbox(models.Model):
    """A webhook as it came: kept first, applied later; the same event arrives once, however often it is sent."""

    event_id = models.CharField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=40)
    livekit_name = models.CharField(max_length=64)
    room_sid = models.CharField(max_length=40, blank=True)
    identity = models.CharField(max_length=64, blank=True)
    sid = models.CharField(max_length=40, blank=True)
    joined_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=now)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["applied_at", "received_at"], name="inbox_unapplied")]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"


class Span(models.Model):
    """An interval of presence of a line. Keyed by LiveKit's participant sid; empty where heartbeats were the witness."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="spans")
    sid = models.CharField(max_length=40, blank=True)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen"), default=now)
    sources = models.JSONField(_("evidence"), default=list)

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "sid"], condition=~models.Q(sid=""), name="one_span_per_sid"
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(sid="", ends_at__isnull=True),
                name="one_open_span_by_heartbeat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%H:%M:%S} {self.sid}"


class UsherLease(models.Model):
    """Which usher looks after a room, until when; the fence number grows with each new holder."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, primary_key=True, related_name="lease")
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()
    fence = models.PositiveIntegerField(default=1)
    told_version = models.PositiveIntegerField(default=0)
    # When the room had been emptied at LiveKit after its end and every span was closed: presence is final.
    settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.holder} ({self.fence})"
