"""The roll: who answered to their seat's name, or was found present by the evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.foundation.clock import now
from ontact.foundation.models import Kept


class RollCall(Kept):
    """Taken quietly from presence, or called aloud seat by seat; while it is open, `current` is being called."""

    class Manner(models.TextChoices):
        QUIET = "quiet", _("From presence")
        ALOUD = "aloud", _("Called aloud")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="rolls")
    manner = models.CharField(_("manner"), max_length=10, choices=Manner.choices)
    current = models.ForeignKey(
        "rooms.Seat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(_("begun at"), default=now)
    closed_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(closed_at__isnull=True), name="one_open_roll"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class RollAnswer(Kept):
    """One seat's answer; the clerk may correct it with a reason while the roll is open."""

    class Answer(models.TextChoices):
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")
        EXCUSED = "excused", _("Excused")

    class Source(models.TextChoices):
        SEAT = "seat", _("own press")
        CLERK = "clerk", _("noted by the clerk")
        EVIDENCE = "evidence", _("evidence of presence")

    roll = models.ForeignKey(RollCall, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answered at"), default=now)

    class Meta:
        ordering = ["answered_at"]
        constraints = [models.UniqueConstraint(fields=["roll", "seat"], name="one_answer_per_seat")]
