"""What a book is made of: wishes, pools, terms, and the line of those who wait. No database, no clock, no words.

A *wish* is one person's claim to one place in each of its pools (a series takes one of every session). A
*unit* is what gets in whole or not at all: one wish, or those of a family that wants to come together.
"""

import heapq
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
    """Why a wish came into its state; pages have a sentence for each. A house rule's refusal has the rule's code instead."""

    FREE = "free"
    UNDECIDED = "undecided"
    FULL = "full"
    LIST_FULL = "list_full"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    ALREADY = "already"
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
    """`kept`: of the free places, those that only the desk gives, until they are released. A closed pool (its session is
    cancelled) holds nobody back and counts no more.
    """

    id: str
    capacity: int
    taken: int = 0
    kept: int = 0
    is_closed: bool = False

    def free(self, *, at_desk: bool) -> int:
        return self.capacity - self.taken - (0 if at_desk else self.kept)

    def take(self, *, at_desk: bool) -> None:
        self.taken += 1
        if at_desk and self.kept:
            self.kept -= 1


@dataclass
class Wish:
    """`rank`: the place in the order of waiting, shared by a unit; smaller is sooner. `place`: how many stood
    in line with it when it joined. `session` is empty for the whole series.
    """

    id: str
    pools: tuple[str, ...]
    person: str = ""
    session: str = ""
    unit: str = ""
    at_desk: bool = False
    state: State = State.HELD
    why: str = Why.UNDECIDED
    rank: int = 0
    place: int = 0
    offered_until: datetime | None = None


Unit = Sequence[Wish]
# Whether at the desk, and how many places of which pools.
Need = tuple[bool, tuple[tuple[str, int], ...]]


def need_of(unit: Unit) -> Need:
    counted = Counter(name for wish in unit for name in wish.pools)
    return unit[0].at_desk, tuple(sorted(counted.items()))


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
class InLine:
    """Those who wait, by what they need: the next one who fits is found among as many heads as there are different needs.

    `stored` yields the waiting units that were there before; it is read once, and only when a place comes free.
    """

    stored: Callable[[], Iterable[Unit]]
    units: dict[int, list[Wish]] = field(default_factory=dict)
    heads: dict[Need, list[int]] = field(default_factory=dict)
    is_read: bool = False

    def join(self, unit: Unit) -> None:
        """Also for a unit that has become smaller: it keeps its rank among those who need as little."""
        self.units[unit[0].rank] = list(unit)
        heapq.heappush(self.heads.setdefault(need_of(unit), []), unit[0].rank)

    def first(self, fits: Callable[[Need], bool]) -> Unit | None:
        if not self.is_read:
            self.is_read = True
            for unit in self.stored():
                if unit[0].rank not in self.units:
                    self.join(unit)
        found = [rank for need in self.heads if fits(need) and (rank := self._head(need))]
        return self._waiting(min(found)) if found else None

    def _head(self, need: Need) -> int | None:
        """Ranks of those who have gone, or need something else by now, are dropped on the way."""
        ranks = self.heads[need]
        while ranks:
            unit = self._waiting(ranks[0])
            if unit and need_of(unit) == need:
                return ranks[0]
            heapq.heappop(ranks)
        return None

    def _waiting(self, rank: int) -> Unit:
        return [wish for wish in self.units[rank] if wish.state is State.WAITING]


def _nobody() -> Iterable[Unit]:
    return ()


@dataclass
class Book:
    """The state that a line meets.

    `wishes` and `units` hold at least those of whom the line speaks, and all live ones of the persons in it.
    `waiting` counts wishes in line, `last_rank` is the greatest given so far; `is_drawn`: after the draw (if
    any) who comes is seated or waits at once.
    """

    terms: Terms
    pools: dict[str, Pool]
    in_line: InLine = field(default_factory=lambda: InLine(_nobody))
    waiting: int = 0
    last_rank: int = 0
    is_drawn: bool = False
    wishes: dict[str, Wish] = field(default_factory=dict)
    units: dict[str, list[Wish]] = field(default_factory=dict)
    # Person → session ("" is the series) → the live wish for it.
    live: dict[str, dict[str, str]] = field(default_factory=dict)
    changed: dict[str, Wish] = field(default_factory=dict)

    def enter(self, wish: Wish) -> Wish:
        """Let the book know this wish; the one that it knows already stays the one."""
        if wish.id in self.wishes:
            return self.wishes[wish.id]
        self.wishes[wish.id] = wish
        self.units.setdefault(wish.unit, []).append(wish)
        return wish

    def remember(self, wish: Wish) -> Wish:
        """The same for a wish that earlier lines have settled."""
        if wish.id not in self.wishes and wish.state in LIVE:
            self.claim(wish)
        return self.enter(wish)

    def claim(self, wish: Wish) -> None:
        self.live.setdefault(wish.person, {})[wish.session] = wish.id

    def unclaim(self, wish: Wish) -> None:
        mine = self.live.get(wish.person, {})
        if mine.get(wish.session) == wish.id:
            del mine[wish.session]

    def has_claimed(self, wish: Wish) -> bool:
        """The series and one of its sessions exclude each other; two sessions do not."""
        had = self.live.get(wish.person, {})
        return bool(had) if not wish.session else wish.session in had or "" in had
