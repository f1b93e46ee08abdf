"""What of the programmes must stand in the listings, read from programmes and sessions alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.capability import Listed

# The worker goes on to the following session within a minute; five minutes later it has not.
RENEWED_WITHIN = timedelta(minutes=5)
AT_ONCE = 500

Stretch = tuple[datetime, datetime]


def listed(moment: datetime) -> Iterator[Listed]:
    """Published or to be published, with the session that is on or comes next. Two queries for each five hundred."""
    rows = Programme.objects.exclude(publishes_at=None).order_by("id")
    known: list[Programme] = []
    for programme in rows.iterator(AT_ONCE):
        known.append(programme)
        if len(known) == AT_ONCE:
            yield from _listed(known, moment)
            known = []
    yield from _listed(known, moment)


def _listed(programmes: list[Programme], moment: datetime) -> Iterator[Listed]:
    stretches = _stretches(programmes)
    for programme in programmes:
        rows = stretches.get(programme.pk, [])
        if not rows:
            continue
        begins_at, ends_at = _shown(rows, moment)
        due = programme.listing_ends_at
        yield Listed(
            app="programmes",
            object_id=str(programme.pk),
            title=programme.title.texts,
            page=programme.page,
            begins_at=begins_at,
            ends_at=ends_at,
            visible_from=programme.publishes_at,
            is_due=due is not None and moment - RENEWED_WITHIN < due <= moment,
        )


def _stretches(programmes: list[Programme]) -> dict[UUID, list[Stretch]]:
    """Sessions that take place; of a programme that was cancelled as a whole, or session by session, all of them."""
    every: dict[UUID, list[Stretch]] = {}
    standing: dict[UUID, list[Stretch]] = {}
    sessions = Session.objects.filter(programme__in=programmes).order_by("begins_at", "number")
    for key, begins_at, ends_at, cancelled_at in sessions.values_list(
        "programme", "begins_at", "ends_at", "cancelled_at"
    ):
        every.setdefault(key, []).append((begins_at, ends_at))
        if cancelled_at is None:
            standing.setdefault(key, []).append((begins_at, ends_at))
    whole = {programme.pk for programme in programmes if programme.is_cancelled}
    return {key: rows if key in whole else standing.get(key, rows) for key, rows in every.items()}


def _shown(rows: list[Stretch], moment: datetime) -> Stretch:
    return next((row for row in rows if row[1] > moment), rows[-1])
