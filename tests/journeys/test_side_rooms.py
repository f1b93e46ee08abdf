"""Parts of a meeting talk among themselves: sent by list, back after a dropped line, called back, and by choice."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import ears, office, room
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, personal_link_in
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import Guest

pytestmark = [pytest.mark.journey, pytest.mark.slow]
CLERK, HEAD = "yujin.jeong@suwon.example", "eunju.kang@suwon.example"
PARKS, ROADS = "공원 분과", "도로 분과"
# Who, called what, sent where, humming which tone.
MEMBERS = {
    "first": ("한지원", PARKS, 440),
    "second": ("오영자", PARKS, 1000),
    "third": ("박민수", ROADS, 1500),
}


@dataclass
class Apart:
    """Everyone's page, by who they are, and the links by which the members come."""

    pages: dict[str, Page]
    links: dict[str, str]
    say: Words

    def __getattr__(self, who: str) -> Page:
        return self.pages[who]


@pytest.fixture
def people(person, new_browser):
    pages = {who: person(browser=new_browser(tone_hz=tone)) for who, (_, _, tone) in MEMBERS.items()}
    return Apart({"clerk": person(), **pages}, {}, Words("ko"))


def test_groups_go_apart_and_come_back(hall, people):
    everyone_comes(hall, people, convened(hall, people))
    groups_are_sent_by_list(people)
    nobody_is_heard_across_rooms(people)
    the_clerk_visits(people)
    a_dropped_line_returns_to_its_room(people)
    everybody_is_called_back(people)
    all_are_back(people)
    one_goes_by_choice(people)


def convened(hall, people: Apart) -> str:
    guests = [Guest("강은주", HEAD, "정책기획과", "의장")]
    guests += [Guest(name, _address(who), "", "위원") for who, (name, _, _) in MEMBERS.items()]
    office.sign_in(people.clerk, hall, CLERK, people.say)
    return office.convene(
        people.clerk, hall, people.say, title="분과 토론회", guests=guests, items=[("분과 토론", 30)]
    )


def everyone_comes(hall, people: Apart, meeting: str) -> None:
    say = people.say
    room.come_signed_in(people.clerk, meeting, say)
    for who in MEMBERS:
        people.links[who] = personal_link_in(letter_to(hall, _address(who), matching="/rooms/pass/"))
        page = people.pages[who]
        page.add_init_script(ears.REMEMBER_PEERS)
        page.goto(people.links[who])
        page.get_by_role("button", name=say("Continue")).click()
        page.get_by_role("button", name=say("Agree and go in")).click()
        expect(page).to_have_url(re.compile("/lobby/"))
    room.admit_all(people.clerk, say, guests=len(MEMBERS))
    for who in MEMBERS:
        room.wait_inside(people.pages[who], say)


def groups_are_sent_by_list(people: Apart) -> None:
    say, clerk = people.say, people.clerk
    room.press_button(clerk, say, "Open side rooms")
    dialog = clerk.get_by_role("dialog")
    dialog.get_by_role("radio", name=say("I send each person")).check()
    for number, name in enumerate((PARKS, ROADS)):
        dialog.get_by_label(say("Name of side room %(number)s")).nth(number).fill(name)
    for name, group, _tone in MEMBERS.values():
        dialog.get_by_label(re.compile(name)).select_option(label=group)
    dialog.get_by_role("button", name=say("Open %(count)s side rooms")).click()
    for who, (_, group, _) in MEMBERS.items():
        is_in(people.pages[who], group)


def nobody_is_heard_across_rooms(people: Apart) -> None:
    """A side room is a round table: everyone there may speak."""
    for who in MEMBERS:
        people.pages[who].get_by_role("button", name=people.say("Unmute")).click()
    tones = {who: tone for who, (_, _, tone) in MEMBERS.items()}
    ears.wait_to_hear(people.first, tones["second"])
    ears.wait_to_hear(people.second, tones["first"])
    for who in ("first", "second"):
        ears.wait_for_silence(people.pages[who], tones["third"])
        ears.wait_for_silence(people.third, tones[who])
    anyone_can_use(people.first)


def the_clerk_visits(people: Apart) -> None:
    """Hears the one group, then the other, and nobody of the room that was left."""
    say, clerk = people.say, people.clerk
    clerk.get_by_role("button", name=f"{PARKS}").first.click()
    is_in(clerk, PARKS)
    ears.wait_to_hear(clerk, MEMBERS["first"][2])
    ears.wait_for_silence(clerk, MEMBERS["third"][2])
    anyone_can_use(clerk)
    expect(people.first.locator(".room-banners")).to_contain_text(
        say("with %(count)s other people", whole=False), timeout=room.PATIENCE_MS
    )


def everybody_is_called_back(people: Apart) -> None:
    """The countdown is seen in each room."""
    clerk = people.clerk
    clerk.get_by_label(people.say("Time to finish")).select_option("30")
    room.press_button(clerk, people.say, "Call everybody back in %(seconds)s seconds")
    words = people.say("Everybody goes back to the meeting in", whole=False)
    for page in people.pages.values():
        expect(page.locator(".room-banners")).to_contain_text(words, timeout=room.PATIENCE_MS)


def a_dropped_line_returns_to_its_room(people: Apart) -> None:
    """The page dies; the personal link leads back into the same side room by itself."""
    gone = people.pages["third"]
    context = gone.context
    gone.close()
    people.pages["third"] = page = context.new_page()
    page.add_init_script(ears.REMEMBER_PEERS)
    page.goto(people.links["third"])
    page.get_by_role("button", name=people.say("Continue")).click()
    page.get_by_role("button", name=people.say("Go back in")).click()
    room.wait_inside(page, people.say)
    is_in(page, ROADS)


def all_are_back(people: Apart) -> None:
    for page in people.pages.values():
        expect(page.locator(".room-banners")).not_to_contain_text(
            re.compile("분과"), timeout=room.PATIENCE_MS
        )
    ears.wait_for_silence(people.clerk, MEMBERS["first"][2])


def one_goes_by_choice(people: Apart) -> None:
    say, clerk = people.say, people.clerk
    room.press_button(clerk, say, "Open side rooms")
    dialog = clerk.get_by_role("dialog")
    dialog.get_by_role("radio", name=say("Everyone chooses")).check()
    dialog.get_by_label(say("Name of side room %(number)s")).nth(1).fill(ROADS)
    dialog.get_by_role("button", name=say("Open %(count)s side rooms")).click()
    people.first.get_by_role("button", name=re.compile(ROADS)).click()
    is_in(people.first, ROADS)
    people.first.get_by_role("button", name=say("Back to the meeting", whole=False)).click()
    expect(people.first.locator(".room-banners")).to_contain_text(
        say(
            "Side rooms are open. Choose where you want to talk; you can come back at any time.", whole=False
        ),
        timeout=room.PATIENCE_MS,
    )


def is_in(page: Page, group: str) -> None:
    expect(page.locator(".room-banners strong").filter(has_text=group)).to_be_visible(
        timeout=room.PATIENCE_MS
    )


def _address(who: str) -> str:
    return f"{who}@sides.example"
