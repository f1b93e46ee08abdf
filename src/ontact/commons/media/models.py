"""Files: an Asset and the pages of a document. It does not know what it is for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept


class Asset(Kept):
    """One stored file. Only what is READY is served; what was checked never changes."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        IMAGE = "image", _("Image")
        OFFICE = "office", _("Office file")

    class State(models.TextChoices):
        ARRIVED = "arrived", _("Being checked")
        CHECKED = "checked", _("Pages are being made")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Refused")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ARRIVED)
    refusal = models.CharField(_("why it was refused"), max_length=40, blank=True)
    refusal_facts = models.JSONField(default=dict)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.name


class Page(models.Model):
    """One page of a document as a picture with its text (for screen readers and search)."""

    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"))
    key = models.CharField(max_length=200)
    width_px = models.PositiveIntegerField()
    height_px = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["asset", "number"], name="one_page_per_number")]
