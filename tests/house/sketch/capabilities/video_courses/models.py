"""Sketch: a replay watched later counts by the programme's rule. Viewing would stand in media."""

from django.conf import settings
from django.db import models

from ontact.foundation.models import Kept


class Viewing(Kept):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asset = models.ForeignKey("media.Asset", on_delete=models.CASCADE, related_name="+")
    cells = models.BinaryField(default=bytes)
    credit_s = models.PositiveIntegerField(default=0)
    rule_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "asset"], name="one_viewing")]


class Course(Kept):
    programme = models.OneToOneField("programmes.Programme", on_delete=models.CASCADE, related_name="+")
