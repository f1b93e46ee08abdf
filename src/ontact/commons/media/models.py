"""Files: an Asset, the pages of a document, the pieces of a film in the making, and who has watched it how far."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept, KeptQuerySet

LEASE = timedelta(minutes=5)
ATTEMPTS_AT_MOST = 3


class AssetQuerySet(KeptQuerySet):
    def unfinished(self) -> Self:
        return self.filter(state__in=[Asset.State.ARRIVED, Asset.State.CHECKED])

    def forsaken(self, moment: datetime) -> Self:
        """Unfinished, and nobody works on them: never begun, or the worker died and its lease ran out."""
        return self.unfinished().filter(
            models.Q(leased_until__isnull=True) | models.Q(leased_until__lt=moment)
        )

    def claim(self, pk: Any, moment: datetime) -> "Asset | None":
        """Take one forsaken asset to work on. The attempt's number is the fence for every later write."""
        free = self.forsaken(moment).filter(pk=pk, attempts__lt=models.F("headway") + ATTEMPTS_AT_MOST)
        if not free.update(attempts=models.F("attempts") + 1, leased_until=moment + LEASE):
            return None
        return Asset.objects.get(pk=pk)

    def go_on(self, pk: Any, attempt: int, moment: datetime) -> "Asset | None":
        """The next turn of work that was laid down and not lost: only as long as nobody has claimed it since."""
        mine = self.unfinished().filter(pk=pk, attempts=attempt)
        if not mine.update(attempts=models.F("attempts") + 1, leased_until=moment + LEASE):
            return None
        return Asset.objects.get(pk=pk)


class Asset(Kept):
    """One stored file. Only what is READY is served; what was checked never changes."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        IMAGE = "image", _("Image")
        OFFICE = "office", _("Office file")
        VIDEO = "video", _("Video")

    class State(models.TextChoices):
        ARRIVED = "arrived", _("Being checked")
        CHECKED = "checked", _("Pages are being made")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Refused")
        DESTROYED = "destroyed", _("Destroyed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ARRIVED)
    refusal = models.CharField(_("why it was refused"), max_length=40, blank=True)
    refusal_facts = models.JSONField(default=dict)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    length_s = models.PositiveIntegerField(_("length in seconds"), default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The last attempt that got further: only those after it count against the file.
    headway = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AssetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "leased_until"], name="asset_to_be_worked_on")]

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_given_up(self) -> bool:
        """Tried so often without getting any further that nobody tries again."""
        return self.attempts >= self.headway + ATTEMPTS_AT_MOST

    @property
    def is_pdf(self) -> bool:
        return self.content_type == "application/pdf"

    @property
    def can_be_read_here(self) -> bool:
        """Pages are shown for PDF and pictures; everything else is for the reader's own programs."""
        return self.is_pdf or self.kind == self.Kind.IMAGE

    def may_write(self, attempt: int) -> AssetQuerySet:
        """This row, as long as the attempt that asks is still the newest one."""
        return Asset.objects.filter(pk=self.pk, attempts=attempt)


class Page(models.Model):
    """One page of a document as a picture with its text (for screen readers and search)."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page number"))
    key = models.CharField(max_length=200)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="one_page_per_number")]

    def __str__(self) -> str:
        return str(self.number)


class Piece(models.Model):
    """A part of a film that is made already, while the rest is not. Number 0 is the sound; without any its key is empty."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="one_piece_per_number")]

    def __str__(self) -> str:
        return str(self.number)


class Viewing(Kept):
    """How far one person has watched one film: its covered cells of five seconds, as far as the clock allows them.

    `cells`: a bit for each, the first cell lowest. `allowance_s`: what may still be credited; see engine/watching.py.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="viewings")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="viewings")
    cells = models.BinaryField(default=bytes)
    position_s = models.PositiveIntegerField(default=0)
    allowance_s = models.FloatField(default=0)
    reckoned_at = models.DateTimeField()
    rule_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "asset"], name="one_viewing_per_film")]
        indexes = [models.Index(fields=["reckoned_at"], name="viewing_by_time")]
