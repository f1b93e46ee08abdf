"""Robots take part as people do: by the door, with the floor, at the roll and in a vote. Rehearsals stand on them."""

import time

import pytest
from bench.meeting import make_a_meeting
from bench.visiting import Visitor

from ontact.config.launch.robots import Robots

pytestmark = [pytest.mark.livekit, pytest.mark.slow]


class Conductor:
    """The chair acts over HTTP, and the robots do what they are told."""

    def __init__(self, hall, robots, guests):
        self.made = make_a_meeting(hall, guests)
        self.robots = robots
        self.room = f"/api/rooms/{self.made['room']}"
        self.meeting = f"/api/meetings/{self.made['meeting']}"
        self.chair = Visitor(hall.url).enter(self.made["room"], self.made["chair"][1])

    def state(self):
        return self.chair.read(f"{self.meeting}/state")

    def until(self, holds, within_s=60):
        """The first state that holds, or the last one seen."""
        until = time.monotonic() + within_s
        while not holds(state := self.state()) and time.monotonic() < until:
            time.sleep(0.2)
        return state

    def heard(self, within_s=60):
        return self.robots.hear(lambda report: report["event"] == "speaker", within_s=within_s)


def test_robots_sit_down_are_heard_answer_vote_and_leave(empty_hall):
    with Robots(empty_hall.url, minutes=4) as robots:
        conductor = Conductor(empty_hall, robots, guests=6)
        made = conductor.made

        entered = robots.enter(made["room"], made["passes"])
        assert (entered["count"], entered["refused"]) == (6, 0), entered["why"]
        state = conductor.until(lambda state: sum(seat["present"] for seat in state["seats"]) >= 6)
        assert {seat["id"] for seat in state["seats"] if seat["present"]} >= set(made["seats"])

        for speaker in made["seats"][:2]:
            conductor.chair.ask(f"{conductor.room}/floor", {"seat": speaker, "limit_s": 300})
            assert conductor.heard()["heard"] == 5

        assert robots.ask(f"{conductor.room}/hand", {"raised": True}, seats=[2, 3])["refused"] == 0
        assert {hand["seat"] for hand in conductor.state()["queue"]} == set(made["seats"][2:4])

        conductor.chair.ask(f"{conductor.meeting}/rolls", {"manner": "aloud"})
        roll = conductor.state()["ext"]["roll"]["id"]
        assert robots.ask(f"{conductor.meeting}/rolls/{roll}/presence")["refused"] == 0

        conductor.chair.ask(f"{conductor.meeting}/votes", {"motion": "Adopt the budget"})
        vote = conductor.state()["ext"]["votes"][-1]
        assert robots.ask(f"{conductor.meeting}/votes/{vote['id']}/ballot", {"choice": "for"})["refused"] == 0
        conductor.chair.ask(f"{conductor.meeting}/votes/{vote['id']}/closing", {})
        assert conductor.state()["ext"]["votes"][-1]["result"]["for"] == 6

        assert robots.order("leave")["refused"] == 0
        conductor.until(lambda state: not any(seat["present"] for seat in state["seats"][1:]))
