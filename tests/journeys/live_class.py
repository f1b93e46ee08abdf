"""What happens in the live room of a class: who leads it comes first, and nobody is called by a family name."""

import re
from collections.abc import Sequence

from playwright.sync_api import Page, expect

from tests.journeys import ears, room
from tests.journeys.interface import Words
from tests.journeys.letters import words
from tests.journeys.looks import anyone_can_use

DOOR = re.compile(r"https?://\S+/rooms/pass/[\w-]+/")


def name_a_lecturer(page: Page, say: Words, class_page: str, *, name: str, address: str) -> str:
    """Who leads it and has no account: named at the desk of the class; the personal link into its one session."""
    page.goto(f"{class_page}desk/")
    page.get_by_text(say("Name a lecturer or helper")).click()
    page.fill("main [name=name]", name)
    page.fill("main [name=email]", address)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Let them lead the class")).click()
    page.get_by_role("link", name=say("Make a personal link", whole=False)).click()
    page.get_by_role("button", name=say("Make a link")).click()
    anyone_can_use(page)
    return page.locator("main code").inner_text()


def doors_in(letter, names: Sequence[str]) -> dict[str, str]:
    """Name → personal link, of the letter of the last hour."""
    lines = words(letter).splitlines()
    found = {
        name: link[0] for name in names for line in lines if name in line and (link := DOOR.search(line))
    }
    assert set(found) == set(names), words(letter)
    return found


def come_from_the_page(page: Page, say: Words, class_page: str, label: str) -> None:
    """By the session's page, signed in: to the door, and in. Before the doors open the button says what one can do there."""
    page.add_init_script(ears.REMEMBER_PEERS)
    page.goto(class_page)
    page.locator("main a.button-primary[href*='/sessions/']").first.click()
    anyone_can_use(page)
    main = page.locator("main")
    check = main.get_by_role("button", name=say("Check camera and microphone"))
    main.get_by_role("button", name=say(label)).or_(check).first.click()
    go_in(page, say)


def go_in(page: Page, say: Words) -> None:
    expect(page).to_have_url(re.compile("/door/"))
    anyone_can_use(page)
    page.get_by_role("button", name=say("Agree and go in")).click()


def wait_inside(page: Page, say: Words) -> None:
    expect(page).to_have_url(re.compile("/classes/.*/sessions/"), timeout=room.PATIENCE_MS)
    expect(page.get_by_role("toolbar", name=say("My controls"))).to_be_visible(timeout=room.PATIENCE_MS)


def admit_all(desk: Page, say: Words, guests: int) -> None:
    room.admit_all(desk, say, guests=guests)


def only_first_names_are_shown(
    page: Page, say: Words, *, first: Sequence[str], families: Sequence[str]
) -> None:
    """In the list of people, and everywhere else on the page."""
    room.open_panel(page, say, "People")
    people = page.locator(".room-people")
    for name in first:
        expect(people).to_contain_text(name)
    anyone_can_use(page)
    shown = page.locator("body").inner_text()
    assert [family for family in families if family in shown] == []


def nobody_can_write_in_private(page: Page, say: Words, line: str, *, seen_by: Page) -> None:
    """The one chat is everybody's: it has no choice of whom to write to."""
    room.open_panel(page, say, "Chat")
    chat = page.locator(".room-chat")
    expect(chat.locator("select, [role=combobox], [role=listbox], [type=radio]")).to_have_count(0)
    chat.locator("textarea").fill(line)
    chat.get_by_role("button", name=say("Send")).click()
    room.open_panel(seen_by, say, "Chat")
    expect(seen_by.locator(".room-chat")).to_contain_text(line, timeout=room.PATIENCE_MS)
    anyone_can_use(seen_by)


def close_the_room(desk: Page, say: Words) -> None:
    room.open_panel(desk, say, "Desk")
    room.press_button(desk, say, "Close the room")
    desk.get_by_role("dialog").locator("button.button-danger").click()
