"""Who gets a place: what follows from the next line of a programme's book. No database, no clock, no words.

A *wish* is one person's claim to one place in each of its pools (a series takes one of every session). A *unit* is what gets in
whole or not at all: one wish, or those of a family that wants to come together. Whatever comes free goes at once to the first unit in
line that fits; so whoever comes new and fits has nobody before them. A line costs what it changes, however long the list is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Live until withdrawn, refused, declined or lapsed. Held: entered for a draw or a choice that is still to come."""

    HELD = "held"
    PLACED = "placed"
    OFFERED = "offered"
    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    LAPSED = "lapsed"


LIVE = frozenset({State.HELD, State.PLACED, State.OFFERED, State.WAITING})
HOLDING = frozenset({State.PLACED, State.OFFERED})


class Why(StrEnum):
    """Why a wish came into its state; pages have a sentence for each."""

    FREE = "free"
    UNDECIDED = "undecided"
    FULL = "full"
    LIST_FULL = "list_full"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    DRAWN = "drawn"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    CAME_FREE = "came_free"
    ACCEPTED = "accepted"
    OWN_WISH = "own_wish"
    TOO_LATE = "too_late"
    CANCELLED = "cancelled"


class Method(StrEnum):
    FIRST_COME = "first_come"
    WINDOW = "window"
    LOTTERY = "lottery"
    CHOICE = "choice"


@dataclass
class Pool:
    """`kept`: of the free places, those that only the desk gives, until they are released."""

    id: str
    capacity: int
    taken: int = 0
    kept: int = 0

    def free(self, *, at_desk: bool) -> int:
        return self.capacity - self.taken - (0 if at_desk else self.kept)

    def take(self, *, at_desk: bool) -> None:
        self.taken += 1
        if at_desk and self.kept:
            self.kept -= 1


@dataclass
class Wish:
    """`rank`: the place in the order of waiting, shared by a unit; smaller is sooner."""

    id: str
    pools: tuple[str, ...]
    at_desk: bool = False
    state: State = State.HELD
    why: Why = Why.UNDECIDED
    rank: int = 0
    offered_until: datetime | None = None


Unit = Sequence[Wish]


@dataclass(frozen=True)
class Terms:
    """`waiting_at_most`: wishes in line; None is without a limit. `offers_last`: zero gives the place at once."""

    method: Method
    opens_at: datetime
    closes_at: datetime
    window: timedelta = timedelta()
    waiting_at_most: int | None = None
    offers_last: timedelta = timedelta(hours=48)


@dataclass
class Book:
    """The state that a line meets.

    `in_line` yields the waiting units by rank; it is read only when a place comes free. `waiting` counts wishes in line,
    `last_rank` is the greatest given so far; `is_drawn`: after the draw (if any) who comes is seated or waits at once.
    """

    terms: Terms
    pools: dict[str, Pool]
    in_line: Callable[[], Iterable[Unit]]
    waiting: int = 0
    last_rank: int = 0
    is_drawn: bool = False
    changed: dict[str, Wish] = field(default_factory=dict)


def sign_up(book: Book, unit: Unit, at: datetime) -> None:
    """Places, a rank in line, an entry for what is still to be decided, or a refusal with its reason."""
    at_desk = unit[0].at_desk
    if not at_desk and (refusal := _shut(book.terms, at)):
        _turn(book, unit, State.REFUSED, refusal)
    elif not at_desk and _awaits_a_decision(book):
        _turn(book, unit, State.HELD, Why.UNDECIDED)
    else:
        _seat_or_queue(book, unit, Why.FREE)


def withdraw(book: Book, wishes: Iterable[Wish], at: datetime) -> None:
    """Harmless for whoever has already gone. What comes free is offered on."""
    going = [wish for wish in wishes if wish.state in LIVE]
    freed = _release(book, going, State.WITHDRAWN, Why.OWN_WISH)
    if freed:
        move_up(book, at)


def accept(book: Book, unit: Unit, at: datetime) -> None:
    """An offer becomes a place; one that has run out lapses instead, and is never alive again."""
    offered = [wish for wish in unit if wish.state is State.OFFERED]
    if any(wish.offered_until is not None and at > wish.offered_until for wish in offered):
        lapse(book, offered, at)
        return
    for wish in offered:
        _note(book, wish, State.PLACED, Why.ACCEPTED)


def decline(book: Book, unit: Unit, at: datetime) -> None:
    if _release(book, [wish for wish in unit if wish.state is State.OFFERED], State.DECLINED, Why.OWN_WISH):
        move_up(book, at)


def lapse(book: Book, offered: Iterable[Wish], at: datetime) -> None:
    """Offers that have run out; those that have not are left alone."""
    over = [
        wish
        for wish in offered
        if wish.state is State.OFFERED and wish.offered_until is not None and at > wish.offered_until
    ]
    if _release(book, over, State.LAPSED, Why.TOO_LATE):
        move_up(book, at)


def draw(book: Book, units: Iterable[Unit]) -> None:
    """Those held, in the drawn order: places as long as they last, then the line in the same order."""
    for unit in units:
        if all(wish.state is State.HELD for wish in unit):
            _seat_or_queue(book, unit, Why.DRAWN)
    book.is_drawn = True


def choose(book: Book, unit: Unit, *, chosen: bool) -> None:
    """Staff decide about a unit that is held or waits; a chosen one that does not fit waits."""
    if any(wish.state not in (State.HELD, State.WAITING) for wish in unit):
        return
    book.waiting -= sum(wish.state is State.WAITING for wish in unit)
    if chosen:
        _seat_or_queue(book, unit, Why.CHOSEN)
    else:
        _turn(book, unit, State.REFUSED, Why.NOT_CHOSEN)


def resize(book: Book, pool: str, capacity: int, at: datetime) -> bool:
    """False, and nothing has changed, where more places are taken than would be left: nobody is dropped in silence."""
    if capacity < book.pools[pool].taken:
        return False
    book.pools[pool].capacity = capacity
    move_up(book, at)
    return True


def release(book: Book, at: datetime) -> None:
    """Places kept for the desk become everybody's."""
    for pool in book.pools.values():
        pool.kept = 0
    move_up(book, at)


def move_up(book: Book, at: datetime) -> None:
    """Offer what is free to the first units in line that fit; whoever is passed over keeps the rank."""
    if book.waiting == 0 or not _has_room(book):
        return
    for unit in book.in_line():
        if unit[0].state is State.WAITING and _fits(book, unit):
            _offer(book, unit, at)
            if book.waiting == 0 or not _has_room(book):
                return


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
    if _fits(book, unit):
        _take(book, unit)
        _turn(book, unit, State.PLACED, placed)
        return
    at_most = book.terms.waiting_at_most
    if at_most is not None and book.waiting + len(unit) > at_most:
        _turn(book, unit, State.REFUSED, Why.LIST_FULL)
        return
    book.last_rank += 1
    book.waiting += len(unit)
    for wish in unit:
        wish.rank = book.last_rank
    _turn(book, unit, State.WAITING, Why.FULL)


def _has_room(book: Book) -> bool:
    return any(pool.free(at_desk=True) for pool in book.pools.values())


def _fits(book: Book, unit: Unit) -> bool:
    needed = Counter(name for wish in unit for name in wish.pools)
    at_desk = unit[0].at_desk
    return all(book.pools[name].free(at_desk=at_desk) >= count for name, count in needed.items())


def _take(book: Book, unit: Unit) -> None:
    for wish in unit:
        for name in wish.pools:
            book.pools[name].take(at_desk=wish.at_desk)


def _release(book: Book, going: Iterable[Wish], state: State, why: Why) -> bool:
    """Whether a place came free."""
    freed = False
    for wish in going:
        if wish.state in HOLDING:
            freed = True
            for name in wish.pools:
                book.pools[name].taken -= 1
        if wish.state is State.WAITING:
            book.waiting -= 1
        _note(book, wish, state, why)
    return freed


def _turn(book: Book, wishes: Iterable[Wish], state: State, why: Why) -> None:
    for wish in wishes:
        _note(book, wish, state, why)


def _note(book: Book, wish: Wish, state: State, why: Why) -> None:
    wish.state, wish.why = state, why
    if state is not State.OFFERED:
        wish.offered_until = None
    book.changed[wish.id] = wish
