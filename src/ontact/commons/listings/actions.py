"""Announcing and withdrawing: one call each, in the owner's transaction."""

from datetime import datetime

from django.db import models

from ontact.commons.listings.models import Listing
from ontact.commons.listings.words import initial_lines, lines
from ontact.commons.people.models import Organisation
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded


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


def _owner(obj: models.Model) -> dict[str, str]:
    return {"app": obj._meta.app_label, "object_id": str(obj.pk)}


def _texts(*words: Worded) -> list[str]:
    """Titles first: a search shows what begins with the words before what only contains them."""
    return [text for worded in words for text in worded.texts.values()]
