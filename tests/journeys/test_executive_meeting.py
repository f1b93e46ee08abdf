"""The monthly meeting of all officials, from the sheet of seats to next month's follow-up: few seats, every station."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from ontact.foundation.clock import now
from tests.journeys import ears, monthly, office, room
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, personal_link_in
from tests.journeys.looks import anyone_can_use
from tests.journeys.monthly import Row

pytestmark = [pytest.mark.journey, pytest.mark.slow]
TONE_OF_BUDGET, TONE_OF_SUBSTITUTE = 440, 1000
TITLE, ITEM = "월례 확대간부회의", "조직 개편안"
CLERK, CHAIR, BUDGET = "yujin.jeong@suwon.example", "eunju.kang@suwon.example", "seokhoon.jang@suwon.example"
HEAD, SUBSTITUTE, SUBSTITUTE_NAME = "head03@suwon.example", "deputy@suwon.example", "윤대리"
DEPARTMENT, SEAT_OF_HEAD = "예산재정과", "정자1동장"
SAID, CLOSED = "예산재정과장이 추경 예산을 설명함.", "민원인 홍길동이 사는 곳을 말함."
INSTRUCTION = "제설 장비 예산을 다시 살펴 보고할 것"
SEATS = [
    Row("정책기획과장", "정책기획과", "강은주", CHAIR, part="의장"),
    Row("예산재정과장", DEPARTMENT, "장석훈", BUDGET),
    Row(
        SEAT_OF_HEAD,
        "정자1동 행정복지센터",
        "김재석",
        HEAD,
        deputy=f"{SUBSTITUTE_NAME} <{SUBSTITUTE}>",
    ),
    Row("파장동장", "파장동 행정복지센터", "김성호", "head01@suwon.example"),
    Row("율천동장", "율천동 행정복지센터", "김미란", "head02@suwon.example"),
    Row("감사관", "감사관", "서정호", "jungho.seo@suwon.example", part="배석", vote="아니요"),
    Row("없는동장", "없는동 행정복지센터", "이없음", "nobody@suwon.example"),
]


@dataclass
class Cast:
    """The desk shares a browser, each speaker has one with a tone of its own: three browsers."""

    clerk: Page
    chair: Page
    budget: Page
    substitute: Page


@pytest.fixture
def cast(person, new_browser) -> Cast:
    return Cast(
        clerk=person(),
        chair=person(),
        budget=person(browser=new_browser(tone_hz=TONE_OF_BUDGET)),
        substitute=person(browser=new_browser(tone_hz=TONE_OF_SUBSTITUTE)),
    )


def test_the_executive_meeting_from_the_sheet_to_the_follow_up(hall, cast, person, tmp_path):
    say = Words("ko")
    sheet = monthly.write_sheet(tmp_path / "seats.csv", SEATS)
    office.sign_in(cast.clerk, hall, CLERK, say)
    monthly.keep_a_list(cast.clerk, hall, say, title=TITLE, sheet=sheet, bad="없는동")
    meeting = monthly.call_from_the_list(cast.clerk, hall, say, item=(ITEM, 20))
    an_official_names_a_substitute(hall, person(), say, meeting)
    a_department_hands_in(hall, cast, say, meeting)
    monthly.bring_it_forward(cast.clerk, meeting, say)
    office.sign_in(cast.chair, hall, CHAIR, say)
    the_desk_speaks_english_too(hall, cast.clerk, meeting)
    everyone_comes(hall, cast, say, meeting)
    the_roll_is_called(cast, say)
    the_quorum_is_lost_and_regained(cast, say)
    the_floor_has_a_limit(cast, say)
    an_instruction_is_given(cast, say)
    votes_are_held(cast, say)
    the_meeting_is_closed(cast, say, meeting)
    the_next_one_follows_it_up(hall, cast.clerk, say, meeting)


def an_official_names_a_substitute(hall, official: Page, say: Words, meeting: str) -> None:
    official.goto(personal_link_in(letter_to(hall, HEAD, matching=TITLE)))
    anyone_can_use(official)
    official.get_by_role("button", name=say("Continue")).click()
    expect(official).to_have_url(re.compile("/door/"))
    anyone_can_use(official)
    monthly.send_a_substitute(official, meeting, say, SUBSTITUTE_NAME)


def a_department_hands_in(hall, cast: Cast, say: Words, meeting: str) -> None:
    monthly.ask_for_a_report(cast.clerk, meeting, say, DEPARTMENT)
    office.sign_in(cast.budget, hall, BUDGET, say)
    monthly.hand_in_a_report(
        cast.budget, hall, say, meeting=meeting, summary="추경 예산을 편성하고 있습니다."
    )
    monthly.take_the_report(cast.clerk, meeting, say, DEPARTMENT)


def the_desk_speaks_english_too(hall, clerk: Page, meeting: str) -> None:
    """The clerk's list of meetings and the desk beside the stage; then everything is Korean again."""
    english = Words("en")
    clerk.goto(f"{hall.url}/meetings/desk/")
    office.choose_the_language(clerk, english)
    anyone_can_use(clerk)
    room.come_signed_in(clerk, meeting, english)
    room.open_panel(clerk, english, "Desk")
    expect(clerk.get_by_role("heading", name=english("The meeting has not been opened yet."))).to_be_visible()
    anyone_can_use(clerk)
    clerk.goto(meeting)
    office.choose_the_language(clerk, Words("ko"))
    clerk.goto(f"{meeting}room/")


def everyone_comes(hall, cast: Cast, say: Words, meeting: str) -> None:
    room.wait_inside(cast.clerk, say)
    room.come_signed_in(cast.chair, meeting, say)
    room.come_to_the_door(cast.budget, meeting, say)
    link = personal_link_in(letter_to(hall, SUBSTITUTE, matching=TITLE))
    room.come_by_link(cast.substitute, link, say)
    for page in (cast.budget, cast.substitute):
        room.wait_in_lobby(page)
    room.admit_all(cast.clerk, say, guests=2)
    for page in (cast.budget, cast.substitute):
        room.wait_inside(page, say)
    room.open_panel(cast.chair, say, "Desk")
    room.press_button(cast.chair, say, "Open the meeting")
    room.press_button(cast.clerk, say, "Next: %(number)s. %(title)s")


def the_roll_is_called(cast: Cast, say: Words) -> None:
    """Three press for themselves, the clerk notes one who answers by voice; nobody else is here."""
    room.press_button(cast.clerk, say, "Call it aloud")
    for page in (cast.chair, cast.budget, cast.clerk):
        card = page.locator(".meeting-roll-card")
        expect(card).to_be_visible()
        anyone_can_use(page)
        card.get_by_role("button", name=say("Present")).click()
    room.open_panel(cast.clerk, say, "Roll call")
    cast.clerk.locator(".room-squares").get_by_role("button", name=re.compile(SEAT_OF_HEAD)).click()
    chosen = cast.clerk.locator(".meeting-roll-chosen")
    anyone_can_use(cast.clerk)
    chosen.get_by_role("button", name=say("Present")).click()
    expect(chosen).to_contain_text(say("noted by the clerk", whole=False))
    noted = say("Your presence has been noted.", whole=False)
    expect(cast.substitute.locator(".meeting-roll-card")).to_contain_text(noted)
    room.press_button(cast.clerk, say, "End the roll")
    for page in (cast.chair, cast.substitute):
        room.open_panel(page, say, "Roll call")
        expect(page.locator(".meeting-roll-present")).to_contain_text("4 / 6")
        anyone_can_use(page)


def the_quorum_is_lost_and_regained(cast: Cast, say: Words) -> None:
    """Five may vote and three are here: with one who leaves, no vote can be opened, and the form says why."""
    room.open_panel(cast.chair, say, "Desk")
    room.press_button(cast.chair, say, "Open a vote")
    put = cast.chair.get_by_role("button", name=say("Open the vote"))
    expect(put).to_be_enabled()
    room.leave(cast.substitute, say)
    why = (
        "There is no quorum: %(needed)s are needed, %(present)s are here. "
        "A vote can be opened as soon as enough are here."
    )
    expect(cast.chair.locator(".room-warning")).to_contain_text(say(why, whole=False))
    expect(put).to_be_disabled()
    anyone_can_use(cast.chair)
    room.come_back(cast.substitute, say)
    expect(put).to_be_enabled()
    cast.chair.get_by_role("button", name=say("Cancel")).click()


def the_floor_has_a_limit(cast: Cast, say: Words) -> None:
    """Of one minute: its last minute is amber from the first second, for the speaker and at the desk."""
    cast.chair.locator("summary", has_text=say("Time for each speech")).click()
    cast.chair.get_by_label(say("Participant")).select_option("60")
    anyone_can_use(cast.chair)
    room.raise_hand(cast.budget, say)
    expect(cast.chair.locator(".room-queue-row")).to_have_count(1, timeout=room.PATIENCE_MS)
    cast.chair.locator("section[aria-labelledby=desk-now] button").first.click()
    for page in (cast.chair, cast.substitute):
        expect(page.locator(".room-clock").first).not_to_have_attribute("data-urgency", "calm")
    ears.wait_to_hear(cast.substitute, TONE_OF_BUDGET)
    room.press_button(cast.chair, say, "End the speech")
    ears.wait_for_silence(cast.substitute, TONE_OF_BUDGET)


def an_instruction_is_given(cast: Cast, say: Words) -> None:
    chair = cast.chair
    room.press_button(chair, say, "Give an instruction")
    chair.get_by_label(say("What is to be done")).fill(INSTRUCTION)
    chair.get_by_label(say("Responsible office")).fill(DEPARTMENT)
    chair.get_by_role("button", name=DEPARTMENT, exact=True).click()
    anyone_can_use(chair)
    room.press_button(chair, say, "Give the instruction")
    card = cast.budget.locator(".meeting-instruction-card")
    expect(card).to_contain_text(INSTRUCTION)
    anyone_can_use(cast.budget)
    card.get_by_role("button", name=say("Confirm")).click()
    room.open_panel(chair, say, "Instructions")
    expect(chair.locator(".meeting-instruction").first).to_contain_text(say("Confirmed", whole=False))
    anyone_can_use(chair)


def votes_are_held(cast: Cast, say: Words) -> None:
    """By roll everyone sees who chose what; of the secret one only the counts are known."""
    by_roll = "By roll: seen by everyone, seat by seat, as it is cast"
    _put_to_the_vote(cast, say, "조직 개편안을 원안대로 의결한다", by_roll)
    for page, choice in ((cast.budget, "For"), (cast.substitute, "Against"), (cast.chair, "For")):
        room.vote(page, say, choice)
    anyone_can_use(cast.substitute)
    _declare(cast, say)
    _put_to_the_vote(cast, say, "감사 결과를 비공개로 둔다", "Secret: only the counts are known")
    for page, choice in ((cast.budget, "For"), (cast.substitute, "For"), (cast.chair, "Against")):
        room.vote(page, say, choice, promise=room.IN_THE_BOX)
    anyone_can_use(cast.substitute)
    _declare(cast, say)


def _put_to_the_vote(cast: Cast, say: Words, motion: str, manner: str) -> None:
    room.open_panel(cast.chair, say, "Desk")
    room.press_button(cast.chair, say, "Open a vote")
    cast.chair.get_by_label(say("Motion")).fill(motion)
    cast.chair.get_by_role("radio", name=say(manner)).check()
    anyone_can_use(cast.chair)
    room.press_button(cast.chair, say, "Open the vote")
    expect(cast.substitute.locator(".meeting-card", has_text=motion)).to_be_visible()


def _declare(cast: Cast, say: Words) -> None:
    room.press_button(cast.chair, say, "Close the vote and declare the result")
    result = cast.substitute.get_by_role("region", name=say("Result of the vote"))
    expect(result).to_contain_text(say("Carried", whole=False))


def the_meeting_is_closed(cast: Cast, say: Words, meeting: str) -> None:
    """What was said is written, a passage is closed to the public, the minutes are approved and published."""
    room.open_panel(cast.clerk, say, "Desk")
    room.press_button(cast.clerk, say, "Next: %(number)s. %(title)s")
    room.close_the_meeting(cast.clerk, say)
    closed = say("This room is closed", whole=False)
    expect(cast.substitute.locator("body")).to_contain_text(closed, timeout=room.PATIENCE_MS)
    cast.clerk.goto(f"{meeting}minutes/edit/")
    cast.clerk.locator("main form textarea").first.fill(f"{SAID} {CLOSED}")
    anyone_can_use(cast.clerk)
    cast.clerk.get_by_role("button", name=say("Save")).click()
    monthly.close_a_passage(cast.clerk, meeting, say, CLOSED)
    office.approve_the_minutes(cast.clerk, cast.chair, meeting, say)
    anyone_can_use(cast.clerk)
    printed = cast.clerk.locator("main").inner_text()
    for words in (SUBSTITUTE_NAME, SAID, DEPARTMENT, "[비공개: 개인정보(제6호)]"):
        assert words in printed
    public = cast.clerk.request.get(f"{meeting}minutes.json").text()
    assert SAID in public
    assert CLOSED not in public + printed
    cast.clerk.get_by_role("link", name=say("The full text")).click()
    expect(cast.clerk.locator("main")).to_contain_text(CLOSED)
    anyone_can_use(cast.clerk)


def the_next_one_follows_it_up(hall, clerk: Page, say: Words, meeting: str) -> None:
    """A month does not pass in a test: the due day, a week from now, is put back to yesterday, and nothing else."""
    following = monthly.call_the_next(clerk, meeting, say)
    yesterday = (now().astimezone(office.SEOUL) - timedelta(days=1)).date()
    moved = f"Instruction.objects.filter(text={INSTRUCTION!r}).update(due_on='{yesterday}')"
    hall.manage("shell", "-c", f"from ontact.capabilities.meetings.models import Instruction; {moved}")
    clerk.goto(f"{hall.url}{following}edit/preview/")
    row = clerk.locator("section[aria-labelledby=follow-up-title] .row-link", has_text=INSTRUCTION)
    expect(row).to_contain_text(say("Overdue", whole=False))
    anyone_can_use(clerk)
    row.click()
    expect(clerk.locator("main")).to_contain_text(say("Overdue", whole=False))
    anyone_can_use(clerk)
