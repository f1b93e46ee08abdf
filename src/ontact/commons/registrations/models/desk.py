"""What the desk leaves behind beside the book: the messages it wrote, and the reasons for which it acts for others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class Because(models.TextChoices):
    """Why the desk withdraws somebody. A code and no words, since the journal keeps it for good."""

    ASKED = "asked", _("The person asked for it at the desk or by telephone")
    NO_ANSWER = "no_answer", _("Several letters and calls were not answered")
    NOT_FOR = "not_for", _("The programme is not for this person; both have agreed on that")
    MISTAKE = "mistake", _("The desk entered it by mistake")


class DeskMessage(Kept):
    """What was written to many at once; its letters are notices. `id` is the form's, so that it is sent once."""

    class To(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody who has a place or may still get one")
        PLACED = "placed", _("Those who have a place")
        WAITING = "waiting", _("Those on the waiting list")
        CHOSEN = "chosen", _("Those whom I choose")

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.CASCADE, related_name="desk_messages"
    )
    to = models.CharField(_("to"), max_length=10, choices=To.choices)
    subject = WordedField(_("subject"))
    text = WordedField(_("message"))
    sent_by_id = models.UUIDField(null=True)
    letters = models.PositiveIntegerField(_("letters"))
    # Who has no mail address must be told by telephone.
    without_address = models.PositiveIntegerField(_("without an address"), default=0)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.programme)
