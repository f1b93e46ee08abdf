"""Sketch: standing seats of 220 offices, the roll on stage, and instructions with a deadline."""

from django.db import models

from ontact.foundation.models import Kept


class StandingSeat(Kept):
    """The chair of an office at every month's meeting; whoever holds the office sits there."""

    organisation = models.OneToOneField("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField()


class SeatOfOffice(Kept):
    """This month's seat in the room, one to one with the commons' seat."""

    standing = models.ForeignKey(StandingSeat, on_delete=models.PROTECT, related_name="seats")
    seat = models.OneToOneField("rooms.Seat", on_delete=models.PROTECT, related_name="+")


class RollAnswer(Kept):
    """Answered by the seat; who sat there is read from the sitting at that moment."""

    roll = models.UUIDField()
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")
    answered_by = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "seat"], name="one_answer_per_roll")]


class Instruction(Kept):
    room = models.ForeignKey("rooms.Room", on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000)
    due_on = models.DateField()
