"""Programmes that are known to be full: nobody more gets a place or a rank online, so that a "no" needs no lock and no line.

Each process remembers what it has seen in the tables, and looks again as soon as that is a tenth of a second old.
"""

import threading
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import Allotment, Pool, Preparation, Terms
from ontact.foundation.clock import now

# A press that comes so soon after a place came free may be answered as if it had come before.
LOOKED_AT_AGAIN_AFTER_S = 0.1
MOST_KNOWN = 500
DRAWN_AT_ONCE = (Allotment.WINDOW, Allotment.LOTTERY)


@dataclass
class _Full:
    """`pressed`: the preparations that have a line; they are answered from the book. `looked_at`: monotonic, in s."""

    last_line: int
    pressed: frozenset[UUID]
    looked_at: float


_known: dict[UUID, _Full] = {}
_guard = threading.Lock()


def is_full(terms: Terms) -> bool:
    """Not one person more gets a place or a rank. One query at most.

    A release that is due and a draw that is still to come make it open: the next line may change everything.
    """
    at_most = terms.waiting_at_most
    is_decided = terms.allotment == Allotment.FIRST_COME or (
        terms.allotment in DRAWN_AT_ONCE and terms.drawn_at is not None
    )
    is_due = terms.releases_at is not None and terms.released_at is None and terms.releases_at <= now()
    if at_most is None or terms.waiting < at_most or not is_decided or is_due:
        return False
    pools = list(Pool.objects.filter(programme=terms.programme_id))
    return bool(pools) and all(pool.is_closed or pool.free <= 0 for pool in pools)


def is_known_full(programme: UUID, preparation: UUID) -> bool:
    """Whether whoever comes with this preparation can be told so. No query, but for one press in a tenth of a second."""
    known = _known.get(programme)
    if known is None:
        return False
    if _is_mine_to_renew(known):
        known = look_whether_full(programme)
    return known is not None and preparation not in known.pressed


def look_whether_full(programme: UUID) -> _Full | None:
    """Look into the tables and remember it. One query where it is not full, else three."""
    looked_at = monotonic()
    terms = Terms.objects.select_related("programme").get(programme=programme)
    found = None
    if _takes_people(terms.programme) and is_full(terms):
        before = _known.get(programme)
        same = before is not None and before.last_line == terms.last_line
        found = _Full(terms.last_line, before.pressed if before and same else _pressed(programme), looked_at)
    with _guard:
        if found is None:
            _known.pop(programme, None)
        else:
            if len(_known) >= MOST_KNOWN:
                _known.clear()
            _known[programme] = found
    return found


def forget_what_is_full() -> None:
    """For tests: nothing is remembered."""
    with _guard:
        _known.clear()


def _takes_people(programme: Programme) -> bool:
    """Announced, and within its sign-up window: whoever comes before or after is told something else."""
    at, opens_at, closes_at = now(), programme.opens_at, programme.closes_at
    is_open = opens_at is not None and opens_at <= at and (closes_at is None or at < closes_at)
    return is_open and programme.is_announced(at) and not programme.is_cancelled


def _pressed(programme: UUID) -> frozenset[UUID]:
    rows = Preparation.objects.filter(programme=programme, pressed_at__isnull=False)
    return frozenset(rows.values_list("pk", flat=True))


def _is_mine_to_renew(known: _Full) -> bool:
    """Whoever comes first after its time; the others go on with what is known."""
    at = monotonic()
    with _guard:
        if at - known.looked_at < LOOKED_AT_AGAIN_AFTER_S:
            return False
        known.looked_at = at
        return True
