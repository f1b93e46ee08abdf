"""Reading a book: each line, as it stands written, and what it does. Whoever reads all lines in order gets the
same table.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ontact.commons.registrations.engine import allotting
from ontact.commons.registrations.engine.book import Book, Method, Pool, Terms, Wish

Facts = Mapping[str, Any]


def read(book: Book, verb: str, facts: Facts, at: datetime) -> None:
    """Let the line change the book. `facts` hold nothing but texts, numbers and lists, as JSON does."""
    match verb:
        case "terms":
            _terms(book, facts)
        case "sign_up":
            _sign_up(book, facts, at)
        case "withdraw":
            allotting.withdraw(book, _wishes(book, facts["wishes"]), at)
        case "accept":
            allotting.accept(book, book.units[facts["unit"]], at)
        case "decline":
            allotting.decline(book, book.units[facts["unit"]], at)
        case "lapse":
            for unit in facts["units"]:
                allotting.lapse(book, book.units[unit], at)
        case _:
            _read_of_the_desk(book, verb, facts, at)


def _read_of_the_desk(book: Book, verb: str, facts: Facts, at: datetime) -> None:
    match verb:
        case "draw":
            allotting.draw(book, [book.units.get(unit, []) for unit in facts["order"]])
        case "choose":
            allotting.choose(book, book.units[facts["unit"]], chosen=facts["chosen"])
        case "resize":
            allotting.resize(book, facts["pool"], facts["capacity"], at)
        case "add":
            allotting.add(book, facts["pool"], _wishes(book, facts["wishes"]))
        case "release":
            allotting.release(book, at)
        case "cancel":
            allotting.cancel(book, facts["pools"], _wishes(book, facts["wishes"]), at)
        case _:
            raise ValueError(verb)


def terms_of(facts: Facts) -> Terms:
    """The terms as a line says them: moments as ISO 8601, stretches in seconds."""
    return Terms(
        method=Method(facts["method"]),
        opens_at=datetime.fromisoformat(facts["opens_at"]),
        closes_at=datetime.fromisoformat(facts["closes_at"]),
        window=timedelta(seconds=facts["window_s"]),
        waiting_at_most=facts["waiting_at_most"],
        offers_last=timedelta(seconds=facts["offers_last_s"]),
    )


def _terms(book: Book, facts: Facts) -> None:
    """New terms hold from here on. Pools that the book knows keep what its lines have made of them."""
    book.terms = terms_of(facts)
    for name, (capacity, kept) in facts["pools"].items():
        book.pools.setdefault(name, Pool(name, capacity, kept=kept))


def _sign_up(book: Book, facts: Facts, at: datetime) -> None:
    """Units in the order in which they were asked for."""
    for unit in facts["units"]:
        wishes = [
            book.enter(
                Wish(
                    id=one["id"],
                    pools=tuple(one["pools"]),
                    person=one["person"],
                    session=one["session"],
                    unit=unit["unit"],
                    at_desk=facts["at_desk"],
                )
            )
            for one in unit["wishes"]
        ]
        if unit["refused"]:
            allotting.refuse(book, wishes, unit["refused"])
        else:
            allotting.sign_up(book, wishes, at)


def _wishes(book: Book, ids: Iterable[str]) -> list[Wish]:
    return [book.wishes[one] for one in ids]
