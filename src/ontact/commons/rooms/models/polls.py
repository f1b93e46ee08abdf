"""Questions of the moment: a poll or a quiz that the desk asks the room. Nothing is decided by it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.room import Room, Seat
from ontact.foundation.models import Kept, KeptQuerySet

CHOICES_AT_LEAST, CHOICES_AT_MOST = 2, 6


class PollQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(closed_at=None)


class Poll(Kept):
    """One question with its choices. What everyone chose is shown when the desk shows it, with names only if it `is_named`.

    `counts`: answers by choice, written down at the close; until then they are counted.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="polls")
    question = models.CharField(_("question"), max_length=300)
    choices = models.JSONField(_("choices"), default=list)
    # In a quiz: which of the choices is right, counted from 0.
    right = models.PositiveSmallIntegerField(_("right answer"), null=True, blank=True)
    is_named = models.BooleanField(_("answers are shown with names"), default=False)
    counts = models.JSONField(default=list)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    shown_at = models.DateTimeField(_("results shown since"), null=True, blank=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=models.Q(closed_at__isnull=True), name="one_open_poll"
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_off_the_record(self) -> bool:
        return self.room.is_rehearsal


class PollAnswer(Kept):
    """One seat's answer, which may change until the close; then those of an anonymous poll are gone."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    choice = models.PositiveSmallIntegerField(_("choice"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "seat"], name="one_answer_a_seat")]
