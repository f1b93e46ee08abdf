"""Does a large city's catalogue cost more than a small one's, and how fast are Korean words found?"""

import gc
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import keep, share
from bench.pages_bench import prepare

FEW, MANY = 10, 10_000
GOAL_RATIO, GOAL_SEARCH_MS = 2.0, 50.0
SEED = 20270301
# The catalogue as one opens it, narrowed, by what is free, and by words.
PAGES = (
    "/catalogue/",
    "/catalogue/?audience=children&weekdays=5&time_of_day=morning",
    "/catalogue/?manner=online&open=on&free=on",
    "/catalogue/?q=%EB%8F%85%EC%84%9C",
)
# A full month has up to 300 rows and a small one ten: its queries are compared, its time is only printed.
CALENDARS = ("/catalogue/calendar/?audience=adults", "/calendar/")
# Two-letter words, words whose spaces are missing, words with spaces, initials, and what nothing holds.
WORDS = (
    *("독서", "한지", "정조", "놀이", "철학"),
    *("책놀이터", "작가와의만남", "수원화성이야기", "인문학산책"),
    *("책 놀이터", "작가와의 만남", "화성 이야기"),
    *("ㅊㄴㅇㅌ", "ㅈㄱㅇㅇ", "ㄷㅅ", "ㅎㅅ"),
    *("없는말", "ㅋㅋㅋ"),
)


@dataclass(frozen=True)
class Cost:
    """Of one page: queries, and the 95th percentile of its time in milliseconds."""

    queries: int
    p95_ms: float


def main() -> int:
    turns = 20 if "--quick" in sys.argv else 100
    prepare()
    from bench.programmes import announce

    chance = random.Random(SEED)
    announce(FEW, chance, every_wish=True)
    few = {page: _cost(page, turns) for page in PAGES + CALENDARS}
    announce(MANY - FEW, chance)
    many = {page: _cost(page, turns) for page in PAGES + CALENDARS}
    search = {words: _search(words, turns) for words in WORDS}
    return _report(few, many, search)


def _cost(page: str, turns: int) -> Cost:
    """In this process, with the whole of the middleware, without a network."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client()
    assert browser.get(page).status_code == 200, page
    with CaptureQueriesContext(connection) as queries:
        browser.get(page)
    return Cost(len(queries), _p95(lambda: browser.get(page), turns))


def _search(words: str, turns: int) -> float:
    from ontact.commons.listings.queries import search

    return _p95(lambda: search(words), turns)


def _p95(act: Callable[[], object], turns: int) -> float:
    """Milliseconds; the first two times are not counted: what is cached for a minute is cached then.

    What stays for ever is set apart, as the web process does when it starts.
    """
    taken = []
    act()
    act()
    gc.collect()
    gc.freeze()
    for _ in range(turns):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return share(taken, 0.95)


def _report(few: dict[str, Cost], many: dict[str, Cost], search: dict[str, float]) -> int:
    for page in PAGES + CALENDARS:
        print(
            f"  {page}: {few[page].p95_ms:.1f} ms and {few[page].queries} queries for {FEW}, "
            f"{many[page].p95_ms:.1f} ms and {many[page].queries} for {MANY}"
        )
    for words, p95_ms in sorted(search.items(), key=lambda pair: -pair[1])[:5]:
        print(f"  search {words}: {p95_ms:.1f} ms")
    grown = [page for page in PAGES + CALENDARS if many[page].queries > few[page].queries]
    ratios = {page: many[page].p95_ms / few[page].p95_ms for page in PAGES}
    worst, slowest = max(ratios, key=lambda page: ratios[page]), max(search.values())
    keep("catalogue", {"ratios": ratios, "search_ms": search, "grown": grown})
    is_met = not grown and ratios[worst] <= GOAL_RATIO and slowest <= GOAL_SEARCH_MS
    print(
        f"catalogue: {len(PAGES + CALENDARS)} pages, {len(grown)} with more queries for {MANY} programmes than for {FEW}, "
        f"p95 at most {ratios[worst]:.2f}x ({worst}), search over {MANY} titles p95 {slowest:.1f} ms "
        f"| goal 0, ≤ {GOAL_RATIO:.0f}x, ≤ {GOAL_SEARCH_MS:.0f} ms | {'met' if is_met else 'short'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
