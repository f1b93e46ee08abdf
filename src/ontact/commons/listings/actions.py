"""Announcing and withdrawing: one call each, in the owner's transaction; and the check of each night."""

import logging
from datetime import datetime, time

from django.core.cache import cache
from django.db import models
from django.utils import timezone

from ontact.commons.journal.actions import sign
from ontact.commons.journal.models import Entry
from ontact.commons.listings.checking import Differences, differences
from ontact.commons.listings.models import Listing
from ontact.commons.listings.words import initial_lines, lines
from ontact.commons.people.models import Organisation
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

log = logging.getLogger(__name__)
# By the city's clock: the quietest hour, and before the morning's first look at the journal.
CHECKED_FROM = time(3)
CHECKED = "compared the listings with their sources"
DAY_S = 24 * 3600


def announce(
    obj: models.Model,
    *,
    title: Worded,
    page: str,
    summary: Worded | None = None,
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
    place: Worded | None = None,
    host: Organisation | None = None,
    audience: Worded | None = None,
    state: Worded | None = None,
    visible_from: datetime | None = None,
    visible_until: datetime | None = None,
) -> Listing:
    """Show the object on the home page, in the calendar and in search; called again, it replaces what stood
    there.

    `state` is what a row says beside the title ("waiting list", "3 left"). Costs two or three queries.
    """
    nothing = Worded()
    fields = {
        "title": title,
        "summary": summary or nothing,
        "place": place or nothing,
        "state": state or nothing,
        "audience": audience or nothing,
        "host": host,
        "begins_at": begins_at,
        "ends_at": ends_at,
        "page": page,
        "visible_until": visible_until,
    }
    texts = _texts(title, host.name if host else nothing, summary or nothing, place or nothing)
    fields |= {"search_text": lines(texts), "initials": initial_lines(texts)}
    first = {**fields, "visible_from": visible_from or now()}
    if visible_from:
        fields["visible_from"] = visible_from
    listing, _made = Listing.objects.update_or_create(**_owner(obj), defaults=fields, create_defaults=first)
    return listing


def withdraw(obj: models.Model) -> None:
    """Take it off every list. Harmless when repeated."""
    Listing.objects.filter(**_owner(obj)).delete()


def check_each_night(moment: datetime) -> Differences | None:
    """Once each night: count where the listings differ from their sources, and sign the count. None: it is done already."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    if local.time() < CHECKED_FROM or not cache.add(f"listings.checked.{local:%Y-%m-%d}", True, DAY_S):
        return None
    begins = local.replace(hour=CHECKED_FROM.hour, minute=0, second=0, microsecond=0)
    if Entry.objects.filter(object_type="", verb=CHECKED, at__gte=begins).exists():
        return None
    found = differences(moment)
    sign(
        SYSTEM,
        "compared the listings with their sources",
        rows=found.rows,
        differences=found.count,
        missing=len(found.missing),
        left_over=len(found.left_over),
        otherwise=len(found.otherwise),
    )
    if found.count:
        named = sorted({app for app, _key in found.missing | found.left_over | found.otherwise})
        facts = {"differences": found.count, "apps": named}
        log.error("listings differ from their sources", extra={"facts": facts})
    return found


def _owner(obj: models.Model) -> dict[str, str]:
    return {"app": obj._meta.app_label, "object_id": str(obj.pk)}


def _texts(*words: Worded) -> list[str]:
    """Titles first: a search shows what begins with the words before what only contains them."""
    return [text for worded in words for text in worded.texts.values()]
