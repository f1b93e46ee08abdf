"""Records: what must be kept, until when, who may see it, and the proof of its destruction."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models import Role, Seat
from ontact.foundation.models import Kept, KeptQuerySet
from ontact.foundation.worded import WordedField

if TYPE_CHECKING:
    from ontact.commons.rooms.access import Visitor


class RecordQuerySet(KeptQuerySet):
    def public(self) -> Self:
        return self.filter(disclosure=Record.Disclosure.PUBLIC, approved_at__isnull=False)

    def visible_to(self, visitor: "Visitor") -> Self:
        """Public ones; ones on request for whoever held a seat in the room; closed ones for chair, clerk and approver."""
        seats = Seat.objects.filter(room=OuterRef("room"), taken_back_at__isnull=True)
        mine = Q(pk__in=[seat.pk for seat in visitor.seats])
        if visitor.person is not None:
            mine |= Q(sittings__person__in=visitor.person.selves())
        was_there = Exists(seats.filter(mine))
        had_the_desk = Exists(seats.filter(mine, role__in=[Role.HOST, Role.CLERK]))
        approved = Q(approved_at__isnull=False)
        seen = Q(disclosure=Record.Disclosure.PUBLIC) & approved
        seen |= Q(was_there) & approved & ~Q(disclosure=Record.Disclosure.CLOSED)
        seen |= Q(had_the_desk)
        if visitor.person is not None:
            seen |= Q(approved_by__in=visitor.person.selves())
        return self.filter(seen)

    def holding(self, words: Iterable[str]) -> Self:
        """Those whose titles hold every word (already folded)."""
        found = self
        for word in words:
            found = found.filter(search_text__contains=word)
        return found

    def due(self, day: date) -> Self:
        """Those whose last day lies before `day`."""
        return self.filter(keep_until__lt=day)


class Record(Kept):
    """An asset that is kept under a rule. keep_until empty = for ever."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", _("Minutes")
        RECORDING = "recording", _("Recording")

    class Disclosure(models.TextChoices):
        PUBLIC = "public", _("Public")
        ON_REQUEST = "on_request", _("On request")
        CLOSED = "closed", _("Not public")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = WordedField(_("title"))
    asset = models.ForeignKey(
        "media.Asset", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.ForeignKey(
        "rooms.Room", null=True, blank=True, on_delete=models.SET_NULL, related_name="records"
    )
    disclosure = models.CharField(
        _("disclosure"), max_length=20, choices=Disclosure.choices, default=Disclosure.CLOSED
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    # Where the record can be read: the path of a page of whoever keeps it. Empty: only the file itself.
    page = models.CharField(_("page"), max_length=200, blank=True)
    # The path of the very bytes that the hash is made of. Empty: it is the asset's own hash.
    proof = models.CharField(_("file of the hash"), max_length=200, blank=True)
    search_text = models.TextField(blank=True)
    keep_until = models.DateField(_("keep until"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["disclosure", "-approved_at"], name="record_register"),
            models.Index(fields=["keep_until"], name="record_by_last_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["asset"],
                condition=Q(asset__isnull=False),
                name="one_record_per_file",
                violation_error_message=_("This file is already kept as a record."),
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_public(self) -> bool:
        return self.disclosure == self.Disclosure.PUBLIC and self.approved_at is not None

    def get_absolute_url(self) -> str:
        return reverse("records:record", args=[self.pk])


class Destruction(Kept):
    """Proof that a record was destroyed on its day."""

    record_id = models.UUIDField(unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Record.Kind.choices)
    was_public = models.BooleanField(_("was public"), default=False)
    title = WordedField(_("title"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    rule = models.CharField(_("rule"), max_length=200)
