"""What a browser really receives: frames and sound of others, read from its peer connections."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

# These machines stall for seconds; whether it was fast is the benches' question.
PATIENCE_S = 120

# Keeps every peer connection where a test can find it; nothing of the page is changed.
REMEMBER_PEERS = """
window.journeyPeers = [];
const Real = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Real {
  constructor(...args) { super(...args); window.journeyPeers.push(this); }
};
"""

RECEIVED = """async () => {
  const sum = { frames: 0, energy: 0 };
  for (const peer of window.journeyPeers.filter((one) => one.connectionState !== "closed")) {
    for (const report of (await peer.getStats()).values()) {
      if (report.type !== "inbound-rtp") continue;
      if (report.kind === "video") sum.frames += report.framesDecoded ?? 0;
      if (report.kind === "audio") sum.energy += report.totalAudioEnergy ?? 0;
    }
  }
  return sum;
}"""

# How much louder a frequency is than the middle of the spectrum, in decibel, in everything that arrives.
TONE = """async (hertz) => {
  const tracks = window.journeyPeers.filter((one) => one.connectionState === "connected")
    .flatMap((peer) => peer.getReceivers()).map((one) => one.track)
    .filter((track) => track !== null && track.kind === "audio" && track.readyState === "live" && !track.muted);
  if (tracks.length === 0) return 0;
  const context = new AudioContext({ sampleRate: 48000 });
  await context.resume();
  const ear = context.createAnalyser();
  ear.fftSize = 16384;
  ear.smoothingTimeConstant = 0;
  for (const track of tracks) context.createMediaStreamSource(new MediaStream([track])).connect(ear);
  await new Promise((done) => setTimeout(done, 600));
  const strengths = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(strengths);
  await context.close();
  const at = Math.round((hertz * ear.fftSize) / 48000);
  const there = Math.max(...strengths.slice(at - 3, at + 4));
  const middle = [...strengths.slice(40, 2000)].sort((a, b) => a - b)[980];
  return Number.isFinite(there) ? there - (Number.isFinite(middle) ? middle : -140) : 0;
}"""
CLEAR_DB = 30

# How strong a frequency leaves the page, as an amplitude: what each element plays, at the element's volume.
PLAYED = """async (hertz) => {
  const context = new AudioContext({ sampleRate: 48000 });
  await context.resume();
  const ear = context.createAnalyser();
  ear.fftSize = 16384;
  ear.smoothingTimeConstant = 0;
  for (const element of document.querySelectorAll("[data-room-sound] audio")) {
    const volume = context.createGain();
    volume.gain.value = element.muted ? 0 : element.volume;
    context.createMediaStreamSource(element.srcObject).connect(volume).connect(ear);
  }
  await new Promise((done) => setTimeout(done, 600));
  const strengths = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(strengths);
  await context.close();
  const at = Math.round((hertz * ear.fftSize) / 48000);
  return 10 ** (Math.max(...strengths.slice(at - 3, at + 4)) / 20);
}"""


def received(page: Page) -> dict[str, Any]:
    return page.evaluate(RECEIVED)


def wait_for(what: str, true: Callable[[], bool], page: Page, seconds: float = PATIENCE_S) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"{what}: not within {seconds:.0f} s"
        page.wait_for_timeout(200)


def wait_to_see(page: Page) -> None:
    """Frames of somebody else go on being decoded."""
    before = received(page)["frames"]
    wait_for("others' pictures advance", lambda: received(page)["frames"] > before + 5, page)


def wait_to_hear(page: Page, hertz: int) -> None:
    """The tone of somebody else's microphone comes out clearly, and sound has energy."""
    before = received(page)["energy"]
    wait_for(f"a tone of {hertz} Hz is heard", lambda: page.evaluate(TONE, hertz) > CLEAR_DB, page)
    wait_for("sound has energy", lambda: received(page)["energy"] > before, page)


def wait_for_silence(page: Page, hertz: int) -> None:
    wait_for(f"{hertz} Hz is silent", lambda: page.evaluate(TONE, hertz) < CLEAR_DB / 2, page)


def played(page: Page, hertz: int) -> float:
    return float(page.evaluate(PLAYED, hertz))


def steady(page: Page, hertz: int) -> float:
    """Its amplitude, as soon as it is there and two readings agree."""
    readings = [0.0]

    def is_so() -> bool:
        readings.append(played(page, hertz))
        return readings[-1] > 0 and abs(readings[-1] - readings[-2]) < readings[-1] / 20

    wait_for(f"{hertz} Hz is steady", is_so, page)
    return readings[-1]


def wait_for_share(page: Page, hertz: int, full: float, *, between: tuple[float, float]) -> None:
    """The tone leaves the page at such a share of an amplitude that was measured before."""
    least, most = between
    shares: list[float] = []

    def is_so() -> bool:
        shares.append(round(played(page, hertz) / full, 3))
        return least <= shares[-1] <= most

    try:
        wait_for(f"{hertz} Hz is played at {least} to {most}", is_so, page)
    except AssertionError as late:
        raise AssertionError(f"{late}; last heard: {shares[-8:]}") from late
