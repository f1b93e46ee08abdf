"""A public-private meeting from the empty form to the published minutes, with real people in real browsers."""

import hashlib
import re
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import ears, office, room
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, personal_link_in
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import CLERK, HEAD, Guest

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MEMBER, CITIZEN = "member@council.example", "citizen@people.example"
TONE_OF_MEMBER, TONE_OF_CITIZEN = 440, 1000


@dataclass
class Cast:
    clerk: Page
    chair: Page
    member: Page
    citizen: Page
    # How the member works: with a mouse, or by keyboard alone.
    press: room.Press = room.by_mouse


@pytest.fixture
def bare_hall(new_hall):
    hall = new_hall(demo=False)
    yield hall
    hall.stop()


@pytest.fixture
def cast(person, new_browser):
    """Clerk and chair share a browser; each speaker has one with a tone of its own."""

    def gather(language: str, phone: bool) -> Cast:
        width = 360 if phone else 1280
        members, citizens = new_browser(tone_hz=TONE_OF_MEMBER), new_browser(tone_hz=TONE_OF_CITIZEN)
        return Cast(
            clerk=person(language=language),
            chair=person(language=language),
            member=person(language=language, browser=members),
            citizen=person(language=language, browser=citizens, width=width, height=740 if phone else 900),
        )

    return gather


@pytest.mark.parametrize(("language", "phone"), [("ko", False), ("en", True)])
def test_a_department_of_the_demo_city_holds_a_meeting(hall, cast, language, phone):
    clerk, head = "yujin.jeong@suwon.example", "eunju.kang@suwon.example"
    hold_a_meeting(hall, cast(language, phone), Words(language), clerk, head)


def test_a_bare_city_is_set_up_and_holds_a_meeting(bare_hall, cast):
    """The member joins, raises the hand and votes by keyboard alone."""
    say, people = Words("ko"), replace(cast("ko", False), press=room.by_keyboard)
    office.open_a_bare_city(people.clerk, bare_hall, say)
    staff = [("정유진", CLERK, "clerk"), ("강은주", HEAD, "head")]
    office.put_into_office(people.clerk, bare_hall, "정책기획과", staff, "ko")
    hold_a_meeting(bare_hall, people, say, CLERK, HEAD)


def hold_a_meeting(hall, people: Cast, say: Words, clerk: str, head: str) -> None:
    title = "민간위탁 사무 혁신 보고" if say.language == "ko" else "Report on contracted services"
    guests = [
        Guest("강은주", head, "정책기획과", "의장"),
        Guest("한지원", MEMBER, "수원시의회", "위원"),
        Guest("오영자", CITIZEN, "", "시민"),
    ]
    people.clerk.context.clear_cookies()
    office.sign_in(people.clerk, hall, clerk, say)
    items = [("추진 경과 보고", 10), ("개선안 의결", 20)]
    meeting = office.convene(people.clerk, hall, say, title=title, guests=guests, items=items)
    office.sign_in(people.chair, hall, head, say)
    everyone_comes(hall, people, say, meeting)
    the_floor_is_given(people, say)
    a_vote_is_held(people, say)
    the_pages_of_text_serve_too(people, say, meeting)
    the_meeting_is_closed(people, say)
    minutes_are_published(hall, people, say, meeting, title)
    found = people.citizen.request.get(f"{meeting}minutes.json").text()
    assert [address for address in (clerk, head, MEMBER, CITIZEN) if address in found] == []


def everyone_comes(hall, people: Cast, say: Words, meeting: str) -> None:
    room.come_signed_in(people.chair, meeting, say)
    room.come_signed_in(people.clerk, meeting, say)
    for page, address, press in (
        (people.member, MEMBER, people.press),
        (people.citizen, CITIZEN, room.by_mouse),
    ):
        link = personal_link_in(letter_to(hall, address, matching="/rooms/pass/"))
        room.come_by_link(page, link, say, press)
        room.wait_in_lobby(page)
    room.admit_all(people.clerk, say, guests=2)
    for page in (people.member, people.citizen):
        room.wait_inside(page, say)
    room.open_panel(people.chair, say, "Desk")
    room.press_button(people.chair, say, "Open the meeting")
    ears.wait_to_see(people.citizen)
    for page in (people.chair, people.citizen):
        anyone_can_use(page)


def the_floor_is_given(people: Cast, say: Words) -> None:
    """Who has the floor is heard; who loses it is silent; the queue keeps its order."""
    room.raise_hand(people.member, say, people.press)
    expect(people.chair.locator(".room-queue-row")).to_have_count(1, timeout=room.PATIENCE_MS)
    room.raise_hand(people.citizen, say)
    expect(people.chair.locator(".room-queue-row")).to_have_count(2, timeout=room.PATIENCE_MS)
    next_speaker = people.chair.locator("section[aria-labelledby=desk-now] button").first
    next_speaker.click()
    ears.wait_to_hear(people.citizen, TONE_OF_MEMBER)
    next_speaker.click()
    ears.wait_to_hear(people.member, TONE_OF_CITIZEN)
    ears.wait_for_silence(people.citizen, TONE_OF_MEMBER)
    room.press_button(people.chair, say, "End the speech")
    ears.wait_for_silence(people.member, TONE_OF_CITIZEN)


def a_vote_is_held(people: Cast, say: Words) -> None:
    room.press_button(people.clerk, say, "Next: %(number)s. %(title)s")
    room.press_button(people.chair, say, "Open a vote")
    people.chair.get_by_label(say("Motion")).fill("개선안을 원안대로 의결한다")
    anyone_can_use(people.chair)
    room.press_button(people.chair, say, "Open the vote")
    expect(people.member.locator(".meeting-card")).to_be_visible(timeout=room.PATIENCE_MS)
    anyone_can_use(people.member)
    room.vote(people.member, say, "For", people.press)
    room.vote(people.chair, say, "For")
    expect(people.citizen.locator(".meeting-card")).to_contain_text(
        say("You have no vote in this meeting. The result appears here.", whole=False)
    )
    room.press_button(people.chair, say, "Close the vote and declare the result")
    expect(people.citizen.locator(".meeting-card")).to_contain_text(say("Carried", whole=False))


def the_pages_of_text_serve_too(people: Cast, say: Words, meeting: str) -> None:
    """A weak line's pages, for a guest and for the desk, and back into the room without losing the seat."""
    for page, path in ((people.citizen, "text/"), (people.chair, "text/"), (people.chair, "text/desk/")):
        page.goto(f"{meeting}{path}")
        anyone_can_use(page)
    for page in (people.citizen, people.chair):
        page.goto(f"{meeting}room/")
        room.wait_inside(page, say)


def the_meeting_is_closed(people: Cast, say: Words) -> None:
    room.close_the_meeting(people.clerk, say)
    expect(people.citizen.locator("body")).to_contain_text(
        say("This room is closed", whole=False), timeout=room.PATIENCE_MS
    )


def minutes_are_published(hall, people: Cast, say: Words, meeting: str, title: str) -> None:
    people.clerk.goto(f"{meeting}minutes/edit/")
    anyone_can_use(people.clerk)
    office.approve_the_minutes(people.clerk, people.chair, meeting, say)
    anyone = people.citizen
    anyone.context.clear_cookies()
    anyone.goto(hall.url)
    anyone.get_by_role("link", name=re.compile(re.escape(title))).first.click()
    anyone.goto(f"{meeting}minutes/")
    published = anyone.request.get(f"{meeting}minutes.json")
    assert published.status == 200
    printed = anyone.locator("main").inner_text()
    assert hashlib.sha256(published.body()).hexdigest() in re.sub(r"\s", "", printed)
