"""A meeting of robots over HTTP, on a hall whose programs are killed: what was acknowledged must be there, once."""

import json
import os
import signal
import threading
import time
import urllib.error
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from bench.visiting import Visitor

from ontact.config.launch.hall import Hall
from ontact.config.launch.trouble import Trouble

# Machines stall; how many seconds recovery takes is the benches' question.
PATIENCE_S = 120
MAKE_A_MEETING = """
import json
from ontact.commons.rooms.actions import issue_pass
from ontact.commons.people.tests.factories import CityFactory
from ontact.foundation.actor import SYSTEM
from ontact.capabilities.meetings.models import Part
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.commons.rooms.models import Room
CityFactory()
meeting = a_meeting_in_session(guests={guests})
Room.objects.filter(pk=meeting.room_id).update(has_lobby=False, capacity=300)
people = meeting.participants.told().select_related("seat")
passes = {{str(p.seat_id): issue_pass(p.seat, by=SYSTEM) for p in people}}
chair = str(people.get(part=Part.CHAIR).seat_id)
members = [str(p.seat_id) for p in people.filter(part=Part.MEMBER)]
print("MADE" + json.dumps({{"meeting": str(meeting.pk), "room": str(meeting.room_id), "chair": chair,
    "members": members, "passes": passes}}))
"""


@dataclass
class Robots:
    """Everyone of one meeting, inside, each with a browser's cookies."""

    hall: Hall
    meeting: str
    room: str
    chair: str
    members: list[str]
    visitors: dict[str, Visitor]

    @classmethod
    def enter(cls, hall: Hall, guests: int) -> "Robots":
        said = hall.manage("shell", "-v", "0", "-c", MAKE_A_MEETING.format(guests=guests))
        made = json.loads(said.split("MADE")[1])
        seats = [made["chair"], *made["members"]]
        with ThreadPoolExecutor(8) as crowd:
            entered = crowd.map(
                lambda seat: Visitor(hall.url).enter(made["room"], made["passes"][seat]), seats
            )
        visitors = dict(zip(seats, entered, strict=True))
        return cls(hall, made["meeting"], made["room"], made["chair"], made["members"], visitors)

    def ask(self, seat: str, path: str, words: dict[str, Any]) -> int:
        """One act, asked under one key until the hall answers, as the room page does. Returns the status that ended it."""
        visitor, key, until = self.visitors[seat], uuid.uuid4().hex, time.monotonic() + PATIENCE_S
        while True:
            try:
                visitor.ask(path, words, key=key)
                return 200
            except urllib.error.HTTPError as error:
                if error.code < 500:
                    return error.code
            except (OSError, HTTPException):
                pass  # nobody was there, or died in the middle of the answer
            if time.monotonic() > until:
                raise TimeoutError(f"{path} was not answered within {PATIENCE_S} s")
            time.sleep(0.05)

    def act(self, who: str, path: str, **words: Any) -> int:
        return self.ask(who, f"/api/meetings/{self.meeting}/{path}", words)

    def in_room(self, who: str, path: str, **words: Any) -> int:
        return self.ask(who, f"/api/rooms/{self.room}/{path}", words)

    def state(self, seat: str) -> dict[str, Any]:
        """What the room shows this seat, as soon as the hall can say it."""
        found: list[dict[str, Any]] = []
        until_true(
            lambda: _try(found, lambda: self.visitors[seat].read(f"/api/meetings/{self.meeting}/state"))
        )
        return found[0]

    def all_at_once(self, seats: list[str], act: Callable[[str], int], *, kill: str) -> list[int]:
        """Everyone acts; one program is killed as soon as the first answers have come."""
        answered = threading.Semaphore(0)

        def one(seat: str) -> int:
            status = act(seat)
            answered.release()
            return status

        with ThreadPoolExecutor(8) as crowd:
            acts = [crowd.submit(one, seat) for seat in seats]
            answered.acquire()
            answered.acquire()
            kill_program(self.hall, kill)
            return [done.result() for done in acts]


def kill_program(hall: Hall, program: str) -> None:
    """kill -9; returns when the supervisor has brought another."""
    old = hall.pid_of(program)
    os.kill(old, signal.SIGKILL)
    until_true(lambda: _successor(hall, program) not in (0, old))


def until_true(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError("It did not happen in time.")
        time.sleep(0.05)


def _successor(hall: Hall, program: str) -> int:
    with suppress(Trouble):
        return hall.pid_of(program)
    return 0


def _try(found: list[dict[str, Any]], read: Callable[[], dict[str, Any]]) -> bool:
    with suppress(OSError, HTTPException):
        found.append(read())
    return bool(found)
