"""Sketch: a kit at home. Stock is a pool of the programme; the parcel is queried from acceptances."""

from django.db import models

from ontact.foundation.models import Kept


class Experience(Kept):
    programme = models.OneToOneField("programmes.Programme", on_delete=models.CASCADE, related_name="+")
    lesson = models.ForeignKey("media.Asset", null=True, on_delete=models.SET_NULL, related_name="+")


class Dispatch(Kept):
    registration = models.OneToOneField(
        "registrations.Registration", on_delete=models.CASCADE, related_name="+"
    )
    tracking = models.CharField(max_length=60, blank=True)
