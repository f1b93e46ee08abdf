"""A guardian of the demo city answers by the mailed link, and the clerk sees it; anyone can use either page."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, words
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]
GUARDIAN, CLERK = "sangmin.lee@mail.example", "haneul.kim@suwon.example"


def test_a_guardian_agrees_and_takes_it_back(hall, person):
    ko, en = Words("ko"), Words("en")
    link = re.search(r"https?://\S+/meetings/consent/[\w-]+/", words(letter_to(hall, GUARDIAN)))
    assert link
    clerk, guardian, phone = person(), person(), person(language="en", width=360, height=740)
    sign_in(clerk, hall, CLERK, ko)
    clerk.goto(f"{hall.url}/meetings/desk/")
    clerk.locator("a[href$='/consents/']").click()
    expect(clerk.get_by_text(ko("Guardian has not answered"))).to_be_visible()
    anyone_can_use(clerk)

    guardian.goto(link[0])
    anyone_can_use(guardian)
    phone.goto(link[0])
    anyone_can_use(phone)
    phone.locator("[name=camera][value=yes]").check(force=True)
    phone.locator("[name=recording][value=no]").check(force=True)
    phone.get_by_role("button", name=en("Save my answer")).click()
    expect(phone.get_by_role("button", name=en("Take everything back"))).to_be_visible()
    anyone_can_use(phone)

    clerk.reload()
    expect(clerk.get_by_role("cell").get_by_text(ko("Camera allowed"))).to_be_visible()
    phone.get_by_role("button", name=en("Take everything back")).click()
    expect(phone.get_by_role("button", name=en("Take everything back"))).to_have_count(0)
    clerk.reload()
    expect(clerk.get_by_role("cell").get_by_text(ko("Voice and text only"))).to_be_visible()
    clerk.locator("tbody a.button").first.click()
    anyone_can_use(clerk)
