"""How long joining takes by our way and to a bare LiveKit room, turn by turn in one run. Run by bench/join."""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from livekit import api, rtc

from bench.visiting import Visitor
from ontact.config.launch.hall import Hall

# A guest who presses "Agree and go in" should not feel that there is more behind it than the media server.
GOAL_ADDED_P95_S = 1.0
CONNECTS_WITHIN_S = 30
MAKE_A_ROOM = """
import json
from datetime import timedelta
from ontact.commons.rooms.actions import give_seat, issue_pass, open_room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
begins = now() - timedelta(minutes=1)
room = open_room(Worded.of("en", en="Bench"), begins, begins + timedelta(hours=1), page="/help/", lobby=False, by=SYSTEM)
seats = [give_seat(room, title=f"Seat {{n}}", name=f"Guest {{n}}", by=SYSTEM) for n in range({count})]
passes = [issue_pass(seat, by=SYSTEM) for seat in seats]
print("BENCH" + json.dumps({{"room": str(room.pk), "passes": passes}}))
"""


def main() -> int:
    count = 8 if "--quick" in sys.argv else 40
    with tempfile.TemporaryDirectory(prefix="ontact-bench-") as place, Hall(Path(place), demo=False) as hall:
        hall.wait_livekit()
        made = json.loads(
            hall.manage("shell", "-v", "0", "-c", MAKE_A_ROOM.format(count=count)).split("BENCH")[1]
        )
        bare, ours = asyncio.run(_take_turns(hall, made["room"], made["passes"]))
    return _say(bare, ours)


async def _take_turns(hall: Hall, room: str, passes: list[str]) -> tuple[list[float], list[float]]:
    """The first pair warms both ways up and is not counted."""
    bare, ours = [], []
    for number, secret in enumerate(passes):
        bare.append(await _bare(hall, f"bare-{number}"))
        ours.append(await _our_way(hall, room, secret))
    return bare[1:], ours[1:]


async def _bare(hall: Hall, identity: str) -> float:
    secrets = dict(line.split("=", 1) for line in hall.state.secrets.read_text().splitlines() if "=" in line)
    grants = api.VideoGrants(room_join=True, room="bare")
    began = time.perf_counter()
    token = api.AccessToken(secrets["ONTACT_LIVEKIT_KEY"], secrets["ONTACT_LIVEKIT_SECRET"])
    await _connect(
        hall.livekit_url.replace("http", "ws", 1), token.with_identity(identity).with_grants(grants).to_jwt()
    )
    return time.perf_counter() - began


async def _our_way(hall: Hall, room: str, secret: str) -> float:
    """From opening the invitation to being connected; the pages that a person reads in between are fetched too."""
    began = time.perf_counter()
    visitor = await asyncio.to_thread(Visitor(hall.url).enter, room, secret)
    ticket = await asyncio.to_thread(visitor.ask, f"/api/rooms/{room}/token", {})
    await _connect(ticket["url"], ticket["token"])
    return time.perf_counter() - began


async def _connect(url: str, token: str) -> None:
    guest = rtc.Room()
    await asyncio.wait_for(guest.connect(url, token), CONNECTS_WITHIN_S)
    await guest.disconnect()


def _say(bare: list[float], ours: list[float]) -> int:
    added = [way - plain for way, plain in zip(ours, bare, strict=True)]
    is_met = _p95(added) <= GOAL_ADDED_P95_S
    print(
        f"join: bare LiveKit p50 {statistics.median(bare) * 1000:.0f} ms, p95 {_p95(bare) * 1000:.0f} ms; "
        f"our way p50 {statistics.median(ours) * 1000:.0f} ms, p95 {_p95(ours) * 1000:.0f} ms; "
        f"added p50 {statistics.median(added) * 1000:.0f} ms, p95 {_p95(added) * 1000:.0f} ms ({len(ours)} guests) "
        f"| goal added p95 ≤ {GOAL_ADDED_P95_S * 1000:.0f} ms | {'met' if is_met else 'short'}"
    )
    return 0 if is_met else 1


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


if __name__ == "__main__":
    sys.exit(main())
