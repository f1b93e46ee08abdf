"""Fixtures for journeys: people in front of real Chromium windows, with microphones that hum a known tone."""

import math
import os
import re
import struct
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontact.config.launch.chromium import known
from tests.machines import RESULTS, do_without

# The quiet flags keep Chromium from knocking at its maker's servers; the fake ones give camera and microphone.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--autoplay-policy=no-user-gesture-required",
)
DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
RATE_HZ = 48_000
# These machines stall for seconds; whether a page was fast is the benches' question.
PATIENCE_MS = 60_000


def write_tone(file: Path, *, hertz: int, seconds: float = 10) -> Path:
    """A sine at half volume as a WAV file; whole waves only, so that Chromium's loop has no click."""
    waves = round(hertz * seconds)
    frames = round(waves * RATE_HZ / hertz)
    samples = (int(16_000 * math.sin(2 * math.pi * hertz * n / RATE_HZ)) for n in range(frames))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file


@pytest.fixture(scope="session")
def playwright() -> Iterator[object]:
    """Playwright's own loop makes Django think that it runs asynchronously; journeys speak to a hall, not to it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        yield driver
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture(scope="session")
def new_browser(playwright, tmp_path_factory) -> Iterator[Callable[..., object]]:
    """new_browser(tone_hz=440, devices=True, flags=()): a Chromium of its own; the tone is its microphone.

    One browser process has one fake microphone; give each speaker a browser.
    """
    path = known()
    if path is None:
        do_without("Chromium")
    opened = []

    def open_one(*, tone_hz: int | None = None, devices: bool = True, flags: tuple[str, ...] = ()):
        arguments = [*FLAGS, *(DEVICES if devices else ()), *flags]
        if tone_hz:
            tone = write_tone(tmp_path_factory.mktemp("tone") / f"{tone_hz}.wav", hertz=tone_hz)
            arguments.append(f"--use-file-for-fake-audio-capture={tone}")
        browser = playwright.chromium.launch(executable_path=str(path), headless=True, args=arguments)
        opened.append(browser)
        return browser

    yield open_one
    for browser in opened:
        browser.close()


@pytest.fixture(scope="session")
def browser(new_browser):
    """A Chromium with the built-in fake devices, shared by the whole run."""
    return new_browser()


@pytest.fixture
def person(request, browser) -> Iterator[Callable[..., object]]:
    """person(language="ko", width=1280, browser=…, base_url=…): a page in a context of its own.

    When the test fails, each person's last view and page source are kept in var/test-results.
    """
    contexts = []

    def enter(*, language: str = "ko", width: int = 1280, height: int = 900, browser=browser, **wishes):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="ko-KR" if language == "ko" else "en-GB",
            timezone_id=wishes.pop("timezone_id", "Asia/Seoul"),
            reduced_motion="reduce",  # axe sees what fades in only when it is there
            **wishes,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield enter
    if getattr(request.node, "broken", False):
        _keep_views(request.node.nodeid, contexts)
    for context in contexts:
        context.close()


def _keep_views(test: str, contexts: list) -> None:
    folder = RESULTS / re.sub(r"[^\w.-]+", "-", test)[-120:]
    folder.mkdir(parents=True, exist_ok=True)
    for number, context in enumerate(contexts, start=1):
        for view, page in enumerate(context.pages, start=1):
            try:
                page.screenshot(path=folder / f"person-{number}-{view}.png", full_page=True, timeout=5_000)
                (folder / f"person-{number}-{view}.html").write_text(f"<!-- {page.url} -->\n{page.content()}")
            except Exception as error:
                (folder / f"person-{number}-{view}.txt").write_text(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.broken = True
    return report
