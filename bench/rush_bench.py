"""A rush at the opening, on SQLite and PostgreSQL, beside the row-lock way in the same hall. Run by bench/rush.

People, sessions and preparations are written in bulk beforehand (config/rush_people.py): what is measured begins with the
press, which passes session, form token, person, house rules and book like any other.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.books import rows_unlike_the_book
from bench.database import durable
from bench.figures import ROOT, add_row, keep
from bench.rush_result import Case, Measured, figures, is_met, row, summary
from ontact.config.launch.hall import Hall
from ontact.config.rush import Crowd, Wanted

WING = ROOT / "bench" / "wing"
ROW_LOCK = "/row-lock/{programme}/"
PAGE = "text/html"
CORES = 2
AGAIN = 100


def main() -> int:
    asked = _read()
    _stay_on_two_cores()
    os.environ["ONTACT_WEB_WORKERS"] = str(asked.workers)
    found = []
    for database in [asked.only] if asked.only else ["sqlite", "postgresql"]:
        with _hall(database) as (hall, cpu_s):
            crowd = Crowd(hall, asked.people, also_s=cpu_s)
            found += [_measure(crowd, case, database) for case in _cases(asked)]
            _check_books(hall, found, database)
    for one in found:
        print(figures(one), flush=True)
    keep(f"rush-{int(time.time())}", [one.as_json() for one in found])
    if asked.write:
        for one in found:
            add_row("rush", row(one))
    print(summary(found))
    return 0 if is_met(found) else 1


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/rush")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=CORES, help="web processes")
    parser.add_argument("--write", action="store_true", help="add rows to docs/operating/sizing.md")
    asked = parser.parse_args()
    if asked.quick:
        asked.people = 600
    return asked


def _cases(asked: argparse.Namespace) -> list[Case]:
    """The last one is the row-lock way: a part of the people is enough to know its pace."""
    people = asked.people
    others = [
        Case(
            "100 places, list of 100, pages without scripts", Wanted(100, 100), people // 5, 64, accept=PAGE
        ),
        Case("row lock", Wanted(100, 100), people // 5, 64, path=ROW_LOCK),
    ]
    if asked.quick:
        return [Case("30 places, list of 30", Wanted(30, 30), people, 64, is_judged=True), *others]
    return [
        Case("100 places, list of 100", Wanted(100, 100), people, 64, is_judged=True),
        Case("100 places, list of 100", Wanted(100, 100), people, 512, is_judged=True),
        Case("500 places, list of 500", Wanted(500, 500), people, 64, is_judged=True),
        Case("500 places, list of 500", Wanted(500, 500), people, 512, is_judged=True),
        Case("100 places, list without end", Wanted(100), people, 64),
        Case("100 places, households of three", Wanted(100, 100, household=3), people // 3, 64),
        *others,
    ]


@contextmanager
def _hall(database: str) -> Iterator[tuple[Hall, object]]:
    """A hall with the row-lock way as one more capability."""
    more = {"ONTACT_MORE_CAPABILITIES": str(WING)}
    with tempfile.TemporaryDirectory(prefix="ontact-bench-") as place:
        if database == "sqlite":
            with Hall(Path(place), demo=False, livekit=False, environment=more) as hall:
                yield hall, dict
            return
        with (
            durable() as (server, url),
            Hall(Path(place), demo=False, livekit=False, database_url=url, environment=more) as hall,
        ):
            yield hall, server.cpu_s


def _measure(crowd: Crowd, case: Case, database: str) -> Measured:
    """One case; the book's programmes are asked a second time, whether an answer changes."""
    rush = crowd.rush(
        case.wanted, case.people, connections=case.connections, accept=case.accept, path=case.path
    )
    measured = Measured(case, database, rush)
    if not case.path:
        measured.changed_again = crowd.press_again(rush, AGAIN)
    return measured


def _check_books(hall: Hall, found: list[Measured], database: str) -> None:
    ours = {one.rush.programme: one for one in found if one.database == database and not one.case.path}
    for programme, differing in rows_unlike_the_book(hall, list(ours)).items():
        ours[programme].differing = differing


def _stay_on_two_cores() -> None:
    """The hall, its database and the crowd share them."""
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    os.sched_setaffinity(0, cores)


if __name__ == "__main__":
    sys.exit(main())
