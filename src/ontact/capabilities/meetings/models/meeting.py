"""The meeting, its agenda, its papers and the people who take part."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class Meeting(Kept):
    """An official meeting. Time, seats and floor are its room's; the meeting owns why people meet."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONVENED = "convened", _("Convened")
        OPENED = "opened", _("In session")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    room = models.OneToOneField("rooms.Room", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    convened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = WordedField(_("purpose"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    is_public = models.BooleanField(_("shown on the home page"), default=True)
    keeps_chat = models.BooleanField(_("chat goes into the minutes"), default=False)
    convened_at = models.DateTimeField(_("convened at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # Raised with each change sent to guests: a calendar replaces its entry only by a higher SEQUENCE (RFC 5545).
    calendar_sequence = models.PositiveSmallIntegerField(default=0)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_ones")


class Participant(Kept):
    """What part someone plays in the meeting; who sits there and how they connect is the seat's matter."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("Chair")
        CLERK = "clerk", _("Clerk")
        MEMBER = "member", _("Member")
        PRESENTER = "presenter", _("Presenter")
        OBSERVER = "observer", _("Observer")
        CITIZEN = "citizen", _("Citizen")
        CIVIC_GROUP = "civic_group", _("Civic group")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    seat = models.OneToOneField("rooms.Seat", on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("part"), max_length=20, choices=Part.choices, default=Part.MEMBER)
    has_vote = models.BooleanField(_("may vote"), default=False)

    class Meta:
        ordering = ["seat__rank", "created_at"]


class AgendaItem(Kept):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField(_("number"))
    title = WordedField(_("title"))
    presenter = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    presenter_words = models.CharField(_("presenter"), max_length=120, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(_("minutes planned"), default=10)
    begins_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    notes = models.TextField(_("clerk's notes"), blank=True)

    class Meta:
        ordering = ["number", "id"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Paper(Kept):
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"), default=1)

    class Meta:
        ordering = ["number", "id"]


class Cancellation(Kept):
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="cancellation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
