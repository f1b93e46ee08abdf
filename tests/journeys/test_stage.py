"""The stage in real browsers: the chair shows two, both are heard and seen by everyone; who leaves keeps an empty place."""

import pytest
from bench.meeting import make_a_meeting
from playwright.sync_api import Page, expect

from tests.journeys import ears, room
from tests.journeys.interface import Words
from tests.journeys.looks import anyone_can_use

pytestmark = [pytest.mark.journey, pytest.mark.slow]
TONES_HZ = (440, 1000)


def come(page: Page, hall, secret: str, say: Words) -> Page:
    room.come_by_link(page, f"{hall.url}/rooms/pass/{secret}/", say)
    room.wait_inside(page, say)
    return page


def put_on_the_stage(chair: Page, say: Words, seat: str) -> None:
    block = chair.locator("section[aria-labelledby=desk-stage]")
    block.get_by_role("searchbox").fill(seat)
    block.locator(".room-stack .room-rows-row button").first.click()


def tiles(page: Page):
    return page.locator(".room-grid .room-tile")


def test_two_speakers_are_shown_heard_and_missed(empty_hall, person, new_browser):
    made, say, english = make_a_meeting(empty_hall, 3), Words("ko"), Words("en")
    chair = come(person(), empty_hall, made["chair"][1], say)
    speakers = [
        come(person(browser=new_browser(tone_hz=tone)), empty_hall, secret, say)
        for tone, secret in zip(TONES_HZ, made["passes"][:2], strict=True)
    ]
    phone = person(language="en", width=360, height=740)
    come(phone, empty_hall, made["passes"][2], english)

    room.open_panel(chair, say, "Desk")
    block = chair.locator("section[aria-labelledby=desk-stage]")
    room.press_button(chair, say, "Two speakers")
    expect(block).to_contain_text(say("Not shown yet: name %(count)s more person.", whole=False))
    for title in ("위원 0", "위원 1"):
        put_on_the_stage(chair, say, title)
    for page in (chair, *speakers, phone):
        expect(tiles(page)).to_have_count(2)
    for page in speakers:
        page.get_by_role("button", name=say("Turn the microphone on")).click()
    for tone in TONES_HZ:
        ears.wait_to_hear(phone, tone)
    ears.wait_to_see(phone)
    for page in (chair, phone):
        anyone_can_use(page)

    room.leave(speakers[1], say)
    expect(tiles(phone).last.locator(".room-plate-away")).to_have_text("away")
    expect(tiles(phone)).to_have_count(2)
    ears.wait_for_silence(phone, TONES_HZ[1])
    block.get_by_role("button", name=say("Take %(name)s off the stage", whole=False)).first.click()
    ears.wait_for_silence(phone, TONES_HZ[0])
    expect(speakers[0].get_by_role("button", name=say("Turn the microphone on"))).to_have_count(0)
