"""Languages of a room: who serves in which, which interpreter is on air, and what the stenographer typed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet


class Language(models.TextChoices):
    """What is spoken in meetings here; the codes are those of the browser (BCP 47)."""

    KO = "ko", _("Korean")
    EN = "en", _("English")
    VI = "vi", _("Vietnamese")
    ZH = "zh", _("Chinese")
    JA = "ja", _("Japanese")
    DE = "de", _("German")
    FR = "fr", _("French")
    RU = "ru", _("Russian")
    RO = "ro", _("Romanian")


class Service(models.TextChoices):
    """Serves the whole meeting rather than taking part in it."""

    VOICE = "voice", _("Interpreter on a channel")
    SIGN = "sign", _("Sign-language interpreter")
    CAPTIONS = "captions", _("Stenographer")


class AirQuerySet(KeptQuerySet):
    def standing(self) -> "AirQuerySet":
        return self.filter(ends_at=None)


class Air(Kept):
    """An interpreter is on air, from when until when. One per booth, and one per language that is listened to."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="airs")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.CASCADE, related_name="airs")
    booth = models.CharField(max_length=17)
    from_language = models.CharField(_("from"), max_length=8, choices=Language.choices)
    to_language = models.CharField(_("into"), max_length=8, choices=Language.choices)
    begins_at = models.DateTimeField(_("begins"), default=now)
    # The microphone is held out to the partner.
    offered_at = models.DateTimeField(_("offered at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)

    objects = AirQuerySet.as_manager()

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "booth"],
                condition=models.Q(ends_at__isnull=True),
                name="one_on_air_per_booth",
            ),
            models.UniqueConstraint(
                fields=["room", "to_language"],
                condition=models.Q(ends_at__isnull=True),
                name="one_voice_per_language",
            ),
        ]


class CaptionLine(Kept):
    """One line of captions, begun at `created_at` while `speaker` had the floor; open while it is being typed."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="captions")
    typed_by = models.ForeignKey("rooms.Seat", on_delete=models.CASCADE, related_name="+")
    speaker = models.ForeignKey(
        "rooms.Seat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.CharField(_("text"), max_length=500)
    typed_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["typed_by"],
                condition=models.Q(closed_at__isnull=True),
                name="one_line_is_being_typed",
            )
        ]

    @property
    def is_off_the_record(self) -> bool:
        is_rehearsal: bool = self.room.is_rehearsal
        return is_rehearsal
