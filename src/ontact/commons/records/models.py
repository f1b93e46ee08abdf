"""Records: what must be kept, until when, who may see it, and the proof of its destruction."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class Record(Kept):
    """An asset that is kept under a rule. keep_until empty = for ever."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Minutes")
        RECORDING = "recording", _("Recording")

    class Disclosure(models.TextChoices):
        PUBLIC = "public", _("Public")
        ON_REQUEST = "on_request", _("On request")
        CLOSED = "closed", _("Closed")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = WordedField(_("title"))
    asset = models.ForeignKey("media.Asset", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    room = models.ForeignKey("rooms.Room", null=True, blank=True, on_delete=models.SET_NULL, related_name="records")
    disclosure = models.CharField(_("disclosure"), max_length=20, choices=Disclosure.choices, default=Disclosure.CLOSED)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    keep_until = models.DateField(_("keep until"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)


class Destruction(Kept):
    """Proof that a record was destroyed on its day."""

    record_id = models.UUIDField(unique=True)
    title = WordedField(_("title"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    rule = models.CharField(_("rule"), max_length=200)
