"""Listings: one row for everything public that has a title, a time and a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class Listing(Kept):
    """Owned by its app's object; it holds words for showing and finding, never rights or seats."""

    app = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    title = WordedField(_("title"))
    summary = WordedField(_("summary"))
    place = WordedField(_("place"))
    state = WordedField(_("state"))
    audience = WordedField(_("who for"))
    host = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="listings"
    )
    begins_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    page = models.CharField(_("page"), max_length=200)
    search_text = models.TextField(blank=True)
    initials = models.TextField(blank=True)
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app", "object_id"], name="one_listing_per_object")]
        indexes = [models.Index(fields=["begins_at"], name="listing_by_time")]
