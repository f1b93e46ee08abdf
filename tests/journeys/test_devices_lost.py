"""A microphone is pulled out, or its permission taken back, in mid-sentence: the page says which, and a press mends it."""

import pytest
from bench.meeting import make_a_meeting
from playwright.sync_api import expect

from tests.journeys import room
from tests.journeys.interface import Words

pytestmark = [pytest.mark.journey, pytest.mark.slow]

# As a browser does it: the track ends, nothing else can be opened, and the permission says why.
LOSE = """(permission) => {
  const devices = navigator.mediaDevices;
  const { permissions } = navigator;
  window.journeyDevices ??= { open: devices.getUserMedia.bind(devices), ask: permissions.query.bind(permissions) };
  const name = permission === "granted" ? "NotFoundError" : "NotAllowedError";
  devices.getUserMedia = () => Promise.reject(new DOMException("gone", name));
  permissions.query = () => Promise.resolve(Object.assign(new EventTarget(), { state: permission }));
  const senders = window.journeyPeers.flatMap((peer) => peer.getSenders());
  for (const { track } of senders) {
    if (track?.kind !== "audio") continue;
    track.stop();
    track.dispatchEvent(new Event("ended"));
  }
  devices.dispatchEvent(new Event("devicechange"));
}"""
COMES_BACK = """() => {
  navigator.mediaDevices.getUserMedia = window.journeyDevices.open;
  navigator.permissions.query = window.journeyDevices.ask;
}"""


@pytest.mark.parametrize(
    ("permission", "sentence"),
    [("granted", "No microphone was found."), ("denied", "The browser may not use the microphone.")],
)
def test_a_lost_microphone_is_named_and_comes_back_by_one_press(empty_hall, person, permission, sentence):
    made, say = make_a_meeting(empty_hall, 1), Words("ko")
    page = person()
    room.come_by_link(page, f"{empty_hall.url}/rooms/pass/{made['chair'][1]}/", say)
    room.wait_inside(page, say)
    page.get_by_role("button", name=say("Unmute", whole=False)).first.click()
    expect(page.get_by_role("button", name=say("Mute"))).to_be_visible()

    page.evaluate(LOSE, permission)
    strip = page.locator(".room-banner", has_text=say(sentence, whole=False))
    expect(strip).to_be_visible()
    expect(page.get_by_role("button", name=say("Unmute", whole=False)).first).to_be_visible()

    page.evaluate(COMES_BACK)
    strip.get_by_role("button", name=say("Try again")).click()
    expect(strip).to_have_count(0)
    expect(page.get_by_role("button", name=say("Mute"))).to_be_visible()
