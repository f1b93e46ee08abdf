"""Sketch: the log of requests, pools that cannot be oversold, the seat that acceptance gives, attendance."""

from django.conf import settings
from django.db import models

from ontact.foundation.models import Kept

LIVE = models.Q(state__in=["asked", "inside", "waiting"])


class Registration(Kept):
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="registrations"
    )
    session = models.ForeignKey("programmes.Session", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    arrival = models.BigIntegerField()
    state = models.CharField(max_length=10, default="asked")

    class Meta:
        # Two constraints: SQLite has no NULLS NOT DISTINCT, and Django then leaves the constraint out in silence.
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=LIVE & models.Q(session__isnull=True),
                name="one_live_series_registration",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=LIVE & models.Q(session__isnull=False),
                name="one_live_session_registration",
            ),
        ]


class Pool(Kept):
    """Anything that runs out: seats, kits in stock, the desk's quota."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="pools")
    name = models.CharField(max_length=80)
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken__lte=models.F("capacity")), name="pool_never_oversold"
            )
        ]


class PoolUse(Kept):
    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="uses")
    session = models.ForeignKey(
        "programmes.Session", null=True, on_delete=models.CASCADE, related_name="pool_uses"
    )


class GivenSeat(Kept):
    """The seat that acceptance gave; withdrawal takes it back in the same transaction."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="seats")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")


class Attendance(Kept):
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    session = models.ForeignKey("programmes.Session", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=10)
    minutes = models.PositiveIntegerField()
    rule_version = models.PositiveSmallIntegerField(default=1)
