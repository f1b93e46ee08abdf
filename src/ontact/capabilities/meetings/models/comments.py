"""The draft before those who were present: who was asked, until when, what they remarked and what became of it."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.agenda import AgendaItem
from ontact.capabilities.meetings.models.meeting import Participant
from ontact.capabilities.meetings.models.minutes import Minutes
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet

COMMENT_LIMIT = 2_000
# Comments are material of the draft, no record: a year after the round nobody needs them.
COMMENTS_KEPT = timedelta(days=365)


class CommentRoundQuerySet(KeptQuerySet):
    def open_at(self, moment: datetime) -> Self:
        return self.filter(due_at__gt=moment, ended_at__isnull=True)


class CommentRound(Kept):
    """One version of the draft lies before those who were present, until a moment that the clerk chose."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="rounds")
    version = models.PositiveIntegerField(_("version"))
    due_at = models.DateTimeField(_("deadline"))
    ended_at = models.DateTimeField(_("ended early at"), null=True, blank=True)
    reason = models.CharField(_("why it ended early"), max_length=300, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    # How many were asked and how many comments came stays, when the comments themselves are erased.
    asked_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    erased_at = models.DateTimeField(_("comments erased at"), null=True, blank=True)

    objects = CommentRoundQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]

    @property
    def closes_at(self) -> datetime:
        moment: datetime = min(self.due_at, self.ended_at or self.due_at)
        return moment

    @property
    def erased_on(self) -> datetime:
        return self.closes_at + COMMENTS_KEPT

    def is_open_at(self, moment: datetime) -> bool:
        return moment < self.closes_at

    @property
    def is_open(self) -> bool:
        return self.is_open_at(now())


class Commenter(Kept):
    """A seat that was present and is asked; of several who sat in it, the last. The seat has one voice."""

    round = models.ForeignKey(CommentRound, on_delete=models.CASCADE, related_name="commenters")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    sitting = models.ForeignKey(
        "rooms.Sitting", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    # They have read it and have nothing to remark: nobody reminds them.
    content_at = models.DateTimeField(_("nothing to remark, said at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "participant"], name="one_voice_per_seat_and_round")
        ]

    def __str__(self) -> str:
        return self.name


class Comment(Kept):
    """What one seat remarks on an item or on words of it, and the clerk's answer."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not answered yet")
        TAKEN_UP = "taken_up", _("Taken up")
        NOT_TAKEN_UP = "not_taken_up", _("Not taken up")

    commenter = models.ForeignKey(Commenter, on_delete=models.CASCADE, related_name="comments")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    passage = models.CharField(_("words it is about"), max_length=500, blank=True)
    text = models.CharField(_("comment"), max_length=COMMENT_LIMIT)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.WAITING)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    @property
    def is_answered(self) -> bool:
        return self.state != self.State.WAITING
