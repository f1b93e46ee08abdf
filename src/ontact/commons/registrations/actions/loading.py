"""What a batch needs to know from the tables: as many statements for one request as for five hundred."""

from collections.abc import Iterable
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import Q

from ontact.commons.programmes.models import Session
from ontact.commons.registrations.actions.drawing import draw_is_due_at
from ontact.commons.registrations.actions.opened import Ask, OpenBook
from ontact.commons.registrations.engine.book import InLine, State, Unit, Wish
from ontact.commons.registrations.engine.book import Pool as Places
from ontact.commons.registrations.models import Channel, Line, Pool, Registration
from ontact.commons.registrations.models.book import LIVE_STATES


def load(opened: OpenBook, asks: Iterable[Ask]) -> None:
    asks = list(asks)
    _load_pools(opened)
    lines = Line.objects.filter(programme=opened.programme, key__in=[ask.key for ask in asks])
    opened.known = {line.key: line for line in lines}
    whom = _of_whom(opened, asks)
    rows = Registration.objects.filter(whom, programme=opened.programme) if whom else ()
    for row in rows:
        opened.keep(row)
        opened.book.remember(_wish(row))
    opened.book.in_line = InLine(lambda: _stored_line(opened))


def pools_of(opened: OpenBook, session: str) -> list[str]:
    """A session's own pools, or those of the series and of all its sessions; without its own a session takes
    of the series'.
    """
    if session:
        own = sorted(name for name, pool in opened.pools.items() if str(pool.session_id) == session)
        if own:
            return own
        return sorted(name for name, pool in opened.pools.items() if pool.session_id is None)
    return sorted(opened.pools)


def _load_pools(opened: OpenBook) -> None:
    opened.sessions = {
        str(one.pk): one
        for one in Session.objects.filter(programme=opened.programme)
        .select_related("room")
        .order_by("number")
    }
    opened.pools = {str(pool.pk): pool for pool in Pool.objects.filter(programme=opened.programme)}
    for name, pool in opened.pools.items():
        opened.book.pools[name] = Places(name, pool.capacity, pool.taken, pool.kept, pool.is_closed)


def _of_whom(opened: OpenBook, asks: list[Ask]) -> Q | None:
    """Whole units of those of whom the lines speak; live ones of those who ask; those held, when a draw is due.

    Only what is wanted stands in it, so that each part has its index; None: nobody.
    """
    found: list[Q] = []
    wishes: set[str] = set()
    units: set[str] = set()
    persons: set[str] = set()
    for ask in asks:
        if ask.verb == Line.Verb.SIGN_UP:
            persons |= {one["person"] for unit in ask.facts["units"] for one in unit["wishes"]}
        elif ask.verb == Line.Verb.CANCEL:
            session = ask.facts["session"]
            found.append(Q(state__in=LIVE_STATES, **({"session": session} if session else {})))
        elif ask.verb == Line.Verb.ADD:
            found.append(Q(state__in=LIVE_STATES, session=None))
        else:
            wishes |= set(ask.facts.get("wishes", ()))
            units |= {*ask.facts.get("units", ()), *filter(None, [ask.facts.get("unit")])}
    if opened.known:
        found.append(Q(line_number__in=[line.number for line in opened.known.values()]))
    if wishes:
        found.append(Q(unit__in=Registration.objects.filter(pk__in=wishes).values("unit")))
    if units:
        found.append(Q(unit__in=units))
    if persons:
        found.append(Q(person__in=persons, state__in=LIVE_STATES))
    due = draw_is_due_at(opened.programme, opened.terms)
    if due is not None and due <= opened.at:
        found.append(Q(state=State.HELD))
    return reduce(or_, found) if found else None


def _stored_line(opened: OpenBook) -> Iterable[Unit]:
    """Read once in a batch, and only when a place comes free."""
    rows = Registration.objects.filter(programme=opened.programme, state=State.WAITING)
    for _rank, unit in groupby(rows.order_by("rank", "pk").iterator(2_000), key=lambda row: row.rank):
        wishes = []
        for row in unit:
            opened.keep(row)
            wishes.append(opened.book.remember(_wish(row)))
        yield wishes


def _wish(row: Registration) -> Wish:
    return Wish(
        id=str(row.pk),
        pools=tuple(row.pools),
        person=str(row.person_id),
        session=str(row.session_id) if row.session_id else "",
        unit=str(row.unit),
        at_desk=row.channel != Channel.ONLINE,
        state=State(row.state),
        why=row.why,
        rank=row.rank,
        offered_until=row.offered_until,
    )
