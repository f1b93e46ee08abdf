"""What a meeting leaves behind: decisions, written opinions, minutes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import AgendaItem, Meeting
from ontact.capabilities.meetings.models.votes import Vote
from ontact.foundation.models import Kept


class Decision(Kept):
    """What was decided, in its wording; numbered within the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    vote = models.OneToOneField(
        Vote, null=True, blank=True, on_delete=models.SET_NULL, related_name="decision"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("decision"), max_length=1000)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_per_number")]


class Opinion(Kept):
    """A written opinion for the record."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="opinions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="opinions"
    )
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("opinion"), max_length=4000)

    class Meta:
        ordering = ["created_at"]


class Minutes(Kept):
    """Draft → laid before the chair → approved (frozen with its hash) → published.

    While it is a draft the text is built from the rows, with `edits` laid over; at approval it is frozen in `canonical`,
    which is the published minutes.json to the byte.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Laid before the chair")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    # {"notes": {item id or "outside": text}, "names": {seat id: {"name", "organisation"}}, "chat": [ids left out]}
    edits = models.JSONField(_("the clerk's text"), default=dict, blank=True)
    # Raised with each save: who saves over an older version is shown the differences instead.
    version = models.PositiveIntegerField(default=1)
    remark = models.CharField(_("the chair's remark"), max_length=1000, blank=True)
    canonical = models.TextField(blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by_title = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    @property
    def is_frozen(self) -> bool:
        return bool(self.sha256)

    @property
    def may_be_edited(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.SUBMITTED) and not self.is_frozen


class MinutesFile(Kept):
    """Approved minutes as a file, one per language and format."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        HWPX = "hwpx", "HWPX"

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language"), max_length=8)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "language", "format"], name="one_file_per_language_and_format"
            )
        ]
