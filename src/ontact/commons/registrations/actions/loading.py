"""What a batch needs to know from the tables: as many statements for one request as for five hundred."""

from collections.abc import Iterable
from itertools import groupby

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
    for row in Registration.objects.filter(_of_whom(opened, asks), programme=opened.programme).order_by("pk"):
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


def _of_whom(opened: OpenBook, asks: list[Ask]) -> Q:
    """Whole units of those of whom the lines speak; live ones of the persons who ask; those held, when a draw may be due."""
    known = [line.number for line in opened.known.values()]
    found = Q(line_number__in=known)
    wanted: dict[str, set[str]] = {"persons": set(), "units": set(), "wishes": set()}
    for ask in asks:
        found |= _of_one(ask, wanted)
    if wanted["wishes"]:
        touched = Registration.objects.filter(pk__in=wanted["wishes"])
        found |= Q(unit__in=touched.values("unit"))
    found |= Q(unit__in=wanted["units"]) | Q(person__in=wanted["persons"], state__in=LIVE_STATES)
    if opened.terms.drawn_at is None:
        found |= _held_if_due(opened)
    return found


def _of_one(ask: Ask, wanted: dict[str, set[str]]) -> Q:
    facts = ask.facts
    if ask.verb == Line.Verb.SIGN_UP:
        wanted["persons"] |= {one["person"] for unit in facts["units"] for one in unit["wishes"]}
    if ask.verb == Line.Verb.CANCEL:
        live = Q(state__in=LIVE_STATES)
        return live & Q(session=facts["session"]) if facts["session"] else live
    wanted["wishes"] |= set(facts.get("wishes", ()))
    if ask.verb != Line.Verb.SIGN_UP:
        wanted["units"] |= set(facts.get("units", ())) | ({facts["unit"]} if "unit" in facts else set())
    return Q(pk=None)


def _held_if_due(opened: OpenBook) -> Q:
    due = draw_is_due_at(opened.programme, opened.terms)
    return Q(state=State.HELD) if due is not None and due <= opened.at else Q(pk=None)


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
