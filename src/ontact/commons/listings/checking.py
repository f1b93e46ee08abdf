"""Whether the listings say what their sources say: each package is asked what must stand here, and all rows are compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ontact.commons.listings.models import Listing
from ontact.foundation.capability import Listed, capabilities
from ontact.foundation.clock import now

Key = tuple[str, str]
COMPARED = ("app", "object_id", "title", "page", "begins_at", "ends_at", "visible_from")


@dataclass(frozen=True)
class Differences:
    """`rows`: how many were compared. Each of the others holds (app, object id)."""

    rows: int
    missing: frozenset[Key] = frozenset()
    left_over: frozenset[Key] = frozenset()
    otherwise: frozenset[Key] = frozenset()

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.left_over) + len(self.otherwise)


def differences(moment: datetime | None = None) -> Differences:
    """What differs is looked at a second time: an act between two reads is no difference.

    Costs one query here and what the packages ask of their own tables.
    """
    first = _compared(moment or now())
    if not first.count:
        return first
    again = _compared(moment or now())
    return Differences(
        rows=again.rows,
        missing=first.missing & again.missing,
        left_over=first.left_over & again.left_over,
        otherwise=first.otherwise & again.otherwise,
    )


def _compared(moment: datetime) -> Differences:
    expected = {(one.app, one.object_id): one for one in _expected(moment)}
    standing: set[Key] = set()
    otherwise: set[Key] = set()
    for row in Listing.objects.only(*COMPARED).iterator():
        key = (row.app, row.object_id)
        standing.add(key)
        if key in expected and not _says(row, expected[key]):
            otherwise.add(key)
    return Differences(
        rows=len(standing),
        missing=frozenset(expected.keys() - standing),
        left_over=frozenset(standing - expected.keys()),
        otherwise=frozenset(otherwise),
    )


def _expected(moment: datetime) -> Iterator[Listed]:
    for package in capabilities():
        yield from package.listed(moment)


def _says(row: Listing, wanted: Listed) -> bool:
    if (dict(row.title.texts), row.page) != (dict(wanted.title), wanted.page):
        return False
    if wanted.visible_from is not None and row.visible_from != wanted.visible_from:
        return False
    return wanted.is_due or (row.begins_at, row.ends_at) == (wanted.begins_at, wanted.ends_at)
