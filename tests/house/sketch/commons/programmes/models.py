"""Sketch: a programme and its dated sessions; a session may have a room, and never says why."""

from django.db import models

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class Programme(Kept):
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = WordedField()
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    page = models.CharField(max_length=200)


class Session(Kept):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sessions")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.OneToOneField("rooms.Room", null=True, on_delete=models.PROTECT, related_name="+")
    replay = models.ForeignKey("media.Asset", null=True, on_delete=models.SET_NULL, related_name="+")
