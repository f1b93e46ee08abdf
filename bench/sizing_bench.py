"""What a meeting without recording costs by its number of seats, as a table and one chart. Run by bench/sizing."""

import argparse
import sys
import time
from dataclasses import asdict, dataclass

from bench.chart import Line, line_chart
from bench.crowded import Crowded, crowded
from bench.figures import PAPER, keep, machine, today, write_block
from ontact.config.launch.meters import use_of

GOAL_CORES = {"microphone": 0.7, "camera": 1.0}
GOAL_SEATS = 220
SETTLES_S = 5


@dataclass
class Cost:
    """Cores and megabytes of all of the hall's programs; robots are not counted."""

    seats: int
    mode: str
    cores: float
    livekit_cores: float
    memory_mb: float
    packets_s: float
    hearing: int
    join_s: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/sizing")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seats", default="50,100,220,400")
    parser.add_argument(
        "--write", action="store_true", help="into docs/operating/sizing.md, with the chart beside it"
    )
    asked = parser.parse_args()
    sizes = [6] if asked.quick else [int(word) for word in asked.seats.split(",")]
    window_s = 3 if asked.quick else 60
    costs: list[Cost] = []
    for seats in sizes:
        with crowded(seats, minutes=15) as bench:
            found = _measure(bench, seats, window_s)
        costs += found
        print("\n".join(_words(cost) for cost in found), flush=True)
    keep(f"sizing-{int(time.time())}", [asdict(cost) for cost in costs])
    if asked.write:
        _write(costs)
    return _say(costs)


def _measure(bench: Crowded, seats: int, window_s: float) -> list[Cost]:
    """The first robot speaks with a microphone only, the second with a camera too."""
    began = time.time()
    picture = bench.robots.recordings["picture"]
    passes, spread_s = bench.made["passes"], seats / 7
    refused = bench.enter(passes[:1], spread_s=0, policy={"cameras": True})["refused"]
    refused += bench.enter(passes[1:], spread_s=spread_s, policy={"cameras": True, "picture": picture})[
        "refused"
    ]
    join_s = time.time() - began
    if refused:
        print(f"{refused} of {seats} were refused.", file=sys.stderr)
    return [
        _window(bench, Cost(seats, mode, 0, 0, 0, 0, 0, join_s), speaker, window_s)
        for mode, speaker in (("microphone", 0), ("camera", 1))
    ]


def _window(bench: Crowded, cost: Cost, speaker: int, window_s: float) -> Cost:
    bench.give_the_floor(bench.made["seats"][speaker])
    time.sleep(SETTLES_S)
    use, first = use_of(bench.hall), bench.robots.last_second
    time.sleep(window_s)
    after, last = use_of(bench.hall), bench.robots.last_second
    cores = after.cores_since(use)
    cost.cores, cost.livekit_cores = sum(cores.values()), cores["livekit"]
    cost.memory_mb = sum(after.memory_bytes.values()) / 1e6
    cost.packets_s = (last["packets"] - first["packets"]) / (last["at"] - first["at"])
    cost.hearing = last["hearing"]
    return cost


def _words(cost: Cost) -> str:
    return (
        f"{cost.seats} seats, {cost.mode}: {cost.cores:.2f} cores (LiveKit {cost.livekit_cores:.2f}), "
        f"{cost.memory_mb:.0f} MB, {cost.packets_s:.0f} packets/s, {cost.hearing} hear, joined in {cost.join_s:.0f} s"
    )


def _write(costs: list[Cost]) -> None:
    rows = [
        f"| {one.seats} | {one.mode} | {one.cores:.2f} | {one.livekit_cores:.2f} | {one.memory_mb:.0f} | "
        f"{one.packets_s:,.0f} | {one.join_s:.0f} |"
        for one in costs
    ]
    head = [
        f"Measured on {today()} by `bench/sizing`, robots beside the hall on the same {machine()}.",
        "",
        "| seats | on stage | cores | of these LiveKit | memory, MB | packets/s | all in after, s |",
        "|---|---|---|---|---|---|---|",
    ]
    write_block("sizing", "\n".join([*head, *rows, "", "![Cores by seats](sizing.svg)"]))
    lines = [
        Line(mode, [(one.seats, one.cores) for one in costs if one.mode == mode])
        for mode in ("microphone", "camera")
    ]
    PAPER.with_name("sizing.svg").write_text(line_chart("Cores by number of seats", lines))


def _say(costs: list[Cost]) -> int:
    deaf = [cost for cost in costs if cost.hearing < cost.seats - 1]
    dear = [cost for cost in costs if cost.seats <= GOAL_SEATS and cost.cores > GOAL_CORES[cost.mode]]
    figures = "; ".join(f"{one.seats} {one.mode} {one.cores:.2f} cores" for one in costs)
    met = not deaf and not dear
    goal = "everybody hears; up to 220 seats ≤ 0.7 cores, with a camera ≤ 1.0"
    print(f"sizing: {figures} | goal {goal} | {'met' if met else 'short'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
