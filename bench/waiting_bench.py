"""20,000 pages of a waiting room from its opening on. Run by bench/waiting.

The pages are robots that ask as client/turns.ts does. People and passes are written in bulk; the order is drawn by the first
request after the opening, as ever.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.figures import keep, share
from bench.proxy import Proxy, proxy_before
from ontact.config.launch.hall import Hall
from ontact.config.launch.meters import use_of
from ontact.config.launch.pressing import Line
from ontact.config.launch.waiting_pages import Page, wait_all
from ontact.config.rush import Crowd, Wanted

CORES, WORKERS = 2, 2
CONNECTIONS = 64
OPENS_IN_S = 5
THROUGH_DJANGO = 400
GOAL_RATIO = 0.2
# The hall reckons once a second in each of its processes; behind nginx once in all. A little more for the edges.
GOAL_MADE_S = {"hall": 1.2 * WORKERS, "nginx": 1.2}


@dataclass
class Measured:
    """`made_s`: answers that the hall reckoned, by second. `cpu_s`: of the hall's web processes, and of nginx."""

    way: str
    pages: int
    asked: int
    failed: int
    seconds: float
    p50_ms: float
    p95_ms: float
    made_s: float
    web_s: float
    proxy_s: float

    @property
    def each_ms(self) -> float:
        return 1000 * (self.web_s + self.proxy_s) / max(self.asked, 1)

    @property
    def is_met(self) -> bool:
        return self.failed == 0 and self.asked > 0 and self.made_s <= GOAL_MADE_S[self.way]


def main() -> int:
    asked = _read()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    os.environ["ONTACT_WEB_WORKERS"] = str(WORKERS)
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="ontact-bench-") as place,
        Hall(Path(place), demo=False, livekit=False) as hall,
    ):
        crowd = Crowd(hall, asked.pages)
        found.append(_measure(crowd, asked, None))
        with proxy_before(hall) as proxy:
            if proxy is not None:
                found.append(_measure(crowd, asked, proxy))
        django_ms = _through_django(crowd)
    keep(f"waiting-{int(time.time())}", [{**asdict(one), "django_ms": django_ms} for one in found])
    return _say(found, django_ms)


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/waiting")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=90, help="after the opening")
    asked = parser.parse_args()
    if asked.quick:
        asked.pages, asked.seconds = 1_500, 10
    return asked


def _measure(crowd: Crowd, asked: argparse.Namespace, proxy: Proxy | None) -> Measured:
    """From the opening on; in the first seconds everybody asks."""
    # Nobody presses, so turns go on by the second alone: many stay on the page until the end.
    made = crowd.announce(Wanted(100, 100, opens_in_s=600, has_waiting_room=True), 0)
    people = f"Path({str(crowd.file)!r})"
    passes = crowd.ask(f"let_in({made['programme']!r}, {people}, {asked.pages})")
    opens_at = crowd.ask(f"open_in({made['programme']!r}, {OPENS_IN_S})")
    time.sleep(max(0.0, opens_at - time.time() - 1))
    before, at_proxy = use_of(crowd.hall).cpu_s["web"], proxy.cpu_s() if proxy else 0.0
    waited = wait_all(
        proxy.url if proxy else f"http://127.0.0.1:{crowd.hall.port}",
        made["turns"],
        [Page(one) for one in passes],
        connections=CONNECTIONS,
        opens_at=opens_at,
        seconds=asked.seconds,
    )
    return Measured(
        way="nginx" if proxy else "hall",
        pages=asked.pages,
        asked=waited.asked,
        failed=waited.failed,
        seconds=asked.seconds,
        p50_ms=share(waited.ms, 0.5),
        p95_ms=share(waited.ms, 0.95),
        made_s=_a_second(waited.made),
        web_s=use_of(crowd.hall).cpu_s["web"] - before,
        proxy_s=(proxy.cpu_s() if proxy else 0.0) - at_proxy,
    )


def _a_second(moments_ms: set[int]) -> float:
    """From the first to the last: the edges of a run cut through seconds."""
    if len(moments_ms) < 2:
        return 0.0
    return 1000 * (len(moments_ms) - 1) / (max(moments_ms) - min(moments_ms))


def _through_django(crowd: Crowd) -> float:
    """Milliseconds of processor for the same answer where every request goes the whole way (HEAD is never kept)."""
    made = crowd.announce(Wanted(100, 100, has_waiting_room=True), 0)

    async def ask_all() -> None:
        line = Line(f"http://127.0.0.1:{crowd.hall.port}")
        for _n in range(THROUGH_DJANGO):
            await line.head(made["turns"])
        line.close()

    before = use_of(crowd.hall).cpu_s["web"]
    asyncio.run(ask_all())
    return 1000 * (use_of(crowd.hall).cpu_s["web"] - before) / THROUGH_DJANGO


def _say(found: list[Measured], django_ms: float) -> int:
    for one in found:
        print(
            f"{one.way}: {one.pages} pages asked {one.asked} times in {one.seconds:.0f} s "
            f"({one.asked / one.seconds:.0f} a second), {one.failed} failed, "
            f"p50 {one.p50_ms:.1f}, p95 {one.p95_ms:.1f} ms; {one.made_s:.2f} answers a second reckoned; "
            f"web {one.web_s / one.seconds:.3f}, nginx {one.proxy_s / one.seconds:.3f} cores; {one.each_ms:.3f} ms each",
            flush=True,
        )
    ratio = found[0].each_ms / max(django_ms, 0.001)
    met = all(one.is_met for one in found) and ratio <= GOAL_RATIO
    ways = "; ".join(
        f"{one.way}: {one.each_ms:.3f} ms each, {one.made_s:.1f} reckoned a second, {one.failed} failed"
        for one in found
    )
    missing = "" if len(found) == 2 else "; nginx is missing here"
    print(
        f"waiting: {found[0].pages} pages, {ways}{missing}; {ratio:.2f}x of the whole way ({django_ms:.2f} ms) "
        f"| goal 0 failed, reckoned ≤ {GOAL_MADE_S['hall']:.1f} ({WORKERS} processes) and ≤ {GOAL_MADE_S['nginx']}, "
        f"≤ {GOAL_RATIO}x | {'met' if met else 'short'}"
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
