"""Everybody at once: joins, kill -9, lobby pages, hands, chat; against a tenth of the seats. Run by bench/storms."""

import argparse
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from bench.crowded import Crowded, crowded
from bench.figures import add_row, keep, share, today
from bench.meeting import make_a_meeting
from ontact.config.launch import livekit
from ontact.config.launch.meters import use_of
from ontact.config.launch.robots import Robots
from ontact.config.launch.trouble import Trouble

GOAL_JOIN_S = 30
GOAL_MOST_S, GOAL_ALL_S = 5, 15
# Ten times as many may cost a little more than ten times as much.
GOAL_GROWTH = 12
# Below this a cost is noise of the clock and no basis for a ratio.
LEAST_CPU_S = 0.05
ROUNDS_OF_A_TENTH = 3
COMES_BACK_WITHIN_S = 90
LOBBY_ASKS_EVERY_S = 4.0
JOINS_A_SECOND = 7
SETTLES_S = 3


@dataclass
class Cost:
    """Seconds of processor in web, and how long the calls took."""

    web_s: float
    all_s: float
    p95_ms: float
    refused: int


@dataclass
class Result:
    seats: int
    joined: int = 0
    join_s: float = 0
    join_p95_s: float = 0
    join_web_s: float = 0
    livekit_down_s: float = 0
    hears_again_s: list[float] = field(default_factory=list)
    deaf: int = 0
    seats_lost: dict[str, int] = field(default_factory=dict)
    web_back_s: float = 0
    holes_at_kills: dict[str, float] = field(default_factory=dict)
    costs: dict[str, Cost] = field(default_factory=dict)
    small: dict[str, Cost] = field(default_factory=dict)

    @property
    def growth(self) -> dict[str, float]:
        return {
            name: cost.web_s / max(self.small[name].web_s, LEAST_CPU_S) for name, cost in self.costs.items()
        }

    @property
    def most_s(self) -> float:
        return share(self.hears_again_s, 0.95)

    @property
    def is_met(self) -> bool:
        return (
            self.joined == self.seats
            and self.most_s <= GOAL_MOST_S
            and max(self.hears_again_s, default=99) <= GOAL_ALL_S
            and self.deaf == 0
            and not any(self.seats_lost.values())
            and max(self.growth.values()) <= GOAL_GROWTH
            and not any(cost.refused for cost in self.costs.values())
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/storms")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seats", type=int, default=220)
    parser.add_argument("--write", action="store_true", help="add a row to docs/operating/sizing.md")
    asked = parser.parse_args()
    seats, haste = (16, 10) if asked.quick else (asked.seats, 1)
    result = Result(seats)
    with crowded(max(seats // 10, 2), minutes=15) as bench:
        bench.enter(bench.made["passes"], spread_s=1)
        result.small = _of_a_tenth(bench, haste, 1 if asked.quick else ROUNDS_OF_A_TENTH)
    with crowded(seats, minutes=20) as bench:
        _join(bench, result, spread_s=seats / GOAL_JOIN_S if asked.quick else GOAL_JOIN_S)
        result.costs = _costs(bench, haste)
        for program in ("livekit", "usher") if asked.quick else ("livekit", "web", "usher"):
            _kill(bench, result, program)
    keep(f"storms-{int(time.time())}", asdict(result))
    if asked.write:
        add_row("storms", _row(result))
    return _say(result)


def _join(bench: Crowded, result: Result, *, spread_s: float) -> None:
    before, began = use_of(bench.hall).cpu_s["web"], time.time()
    entered = bench.enter(bench.made["passes"], spread_s=spread_s)
    result.joined = entered["count"] - entered["refused"]
    result.join_s = entered["at"] - began
    result.join_p95_s = entered["p95_ms"] / 1000
    time.sleep(SETTLES_S)
    result.join_web_s = use_of(bench.hall).cpu_s["web"] - before
    bench.give_the_floor(bench.made["seats"][0])


def _costs(bench: Crowded, haste: int) -> dict[str, Cost]:
    """Each storm by itself, with a pause in which what it caused is finished."""
    time.sleep(SETTLES_S / haste)
    storms = {
        "doors": ("get", f"/rooms/{bench.made['room']}/door/", None, 5.0),
        "hands": ("ask", f"{bench.room}/hand", {"raised": True}, 0.0),
        "chat": ("ask", f"{bench.room}/chat", {"text": "안녕하십니까"}, 10.0),
        "state": ("look", f"{bench.meeting}/state", None, 5.0),
    }
    costs = {"lobby": _lobby(bench, haste)}
    for name, (do, path, body, spread_s) in storms.items():
        costs[name] = _cost(
            bench, bench.robots, haste, do=do, path=path, body=body, spread_s=spread_s / haste
        )
    return costs


def _of_a_tenth(bench: Crowded, haste: int, times: int) -> dict[str, Cost]:
    """The mean of several: it costs so little that the clock's ticks and what runs beside can be a tenth of it."""
    rounds = []
    for _ in range(times):
        rounds.append(_costs(bench, haste))
        bench.robots.order("ask", path=f"{bench.room}/hand", body={"raised": False}, spread_s=1)
    return {
        name: Cost(
            sum(one[name].web_s for one in rounds) / len(rounds),
            sum(one[name].all_s for one in rounds) / len(rounds),
            max(one[name].p95_ms for one in rounds),
            sum(one[name].refused for one in rounds),
        )
        for name in rounds[0]
    }


def _lobby(bench: Crowded, haste: int) -> Cost:
    """As many wait in the lobby of another meeting; each page asks every four seconds, here five times."""
    made = make_a_meeting(bench.hall, len(bench.made["passes"]), lobby=True)
    path = f"/api/rooms/{made['room']}/state"
    with Robots(bench.hall.url, minutes=10) as robots:
        waiting = {"room": made["room"], "passes": made["passes"], "only": "lobby"}
        robots.order("enter", spread_s=len(made["passes"]) / JOINS_A_SECOND, **waiting)
        time.sleep(SETTLES_S / haste)
        rounds = [
            _cost(bench, robots, haste, do="look", path=path, spread_s=LOBBY_ASKS_EVERY_S / haste)
            for _ in range(5)
        ]
    return Cost(
        sum(one.web_s for one in rounds),
        sum(one.all_s for one in rounds),
        max(one.p95_ms for one in rounds),
        sum(one.refused for one in rounds),
    )


def _cost(bench: Crowded, robots: Robots, haste: int, *, do: str, **words: Any) -> Cost:
    before, began = use_of(bench.hall).cpu_s["web"], time.time()
    done = robots.order(do, **words)
    all_s = time.time() - began
    time.sleep(SETTLES_S / haste)
    return Cost(use_of(bench.hall).cpu_s["web"] - before, all_s, done["p95_ms"], done["refused"])


def _kill(bench: Crowded, result: Result, program: str) -> None:
    """kill -9 while somebody speaks; who was seated before must be seated after, with floor and queue as they were."""
    before = bench.state()
    old, began = bench.hall.pid_of(program), time.time()
    os.kill(old, signal.SIGKILL)
    _until_back(bench, program, old)
    if program == "livekit":
        _hear_again(bench, result, began)
    if program == "web":
        result.web_back_s = time.time() - began
    after = bench.until(lambda state: _present(state) >= _present(before), within_s=COMES_BACK_WITHIN_S)
    lost = _present(before) - _present(after)
    same = before["floor"]["seat"] == (after["floor"] or {}).get("seat") and len(before["queue"]) == len(
        after["queue"]
    )
    result.seats_lost[program] = lost if same else max(lost, 1)
    time.sleep(SETTLES_S)
    holes = bench.robots.those("hole", since=began)
    result.holes_at_kills[program] = max((hole["ms"] / 1000 for hole in holes), default=0)


def _until_back(bench: Crowded, program: str, old: int) -> None:
    until = time.monotonic() + COMES_BACK_WITHIN_S
    while time.monotonic() < until:
        try:
            back = bench.hall.pid_of(program) != old
        except Trouble:
            back = False
        if back and (program != "web" or bench.hall.is_ready()):
            return
        time.sleep(0.05)
    raise SystemExit(f"storms: {program} did not come back | short")


def _hear_again(bench: Crowded, result: Result, killed: float) -> None:
    while not livekit.answers(bench.hall.ports["livekit"]):
        time.sleep(0.02)
    back = time.time()
    result.livekit_down_s = back - killed
    listeners = result.seats - 1
    until = time.monotonic() + COMES_BACK_WITHIN_S
    while time.monotonic() < until and len(bench.robots.those("hears again", since=killed)) < listeners:
        time.sleep(0.2)
    again = bench.robots.those("hears again", since=killed)
    result.hears_again_s = [max(0.0, report["at"] - back) for report in again]
    result.deaf = max(0, listeners - len(again))


def _present(state: dict[str, object]) -> int:
    seats = state["seats"]
    assert isinstance(seats, list)
    return sum(bool(seat["present"]) for seat in seats)


def _row(result: Result) -> str:
    cells = [
        today(),
        f"{result.joined}/{result.seats} in {result.join_s:.0f} s, web {result.join_web_s:.0f} s",
        f"{result.most_s:.1f}, {max(result.hears_again_s, default=0):.1f} (away {result.livekit_down_s:.1f})",
        ", ".join(f"{name} {lost}" for name, lost in result.seats_lost.items()),
        "; ".join(
            f"{name} {cost.web_s:.1f} s, p95 {cost.p95_ms / 1000:.2f} s, {result.growth[name]:.1f}x"
            for name, cost in result.costs.items()
        ),
        "met" if result.is_met else "short",
    ]
    return f"| {' | '.join(cells)} |"


def _say(result: Result) -> int:
    for name, cost in result.costs.items():
        print(
            f"{name}: web {cost.web_s:.2f} s of processor, {result.growth[name]:.1f} times that of a tenth of the seats; "
            f"p95 {cost.p95_ms:.0f} ms, all within {cost.all_s:.1f} s, {cost.refused} refused"
        )
    print("longest hole of the sound at a robot: " + str(result.holes_at_kills))
    print(
        f"storms: {result.joined} of {result.seats} joined in {result.join_s:.0f} s (p95 {result.join_p95_s:.1f} s each, "
        f"web {result.join_web_s:.1f} s of processor); "
        f"LiveKit killed: away {result.livekit_down_s:.1f} s, 95 % hear {result.most_s:.1f} s after it is back, "
        f"all {max(result.hears_again_s, default=0):.1f} s, {result.deaf} deaf; seats lost {result.seats_lost}; "
        f"most growth {max(result.growth.values()):.1f}x | goal all joined, ≤ {GOAL_MOST_S} s, ≤ {GOAL_ALL_S} s, none lost, "
        f"≤ {GOAL_GROWTH}x | {'met' if result.is_met else 'short'}"
    )
    return 0 if result.is_met else 1


if __name__ == "__main__":
    sys.exit(main())
