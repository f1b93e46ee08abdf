"""One thread: a guardian with two children, from the catalogue over the lottery and the live class to the certificate."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import classes, ears, live_class, room
from tests.journeys.classes import Plan
from tests.journeys.clockwork import days_pass
from tests.journeys.family import FAMILIES, Family, Thread
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, words
from tests.journeys.looks import anyone_can_use
from tests.journeys.neighbours import others_come_too
from tests.journeys.office import sign_in
from tests.journeys.outsiders import checked

pytestmark = [pytest.mark.journey, pytest.mark.slow]
OFFICER, OFFICE, LECTURER = "nari.ahn@suwon.example", "교육청소년과", "송미라"
TONE_OF_LECTURER = 440
KO = Words("ko")


@pytest.fixture
def thread(request, hall, person, new_browser):
    family: Family = request.param
    language, screen = family.say.language, {"width": 360, "height": 740} if family.phone else {}
    lecturers = new_browser(tone_hz=TONE_OF_LECTURER)
    return Thread(
        hall,
        family,
        officer=person(),
        guardian=person(language=language, **screen),
        elder=person(language=language, **screen),
        lecturer=person(browser=lecturers),
    )


@pytest.mark.parametrize("thread", FAMILIES, indirect=True, ids=["korean", "english-phone"])
def test_from_the_catalogue_to_the_certificate(thread, tmp_path):
    the_desk_announces_a_class(thread)
    the_guardian_prepares_everything(thread)
    lots_are_drawn(thread, tmp_path)
    both_have_a_place(thread)
    everybody_comes(thread)
    they_see_and_hear_the_lecturer(thread)
    it_is_over_and_they_attended(thread)
    the_guardian_says_how_it_was(thread)
    address = the_guardian_gets_it(thread)
    the_office_finds_it(thread, address)
    a_stranger_checks_the_certificate(thread, address, tmp_path)


def the_desk_announces_a_class(thread: Thread) -> None:
    desk = thread.officer
    sign_in(desk, thread.hall, OFFICER, KO)
    plan = Plan(
        thread.family.title["ko"],
        words={
            "title_en": thread.family.title["en"],
            "summary_ko": "초등학생이 집에서 한지로 등불을 만듭니다.",
            "summary_en": "Children make a lantern of Korean paper at home.",
            "about_ko": "한지 두 장과 풀을 준비해 주세요. 강사와 담당자가 처음부터 끝까지 함께 있습니다.",
            "about_en": "You need two sheets of paper and glue. Lecturer and officer are there all the time.",
            "age_from": "7",
            "age_to": "12",
        },
        terms={
            "allotment": ("lottery",),
            "draws_day": classes.day(5),
            "draws_time": "10:00",
            "people_at_most": "3",
            "certificate_from": "1",
        },
        sessions=("등불 만들기",),
        lecturer=LECTURER,
        places=6,
    )
    making = classes.make_a_class(desk, thread.hall, KO, plan, office=OFFICE)
    classes.ask_afterwards(desk, KO, making)
    thread.page = classes.publish(desk, KO, making)
    address = f"mira.song.{thread.say.language}@lecturers.example"
    thread.link = live_class.name_a_lecturer(desk, KO, thread.page, name=LECTURER, address=address)


def the_guardian_prepares_everything(thread: Thread) -> None:
    """Without an account at first; nothing of it needs haste, since sign-up is still shut."""
    page, say, family = thread.guardian, thread.say, thread.family
    classes.find_in_the_catalogue(page, thread.hall, say, title=thread.title, words=family.looks_for)
    anyone_can_use(page)
    page.get_by_role("link", name=say("Prepare my sign-up")).click()
    classes.make_an_account(page, thread.hall, say, name=family.guardian, address=family.address)
    classes.add_children(page, say, family.born)
    classes.say_who_comes(page, say, people=family.children, not_coming=[family.guardian])
    classes.agree_for(page, say, family.children)


def lots_are_drawn(thread: Thread, folder: Path) -> None:
    """The commitment is public before anybody asks; list and seed come after, and an outsider draws the lots again."""
    page, say, stranger = thread.guardian, thread.say, thread.elder
    draw = f"{thread.hall.url}/registrations/programmes/{thread.programme}/draw/"
    stranger.goto(draw)
    anyone_can_use(stranger)
    before = stranger.request.get(f"{draw}draw.json").json()
    assert "seed" not in before
    days_pass(thread.hall, thread.page, "opens")
    classes.press(page, say, answer="To be decided")
    others_come_too(thread.hall, thread.page, 4)
    days_pass(thread.hall, thread.page, "closes")
    frozen = stranger.request.get(f"{draw}draw.json").json()["frozen_sha256"]
    days_pass(thread.hall, thread.page, "draw", rounds=False)
    desk_draws(thread)
    stranger.reload()
    anyone_can_use(stranger)
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="draw.json").click()
    file = folder / "draw.json"
    download.value.save_as(file)
    said = json.loads(file.read_text(encoding="utf-8"))
    assert (said["commitment"], said["frozen_sha256"], len(said["order"])) == (
        before["commitment"],
        frozen,
        5,
    )
    checked("lottery.py", file, *lots_of(page, draw))


def desk_draws(thread: Thread) -> None:
    """By a press as soon as it is due, unless the minute's round was there first."""
    desk = thread.officer
    desk.goto(f"{thread.hall.url}/registrations/programmes/{thread.programme}/desk/draw/")
    anyone_can_use(desk)
    if desk.get_by_role("button", name=KO("Draw now")).count():
        desk.get_by_role("button", name=KO("Draw now")).click()
    expect(desk.locator("main")).to_contain_text(KO("Drawn on %(moment)s.", whole=False))
    anyone_can_use(desk)


def lots_of(page: Page, draw: str) -> list[str]:
    """Siblings who come together have one lot."""
    page.goto(draw)
    anyone_can_use(page)
    own = page.locator("section[aria-labelledby=own] code")
    expect(own).to_have_count(1)
    return [own.inner_text()]


def both_have_a_place(thread: Thread) -> None:
    page, say, family = thread.guardian, thread.say, thread.family
    sentence = "You have a place: %(title)s"
    letter = letter_to(thread.hall, family.address, matching=say(sentence, whole=False).pattern)
    assert [name for name in family.children if name not in words(letter)] == []
    assert [part for part in letter.iter_attachments() if part.get_filename("").endswith(".ics")]
    page.goto(f"{thread.hall.url}/registrations/places/")
    for name in family.children:
        expect(page.locator("section[aria-labelledby=to-come]")).to_contain_text(name)
    anyone_can_use(page)
    page.get_by_role("link", name=re.compile(re.escape(thread.title))).first.click()
    expect(page.locator("main")).to_contain_text(say("You have a place", whole=False))
    anyone_can_use(page)


def everybody_comes(thread: Thread) -> None:
    """Grown-ups first; one child by the guardian's own page, the other by the link in the letter."""
    say, family, desk = thread.say, thread.family, thread.officer
    days_pass(thread.hall, thread.page, "begins", minutes=-20)
    subject = say("At %(begins)s: %(title)s", whole=False).pattern
    doors = live_class.doors_in(letter_to(thread.hall, family.address, matching=subject), family.children)
    live_class.come_from_the_page(desk, KO, thread.page, "Enter the class")
    live_class.wait_inside(desk, KO)
    room.come_by_link(thread.lecturer, thread.link, KO)
    live_class.wait_inside(thread.lecturer, KO)
    room.come_by_link(thread.elder, doors[family.elder], say)
    room.wait_in_lobby(thread.elder)
    my_page_leads_in(thread)
    room.admit_all(desk, KO, guests=2)
    for page in (thread.guardian, thread.elder):
        live_class.wait_inside(page, say)


def my_page_leads_in(thread: Thread) -> None:
    page, say = thread.guardian, thread.say
    page.add_init_script(ears.REMEMBER_PEERS)
    page.goto(f"{thread.hall.url}/my/")
    anyone_can_use(page)
    page.locator("section.door a").first.click()
    anyone_can_use(page)
    page.get_by_role("button", name=re.compile(thread.family.younger)).click()
    live_class.go_in(page, say)
    room.wait_in_lobby(page)


def they_see_and_hear_the_lecturer(thread: Thread) -> None:
    say, family, children = thread.say, thread.family, [thread.guardian, thread.elder]
    microphone = thread.lecturer.get_by_role("button", name=KO("Unmute"))
    if microphone.count():
        microphone.click()
    for page in children:
        ears.wait_to_see(page)
        ears.wait_to_hear(page, TONE_OF_LECTURER)
        anyone_can_use(page)
    first, families = family.called
    for page in children:
        live_class.only_first_names_are_shown(page, say, first=first, families=families)
    live_class.nobody_can_write_in_private(
        thread.elder, say, "풀이 없어요 / No glue", seen_by=thread.guardian
    )
    expect(thread.officer.get_by_role("button", name=KO("Record", whole=False))).to_have_count(0)


def it_is_over_and_they_attended(thread: Thread) -> None:
    """The hour goes by with everybody inside; the office closes the room and finds both children in its sheet."""
    desk = thread.officer
    days_pass(thread.hall, thread.page, "ends", minutes=-2)
    live_class.close_the_room(desk, KO)
    for page in (thread.guardian, thread.elder):
        expect(page.locator("body")).to_contain_text(
            thread.say("This room is closed", whole=False), timeout=room.PATIENCE_MS
        )
    days_pass(thread.hall, thread.page, "ends")
    desk.goto(f"{thread.hall.url}/registrations/programmes/{thread.programme}/attendance/")
    anyone_can_use(desk)
    for name in thread.family.children:
        row = desk.get_by_role("row", name=re.compile(name))
        expect(row).to_contain_text(KO("Attended", whole=False))
        expect(row).to_contain_text(KO("earned", whole=False))


def the_guardian_says_how_it_was(thread: Thread) -> None:
    page, say = thread.guardian, thread.say
    letter = letter_to(thread.hall, thread.family.address, matching="/survey/")
    link = re.search(r"https?://\S+/survey/", words(letter))
    assert link
    page.goto(link[0])
    anyone_can_use(page)
    page.get_by_role("radio", name=thread.family.younger).check()
    page.get_by_role("radio", name=re.compile("^5")).first.check()
    page.get_by_role("button", name=say("Send the answers")).click()
    expect(page.locator("main")).to_contain_text(thread.family.elder)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Send the answers")).click()
    expect(page.get_by_role("heading", name=say("Thank you"))).to_be_visible()
    anyone_can_use(page)


def the_guardian_gets_it(thread: Thread) -> str:
    """By the link in the letter and one press. The address of the certificate's public page."""
    page, say, family = thread.guardian, thread.say, thread.family
    subject = say("Your certificate can be fetched: %(title)s", whole=False).pattern
    letter = letter_to(thread.hall, family.address, matching=f"(?s){subject}.*{family.younger}")
    link = re.search(r"https?://\S+/account/", words(letter))
    assert link, words(letter)
    page.goto(link[0])
    anyone_can_use(page)
    page.get_by_role("button", name=say("Get the certificate")).click()
    expect(page).to_have_url(re.compile("/certificates/"))
    anyone_can_use(page)
    return page.url


def the_office_finds_it(thread: Thread, address: str) -> None:
    """In its sheet, where it could be corrected or revoked."""
    desk = thread.officer
    desk.reload()
    row = desk.get_by_role("row", name=re.compile(thread.family.younger))
    row.get_by_role("link", name=KO("No. %(number)s")).click()
    expect(desk).to_have_url(f"{address}desk/")
    anyone_can_use(desk)


def a_stranger_checks_the_certificate(thread: Thread, address: str, folder: Path) -> None:
    """Shown the paper: its address, its hash; then the page without signing in, and the script on its file."""
    say, page, stranger = thread.say, thread.guardian, thread.elder
    with page.expect_download() as download:
        page.get_by_role("link", name=say("Download as PDF")).click()
    printed = words_on(Path(download.value.path()))
    assert address in printed
    stranger.context.clear_cookies()
    stranger.goto(address)
    anyone_can_use(stranger)
    expect(stranger.locator("main")).to_contain_text(say("This certificate stands", whole=False))
    expect(stranger.get_by_role("link", name=say("Download as PDF"))).to_have_count(0)
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="certificate.json").click()
    file = folder / "certificate.json"
    download.value.save_as(file)
    found = re.search(r"SHA-256([0-9a-f]{64})", printed)
    assert found, printed
    assert thread.family.younger in checked("certificate.py", file, found[1])


def words_on(paper: Path) -> str:
    """Of its one page, without spaces: hash and address are broken into pieces there."""
    with pypdfium2.PdfDocument(paper) as document:
        assert len(document) == 1
        return re.sub(r"\s", "", document[0].get_textpage().get_text_range())
