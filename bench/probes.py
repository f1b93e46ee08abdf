"""Chromium tabs that listen in a meeting full of robots, and note each hole in the sound with its time."""

import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from tests.browsers import DEVICES, FLAGS
from tests.journeys.ears import REMEMBER_PEERS

from bench.visiting import Visitor
from ontact.config.launch.chromium import known

# Ten times a second it is read when the last packet of each sound was heard (getStats would cost more than the page does);
# a hole is told with the time at which it ended, and how late its looks came: so long the tab itself stood still.
LISTEN = """() => {
  const ear = { sounds: 0, since: performance.now(), holes: [], first: 0 };
  const last = new Map();
  let [looked, late] = [performance.now(), 0];
  window.benchEar = ear;
  const look = () => {
    let fresh = false;
    late += Math.max(0, performance.now() - looked - 200);
    looked = performance.now();
    for (const peer of window.journeyPeers.filter((one) => one.connectionState === "connected"))
      for (const receiver of peer.getReceivers()) {
        if (receiver.track.kind !== "audio") continue;
        for (const { source, timestamp } of receiver.getSynchronizationSources()) {
          if (timestamp > (last.get(source) ?? 0)) fresh = true;
          last.set(source, timestamp);
        }
      }
    if (!fresh) return;
    const now = performance.now();
    const hole = now - ear.since;
    if (ear.first === 0) ear.first = Date.now() / 1000;
    else if (hole > 300) ear.holes.push({ at: Date.now() / 1000, ms: hole, late_ms: late });
    late = 0;
    ear.sounds += 1;
    ear.since = now;
  };
  setInterval(look, 100);
}"""
# The one camera on stage is the speaker's.
NO_CAMERA = ';localStorage["ontact:room"] ??= JSON.stringify({ cameraOn: false });'
HEARD = "() => ({ ...window.benchEar, open_ms: performance.now() - window.benchEar.since })"
OPENS_WITHIN_MS = 120_000
MAKES_WAY = 5
# Where the kernel shares time by session, niceness counts within a session only; the session has one of its own.
POLITE = """#!/bin/sh
echo {nice} 2>/dev/null > /proc/self/autogroup
exec nice -n {nice} {path} "$@"
"""
Screen = ViewportSize
DESKTOP: Screen = {"width": 1280, "height": 800}
PHONE: Screen = {"width": 360, "height": 740}


@dataclass
class Probe:
    """One tab of one seat; `visitor` acts for the same line over HTTP."""

    page: Page
    visitor: Visitor
    inspector: CDPSession

    def listen(self) -> None:
        self.page.evaluate(LISTEN)

    def heard(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(HEARD)
        return found

    def picture(self, file: Path) -> None:
        """What stands on the screen now."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=file)

    def busy_s(self) -> float:
        """Seconds that the tab's main thread has worked, counted from its opening."""
        metrics = self.inspector.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that makes way for the hall: it stands for other people's computers, and draws without a graphics card."""
    path = known()
    if path is None:
        raise SystemExit("No Chromium; bin/test finds or fetches one.")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        polite = Path(place) / "chromium"
        polite.write_text(POLITE.format(nice=MAKES_WAY, path=shlex.quote(str(path))))
        polite.chmod(0o700)
        browser = driver.chromium.launch(
            executable_path=str(polite), headless=True, args=[*FLAGS, *DEVICES, "--mute-audio"]
        )
        yield browser
        browser.close()


def open_probe(
    browser: Browser, url: str, made: dict[str, Any], secret: str, *, mode: str, screen: Screen = DESKTOP
) -> Probe:
    """Enter by the personal link over HTTP, then show the room's page to a tab with the same cookies."""
    visitor = Visitor(url).enter(made["room"], secret)
    visitor.ask(f"/api/rooms/{made['room']}/mode", {"mode": mode})
    context = browser.new_context(viewport=screen, locale="ko-KR")
    context.add_cookies(
        [{"name": cookie.name, "value": cookie.value or "", "url": url} for cookie in visitor.cookies]
    )
    context.add_init_script(REMEMBER_PEERS + NO_CAMERA)
    page = context.new_page()
    page.goto(url + made["page"])
    page.wait_for_function(
        "() => window.journeyPeers.some((one) => one.connectionState === 'connected')",
        timeout=OPENS_WITHIN_MS,
    )
    inspector = context.new_cdp_session(page)
    inspector.send("Performance.enable")
    probe = Probe(page, visitor, inspector)
    probe.listen()
    return probe
