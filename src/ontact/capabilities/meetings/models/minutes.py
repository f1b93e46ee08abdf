"""The minutes at work, their versions, and the editions that were approved for good."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.foundation.models import Kept


class Minutes(Kept):
    """Draft → laid before those who approve → approved (frozen in an edition) → published; and round again for a correction.

    While it is a draft the text is built from the rows, with `edits` laid over; at approval it is frozen in an edition.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Awaiting approval")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    # {"notes": {item id or "outside": text}, "names": {seat id: {"name", "organisation"}}, "chat": [ids left out],
    #  "closed": [{"kind", "key", "ground", "words"}]}
    edits = models.JSONField(_("the clerk's text"), default=dict, blank=True)
    # Raised with each save: who saves over an older version is shown the differences instead.
    version = models.PositiveIntegerField(default=1)
    remark = models.CharField(_("why it was sent back"), max_length=1000, blank=True)
    remark_by = models.CharField(_("sent back by"), max_length=100, blank=True)
    # Why what has been published is being corrected; empty before the first edition.
    correction = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    # What the published edition keeps closed, as [text, ground]: other public pages show the same words.
    masks = models.JSONField(default=list, blank=True)
    # On what grounds parts of the published edition are closed, and of a meeting held behind closed doors the whole.
    grounds = models.JSONField(default=list, blank=True)
    ground = models.CharField(_("ground on which the meeting is closed"), max_length=1, blank=True)
    hides_title = models.BooleanField(_("its title is closed too"), default=False)
    # The place in the yearly register of the office; given once, with the first publication.
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    published_at = models.DateTimeField(_("first published at"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["year", "number"], name="minutes_by_number")]

    @property
    def label(self) -> str:
        return f"{self.year}-{self.number}" if self.number else ""

    @property
    def is_frozen(self) -> bool:
        return self.state in (self.State.APPROVED, self.State.PUBLISHED)

    @property
    def may_be_edited(self) -> bool:
        return not self.is_frozen

    @property
    def is_correcting(self) -> bool:
        """Something has been published, and a new edition is on its way."""
        return self.published_at is not None and self.state != self.State.PUBLISHED


class Edition(Kept):
    """Approved minutes, frozen: `canonical` is the published minutes.json to the byte.

    `full` holds the text before passages were closed, with a hash of its own; it is empty where nothing is closed.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("edition"))
    canonical = models.TextField()
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    full = models.TextField(blank=True)
    full_sha256 = models.CharField(_("SHA-256 of the full text"), max_length=64, blank=True)
    correction = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    masks = models.JSONField(default=list, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by_title = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(_("approved at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_edition_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.number}"


class MinutesVersion(Kept):
    """The clerk's text as it was saved once: by whom, when. The draft as the rows made it is version 1."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    edits = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("saved by"), max_length=100, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="one_row_per_version"),
        ]


class MinutesFile(Kept):
    """Approved minutes as a file, one per language and format."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        HWPX = "hwpx", "HWPX"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=8)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "language", "format"], name="one_file_per_language_and_format"
            )
        ]
