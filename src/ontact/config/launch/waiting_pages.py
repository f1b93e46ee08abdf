"""Pages of a waiting room without browsers: they ask as client/turns.ts does, reckon their lot, and press at their turn."""

import asyncio
import hashlib
import hmac
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ontact.config.launch.pressing import Away, Line, Press, Told, press_until_answered

SOONEST_S, LATEST_S, SPREAD_S, BEFORE_S = 2.0, 30.0, 8.0, 60.0


@dataclass
class Page:
    """One person's page; `press` None: it only waits."""

    held: str
    press: Press | None = None
    lot: str = ""
    number: int = 0
    turn_at: float = 0.0
    told: Told = field(default_factory=Told)


@dataclass
class Waited:
    """What all pages together asked, and saw. `made`: how many different answers: so often the hall reckoned one."""

    asked: int = 0
    failed: int = 0
    ms: list[float] = field(default_factory=list)
    made: set[int] = field(default_factory=set)


def wait_all(
    url: str, path: str, pages: Sequence[Page], *, connections: int, opens_at: float, seconds: float
) -> Waited:
    """Until all have had their turn, or for so many seconds. `opens_at`: in seconds since 1970."""
    return asyncio.run(_wait_all(_Hall(url, path, connections), pages, opens_at, seconds))


class _Hall:
    """A few connections shared by many pages, as a proxy in front would."""

    def __init__(self, url: str, path: str, connections: int) -> None:
        self.path = path
        self.waited = Waited()
        self.lines: asyncio.Queue[Line] = asyncio.Queue()
        for _n in range(connections):
            self.lines.put_nowait(Line(url))

    async def turns(self) -> dict[str, Any] | None:
        line, began = await self.lines.get(), time.monotonic()
        try:
            status, _place, body = await line.get(self.path)
        except Away:
            status, body = 0, ""
        finally:
            self.lines.put_nowait(line)
        self.waited.asked += 1
        self.waited.ms.append((time.monotonic() - began) * 1000)
        if status != 200:
            self.waited.failed += 1
            return None
        told: dict[str, Any] = json.loads(body)
        self.waited.made.add(told["now"])
        return told

    async def press(self, page: Page) -> None:
        if page.press is None:
            return
        line = await self.lines.get()
        try:
            await press_until_answered(line, page.press, page.told)
        finally:
            self.lines.put_nowait(line)


async def _wait_all(hall: _Hall, pages: Sequence[Page], opens_at: float, seconds: float) -> Waited:
    waiting = [asyncio.create_task(_wait(hall, page, opens_at)) for page in pages]
    _done, late = await asyncio.wait(waiting, timeout=seconds)
    for one in late:
        one.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    while not hall.lines.empty():
        hall.lines.get_nowait().close()
    return hall.waited


async def _wait(hall: _Hall, page: Page, opens_at: float) -> None:
    """Seldom from afar, often when near, never in step."""
    pause_s = _before_s(opens_at - time.time())
    failures = 0
    while not page.turn_at:
        await asyncio.sleep(pause_s)
        turns = await hall.turns()
        failures = failures + 1 if turns is None else 0
        if turns is None:
            pause_s = min(LATEST_S, SOONEST_S * 2 ** (failures - 1)) * (0.75 + random.random() / 2)
        elif turns["called"] == 0:
            pause_s = _before_s((turns["opens"] - turns["now"]) / 1000)
        elif _is_its_turn(page, turns) or not turns["waits"]:
            page.turn_at = time.time()
        else:
            pause_s = _again_s(page, turns)
    await hall.press(page)


def _is_its_turn(page: Page, turns: dict[str, Any]) -> bool:
    page.lot = (
        page.lot or hmac.new(bytes.fromhex(turns["seed"]), page.held.encode(), hashlib.sha256).hexdigest()
    )
    page.number = 1 + int(int(page.lot[:8], 16) / 0x1_0000_0000 * turns["drawn"])
    return bool(turns["lot"]) and page.lot[: len(turns["lot"])] <= turns["lot"]


def _again_s(page: Page, turns: dict[str, Any]) -> float:
    ahead_s = turns["pause_s"] + max(0, page.number - turns["called"]) / max(1, turns["each_s"])
    return float(min(LATEST_S, max(SOONEST_S, ahead_s / 4)) * (0.75 + random.random() / 2))


def _before_s(wait_s: float) -> float:
    if wait_s > BEFORE_S:
        return BEFORE_S * (0.75 + random.random() / 2)
    return max(0.0, wait_s) + 0.5 + SPREAD_S * random.random()
