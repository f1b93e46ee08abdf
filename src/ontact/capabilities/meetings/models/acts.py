"""What a meeting leaves behind: decisions and written opinions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.agenda import AgendaItem, KeptOfMeeting
from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.capabilities.meetings.models.votes import Vote


class Decision(KeptOfMeeting):
    """What was decided, in its wording; numbered within the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    vote = models.OneToOneField(
        Vote, null=True, blank=True, on_delete=models.SET_NULL, related_name="decision"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("decision"), max_length=1000)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_per_number")]


class Opinion(KeptOfMeeting):
    """A written opinion for the record."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="opinions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="opinions"
    )
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("opinion"), max_length=4000)

    class Meta:
        ordering = ["created_at"]
