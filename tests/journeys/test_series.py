"""A citizen over the Knowledge journey: a place, one lecture live, others by roll and on paper, one missed whose replay is
still to come; the survey, and a certificate that is refused with the reason.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ontact.capabilities.live_classes.demo import fixed_id
from ontact.commons.media.tests import films
from tests.journeys.classes import ask_afterwards, day, fill_part, make_an_account, press, publish
from tests.journeys.classmates import in_the_hall
from tests.journeys.clockwork import days_pass
from tests.journeys.ears import REMEMBER_PEERS, wait_to_hear
from tests.journeys.interface import Words
from tests.journeys.letters import letter_to, words
from tests.journeys.live_class import close_the_room, go_in, name_a_lecturer, wait_inside
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import sign_in
from tests.journeys.room import PATIENCE_MS, come_by_link
from tests.journeys.season import WALKS, Series, Walk

pytestmark = [pytest.mark.journey, pytest.mark.livekit, pytest.mark.slow, pytest.mark.timeout(900)]

KO = Words("ko")
OFFICER, LECTURER, TONE_OF_LECTURER = "nari.ahn@suwon.example", "서은경", 440
OTHERS = [f"{name}@mail.example" for name in ("soonja.jo", "youngho.kim", "jihoon.bae", "malsook.choi")]
# Lecture → how the desk notes it; the first is counted from the room, the sixth and seventh are missed for good.
NOTED = {2: "roll", 3: "roll", 4: "paper"}
CORRECTED, LAST = 5, 8
# A room into which nobody came is final after six hours.
LATER = 7 * 60
TWO_WEEKS = 14 * 24 * 60
COUNTED = {"done": 5, "held": 8, "needed": 6, "lacking": 1, "open": 1}
ATTENDED = "Attended: %(done)d of %(held)d sessions; the certificate needs %(needed)d."
REFUSED = "%(stands)s Still missing: %(lacking)d, and %(open)d can still count."
NOT_YET = "There is no certificate yet: %(done)d of %(needed)d sessions are attended."


@pytest.fixture
def series(request, hall, person, new_browser):
    walk: Walk = request.param
    return Series(
        hall,
        walk,
        Words(walk.language),
        desk=person(),
        citizen=person(
            browser=new_browser(tone_hz=660),
            language=walk.language,
            width=walk.width,
            height=740 if walk.width < 400 else 900,
        ),
        lecturer=person(browser=new_browser(tone_hz=TONE_OF_LECTURER)),
    )


@pytest.mark.parametrize("series", WALKS, indirect=True, ids=["english-phone", "korean"])
def test_a_certificate_that_is_refused_says_why_and_what_can_still_be_done(series, tmp_path):
    the_desk_announces_the_series(series)
    a_citizen_gets_a_place(series)
    all_evenings_are_in_the_calendar(series)
    in_the_hall(series.hall, f"sign_up({series.programme!r}, {OTHERS!r})")
    the_first_lecture_is_heard(series)
    the_desk_notes_the_others(series)
    the_citizen_says_how_it_was(series)
    a_replay_will_follow(series, tmp_path / "lecture.mp4")
    the_certificate_is_refused(series)
    the_desk_reads_the_same(series)
    the_survey_is_read_after_its_end(series)
    it_can_be_made_up(series)


def the_desk_announces_the_series(series: Series) -> None:
    """A copy of the autumn's, with new days and another title."""
    desk, walk = series.desk, series.walk
    sign_in(desk, series.hall, OFFICER, KO)
    desk.goto(f"{series.hall.url}/classes/new/")
    desk.get_by_text(KO("Or begin with a copy")).click()
    form = desk.locator("main form:has([name=source])")
    form.locator("[name=source]").select_option(str(fixed_id("journey")))
    form.locator("[name=first]").fill(day(3))
    anyone_can_use(desk)
    form.get_by_role("button", name=KO("Begin with the copy")).click()
    expect(desk).to_have_url(re.compile("/making/$"))
    making = desk.url
    fill_part(desk, KO, making, "words/", {"title_ko": walk.title_ko, "title_en": walk.title_en})
    fill_part(desk, KO, making, "window/", {"opens_day": day(0), "opens_time": "00:00"})
    ask_afterwards(desk, KO, making)
    desk.goto(making)
    series.page = publish(desk, KO, making)
    # Themes, eight lectures, and the rule of the certificate came with the copy.
    expect(desk.locator(".way-theme")).to_have_count(4)
    expect(desk.locator(".way-stop")).to_have_count(LAST)


def a_citizen_gets_a_place(series: Series) -> None:
    """From the list of classes, without an account before."""
    citizen, say, walk = series.citizen, series.say, series.walk
    citizen.goto(f"{series.hall.url}/classes/")
    anyone_can_use(citizen)
    citizen.get_by_role("link", name=walk.title).first.click()
    anyone_can_use(citizen)
    citizen.get_by_role("link", name=say("Sign up")).click()
    make_an_account(citizen, series.hall, say, name=walk.name, address=walk.address)
    expect(citizen).to_have_url(re.compile("/sign-up/$"))
    anyone_can_use(citizen)
    citizen.get_by_role("button", name=say("Next")).click()
    expect(citizen).to_have_url(re.compile("/answers/$"))
    citizen.locator("[name$=born_on]").fill("1961-05-20")
    anyone_can_use(citizen)
    citizen.get_by_role("button", name=say("Next")).click()
    expect(citizen).to_have_url(re.compile("/ready/$"))
    press(citizen, say, answer="You have a place")
    expect(citizen.get_by_role("heading", level=1)).to_have_text(say("You have a place"))
    citizen.get_by_role("link", name=say("All my places")).click()
    anyone_can_use(citizen)
    citizen.locator("main").get_by_role("link", name=walk.title).click()
    expect(citizen).to_have_url(re.compile("/places/[0-9a-f-]{36}/$"))
    anyone_can_use(citizen)
    series.place = citizen.url


def all_evenings_are_in_the_calendar(series: Series) -> None:
    """In the file that a calendar program reads at the citizen's own address."""
    citizen, say = series.citizen, series.say
    citizen.goto(f"{series.hall.url}/registrations/places/")
    citizen.get_by_role("link", name=say("My places in my calendar")).click()
    citizen.get_by_role("button", name=say("Make the address")).click()
    anyone_can_use(citizen)
    feed = citizen.request.get(citizen.locator(".hash code").inner_text())
    assert feed.text().count("BEGIN:VEVENT") == LAST, feed.text()


def the_first_lecture_is_heard(series: Series) -> None:
    """Until its end; then the lecturer closes the room, and whoever was there is counted."""
    citizen, lecturer, say = series.citizen, series.lecturer, series.say
    link = name_a_lecturer(series.desk, KO, series.page, name=LECTURER, address="seo@lecturers.example")
    days_pass(series.hall, series.page, "begins", minutes=-4)
    come_by_link(lecturer, link, KO)
    wait_inside(lecturer, KO)
    lecturer.get_by_role("button", name=KO("Unmute", whole=False)).first.click()
    citizen.add_init_script(REMEMBER_PEERS)
    citizen.goto(series.place)
    citizen.get_by_role("link", name=say("Enter the live room")).click()
    anyone_can_use(citizen)
    citizen.get_by_role("button", name=say("Enter the class")).click()
    anyone_can_use(citizen)
    go_in(citizen, say)
    lecturer.get_by_role("button", name=KO("Admit %(name)s")).click()
    wait_inside(citizen, say)
    wait_to_hear(citizen, TONE_OF_LECTURER)
    anyone_can_use(citizen)
    days_pass(series.hall, series.page, "ends", minutes=-2)
    close_the_room(lecturer, KO)
    closed = say("This room is closed", whole=False)
    expect(citizen.locator("body")).to_contain_text(closed, timeout=PATIENCE_MS)
    days_pass(series.hall, series.page, "ends")


def the_desk_notes_the_others(series: Series) -> None:
    """By the roll, from the list on paper, and one corrected with a reason, once all of them are over."""
    desk, name = series.desk, series.walk.name
    for number in (LAST - 1, LAST):
        days_pass(series.hall, series.page, "ends", minutes=LATER, session=number)
    for number, source in NOTED.items():
        desk.goto(series.path("attendance"))
        desk.locator("main thead a[href$='/roll/']").nth(number - 1).click()
        desk.locator(f"[name=source][value={source}]").check()
        desk.get_by_role("checkbox", name=name).check()
        anyone_can_use(desk)
        desk.get_by_role("button", name=KO("Note attendance")).click()
        expect(desk).to_have_url(series.path("attendance"))
    cells = desk.get_by_role("row", name=re.compile(name)).locator("td")
    cells.nth(CORRECTED - 1).get_by_role("link").click()
    desk.fill("[name=minutes]", "85")
    desk.fill("[name=reason]", "영통도서관에서 함께 시청하고 종이 명단에 서명했습니다.")
    anyone_can_use(desk)
    desk.get_by_role("button", name=KO("Correct")).click()
    expect(cells.nth(LAST)).to_contain_text("5 / 8")
    anyone_can_use(desk)


def the_citizen_says_how_it_was(series: Series) -> None:
    """By the link of the letter, once; and four others, from one to five only."""
    citizen, say, walk = series.citizen, series.say, series.walk
    letter = words(letter_to(series.hall, walk.address, matching="/survey/"))
    found = re.search(r"https?://\S+/survey/", letter)
    assert found, letter
    citizen.goto(found[0])
    for five in citizen.locator("main [type=radio][value='5']").all():
        five.check()
    citizen.locator("main textarea").fill("The evening about Hwaseong was the best of all.")
    anyone_can_use(citizen)
    citizen.get_by_role("button", name=say("Send the answers")).click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text(say("Thank you"))
    anyone_can_use(citizen)
    in_the_hall(series.hall, f"answer({series.programme!r}, {OTHERS!r}, 4)")
    series.desk.goto(series.path("survey/results"))
    expect(series.desk.locator("main")).to_contain_text(KO("The box is still closed", whole=False))
    anyone_can_use(series.desk)


def a_replay_will_follow(series: Series, recording: Path) -> None:
    """The desk hands in the last lecture's recording, to be watched from the day after tomorrow on."""
    desk = series.desk
    recording.write_bytes(films.film(length_s=4))
    desk.goto(series.path("attendance"))
    desk.locator("main thead a[href$='/replay/']").last.click()
    desk.set_input_files("input[type=file]", recording)
    desk.get_by_role("button", name=KO("Upload")).click()
    desk.locator("[name=first_day]").fill(day(2))
    anyone_can_use(desk)
    desk.get_by_role("button", name=KO("Save")).click()
    expect(desk).not_to_have_url(re.compile("/days/$"))
    expect(desk.locator("[name=first_day]")).to_have_value(day(2))


def the_certificate_is_refused(series: Series) -> None:
    """With the count, the rule, and what can still be done; also to whoever asks past the button that is not there."""
    citizen, say = series.citizen, series.say
    citizen.goto(series.place)
    citizen.locator("main a[href$='/account/']").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text(say("No certificate yet"))
    expect(citizen.locator("main")).to_contain_text(why_refused(say))
    still = citizen.locator(".alert", has_text=say("What can still be done", whole=False))
    expect(still.locator("li")).to_have_count(1)
    replay = "Missed. The replay can be watched from %(from)s; then it can still count."
    expect(still.locator("li")).to_contain_text(say(replay, whole=False))
    expect(citizen.get_by_role("button", name=say("Get the certificate"))).to_have_count(0)
    anyone_can_use(citizen)
    citizen.evaluate(
        """() => {
          const form = document.querySelector("form:has([name=csrfmiddlewaretoken])").cloneNode(true);
          form.action = location.pathname;
          document.body.append(form);
          HTMLFormElement.prototype.submit.call(form);
        }"""
    )
    expect(citizen.locator("main")).to_contain_text(say.text(NOT_YET, COUNTED))
    anyone_can_use(citizen)


def the_desk_reads_the_same(series: Series) -> None:
    """In the table, and on the page that says of one person why."""
    desk, name = series.desk, series.walk.name
    desk.goto(series.path("desk"))
    desk.locator("main").get_by_role("link", name=name).click()
    expect(desk.locator("main")).to_contain_text(why_refused(KO))
    anyone_can_use(desk)


def the_survey_is_read_after_its_end(series: Series) -> None:
    """What five people answered is a chart; what one wrote is not shown."""
    days_pass(series.hall, series.page, "ends", minutes=TWO_WEEKS, session=LAST)
    desk = series.desk
    desk.goto(series.path("survey/results"))
    expect(desk.locator("main section")).to_have_count(5)
    expect(desk.locator("main section .bars")).to_have_count(4)
    hidden = "Fewer than %(shown_from)s people answered this question: nothing is shown."
    expect(desk.locator("main section").last).to_contain_text(KO(hidden, whole=False))
    expect(desk.locator("main")).not_to_contain_text("Hwaseong was the best")
    anyone_can_use(desk)


def it_can_be_made_up(series: Series) -> None:
    """By now the replay is open: the refusal leads to it."""
    citizen = series.citizen
    citizen.goto(f"{series.place}account/")
    still = citizen.locator(".alert", has_text=series.say("What can still be done", whole=False))
    expect(still.get_by_role("link", name=series.say("Watch the replay", whole=False))).to_be_visible()
    anyone_can_use(citizen)


def why_refused(say: Words) -> str:
    return say.text(REFUSED, {**COUNTED, "stands": say.text(ATTENDED, COUNTED)})
