"""What guests and the desk do in the room."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.ears import PATIENCE_S, REMEMBER_PEERS
from tests.journeys.interface import Words

PATIENCE_MS = PATIENCE_S * 1000


def come_by_link(page: Page, link: str, say: Words) -> None:
    """Three presses from the mail: the link, "Continue", "Agree and go in"."""
    page.add_init_script(REMEMBER_PEERS)
    page.goto(link)
    page.get_by_role("button", name=say("Continue")).click()
    expect(page).to_have_url(re.compile("/door/"))
    page.get_by_role("button", name=say("Agree and go in")).click()


def come_signed_in(page: Page, meeting: str, say: Words) -> None:
    page.add_init_script(REMEMBER_PEERS)
    page.goto(meeting)
    page.get_by_role("button", name=say("Enter the meeting")).first.click()
    expect(page).to_have_url(re.compile("/door/"))
    page.get_by_role("button", name=say("Agree and go in")).click()
    wait_inside(page, say)


def wait_in_lobby(page: Page) -> None:
    expect(page).to_have_url(re.compile("/lobby/"))


def wait_inside(page: Page, say: Words) -> None:
    expect(page).to_have_url(re.compile("/meetings/.*/room/"), timeout=PATIENCE_MS)
    expect(page.get_by_role("toolbar", name=say("My controls"))).to_be_visible(timeout=PATIENCE_MS)


def open_panel(page: Page, say: Words, tab: str) -> None:
    """Desk, agenda, people, chat or papers."""
    found = page.get_by_role("tab", name=re.compile(say(tab, whole=False).pattern))
    if found.get_attribute("aria-selected") != "true":
        found.click()


def admit_all(desk: Page, say: Words, guests: int) -> None:
    """Everyone who was invited, at one press."""
    open_panel(desk, say, "Desk")
    waiting = desk.locator("section[aria-labelledby=desk-lobby]")
    expect(waiting.locator(".room-rows-row")).to_have_count(guests, timeout=PATIENCE_MS)
    waiting.get_by_role("button", name=say("Admit all %(count)s invited people", whole=False)).click()


def raise_hand(page: Page, say: Words) -> None:
    page.get_by_role("button", name=say("Raise my hand", whole=False)).click()


def press(page: Page, say: Words, label: str) -> None:
    """A button by its words; keys that stand beside them are passed over."""
    page.get_by_role("button", name=say(label, whole=False)).first.click()


def vote(page: Page, say: Words, choice: str) -> None:
    card = page.locator(".meeting-card")
    card.get_by_role("radio", name=say(choice)).check(timeout=PATIENCE_MS)
    card.get_by_role("button", name=say("Cast my vote: %(choice)s")).click()
    expect(card).to_contain_text(
        say("Your vote has been counted: %(choice)s.", whole=False), timeout=PATIENCE_MS
    )
