"""Reads of records worth a name."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ontact.commons.listings.words import folded
from ontact.commons.records.models import Record

if TYPE_CHECKING:
    from ontact.commons.rooms.access import Visitor

WORDS_AT_MOST = 100


def register(visitor: "Visitor", words: str = "", kind: str = "") -> QuerySet[Record]:
    """Approved records that this visitor may see and whose title holds every word; the newest first."""
    wanted = [folded(word) for word in words[:WORDS_AT_MOST].split()]
    found: QuerySet[Record] = (
        Record.objects.visible_to(visitor).filter(approved_at__isnull=False).holding(wanted)
    )
    if kind in Record.Kind.values:
        found = found.filter(kind=kind)
    return found.select_related("asset").order_by("-approved_at", "-id")
