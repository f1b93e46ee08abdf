"""The clerk rehearses the monthly executive meeting with one official, ends it, and nothing of it can be found any more."""

import time

import pytest
from playwright.sync_api import expect

from ontact.capabilities.meetings.demo import fixed_id
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, personal_link_in
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import sign_in
from tests.journeys.room import PATIENCE_MS, come_by_link, come_signed_in, press_button, wait_inside

pytestmark = [pytest.mark.journey, pytest.mark.livekit, pytest.mark.slow]

CLERK, OFFICIAL, NAME = "bora.cha@suwon.example", "junghee.moon@suwon.example", "문정희"
# The worker goes its rounds once a minute, and the usher empties the room before.
DELETED_WITHIN_S = 300
COUNTS_FOR_NOTHING = "This is a rehearsal: nothing here counts, and at its end all of it is deleted."


def test_a_meeting_is_rehearsed_and_nothing_is_left_of_it(hall, person, new_browser):
    korean, english = Words("ko"), Words("en")
    clerk = person(browser=new_browser(tone_hz=440), language="ko", width=1280)
    official = person(browser=new_browser(tone_hz=660), language="en", width=360, height=740)
    sign_in(clerk, hall, CLERK, korean)

    clerk.goto(f"{hall.url}/meetings/{fixed_id('executive', 1)}/")
    clerk.get_by_role("link", name=korean("Rehearsal"), exact=True).click()
    anyone_can_use(clerk)
    clerk.get_by_role("button", name=korean("Hold a rehearsal now")).click()
    anyone_can_use(clerk)
    page = clerk.url
    clerk.get_by_label(NAME).check()
    clerk.get_by_role("button", name=korean("Send the links")).click()
    go = clerk.get_by_role("link", name=korean("Go to the rehearsal"))
    rehearsal = hall.url + str(go.get_attribute("href"))

    letter = letter_to(hall, OFFICIAL, matching="예행연습|Rehearsal")
    come_by_link(official, personal_link_in(letter), english)
    wait_inside(official, english)
    expect(official.get_by_text(english(COUNTS_FOR_NOTHING))).to_be_visible()
    anyone_can_use(official)
    come_signed_in(clerk, rehearsal, korean)
    expect(clerk.get_by_text(korean(COUNTS_FOR_NOTHING))).to_be_visible()
    press_button(clerk, korean, "Open the meeting")
    anyone_can_use(clerk)

    clerk.goto(page)
    clerk.get_by_role("button", name=korean("End the rehearsal")).click()
    expect(official.get_by_text(english("This room is closed"))).to_be_visible(timeout=PATIENCE_MS)

    until = time.monotonic() + DELETED_WITHIN_S
    while clerk.goto(rehearsal).status != 404:
        assert time.monotonic() < until, "It has not been deleted."
        clerk.wait_for_timeout(2_000)
    clerk.goto(f"{hall.url}/meetings/{fixed_id('executive', 1)}/")
    expect(clerk.get_by_text(korean("Rehearsal"), exact=True)).to_be_visible()
