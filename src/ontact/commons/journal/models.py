"""The journal: append-only, chained in sealed batches, no foreign keys, because a log outlives what it
speaks of.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7


class Batch(models.Model):
    """A closed stretch of the journal.

    `lines` names every entry and its SHA-256; `digest` is the SHA-256 of the previous digest and these lines.
    """

    number = models.PositiveIntegerField(primary_key=True)
    sealed_at = models.DateTimeField(_("sealed at"), default=now)
    entries = models.PositiveIntegerField(_("number of entries"))
    lines = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"batch {self.number}"


class Entry(models.Model):
    """One act. Names are not here: they stand in Name, which can be erased without breaking the chain."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(_("when"), default=now)
    actor_kind = models.CharField(_("kind of actor"), max_length=10)
    actor_id = models.UUIDField(_("actor"), null=True)
    verb = models.CharField(_("act"), max_length=80)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_id = models.CharField(_("object"), max_length=40)
    object_label = models.CharField(_("object's name"), max_length=200)
    details = models.JSONField(_("details"), default=dict)
    batch = models.PositiveIntegerField(_("batch"), null=True, db_index=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="journal_by_object"),
            models.Index(fields=["actor_id", "at"], name="journal_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.object_label}"


class Name(models.Model):
    """How an actor was called; erased when the person asks to be forgotten."""

    actor_id = models.UUIDField(primary_key=True)
    name = models.CharField(_("name"), max_length=200)

    def __str__(self) -> str:
        return self.name
