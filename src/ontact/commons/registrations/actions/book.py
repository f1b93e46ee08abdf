"""Writing in a book: a batch of requests under the programme's lock, line by line, in one commit.

Statements per batch: a dozen to read, a handful to write, however many asked; only seats in live rooms are
given one by one, and there are never more of them than places.
"""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.drawing import draw_is_due_at, order_of_lots
from ontact.commons.registrations.actions.letters import write_letters
from ontact.commons.registrations.actions.loading import load, pools_of
from ontact.commons.registrations.actions.no_shows import mark_late
from ontact.commons.registrations.actions.opened import Answer, Ask, OpenBook
from ontact.commons.registrations.actions.storing import store
from ontact.commons.registrations.engine.book import HOLDING, LIVE, Book, State, Why
from ontact.commons.registrations.engine.reading import terms_of
from ontact.commons.registrations.errors import FewerThanTaken, NotOpenYet
from ontact.commons.registrations.models import Channel, Line, Registration, Terms
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

FAR_AWAY = "9999-12-31T00:00:00+00:00"


@transaction.atomic
def write_batch(programme_id: UUID, asks: list[Ask]) -> list[Answer | RuleBroken]:
    """All of these under one lock, in one commit; the answers in the same order."""
    terms = Terms.objects.locked(Terms.objects.values_list("pk", flat=True).get(programme=programme_id))
    programme = Programme.objects.get(pk=programme_id)
    opened = OpenBook(programme, terms, now(), _empty(programme, terms))
    load(opened, asks)
    _write_terms(opened)
    _do_what_is_due(opened)
    written = [_enter(opened, ask) for ask in asks]
    mark_late(opened)
    store(opened)
    write_letters(opened)
    return [
        one if isinstance(one, RuleBroken) else _answer(opened, ask, one)
        for ask, one in zip(asks, written, strict=True)
    ]


def _empty(programme: Programme, terms: Terms) -> Book:
    return Book(
        terms_of(_terms_facts(programme, terms)),
        {},
        waiting=terms.waiting,
        last_rank=terms.last_rank,
        is_drawn=terms.drawn_at is not None,
    )


def _terms_facts(programme: Programme, terms: Terms) -> dict[str, Any]:
    return {
        "method": terms.allotment,
        "opens_at": programme.opens_at.isoformat() if programme.opens_at else FAR_AWAY,
        "closes_at": programme.closes_at.isoformat() if programme.closes_at else FAR_AWAY,
        "window_s": terms.window.total_seconds(),
        "waiting_at_most": terms.waiting_at_most,
        "offers_last_s": terms.offers_last.total_seconds(),
    }


def _write_terms(opened: OpenBook) -> None:
    """Terms that are not those in the book come first, so that the book can be read alone."""
    facts = _terms_facts(opened.programme, opened.terms)
    known = json.dumps([facts, sorted(opened.pools)], sort_keys=True)
    digest = hashlib.sha256(known.encode()).hexdigest()
    if digest == opened.terms.written_sha256:
        return
    opened.terms.written_sha256 = digest
    pools = {name: [pool.capacity, pool.kept] for name, pool in opened.pools.items()}
    number = opened.terms.last_line + 1
    opened.write(Line.Verb.TERMS, f"terms:{number}", SYSTEM, {**facts, "pools": pools})


def _do_what_is_due(opened: OpenBook) -> None:
    """The draw and the release happen at their time, whoever comes next."""
    terms, at = opened.terms, opened.at
    if terms.releases_at and terms.releases_at <= at and not terms.released_at:
        terms.released_at = at
        opened.write(Line.Verb.RELEASE, "release", SYSTEM, {})
    due = draw_is_due_at(opened.programme, terms)
    if due is not None and due <= at:
        terms.drawn_at = at
        opened.write(Line.Verb.DRAW, "draw", SYSTEM, order_of_lots(opened))


def _enter(opened: OpenBook, ask: Ask) -> Line | RuleBroken | None:
    """The line of this request: the one that its key has already, a new one, or none where it would say nothing."""
    if ask.key in opened.known:
        return opened.known[ask.key]
    try:
        facts = _facts(opened, ask)
    except RuleBroken as broken:
        return broken
    if facts is None:
        return None
    line = opened.write(ask.verb, ask.key, ask.by, facts)
    opened.known[ask.key] = line
    if ask.verb == Line.Verb.SIGN_UP:
        _make_rows(opened, ask, line)
    if ask.verb == Line.Verb.RELEASE:
        opened.terms.released_at = opened.at
    return line


def _facts(opened: OpenBook, ask: Ask) -> dict[str, Any] | None:
    book, facts = opened.book, dict(ask.facts)
    match ask.verb:
        case Line.Verb.SIGN_UP:
            return _with_pools(opened, ask)
        case Line.Verb.WITHDRAW:
            return facts if any(book.wishes[one].state in LIVE for one in facts["wishes"]) else None
        case Line.Verb.ACCEPT | Line.Verb.DECLINE:
            return facts if _has(book, facts["unit"], State.OFFERED) else None
        case Line.Verb.LAPSE:
            facts["units"] = [unit for unit in facts["units"] if _has_run_out(opened, unit)]
            return facts if facts["units"] else None
        case Line.Verb.CHOOSE:
            states = (State.HELD,) if facts["chosen"] else (State.HELD, State.WAITING)
            return facts if _has(book, facts["unit"], *states) else None
        case Line.Verb.RESIZE:
            taken = book.pools[facts["pool"]].taken
            if facts["capacity"] < taken:
                raise FewerThanTaken(taken=taken, capacity=facts["capacity"])
            return facts
        case Line.Verb.ADD:
            return _of_adding(opened, facts)
        case Line.Verb.RELEASE:
            return facts if any(pool.kept for pool in book.pools.values()) else None
        case _:
            return _of_cancelling(opened, facts)


def _with_pools(opened: OpenBook, ask: Ask) -> dict[str, Any]:
    """Which pools a wish takes from is settled here, under the lock. Too early is no line: the same press counts later."""
    opens_at = opened.book.terms.opens_at
    if ask.channel == Channel.ONLINE and opened.at < opens_at:
        raise NotOpenYet(opens_at=opens_at, now=opened.at)
    units = []
    for unit in ask.facts["units"]:
        wishes = [{**one, "pools": pools_of(opened, one["session"])} for one in unit["wishes"]]
        is_over = any(opened.is_cancelled(one["session"]) for one in wishes)
        units.append({**unit, "wishes": wishes, "refused": Why.CANCELLED if is_over else unit["refused"]})
    return {"at_desk": ask.channel != Channel.ONLINE, "units": units}


def _of_cancelling(opened: OpenBook, facts: dict[str, Any]) -> dict[str, Any] | None:
    """`session` "": the whole programme."""
    session = facts["session"]
    pools = [name for name, pool in opened.pools.items() if not session or str(pool.session_id) == session]
    wishes = [
        wish.id
        for wish in opened.book.wishes.values()
        if wish.state in LIVE and (not session or wish.session == session)
    ]
    return {**facts, "pools": sorted(pools), "wishes": sorted(wishes)}


def _of_adding(opened: OpenBook, facts: dict[str, Any]) -> dict[str, Any] | None:
    """Everybody who has, is offered or waits for the whole series comes to the new session too."""
    name, pool = facts["pool"], opened.book.pools[facts["pool"]]
    series = [wish for wish in opened.book.wishes.values() if wish.state in LIVE and not wish.session]
    more = [wish for wish in series if name not in wish.pools]
    taken = pool.taken + sum(wish.state in HOLDING for wish in more)
    if pool.capacity < taken:
        raise FewerThanTaken(taken=taken, capacity=pool.capacity)
    return {**facts, "wishes": sorted(wish.id for wish in more)} if more else None


def _has(book: Book, unit: str, *states: State) -> bool:
    return any(wish.state in states for wish in book.units.get(unit, ()))


def _has_run_out(opened: OpenBook, unit: str) -> bool:
    return any(
        wish.state is State.OFFERED and wish.offered_until is not None and opened.at > wish.offered_until
        for wish in opened.book.units.get(unit, ())
    )


def _make_rows(opened: OpenBook, ask: Ask, line: Line) -> None:
    for unit in line.facts["units"]:
        for one in unit["wishes"]:
            row = Registration(
                pk=UUID(one["id"]),
                programme=opened.programme,
                session_id=UUID(one["session"]) if one["session"] else None,
                person_id=UUID(one["person"]),
                asked_by_id=ask.asked_by_id,
                preparation_id=ask.preparation_id,
                channel=ask.channel,
                unit=UUID(unit["unit"]),
                line_number=line.number,
                pools=one["pools"],
            )
            opened.keep(row, is_new=True)
    if ask.preparation_id:
        opened.pressed.append(ask.preparation_id)


def _answer(opened: OpenBook, ask: Ask, line: Line | None) -> Answer:
    number = line.number if line else 0
    if ask.verb == Line.Verb.SIGN_UP:
        mine = opened.by_line.get(number, [])
    elif ask.verb == Line.Verb.WITHDRAW:
        mine = [opened.rows[one] for one in ask.facts["wishes"]]
    else:
        mine = opened.by_unit.get(ask.facts.get("unit", ""), [])
    places = [opened.book.wishes[str(row.pk)].place for row in mine if row.state == State.WAITING]
    return Answer(number, tuple(mine), min(filter(None, places), default=0))
