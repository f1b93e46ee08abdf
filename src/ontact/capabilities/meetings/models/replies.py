"""Who comes: what the holder of each seat answered before the meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Participant
from ontact.foundation.clock import now
from ontact.foundation.models import Kept


class Reply(Kept):
    """One seat's latest answer; earlier ones are in the journal. A substitute takes the seat, and gets a link."""

    class Answer(models.TextChoices):
        ATTENDS = "attends", _("I attend")
        SUBSTITUTE = "substitute", _("A substitute comes")
        EXCUSED = "excused", _("I am excused")

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="reply")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    substitute_name = models.CharField(_("substitute's name"), max_length=100, blank=True)
    substitute_title = models.CharField(_("substitute's position"), max_length=120, blank=True)
    substitute_email = models.EmailField(_("substitute's e-mail"), blank=True)
    # How they sit: links made for this sitting end with it.
    sitting = models.ForeignKey(
        "rooms.Sitting", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), default=now)

    @property
    def sends_a_substitute(self) -> bool:
        return self.answer == self.Answer.SUBSTITUTE
