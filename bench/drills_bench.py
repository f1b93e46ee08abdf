"""Kill each program of a hall while a guest holds the floor and another waits to speak. Run by bench/drills."""

import asyncio
import contextlib
import json
import math
import os
import signal
import sys
import tempfile
import time
from array import array
from pathlib import Path
from typing import Any

from livekit import rtc

from bench.visiting import Visitor
from ontact.config.launch.hall import Hall
from ontact.config.launch.trouble import Trouble

GOAL_BACK_S = 15
# The media goes past web, worker and usher: their death must not be heard.
GOAL_GAP_S = 1.0
GIVES_UP_AFTER_S = 90
RATE_HZ, TONE_HZ, LOUD = 48_000, 440, 1_000
MAKE_A_ROOM = """
import json
from datetime import timedelta
from ontact.commons.rooms.actions import give_seat, issue_pass, open_room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
begins = now() - timedelta(minutes=1)
room = open_room(
    Worded.of("en", en="Drill"), begins, begins + timedelta(hours=1),
    page="/help/", manner="broadcast", lobby=False, by=SYSTEM,
)
roles = {"chair": "host", "speaker": "listener", "waiting": "listener"}
seats = {name: give_seat(room, title=name, name=name, role=role, by=SYSTEM) for name, role in roles.items()}
passes = {name: issue_pass(seat, by=SYSTEM) for name, seat in seats.items()}
print("BENCH" + json.dumps({"room": str(room.pk), "seats": {n: str(s.pk) for n, s in seats.items()}, "passes": passes}))
"""


def main() -> int:
    programs = ["usher", "livekit"] if "--quick" in sys.argv else ["web", "worker", "usher", "livekit"]
    with tempfile.TemporaryDirectory(prefix="ontact-bench-") as place, Hall(Path(place), demo=False) as hall:
        hall.wait_livekit()
        made = json.loads(hall.manage("shell", "-v", "0", "-c", MAKE_A_ROOM).split("BENCH")[1])
        results = asyncio.run(Drill(hall, made).run(programs))
    return _say(results)


class Drill:
    """The chair acts over HTTP; the speaker hums; the one who waits listens and hears the room's messages."""

    def __init__(self, hall: Hall, made: dict[str, Any]) -> None:
        self.hall = hall
        self.seats = made["seats"]
        self.base = f"/api/rooms/{made['room']}"
        self.visitors = {
            name: Visitor(hall.url).enter(made["room"], secret) for name, secret in made["passes"].items()
        }
        self.heard_at: list[float] = []
        self.told = 0

    async def run(self, programs: list[str]) -> dict[str, tuple[float, float, bool]]:
        listener = await self._connect("waiting")
        speaker = await self._connect("speaker")
        await self._ask("waiting", "/hand", raised=True)
        await self._ask("chair", "/floor", seat=self.seats["speaker"], limit_s=3000)
        humming = asyncio.create_task(self._hum(speaker))
        await self._until(lambda: self._sounds(time.perf_counter()), "the tone is heard")
        results = {}
        for program in programs:
            results[program] = await self._kill(program)
        humming.cancel()
        for room in (speaker, listener):
            await room.disconnect()
        return results

    async def _kill(self, program: str) -> tuple[float, float, bool]:
        """Seconds until an act is carried out and heard, the longest gap of the tone, and whether all is as before."""
        before = await self._order()
        old = self.hall.pid_of(program)
        began = time.perf_counter()
        os.kill(old, signal.SIGKILL)
        await self._until(lambda: self._successor(program) not in (0, old), f"{program} is back")
        version = await self._act()
        await self._until(lambda: self.told >= version, "the act is told")
        await self._until(lambda: self._sounds(time.perf_counter()), "the tone is heard")
        back_s = time.perf_counter() - began
        await asyncio.sleep(2)  # the tail of a gap belongs to it
        times = [began - 0.1, *(moment for moment in self.heard_at if moment > began - 0.1)]
        gap_s = max(later - earlier for earlier, later in zip(times, times[1:], strict=False))
        return back_s, gap_s, await self._order() == before

    async def _act(self) -> int:
        """Ten more seconds for the speaker; tried until web answers."""
        until = time.perf_counter() + GIVES_UP_AFTER_S
        while True:
            try:
                return int((await self._ask("chair", "/floor/extension", seconds=10))["v"])
            except OSError:
                if time.perf_counter() > until:
                    raise
                await asyncio.sleep(0.1)

    async def _order(self) -> tuple[Any, ...]:
        state = await asyncio.to_thread(self.visitors["speaker"].read, f"{self.base}/state")
        queue = [hand["seat"] for hand in state["queue"]]
        return state["floor"]["seat"], state["floor"]["turn"], queue, state["me"]["may"]["microphone"]

    def _successor(self, program: str) -> int:
        with contextlib.suppress(Trouble):
            return self.hall.pid_of(program)
        return 0

    async def _connect(self, name: str) -> rtc.Room:
        ticket = await self._ask(name, "/token")
        room = rtc.Room()
        if name == "waiting":
            room.on("data_received", self._hear_words)
            room.on("track_subscribed", lambda track, *_rest: asyncio.create_task(self._listen(track)))
        await room.connect(ticket["url"], ticket["token"])
        return room

    async def _hum(self, room: rtc.Room) -> None:
        source = rtc.AudioSource(RATE_HZ, 1)
        track = rtc.LocalAudioTrack.create_audio_track("tone", source)
        await asyncio.sleep(1)  # the right comes a moment after the floor
        await room.local_participant.publish_track(
            track, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        frame, at = RATE_HZ // 100, 0
        while True:
            wave = (int(12_000 * math.sin(2 * math.pi * TONE_HZ * (at + n) / RATE_HZ)) for n in range(frame))
            await source.capture_frame(rtc.AudioFrame(array("h", wave).tobytes(), RATE_HZ, 1, frame))
            at += frame

    async def _listen(self, track: rtc.Track) -> None:
        async for event in rtc.AudioStream(track, sample_rate=RATE_HZ, num_channels=1):
            if max(event.frame.data) > LOUD:
                self.heard_at.append(time.perf_counter())

    def _hear_words(self, packet: rtc.DataPacket) -> None:
        self.told = max(self.told, json.loads(packet.data).get("v", 0))

    def _sounds(self, moment: float) -> bool:
        """Half a second of tone, without a hole."""
        return len([heard for heard in self.heard_at if heard > moment - 0.5]) > 30

    async def _ask(self, name: str, path: str, **body: Any) -> dict[str, Any]:
        return await asyncio.to_thread(self.visitors[name].ask, self.base + path, body)

    async def _until(self, true: Any, what: str) -> None:
        until = time.perf_counter() + GIVES_UP_AFTER_S
        while not true():
            if time.perf_counter() > until:
                raise SystemExit(f"drills: {what}: not within {GIVES_UP_AFTER_S} s | short")
            await asyncio.sleep(0.02)


def _say(results: dict[str, tuple[float, float, bool]]) -> int:
    met = all(
        back_s <= GOAL_BACK_S and same and (program == "livekit" or gap_s <= GOAL_GAP_S)
        for program, (back_s, gap_s, same) in results.items()
    )
    figures = "; ".join(
        f"{program} back {back_s:.1f} s, tone gap {gap_s:.2f} s, {'as before' if same else 'CHANGED'}"
        for program, (back_s, gap_s, same) in results.items()
    )
    goal = f"back ≤ {GOAL_BACK_S} s, floor and queue as before, gap ≤ {GOAL_GAP_S:.0f} s but for LiveKit"
    print(f"drills: {figures} | goal {goal} | {'met' if met else 'short'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
