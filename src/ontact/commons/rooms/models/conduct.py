"""How a meeting is conducted: hands, the floor, slides, chat, and the numbered events that tell everyone."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.queue import SpeechKind
from ontact.commons.rooms.models.room import Line, Room, Seat
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet


class HandQuerySet(KeptQuerySet):
    def raised(self) -> Self:
        return self.filter(lowered_at=None)


class Hand(Kept):
    """A hand in the queue. `place` is the order of hands, `put_at` where the desk put it; see models/queue.py."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="hands")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="hands")
    kind = models.CharField(
        _("kind"), max_length=20, choices=SpeechKind.choices, default=SpeechKind.STATEMENT
    )
    place = models.BigIntegerField(_("order of hands"))
    put_at = models.PositiveIntegerField(_("place given by the desk"), null=True, blank=True)
    lowered_at = models.DateTimeField(_("lowered at"), null=True, blank=True)

    objects = HandQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(lowered_at__isnull=True), name="one_raised_hand"
            )
        ]


class TurnQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(ends_at=None)


class Turn(Kept):
    """One speech: who had the floor, from when until when, with which limit. Together they are the speech log."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="turns")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(
        _("kind"), max_length=20, choices=SpeechKind.choices, default=SpeechKind.STATEMENT
    )
    begins_at = models.DateTimeField(_("begins"), default=now)
    limit_s = models.PositiveIntegerField(_("limit in seconds"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(ends_at__isnull=True), name="one_has_the_floor"
            )
        ]

    @property
    def due_at(self) -> datetime | None:
        return self.begins_at + timedelta(seconds=self.limit_s) if self.limit_s else None


class Slides(models.Model):
    """What stands on the stage: page n of asset a."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, primary_key=True, related_name="slides")
    asset = models.ForeignKey("media.Asset", on_delete=models.CASCADE, related_name="+")
    page = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.asset}, {self.page}"


class ChatLine(Kept):
    """One line of chat; hidden lines stay for the record of moderation but are shown to nobody."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="chat")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    text = models.CharField(max_length=1000)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    @property
    def is_off_the_record(self) -> bool:
        return self.room.is_rehearsal


class Asked(models.Model):
    """A call that was answered: the same line asking again under the same key gets the same answer."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "key"], name="answered_once")]

    def __str__(self) -> str:
        return self.key


class RoomEvent(models.Model):
    """One numbered change of a room. Payloads are public to the room; clients apply v+1 or fetch the state."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="events")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "version"], name="one_event_per_version")]

    def __str__(self) -> str:
        return f"{self.version} {self.kind}"
