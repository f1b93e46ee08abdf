"""The book's own account: what happened to one registration line by line, where it stands in line, and why
nobody is called.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.engine.book import Book, State
from ontact.commons.registrations.engine.reading import read, terms_of
from ontact.commons.registrations.models import Draw, HouseRule, Line, Pool, Registration, Terms
from ontact.foundation.worded import Worded


def place_in_line(registration: Registration) -> int:
    """You are n-th: persons of units before, and oneself; 0 for whoever does not wait. One query."""
    if registration.state != State.WAITING:
        return 0
    before = Registration.objects.filter(
        programme=registration.programme_id, state=State.WAITING, rank__lt=registration.rank
    )
    return before.count() + 1


@dataclass(frozen=True)
class Step:
    """One line that changed this registration, gave it a session more, or let it move in line."""

    number: int
    verb: str
    at: datetime
    state: str
    why: str
    rank: int
    offered_until: datetime | None
    # The published sentence of the rule that refused, as it was then.
    sentence: str = ""
    by_id: UUID | None = None


def account_of(registration: Registration) -> list[Step]:
    """Read the whole book once and keep the lines after which this registration was another. Two queries."""
    name, steps, last = str(registration.pk), [], None
    for line, book in replay(Line.objects.filter(programme=registration.programme_id).order_by("number")):
        wish = book.wishes.get(name)
        if wish is None:
            continue
        stands = (wish.state.value, str(wish.why), wish.rank, wish.offered_until)
        if (*stands, wish.pools) != last:
            last = (*stands, wish.pools)
            said = rule_in(line, str(registration.unit)) if wish.state is State.REFUSED else ""
            steps.append(Step(line.number, line.verb, line.at, *stands, sentence=said, by_id=line.by_id))
    return steps


def replay(lines: Iterable[Line]) -> Iterator[tuple[Line, Book]]:
    """Each line, and the book after it. It reads lines and nothing else; the first one lays down the terms."""
    book: Book | None = None
    for line in lines:
        if book is None:
            book = Book(terms_of(line.facts), {})
        read(book, line.verb, line.facts, line.at)
        yield line, book


def refused_by(registration: Registration) -> HouseRule.Code | None:
    """The house rule that refused, if it was one."""
    is_rule = registration.state == State.REFUSED and registration.why in HouseRule.Code.values
    return HouseRule.Code(registration.why) if is_rule else None


def rule_in(line: Line, unit: str) -> str:
    """The house rule's words as they were published when it refused this unit, in the reader's language; "" if none did."""
    units = line.facts.get("units", []) if line.verb == Line.Verb.SIGN_UP else []
    words = next((one.get("rule") for one in units if one["unit"] == unit), None)
    return str(Worded.from_json(words)) if words else ""


@dataclass(frozen=True)
class Calling:
    """Why nobody is called at present: places free for all, kept for the desk, offered; and what the first in line needs."""

    free: int
    kept: int
    kept_until: datetime | None
    offered: int
    answered_by: datetime | None
    waiting: int
    first_needs: int


def calling(programme: Programme) -> Calling:
    """Of the scarcest pool. Four queries, whatever the length of the line."""
    terms = Terms.objects.get(programme=programme)
    pools = list(Pool.objects.filter(programme=programme, is_closed=False))
    scarcest = min(pools, key=lambda pool: pool.free, default=None)
    offered = Registration.objects.filter(programme=programme, state=State.OFFERED).order_by("offered_until")
    ends = list(offered.values_list("offered_until", flat=True))
    line = Registration.objects.filter(programme=programme, state=State.WAITING).order_by("rank")
    ranks = list(line.values_list("rank", flat=True)[: terms.people_at_most])
    return Calling(
        free=scarcest.free if scarcest else 0,
        kept=scarcest.kept if scarcest else 0,
        kept_until=terms.releases_at if terms.released_at is None else None,
        offered=len(ends),
        answered_by=ends[0] if ends else None,
        waiting=terms.waiting,
        first_needs=ranks.count(ranks[0]) if ranks else 0,
    )


def draw_file(draw: Draw) -> dict[str, object]:
    """draw.json: before the draw what is promised, after it what anyone recomputes with `docs/verify/lottery.py`."""
    said: dict[str, object] = {
        "format": "ontact-draw-1",
        "programme": str(draw.programme_id),
        "commitment": draw.commitment,
        "frozen_sha256": draw.frozen_sha256,
        "frozen_at": draw.frozen_at.isoformat() if draw.frozen_at else "",
    }
    line = Line.objects.filter(programme=draw.programme_id, verb=Line.Verb.DRAW).first()
    if line is None:
        return said
    return {**said, "frozen": draw.frozen, "seed": draw.seed, "order": line.facts["order"]}
