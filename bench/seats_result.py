"""What a meeting of many seats cost, against its goals; in words and as a row of the paper."""

from dataclasses import dataclass, field

from bench.figures import share, today

GOAL_CORES = {"microphone": 0.7, "camera": 1.0}
GOAL_PACKETS_RATIO = 0.1
GOAL_HEARD_P95_S = 0.6
GOAL_COUNTED_S = 5.0
GOAL_HOLE_S = 1.0
# Who sees everything of everybody: so many robots, each with a microphone and a camera, each subscribed to all.
EVERYTHING_SEATS = 8


@dataclass
class Result:
    mode: str
    seats: int
    joined: int = 0
    join_s: float = 0
    cores: dict[str, float] = field(default_factory=dict)
    robots_cores: float = 0
    memory_mb: dict[str, float] = field(default_factory=dict)
    packets_per_seat_s: float = 0
    everything_per_seat_s: float = 0
    heard_s: list[float] = field(default_factory=list)
    beside_tabs_s: list[float] = field(default_factory=list)
    roll_refused: int = 0
    roll_p95_ms: float = 0
    vote_p95_ms: float = 0
    counted: int = 0
    counted_s: float = 0
    holes: list[dict[str, float]] = field(default_factory=list)
    longest_hole_s: float = 0
    robots_holes: int = 0
    stall_s: float = 0
    deaf_tabs: int = 0
    chair_busy: float = 0

    @property
    def ratio(self) -> float:
        return self.packets_per_seat_s / max(self.everything_per_seat_s, 1)

    @property
    def unexplained(self) -> int:
        return sum(hole["s"] - hole["stall_s"] > GOAL_HOLE_S for hole in self.holes)

    @property
    def is_met(self) -> bool:
        return (
            self.joined == self.seats
            and self.ratio <= GOAL_PACKETS_RATIO
            and sum(self.cores.values()) <= GOAL_CORES[self.mode]
            and share(self.heard_s, 0.95) <= GOAL_HEARD_P95_S
            and self.counted == self.seats
            and self.counted_s <= GOAL_COUNTED_S
            and self.unexplained == 0
            and self.deaf_tabs == 0
        )


def figures(result: Result) -> str:
    cores = ", ".join(f"{name} {used:.2f}" for name, used in result.cores.items())
    memory = ", ".join(f"{name} {size:.0f}" for name, size in result.memory_mb.items())
    heard, beside = (
        f"p50 {share(times, 0.5):.2f} s, p95 {share(times, 0.95):.2f} s"
        for times in (result.heard_s, result.beside_tabs_s)
    )
    lines = [
        f"{result.mode}: {result.joined} of {result.seats} seats joined, in {result.join_s:.0f} s",
        f"  packets per seat and second: {result.packets_per_seat_s:.0f}; subscribed to everything "
        f"{result.everything_per_seat_s:.0f} (from {EVERYTHING_SEATS} seats, times {result.seats - 1}); "
        f"ratio {result.ratio:.4f} (goal ≤ {GOAL_PACKETS_RATIO})",
        f"  cores: {sum(result.cores.values()):.2f} (goal ≤ {GOAL_CORES[result.mode]}): {cores}; "
        f"robots, not counted: {result.robots_cores:.2f}",
        f"  memory, MB: {memory}",
        f"  floor given → heard: {heard} (goal ≤ {GOAL_HEARD_P95_S}); beside the tabs {beside}",
        f"  roll: {result.roll_refused} refused, p95 {result.roll_p95_ms:.0f} ms; vote: p95 {result.vote_p95_ms:.0f} ms, "
        f"{result.counted} counted {result.counted_s:.1f} s after the last press (goal ≤ {GOAL_COUNTED_S:.0f})",
        f"  longest hole at a tab: {result.longest_hole_s:.2f} s; holes > 1 s not explained by stalls: "
        f"{result.unexplained} at tabs (goal 0), {result.robots_holes} at robots; {result.deaf_tabs} deaf tabs; "
        f"longest stall of the machine {result.stall_s:.2f} s",
        f"  main thread of the chair's tab: {result.chair_busy * 1000:.0f} ms a second",
    ]
    return "\n".join(lines)


def row(result: Result) -> str:
    cells = [
        today(),
        result.mode,
        f"{result.joined}/{result.seats} in {result.join_s:.0f} s",
        f"{sum(result.cores.values()):.2f} (LiveKit {result.cores.get('livekit', 0):.2f})",
        f"{sum(result.memory_mb.values()):.0f}",
        f"{result.packets_per_seat_s:.0f} ({result.ratio:.4f}x)",
        f"{share(result.heard_s, 0.95):.2f} ({share(result.beside_tabs_s, 0.95):.2f})",
        f"{result.counted_s:.1f}",
        f"{result.longest_hole_s:.2f} ({result.unexplained})",
        f"{result.chair_busy * 1000:.0f}",
        "met" if result.is_met else "short",
    ]
    return f"| {' | '.join(cells)} |"
