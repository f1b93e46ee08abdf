"""Kinds of places of a programme, as the desk sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import Pool


@dataclass(frozen=True)
class Kind:
    """Places of one name: of the series (`session` None), or of one session."""

    pool: Pool
    session: Session | None


def pools_of(programme: Programme) -> list[Kind]:
    """Those of the series first, then by the days of their sessions. One query."""
    rows = Pool.objects.filter(programme=programme).select_related("session")
    found = sorted(rows, key=lambda pool: (pool.session is not None, *_day(pool), pool.name))
    return [Kind(pool, pool.session) for pool in found]


def pools_for_more(programme: Programme) -> list[Pool]:
    """What one session more needs: for each name that sessions have, the latest session's. Empty: the series' are enough.

    One query.
    """
    own = Pool.objects.filter(programme=programme, session__isnull=False, is_closed=False)
    latest: dict[str, Pool] = {}
    for pool in own.select_related("session").order_by("session__begins_at", "session__number", "pk"):
        latest[pool.name] = pool
    return list(latest.values())


def sessions_without(programme: Programme, name: str, sessions: Iterable[Session]) -> list[Session]:
    """Those of them that have no places of this name. One query."""
    had = set(Pool.objects.filter(programme=programme, name=name).values_list("session", flat=True))
    return [session for session in sessions if session.pk not in had]


def _day(pool: Pool) -> tuple[float, int]:
    return (pool.session.begins_at.timestamp(), pool.session.number) if pool.session else (0.0, 0)
