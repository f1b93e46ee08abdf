"""A hall with a meeting in session, its chair, and a crowd of robots: what seats, storms and sizing share."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.meeting import make_a_meeting
from bench.visiting import Visitor
from ontact.config.launch.hall import Hall
from ontact.config.launch.meters import Stalls
from ontact.config.launch.robots import Report, Robots

HEARD_WITHIN_S = 30


@dataclass
class Crowded:
    """`chair` acts over HTTP on the paths `room` and `meeting`; `made` holds identities, seats and passes."""

    hall: Hall
    robots: Robots
    stalls: Stalls
    made: dict[str, Any]
    chair: Visitor

    @property
    def room(self) -> str:
        return f"/api/rooms/{self.made['room']}"

    @property
    def meeting(self) -> str:
        return f"/api/meetings/{self.made['meeting']}"

    def enter(self, passes: list[str], *, spread_s: float, policy: Report | None = None) -> Report:
        return self.robots.enter(
            self.made["room"], passes, state=f"{self.meeting}/state", spread_s=spread_s, policy=policy
        )

    def state(self) -> dict[str, Any]:
        return self.chair.read(f"{self.meeting}/state")

    def until(self, holds: Callable[[dict[str, Any]], bool], *, within_s: float = 60) -> dict[str, Any]:
        """The first state that holds, or the last one seen."""
        until = time.monotonic() + within_s
        while not holds(state := self.state()) and time.monotonic() < until:
            time.sleep(0.2)
        return state

    def give_the_floor(self, seat: str) -> list[float]:
        """Seconds from the chair's press until each robot heard the speaker."""
        asked = time.time()
        self.chair.ask(f"{self.room}/floor", {"seat": seat, "limit_s": 600})
        voice = self.robots.hear(
            lambda report: report["event"] == "speaker" and report["at"] >= asked, within_s=HEARD_WITHIN_S
        )
        return [moment - asked for moment in voice["times"]]

    def call_the_roll(self, *, spread_s: float) -> Report:
        self.chair.ask(f"{self.meeting}/rolls", {"manner": "aloud"})
        roll = self.state()["ext"]["roll"]["id"]
        answered = self.robots.ask(f"{self.meeting}/rolls/{roll}/presence", spread_s=spread_s)
        self.chair.ask(f"{self.meeting}/rolls/{roll}/closing", {})
        return answered

    def vote(self, *, spread_s: float, also: Sequence[Visitor] = ()) -> tuple[Report, int, float]:
        """How the robots' presses went, how many ballots count, and how long after the last press they all did."""
        self.chair.ask(f"{self.meeting}/votes", {"motion": "Adopt the plan"})
        vote = self.state()["ext"]["votes"][-1]["id"]
        ballot = f"{self.meeting}/votes/{vote}/ballot"
        for visitor in also:
            visitor.ask(ballot, {"choice": "for"})
        pressed = self.robots.ask(ballot, {"choice": "for"}, spread_s=spread_s)
        last_press = pressed["began"] + spread_s * (pressed["count"] - 1) / pressed["count"]
        wanted = pressed["count"] - pressed["refused"] + len(also)
        state = self.until(lambda state: state["ext"]["votes"][-1]["voted"] >= wanted)
        counted_s = time.time() - last_press
        self.chair.ask(f"{self.meeting}/votes/{vote}/closing", {})
        return pressed, state["ext"]["votes"][-1]["voted"], counted_s


@contextmanager
def crowded(guests: int, *, minutes: float, lobby: bool = False) -> Iterator[Crowded]:
    with (
        tempfile.TemporaryDirectory(prefix="ontact-bench-") as place,
        Hall(Path(place), demo=False) as hall,
        Stalls() as stalls,
    ):
        hall.wait_livekit()
        made = make_a_meeting(hall, guests, lobby=lobby)
        with Robots(hall.url, minutes=minutes) as robots:
            chair = Visitor(hall.url).enter(made["room"], made["chair"][1])
            yield Crowded(hall, robots, stalls, made, chair)
