"""A rehearsal with robots: a hall of its own beside the real one, a full room in it, and what that took of the machine."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ontact.config.launch.hall import Hall
from ontact.config.launch.meters import Stalls, Use, use_of
from ontact.config.launch.robots import Robots

JOINS_A_SECOND = 7
TURN_S = 20
LONG_HOLE_S = 1.0
HEARD_WITHIN_S = 30
CHAIR = [0]
MAKE_A_ROOM = """
import json
from datetime import timedelta
from ontact.commons.rooms.actions import give_seat, issue_pass, open_room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
begins = now() - timedelta(minutes=1)
room = open_room(
    Worded.of("en", en="Rehearsal"), begins, begins + timedelta(hours=2),
    page="/help/", manner="broadcast", lobby=False, capacity={seats} + 20, by=SYSTEM,
)
roles = ["host"] + ["listener"] * {seats}
seats = [give_seat(room, title=f"{{n}}", name=f"Robot {{n}}", role=role, by=SYSTEM) for n, role in enumerate(roles)]
passes = [issue_pass(seat, by=SYSTEM) for seat in seats]
print("MADE" + json.dumps({{"room": str(room.pk), "seats": [str(seat.pk) for seat in seats], "passes": passes}}))
"""

Say = Callable[[str], None]


@dataclass
class Found:
    """What a rehearsal measured; sound is heard `heard_s` after the floor is given, a hole is a pause in it."""

    seats: int
    with_camera: bool
    joined: int = 0
    join_s: float = 0
    cores: dict[str, float] = field(default_factory=dict)
    memory_bytes: int = 0
    robots_cores: float = 0
    bits_s: float = 0
    heard_s: list[float] = field(default_factory=list)
    hearing: int = 0
    longest_hole_s: float = 0
    long_holes: int = 0
    stalled_holes: int = 0

    @property
    def used(self) -> float:
        return sum(self.cores.values())


def rehearse(hall: Hall, *, seats: int, minutes: float, with_camera: bool, say: Say) -> Found:
    """Everybody in, one speaker after the other for so long, then everybody out."""
    made = json.loads(hall.manage("shell", "-v", "0", "-c", MAKE_A_ROOM.format(seats=seats)).split("MADE")[1])
    found = Found(seats, with_camera)
    with Stalls() as stalls, Robots(hall.url, minutes=minutes + 10) as robots:
        play = Play(hall, robots, made, found, say)
        play.come_in()
        play.speak_in_turn(minutes)
        play.collect_holes(stalls)
        say(_("The robots are leaving …"))
    return found


@dataclass
class Play:
    hall: Hall
    robots: Robots
    made: dict[str, Any]
    found: Found
    say: Say

    def come_in(self) -> None:
        """The chair first; it only keeps order."""
        found, room = self.found, self.made["room"]
        self.robots.enter(room, self.made["passes"][:1])
        self.say(_("%(seats)s robots are coming in …") % {"seats": found.seats})
        picture = self.robots.recordings["picture"] if found.with_camera else ""
        entered = self.robots.enter(
            room,
            self.made["passes"][1:],
            spread_s=found.seats / JOINS_A_SECOND,
            policy={"cameras": found.with_camera, "picture": picture},
        )
        found.joined = entered["count"] - entered["refused"]
        found.join_s = entered["at"] - entered["began"]

    def speak_in_turn(self, minutes: float) -> None:
        self._give_the_floor(1)  # warms up
        self.began = time.time()
        use, first = use_of(self.hall), self.robots.last_second
        turns = max(2, round(minutes * 60 / TURN_S))
        for turn in range(turns):
            number = 1 + (turn + 1) % self.found.seats
            self.say(_("Speaker %(number)s of %(all)s …") % {"number": turn + 1, "all": turns})
            ends = time.monotonic() + minutes * 60 / turns
            self.found.heard_s += self._give_the_floor(number)
            time.sleep(max(0.0, ends - time.monotonic()))
        self._note(use, first)

    def _note(self, before: Use, first: dict[str, Any]) -> None:
        found, use, last = self.found, use_of(self.hall), self.robots.last_second
        seconds = max(last["at"] - first["at"], 1)
        found.cores = use.cores_since(before)
        found.memory_bytes = sum(use.memory_bytes.values())
        found.robots_cores = (last["cpu_s"] - first["cpu_s"]) / seconds
        found.bits_s = (last["bytes"] - first["bytes"]) * 8 / seconds
        found.hearing = last["hearing"]

    def _give_the_floor(self, number: int) -> list[float]:
        """The chair's robot presses; seconds until each of the others heard the new speaker."""
        asked = time.time()
        words = {"seat": self.made["seats"][number], "limit_s": 600}
        self.robots.ask(f"/api/rooms/{self.made['room']}/floor", words, seats=CHAIR)
        told = self.robots.those("speaker", since=asked)
        voice = told[0] if told else self._wait_for_a_voice(asked)
        return [moment - asked for moment in voice["times"]]

    def _wait_for_a_voice(self, asked: float) -> dict[str, Any]:
        return self.robots.hear(
            lambda report: report["event"] == "speaker" and report["at"] >= asked, within_s=HEARD_WITHIN_S
        )

    def collect_holes(self, stalls: Stalls) -> None:
        for hole in self.robots.those("hole", since=self.began):
            seconds = hole["ms"] / 1000
            self.found.longest_hole_s = max(self.found.longest_hole_s, seconds)
            stood_s = stalls.between(hole["at"] - seconds, hole["at"])
            self.found.long_holes += seconds > LONG_HOLE_S
            self.found.stalled_holes += seconds > LONG_HOLE_S >= seconds - stood_s
