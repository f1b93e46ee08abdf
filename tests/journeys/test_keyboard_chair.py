"""The chair leads a whole item without a mouse: the focus is always there, always seen, and never lost by a press."""

import pytest
from bench.meeting import make_a_meeting
from bench.visiting import Visitor
from playwright.sync_api import Page, expect

from tests.journeys import ears, room
from tests.journeys.interface import Words
from tests.journeys.looks import anyone_can_use

pytestmark = [pytest.mark.journey, pytest.mark.slow]

# What has the focus, if it can be seen: inside the window, with a size and a ring.
FOCUS = """() => {
  const it = document.activeElement;
  if (it === null || it === document.body || it === document.documentElement) return "nothing has the focus";
  const box = it.getBoundingClientRect();
  const look = getComputedStyle(it);
  const name = `${it.tagName} “${(it.getAttribute("aria-label") ?? it.textContent ?? "").trim().slice(0, 60)}”`;
  if (box.width < 1 || box.height < 1) return `${name} has no size`;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!inside) return `${name} is out of sight`;
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1;
  if (!ring) return `${name} has no ring`;
  return "";
}"""


class Chair:
    """Nothing but keys; after each of them the focus must be seen."""

    def __init__(self, page: Page, say: Words):
        self.page, self.say = page, say

    def press(self, target):
        """Tab to it, then Enter."""
        room.by_keyboard(target)
        self.sees_the_focus()

    def key(self, key):
        self.page.keyboard.press(key)
        self.sees_the_focus()

    def button(self, block: str, words: str):
        return self.block(block).get_by_role("button", name=self.say(words, whole=False)).first

    def block(self, name: str):
        return self.page.locator(f"section[aria-labelledby=desk-{name}]")

    def sees_the_focus(self):
        ears.wait_for("the focus is seen", lambda: self.page.evaluate(FOCUS) == "", self.page)


class Members:
    """Two who raise hands and vote, each over a line of text."""

    def __init__(self, hall, made):
        self.room, self.meeting = f"/api/rooms/{made['room']}", f"/api/meetings/{made['meeting']}"
        self.all = [Visitor(hall.url).enter(made["room"], secret) for secret in made["passes"]]
        for one in self.all:
            one.ask(f"{self.room}/heartbeat", {"mode": "text"})

    def raise_hands(self):
        for one in self.all:
            one.ask(f"{self.room}/hand", {"raised": True})

    def state(self):
        return self.all[0].read(f"{self.meeting}/state")

    def vote(self):
        [vote] = [one for one in self.state()["ext"]["votes"] if one["closed_at"] is None]
        for one in self.all:
            one.ask(f"{self.meeting}/votes/{vote['id']}/ballot", {"choice": "for"})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_chair_leads_an_item_without_a_mouse(empty_hall, person, language):
    made, say = make_a_meeting(empty_hall, 2), Words(language)
    members = Members(empty_hall, made)
    page = person(language=language)
    room.come_by_link(page, f"{empty_hall.url}/rooms/pass/{made['chair'][1]}/", say, room.by_keyboard)
    room.wait_inside(page, say)
    chair = Chair(page, say)
    takes_up_an_item(chair, members)
    gives_the_floor(chair, members)
    holds_a_vote(chair, members)
    notes_a_decision_and_goes_on(chair, members)


def takes_up_an_item(chair: Chair, members: Members) -> None:
    expect(chair.page.get_by_role("tab", name=chair.say("Desk", whole=False))).to_have_attribute(
        "aria-selected", "true"
    )
    chair.press(chair.button("item", "Next: %(number)s. %(title)s"))
    expect(chair.block("item")).to_contain_text("1. 안건 1")
    chair.sees_the_focus()
    anyone_can_use(chair.page)


def gives_the_floor(chair: Chair, members: Members) -> None:
    members.raise_hands()
    expect(chair.page.locator(".room-queue-row")).to_have_count(2)
    chair.press(chair.block("now").get_by_role("button").first)
    expect(chair.block("now")).to_contain_text("위원 0")
    chair.press(chair.button("now", "1 minute"))
    chair.sees_the_focus()
    ears.wait_for("a minute more", lambda: members.state()["floor"]["limit_s"] == 240, chair.page)
    chair.key("n")
    expect(chair.page.locator(".room-queue-row")).to_have_count(0)
    chair.key("t")
    chair.sees_the_focus()
    chair.press(chair.button("now", "End the speech"))
    expect(chair.block("now")).to_contain_text(chair.say("Nobody has the floor.", whole=False))
    chair.sees_the_focus()


def holds_a_vote(chair: Chair, members: Members) -> None:
    chair.key("b")
    chair.press(chair.button("acts", "Open the vote"))
    expect(chair.page.locator(".meeting-card")).to_be_visible()
    chair.sees_the_focus()
    anyone_can_use(chair.page)
    room.vote(chair.page, chair.say, "For", room.by_keyboard)
    chair.sees_the_focus()
    members.vote()
    chair.press(chair.button("acts", "Close the vote and declare the result"))
    expect(chair.page.locator(".meeting-card")).to_contain_text(chair.say("Carried", whole=False))
    chair.sees_the_focus()


def notes_a_decision_and_goes_on(chair: Chair, members: Members) -> None:
    chair.press(chair.button("acts", "Note a decision"))
    chair.press(chair.button("acts", "Note the decision"))
    ears.wait_for("the decision stands", lambda: len(members.state()["ext"]["decisions"]) == 1, chair.page)
    chair.sees_the_focus()
    chair.key("i")
    expect(chair.block("item")).to_contain_text("2. 안건 2")
    chair.sees_the_focus()
    anyone_can_use(chair.page)
