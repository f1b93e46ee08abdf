"""The device check in real browsers behind five networks: each way in is found and named, and nothing lasts too long."""

import subprocess

import pytest
from bench.meeting import make_a_meeting
from playwright.sync_api import expect

from ontact.config.launch import keys
from tests.journeys.interface import Words
from tests.journeys.looks import anyone_can_use
from tests.journeys.networks import narrow
from tests.journeys.room import PATIENCE_MS

pytestmark = [pytest.mark.journey, pytest.mark.livekit, pytest.mark.slow]

DOMAIN = "turn.hall.example"
# A certificate that nobody vouches for, and a name that leads to this machine.
TRUSTING = ("--ignore-certificate-errors", f"--host-resolver-rules=MAP {DOMAIN} 127.0.0.1")
WORDS = {
    "udp": "Sound travels straight to the hall (UDP).",
    "tcp": "Sound travels over TCP, because the network lets nothing faster through. That works.",
    "relay": "Sound travels through the hall's relay (TURN). That works.",
    "relay_443": "Sound travels through the relay over port 443, like a web page (TURN/TLS). That works everywhere.",
    "none": "Sound did not come through: this network lets none of the four ways pass.",
}


@pytest.fixture(scope="module")
def relaying_hall(new_hall, tmp_path_factory):
    """A hall whose relay speaks TLS with a throw-away certificate, and its port in place of 443."""
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate, port = folder / "key.pem", folder / "certificate.pem", keys.free_port()
    making = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={DOMAIN}",
    ]
    subprocess.run([*making, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    told = {
        "ONTACT_TURN_DOMAIN": DOMAIN,
        "ONTACT_TURN_TLS_PORT": str(port),
        "ONTACT_TURN_CERTIFICATE": str(certificate),
        "ONTACT_TURN_KEY": str(key),
    }
    with pytest.MonkeyPatch.context() as environment:
        for name, word in told.items():
            environment.setenv(name, word)
        hall = new_hall(demo=False)
    return hall, port


@pytest.fixture(scope="module")
def meeting(relaying_hall):
    return make_a_meeting(relaying_hall[0], guests=len(WORDS))


@pytest.fixture(scope="module")
def humming(new_browser):
    return new_browser(tone_hz=440, flags=TRUSTING)


@pytest.mark.parametrize(("way", "language", "width"), [
    ("udp", "ko", 1280), ("tcp", "en", 1280), ("relay", "ko", 360), ("relay_443", "en", 360), ("none", "ko", 360),
])  # fmt: skip
def test_the_way_in_is_found_and_named(relaying_hall, meeting, humming, person, way, language, width):
    hall, port = relaying_hall
    say = Words(language)
    page = person(browser=humming, language=language, width=width)
    narrow(page, way, port_443=port)
    page.goto(f"{hall.url}/rooms/pass/{meeting['passes'][list(WORDS).index(way)]}/?to=check")
    page.get_by_role("button", name=say("Check my devices")).click()
    anyone_can_use(page)

    page.get_by_role("button", name=say("Check now")).click()

    # It ends by itself; these machines stall, so the journey only waits that it does.
    kept = page.get_by_text(
        say("Kept: the meeting's clerk sees this result. Check again whenever you have changed something.")
    )
    expect(kept).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text(say(WORDS[way]))).to_be_visible()
    expect(page.get_by_text(say("The microphone works: you are heard."))).to_be_visible()
    anyone_can_use(page)

    page.reload()
    is_ready = (
        "Your last device check found something to mend"
        if way == "none"
        else "Your devices and your line are ready"
    )
    expect(page.get_by_text(say(is_ready))).to_be_visible()
