"""Whom staff may still decide about, unit by unit; and how many places there are for them."""

from typing import Any
from uuid import UUID

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Pool, Registration

# A page of boxes that one can still look through; the others come after these are decided.
AT_ONCE = 200


def undecided(programme: Programme, only: UUID | None = None) -> dict[UUID, list[Registration]]:
    """Units that are held, in the order of the book; `only`: one unit, also where it waits (then it can be refused).

    One query.
    """
    wanted: dict[str, Any] = (
        {"state": State.HELD} if only is None else {"unit": only, "state__in": (State.HELD, State.WAITING)}
    )
    rows = Registration.objects.filter(programme=programme, **wanted).select_related("person", "session")
    units: dict[UUID, list[Registration]] = {}
    for row in rows.order_by("line_number", "pk").iterator(1_000):
        if row.unit not in units and len(units) == AT_ONCE:
            break
        units.setdefault(row.unit, []).append(row)
    return units


def free_places(programme: Programme, session: Session | None = None) -> int:
    """Of the scarcest open pool of the series or of this session, the desk's own not counted. One query.

    A session without pools of its own takes of the series'; a series takes one of every pool.
    """
    pools = list(Pool.objects.filter(programme=programme, is_closed=False))
    if session is not None:
        own = [pool for pool in pools if pool.session_id == session.pk]
        pools = own or [pool for pool in pools if pool.session_id is None]
    return min((pool.free for pool in pools), default=0)
