"""A meeting of 220: what it costs, what is heard, how fast floor and vote go. Run by bench/seats."""

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass

from playwright.sync_api import Browser

from bench.crowded import Crowded, crowded
from bench.figures import PAPER, add_row, keep, share, today, write_block
from bench.probes import PHONE, Probe, chromium, open_probe
from bench.seats_result import EVERYTHING_SEATS, GOAL_HOLE_S, Result, figures, row
from ontact.config.launch.meters import use_of
from ontact.config.launch.robots import Robots

# A tab that had sound at fewer looks (ten a second) counts as deaf.
HEARD_LOOKS = 50
PICTURES = PAPER.parent / "pictures"
CHANGES_APART_S = 3
# Until faces, texts and pictures of a tab that has just been opened stand.
SETTLES_MS = 8_000
MAKE_A_ROUND = """
import json
from datetime import timedelta
from ontact.commons.rooms.actions import give_seat, issue_pass, open_room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
begins = now() - timedelta(minutes=1)
room = open_room(Worded.of("en", en="Round"), begins, begins + timedelta(hours=1), page="/help/", lobby=False, by=SYSTEM)
seats = [give_seat(room, title=f"Seat {{n}}", name=f"Guest {{n}}", by=SYSTEM) for n in range({count})]
print("BENCH" + json.dumps({{"room": str(room.pk), "passes": [issue_pass(seat, by=SYSTEM) for seat in seats]}}))
"""


@dataclass
class Wish:
    """`changes`: of the floor, before the tabs open."""

    seats: int
    minutes: float
    turn_s: float
    spread_s: float
    viewers: int
    changes: int


def main() -> int:
    asked = _read()
    quick = Wish(seats=22, minutes=0.2, turn_s=5, spread_s=2, viewers=1, changes=2)
    wish = quick if asked.quick else Wish(asked.seats, asked.minutes, 60, 10, 2, 10)
    modes = ["microphone", "camera"] if asked.mode == "both" else [asked.mode]
    if asked.quick and asked.mode == "both":
        modes = ["microphone"]
    results = []
    for mode in modes:
        with chromium() as browser, crowded(wish.seats, minutes=wish.minutes + 15) as bench:
            run = Run(bench, browser, wish, mode)
            results.append(run.run())
            if asked.write and mode == modes[-1]:
                run.take_pictures()
        keep(f"seats-{mode}-{int(time.time())}", asdict(results[-1]))
        print(figures(results[-1]), flush=True)
        if asked.write:
            add_row("seats", row(results[-1]))
    return _say(results)


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/seats")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--mode", choices=["microphone", "camera", "both"], default="both")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seats", type=int, default=220)
    parser.add_argument(
        "--write", action="store_true", help="add a row, and two pictures, to docs/operating/sizing.md"
    )
    return parser.parse_args()


class Run:
    """One meeting in one mode, from the doors to the vote."""

    def __init__(self, bench: Crowded, browser: Browser, wish: Wish, mode: str) -> None:
        self.bench, self.browser, self.wish = bench, browser, wish
        self.result = Result(mode, wish.seats)
        self.probes: list[Probe] = []
        self.turn = 0

    def run(self) -> Result:
        self.result.everything_per_seat_s = self._everything() * (self.wish.seats - 1)
        self._enter()
        self._speak()  # warms up: the first speaker starts what is started once
        self._change_the_floor()
        self._open_probes()
        self._measure()
        return self.result

    def _everything(self) -> float:
        """Packets a second to each seat for each other seat, where everybody is seen and heard by everybody."""
        said = self.bench.hall.manage("shell", "-v", "0", "-c", MAKE_A_ROUND.format(count=EVERYTHING_SEATS))
        made = json.loads(said.split("BENCH")[1])
        with Robots(self.bench.hall.url, minutes=3) as robots:
            policy = {"everything": True, "always": True, "picture": robots.recordings["picture"]}
            robots.enter(made["room"], made["passes"], policy=policy)
            robots.hear(lambda one: one["event"] == "second" and one["hearing"] == EVERYTHING_SEATS)
            time.sleep(3)
            first = robots.last_second
            time.sleep(5)
            last = robots.last_second
        packets = (last["packets"] - first["packets"]) / (last["at"] - first["at"])
        return float(packets / EVERYTHING_SEATS / (EVERYTHING_SEATS - 1))

    def _enter(self) -> None:
        camera = self.result.mode == "camera"
        policy = {"cameras": camera, "picture": self.bench.robots.recordings["picture"] if camera else ""}
        viewers = self.wish.viewers
        began = time.time()
        # The viewers' seats are taken by tabs, so that the room holds exactly as many seats as were asked for.
        entered = self.bench.enter(
            self.bench.made["passes"][viewers:], spread_s=min(30, self.wish.seats / 7), policy=policy
        )
        self.result.joined = entered["count"] - entered["refused"] + viewers
        self.result.join_s = entered["at"] - began

    def _change_the_floor(self) -> None:
        """Before the tabs open: without a graphics card three of them take a core of this machine's two."""
        for _ in range(self.wish.changes):
            time.sleep(CHANGES_APART_S)
            self.result.heard_s += self._speak()

    def _open_probes(self) -> None:
        made, url = self.bench.made, self.bench.hall.url
        for secret in made["passes"][: self.wish.viewers]:
            self.probes.append(open_probe(self.browser, url, made, secret, mode="audio"))
        chair = open_probe(self.browser, url, made, made["chair"][1], mode="video")
        self.bench.chair = chair.visitor
        self.probes.append(chair)

    def _speak(self) -> list[float]:
        speakers = self.bench.made["seats"][self.wish.viewers :]
        self.turn += 1
        return self.bench.give_the_floor(speakers[self.turn % len(speakers)])

    def _measure(self) -> None:
        bench, result = self.bench, self.result
        began, use, busy_s = time.time(), use_of(bench.hall), self.probes[-1].busy_s()
        first = bench.robots.last_second
        turns = max(2, round(self.wish.minutes * 60 / self.wish.turn_s))
        for number in range(turns):
            ends = time.time() + self.wish.turn_s
            result.beside_tabs_s += self._speak()
            if number == 0:
                answered = bench.call_the_roll(spread_s=self.wish.spread_s)
                result.roll_refused, result.roll_p95_ms = answered["refused"], answered["p95_ms"]
            if number == turns // 2:
                viewers = [probe.visitor for probe in self.probes[:-1]]
                pressed, result.counted, result.counted_s = bench.vote(
                    spread_s=self.wish.spread_s, also=viewers
                )
                result.vote_p95_ms = pressed["p95_ms"]
            self.probes[0].page.wait_for_timeout(max(0.0, ends - time.time()) * 1000)
        last, after, passed = bench.robots.last_second, use_of(bench.hall), time.time() - began
        seconds = last["at"] - first["at"]
        result.cores = after.cores_since(use)
        result.memory_mb = {name: size / 1e6 for name, size in after.memory_bytes.items()}
        result.robots_cores = (last["cpu_s"] - first["cpu_s"]) / seconds
        result.packets_per_seat_s = (last["packets"] - first["packets"]) / seconds / last["connected"]
        result.chair_busy = (self.probes[-1].busy_s() - busy_s) / passed
        self._collect_holes(began)

    def take_pictures(self) -> None:
        """The chair's screen, and a viewer's phone: of the tab that has been measured, another one is opened."""
        made, url = self.bench.made, self.bench.hall.url
        self.probes[-1].picture(PICTURES / "seats-chair.png")
        self.probes[0].page.close()
        phone = open_probe(self.browser, url, made, made["passes"][0], mode="video", screen=PHONE)
        phone.page.wait_for_timeout(SETTLES_MS)
        phone.picture(PICTURES / "seats-phone.png")
        here = f"With {self.wish.seats} seated, {today()}: the chair's screen, and a viewer's phone."
        chair = "![The chair's screen: stage, desk, queue](pictures/seats-chair.png)"
        viewer = "![A viewer's phone: stage, agenda](pictures/seats-phone.png)"
        write_block("pictures", f"{here}\n\n{chair}\n\n{viewer}")

    def _collect_holes(self, began: float) -> None:
        result, stalls = self.result, self.bench.stalls
        for probe in self.probes:
            heard = probe.heard()
            result.deaf_tabs += heard["sounds"] < HEARD_LOOKS
            for hole in [*heard["holes"], {"at": time.time(), "ms": heard["open_ms"], "late_ms": 0}]:
                begin, end = hole["at"] - hole["ms"] / 1000, hole["at"]
                if begin >= began:
                    stall_s = max(stalls.between(begin, end), hole["late_ms"] / 1000)
                    result.holes.append({"s": hole["ms"] / 1000, "stall_s": stall_s})
        result.longest_hole_s = max((hole["s"] for hole in result.holes), default=0)
        result.robots_holes = sum(
            report["ms"] / 1000 - stalls.between(report["at"] - report["ms"] / 1000, report["at"])
            > GOAL_HOLE_S
            for report in self.bench.robots.those("hole", since=began)
        )
        result.stall_s = stalls.longest_s


def _say(results: list[Result]) -> int:
    met = all(result.is_met for result in results)
    figures = [
        f"{one.mode}: {one.joined} seats, {sum(one.cores.values()):.2f} cores, {one.ratio:.4f}x packets, "
        f"heard p95 {share(one.heard_s, 0.95):.2f} s, counted {one.counted_s:.1f} s, "
        f"longest hole {one.longest_hole_s:.2f} s"
        for one in results
    ]
    goal = "all seated, ≤ 0.7 cores (camera 1.0), ≤ 0.1x packets, heard p95 ≤ 0.6 s, counted ≤ 5 s, no hole > 1 s"
    print(f"seats: {'; '.join(figures)} | goal {goal} | {'met' if met else 'short'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
