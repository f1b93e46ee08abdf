"""What guests and the desk do in the room."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.ears import PATIENCE_S, REMEMBER_PEERS
from tests.journeys.interface import Words
from tests.journeys.looks import anyone_can_use

PATIENCE_MS = PATIENCE_S * 1000
STOPS_AT_MOST = 200

Press = Callable[[Locator], None]


def by_mouse(target: Locator) -> None:
    target.click()


def by_keyboard(target: Locator) -> None:
    """Tab until the thing has the focus, arrows inside a toolbar, then the key that works it."""
    expect(target).to_be_visible()
    page = target.page
    for _ in range(STOPS_AT_MOST):
        if target.evaluate("it => it === document.activeElement"):
            is_choice = target.evaluate("it => it.matches('[type=radio], [type=checkbox]')")
            page.keyboard.press("Space" if is_choice else "Enter")
            return
        beside = target.evaluate(
            "it => document.activeElement?.closest('[role=toolbar], [role=tablist]')?.contains(it) ?? false"
        )
        page.keyboard.press("ArrowRight" if beside else "Tab")
    raise AssertionError(f"The keyboard does not reach {target}.")


def come_by_link(page: Page, link: str, say: Words, press: Press = by_mouse) -> None:
    """Three presses from the mail: the link, "Continue", "Agree and go in"."""
    page.add_init_script(REMEMBER_PEERS)
    page.goto(link)
    anyone_can_use(page)
    press(page.get_by_role("button", name=say("Continue")))
    expect(page).to_have_url(re.compile("/door/"))
    anyone_can_use(page)
    press(page.get_by_role("button", name=say("Agree and go in")))


def come_to_the_door(page: Page, meeting: str, say: Words) -> None:
    """Signed in, through it: into the room for the desk, into the lobby for others."""
    page.add_init_script(REMEMBER_PEERS)
    page.goto(meeting)
    page.get_by_role("button", name=say("Enter the meeting")).first.click()
    expect(page).to_have_url(re.compile("/door/"))
    page.get_by_role("button", name=say("Agree and go in")).click()


def come_signed_in(page: Page, meeting: str, say: Words) -> None:
    come_to_the_door(page, meeting, say)
    wait_inside(page, say)


def wait_in_lobby(page: Page) -> None:
    expect(page).to_have_url(re.compile("/lobby/"))
    anyone_can_use(page)


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


def raise_hand(page: Page, say: Words, press: Press = by_mouse) -> None:
    press(page.get_by_role("button", name=say("Raise my hand", whole=False)))


def press_button(page: Page, say: Words, label: str) -> None:
    """A button by its words; keys that stand beside them are passed over."""
    page.get_by_role("button", name=say(label, whole=False)).first.click()


def close_the_meeting(page: Page, say: Words) -> None:
    press_button(page, say, "Close the meeting")
    dialog = page.get_by_role("dialog")
    dialog.locator("button.button-danger, button.button-primary").last.click()


def leave(page: Page, say: Words) -> None:
    """To the page of the meeting, which has the way back."""
    press_button(page, say, "Leave the room")
    page.get_by_role("dialog").locator("button.button-danger").click()
    expect(page).not_to_have_url(re.compile("/room/"))


def come_back(page: Page, say: Words) -> None:
    """Whoever was admitted once passes the door, and no lobby."""
    page.get_by_role("link", name=say("Enter the meeting")).first.click()
    page.get_by_role("button", name=say("Go back in")).click()
    wait_inside(page, say)


COUNTED = "Your vote has been counted: %(choice)s."
IN_THE_BOX = "Your ballot is in the box."


def vote(page: Page, say: Words, choice: str, press: Press = by_mouse, *, promise: str = COUNTED) -> None:
    card = page.locator(".meeting-card")
    option = card.get_by_role("radio", name=say(choice))
    expect(option).to_be_attached(timeout=PATIENCE_MS)
    if press is by_mouse:
        option.check()
    else:
        press(option)
    press(card.get_by_role("button", name=say("Cast my vote: %(choice)s")))
    expect(card).to_contain_text(say(promise, whole=False), timeout=PATIENCE_MS)
