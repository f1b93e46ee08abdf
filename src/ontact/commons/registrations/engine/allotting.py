"""Who gets a place: what follows from the next line of a programme's book. No database, no clock, no words.

Whatever comes free goes at once to the first unit in line that fits; so whoever comes new and fits has nobody
before them. A line costs what it changes, however long the list is.
"""

from collections.abc import Iterable
from datetime import datetime

from ontact.commons.registrations.engine.book import (
    HOLDING,
    LIVE,
    Book,
    Method,
    Need,
    State,
    Terms,
    Unit,
    Why,
    Wish,
    need_of,
)


def sign_up(book: Book, unit: Unit, at: datetime) -> None:
    """Places, a rank in line, an entry for what is still to be decided, or a refusal with its reason.

    The desk gives the places kept for it at any time; of the others it gives none before everybody can have them.
    """
    at_desk = unit[0].at_desk
    shut = _shut(book.terms, at)
    if any(book.has_claimed(wish) for wish in unit):
        _turn(book, unit, State.REFUSED, Why.ALREADY)
    elif _is_cancelled(book, unit):
        _turn(book, unit, State.REFUSED, Why.CANCELLED)
    elif at_desk and _is_kept_for(book, need_of(unit)):
        _take(book, unit)
        _turn(book, unit, State.PLACED, Why.FREE)
    elif shut is not None and not (at_desk and shut is Why.CLOSED):
        _turn(book, unit, State.REFUSED, shut)
    elif _awaits_a_decision(book):
        _turn(book, unit, State.HELD, Why.UNDECIDED)
    else:
        _seat_or_queue(book, unit, Why.FREE)


def refuse(book: Book, unit: Unit, why: str) -> None:
    """A house rule has refused them before anybody looked at the places."""
    _turn(book, unit, State.REFUSED, why)


def withdraw(book: Book, wishes: Iterable[Wish], at: datetime) -> None:
    """Harmless for whoever has already gone. What comes free is offered on; a family that has become smaller may fit now."""
    going = [wish for wish in wishes if wish.state in LIVE]
    smaller = {wish.unit for wish in going if wish.state is State.WAITING}
    freed = _release(book, going, State.WITHDRAWN, Why.OWN_WISH)
    left = [_still(book, unit, State.WAITING) for unit in sorted(smaller)]
    for unit in filter(None, left):
        book.in_line.join(unit)
    if freed or any(left):
        move_up(book, at)


def accept(book: Book, unit: Unit, at: datetime) -> None:
    """An offer becomes a place; one that has run out lapses instead, and is never alive again."""
    offered = [wish for wish in unit if wish.state is State.OFFERED]
    if any(_has_run_out(wish, at) for wish in offered):
        lapse(book, offered, at)
        return
    for wish in offered:
        _note(book, wish, State.PLACED, Why.ACCEPTED)


def decline(book: Book, unit: Unit, at: datetime) -> None:
    if _release(book, [wish for wish in unit if wish.state is State.OFFERED], State.DECLINED, Why.OWN_WISH):
        move_up(book, at)


def lapse(book: Book, offered: Iterable[Wish], at: datetime) -> None:
    """Offers that have run out; those that have not are left alone."""
    over = [wish for wish in offered if wish.state is State.OFFERED and _has_run_out(wish, at)]
    if _release(book, over, State.LAPSED, Why.TOO_LATE):
        move_up(book, at)


def draw(book: Book, units: Iterable[Unit]) -> None:
    """Those held, in the drawn order: places as long as they last, then the line in the same order."""
    for unit in units:
        if held := [wish for wish in unit if wish.state is State.HELD]:
            _seat_or_queue(book, held, Why.DRAWN)
    book.is_drawn = True


def choose(book: Book, unit: Unit, *, chosen: bool) -> None:
    """Staff decide about those of a unit that are held; a chosen one that does not fit waits.

    Who waits already can only be refused: they would have a place if they fitted, and keep their rank.
    """
    held = [wish for wish in unit if wish.state is State.HELD]
    waiting = [wish for wish in unit if wish.state is State.WAITING]
    if held and chosen:
        _seat_or_queue(book, held, Why.CHOSEN)
    elif not chosen:
        book.waiting -= len(waiting)
        _turn(book, [*held, *waiting], State.REFUSED, Why.NOT_CHOSEN)


def resize(book: Book, pool: str, capacity: int, at: datetime) -> bool:
    """False, and nothing has changed, where more places are taken than would be left: nobody is dropped in silence."""
    if capacity < book.pools[pool].taken:
        return False
    book.pools[pool].capacity = capacity
    move_up(book, at)
    return True


def add(book: Book, pool: str, wishes: Iterable[Wish]) -> bool:
    """The series has a session more: its wishes need this pool too, and whoever has a place takes one of it.

    False, and nothing has changed, where it has fewer places than they take. Nobody moves up: nothing came free.
    """
    more = [wish for wish in wishes if wish.state in LIVE and pool not in wish.pools]
    holding = sum(wish.state in HOLDING for wish in more)
    if book.pools[pool].capacity < book.pools[pool].taken + holding:
        return False
    for wish in more:
        wish.pools = (*wish.pools, pool)
    book.pools[pool].taken += holding
    for unit in sorted({wish.unit for wish in more if wish.state is State.WAITING}):
        book.in_line.join(_still(book, unit, State.WAITING))
    return True


def release(book: Book, at: datetime) -> None:
    """Places kept for the desk become everybody's."""
    for pool in book.pools.values():
        pool.kept = 0
    move_up(book, at)


def cancel(book: Book, pools: Iterable[str], wishes: Iterable[Wish], at: datetime) -> None:
    """These pools are closed and these wishes over; whoever needed one of the pools among others needs it no more."""
    going = [wish for wish in wishes if wish.state in LIVE]
    _release(book, going, State.WITHDRAWN, Why.CANCELLED)
    for name in pools:
        book.pools[name].is_closed = True
    move_up(book, at)


def move_up(book: Book, at: datetime) -> None:
    """Offer what is free to the first units in line that fit; whoever is passed over keeps the rank."""
    while book.waiting and _has_room(book):
        unit = book.in_line.first(lambda need: _fits(book, need))
        if unit is None:
            return
        _offer(book, unit, at)


def _offer(book: Book, unit: Unit, at: datetime) -> None:
    _take(book, unit)
    book.waiting -= len(unit)
    until = at + book.terms.offers_last if book.terms.offers_last else None
    for wish in unit:
        wish.offered_until = until
        _note(book, wish, State.OFFERED if until else State.PLACED, Why.CAME_FREE)


def _shut(terms: Terms, at: datetime) -> Why | None:
    if at < terms.opens_at:
        return Why.NOT_OPEN
    return Why.CLOSED if at >= terms.closes_at else None


def _awaits_a_decision(book: Book) -> bool:
    return book.terms.method is Method.CHOICE or (
        book.terms.method in (Method.WINDOW, Method.LOTTERY) and not book.is_drawn
    )


def _seat_or_queue(book: Book, unit: Unit, placed: Why) -> None:
    if _fits(book, need_of(unit)):
        _take(book, unit)
        _turn(book, unit, State.PLACED, placed)
        return
    at_most = book.terms.waiting_at_most
    if at_most is not None and book.waiting + len(unit) > at_most:
        _turn(book, unit, State.REFUSED, Why.LIST_FULL)
        return
    book.last_rank += 1
    for wish in unit:
        wish.rank, wish.place = book.last_rank, book.waiting + 1
    book.waiting += len(unit)
    _turn(book, unit, State.WAITING, Why.FULL)
    book.in_line.join(unit)


def _has_room(book: Book) -> bool:
    """Also where a pool is closed: who needed it waits perhaps for nothing else."""
    return not book.pools or any(
        pool.is_closed or pool.free(at_desk=True) > 0 for pool in book.pools.values()
    )


def _fits(book: Book, need: Need) -> bool:
    at_desk, counts = need
    return all(
        book.pools[name].is_closed or book.pools[name].free(at_desk=at_desk) >= count
        for name, count in counts
    )


def _is_kept_for(book: Book, need: Need) -> bool:
    counts = [(book.pools[name], count) for name, count in need[1] if not book.pools[name].is_closed]
    return bool(counts) and all(min(pool.kept, pool.free(at_desk=True)) >= count for pool, count in counts)


def _is_cancelled(book: Book, unit: Unit) -> bool:
    return any(wish.pools and all(book.pools[name].is_closed for name in wish.pools) for wish in unit)


def _still(book: Book, unit: str, state: State) -> Unit:
    return [wish for wish in book.units.get(unit, ()) if wish.state is state]


def _has_run_out(wish: Wish, at: datetime) -> bool:
    return wish.offered_until is not None and at > wish.offered_until


def _take(book: Book, unit: Unit) -> None:
    for wish in unit:
        for name in wish.pools:
            if not book.pools[name].is_closed:
                book.pools[name].take(at_desk=wish.at_desk)


def _release(book: Book, going: Iterable[Wish], state: State, why: Why) -> bool:
    """Whether a place came free. One that the desk had given comes back as everybody's."""
    freed = False
    for wish in going:
        if wish.state in HOLDING:
            freed = True
            for name in wish.pools:
                book.pools[name].taken -= not book.pools[name].is_closed
        if wish.state is State.WAITING:
            book.waiting -= 1
        _note(book, wish, state, why)
    return freed


def _turn(book: Book, wishes: Iterable[Wish], state: State, why: str) -> None:
    for wish in wishes:
        _note(book, wish, state, why)


def _note(book: Book, wish: Wish, state: State, why: str) -> None:
    wish.state, wish.why = state, why
    if state is not State.OFFERED:
        wish.offered_until = None
    if state in LIVE:
        book.claim(wish)
    else:
        book.unclaim(wish)
    book.changed[wish.id] = wish
