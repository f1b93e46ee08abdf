"""The catalogue: programmes as the filters ask, with what their listings say; and what would be found with fewer filters."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from ontact.commons.listings import queries as listings
from ontact.commons.programmes.calendars import place_of
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries import (
    Among,
    Filters,
    Shown,
    State,
    catalogue,
    how_many,
    sessions_shown,
    state_of,
)
from ontact.commons.registrations.queries.free import has_free_place
from ontact.portal.queries.almanac import midnight
from ontact.portal.queries.saying import ages_words

# A reader who sees "more than 100" adds a filter; nobody counts further, so that a large city's page costs the same.
COUNTED_AT_MOST = 101
# Words that so many programmes hold say too little; the soonest of them are looked through.
HOLDING_AT_MOST = 1_000


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: the programmes' filters, words, and whether a place must be free."""

    filters: Filters
    words: str = ""
    is_free: bool = False


@dataclass(frozen=True)
class Offer:
    """One row of the catalogue, in the reader's words."""

    shown: Shown
    state: State
    place: str
    for_whom: str


@dataclass(frozen=True)
class Found:
    """One page of the catalogue. `count` is exact below COUNTED_AT_MOST. `is_cut`: the words are in too many of them."""

    rows: list[Offer]
    before: str
    after: str
    count: int
    is_cut: bool

    @property
    def is_counted(self) -> bool:
        return self.count < COUNTED_AT_MOST


def find(asked: Asked, *, moment: datetime, after: str = "", before: str = "") -> Found:
    """Costs four queries, and one more where words are looked for, however many programmes there are."""
    among, is_cut = _among(asked, moment)
    page = catalogue(asked.filters, after=after, before=before, moment=moment, among=among)
    return Found(
        rows=[_offer(shown, moment) for shown in page.rows],
        before=page.before,
        after=page.after,
        count=how_many(asked.filters, at_most=COUNTED_AT_MOST, moment=moment, among=among),
        is_cut=is_cut,
    )


def would_find(asked: Asked, moment: datetime) -> int:
    """How many, counted as `find` does; for what an empty page offers instead."""
    among, _is_cut = _among(asked, moment)
    return how_many(asked.filters, at_most=COUNTED_AT_MOST, moment=moment, among=among)


def sessions_found(asked: Asked, begin: date, end: date, moment: datetime) -> QuerySet[Session]:
    """Every session of these days that is found; the month is that of the days."""
    among, _is_cut = _among(asked, moment, over_too=True)
    filters = replace(asked.filters, month=None)
    return sessions_shown(filters, midnight(begin), midnight(end), moment=moment, among=among)


def _offer(shown: Shown, moment: datetime) -> Offer:
    programme, place = shown.programme, ""
    if shown.next is not None:
        shown.next.programme = programme
        place = place_of(shown.next)
    return Offer(shown, state_of(shown, moment), place, str(programme.audience) or ages_words(programme))


def _among(asked: Asked, moment: datetime, *, over_too: bool = False) -> tuple[Among, bool]:
    """What each programme that is found must be, and whether the words found more than are looked through."""
    conditions: list[Q | Exists] = []
    keys = listings.holding(
        asked.words,
        app=Programme._meta.app_label,
        limit=HOLDING_AT_MOST + 1,
        moment=moment,
        over_too=over_too,
    )
    if keys is not None:
        conditions.append(Q(pk__in=[UUID(key) for key in keys[:HOLDING_AT_MOST]]))
    if asked.is_free:
        conditions.append(has_free_place())
    return conditions, keys is not None and len(keys) > HOLDING_AT_MOST
