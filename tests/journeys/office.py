"""What people of the city do at their desks: open a bare city, sign in, convene a meeting, finish its minutes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from ontact.config.launch.hall import Hall
from ontact.foundation.clock import now
from tests.journeys.interface import Words
from tests.journeys.letters import code_in, letter_to, letters, words
from tests.journeys.looks import anyone_can_use

SEOUL = ZoneInfo("Asia/Seoul")
CLERK, HEAD = "clerk@suwon.example", "head@suwon.example"


@dataclass(frozen=True)
class Guest:
    """One line of the pasted list; `part` is a word that the list understands in any language."""

    name: str
    address: str
    organisation: str
    part: str
    language: str = "ko"


def open_a_bare_city(page: Page, hall: Hall, say: Words) -> None:
    """The operator's ten minutes: the printed code, the city, the first administrator, one department."""
    page.goto(hall.url)
    anyone_can_use(page)
    page.fill("[name=key]", hall.manage("set_up_code").strip())
    page.get_by_role("button", name=say("Begin")).click()
    anyone_can_use(page)
    page.fill("[name=name_ko]", "수원시")
    page.fill("[name=name_en]", "Suwon")
    page.fill("[name=telephone]", "031-228-2114")
    page.get_by_role("button", name=say("Go on")).click()
    expect(page.locator("main [name=email]")).to_be_visible()
    anyone_can_use(page)
    page.fill("main [name=name]", "김관리")
    page.fill("main [name=email]", "admin@suwon.example")
    page.get_by_role("button", name=say("Send me a code")).click()
    _type_the_code(page, hall, "admin@suwon.example", after=0, say=say)
    expect(page.locator("[name=lines]")).to_be_visible()
    anyone_can_use(page)
    page.fill("[name=lines]", "정책기획과\tPolicy Planning Division\tdepartment")
    page.get_by_role("button", name=say("Look at it")).click()
    page.get_by_role("button", name=say("Open the city hall")).click()
    expect(page).to_have_url(re.compile("/people/setup/first-steps/"))
    anyone_can_use(page)


def put_into_office(
    page: Page, hall: Hall, office: str, people: Sequence[tuple[str, str, str]], language: str
) -> None:
    """people: name, address, role."""
    page.goto(f"{hall.url}/people/organisations/")
    page.get_by_role("link", name=re.compile(office)).first.click()
    for name, address, role in people:
        form = page.locator("main form:has([name=email])")
        form.locator("[name=name]").fill(name)
        form.locator("[name=email]").fill(address)
        form.locator(f"[name=role][value={role}]").check()
        form.locator("select[name=language]").select_option(language)
        form.locator("button[type=submit]").click()
        expect(page.locator("main")).to_contain_text(address)


def sign_in(
    page: Page, hall: Hall, address: str, say: Words, proof: Callable[[], None] = lambda: None
) -> None:
    """proof: what is asked after the mailed code, of those who wished it."""
    before = len(
        [one for one in letters(hall) if address in str(one["To"]) and re.search(r"\b\d{6}\b", words(one))]
    )
    page.goto(f"{hall.url}/accounts/login/")
    page.fill("[name=login]", address)
    page.get_by_role("button", name=say("Send me a code")).click()
    _type_the_code(page, hall, address, after=before, say=say)
    proof()
    expect(page).not_to_have_url(re.compile("/accounts/"))
    choose_the_language(page, say)


def convene(
    page: Page,
    hall: Hall,
    say: Words,
    *,
    title: str,
    guests: Sequence[Guest],
    items: Sequence[tuple[str, int]],
    channels: Sequence[str] = (),
) -> str:
    """From the empty form to the letters on their way. Returns the meeting's address.

    channels: the languages that are interpreted into.
    """
    page.goto(f"{hall.url}/meetings/new/")
    page.fill("[name=title]", title)
    page.get_by_role("button", name=say("Begin")).click()
    say_when(page, say, channels=channels)
    for item, minutes in items:
        add_item(page, say, item, minutes)
    lines = "\n".join(
        "\t".join((one.name, one.address, one.organisation, one.part, one.language)) for one in guests
    )
    page.fill("#people textarea", lines)
    page.get_by_role("button", name=say("Put on the list")).click()
    for one in guests:
        expect(page.locator("#people")).to_contain_text(one.name)
    page.get_by_role("button", name=say("Send the invitations to %(n)s people")).click()
    expect(page.locator("main")).to_contain_text(title)
    return hall.url + address_of_the_meeting(page)


def add_item(page: Page, say: Words, item: str, minutes: int) -> None:
    form = page.locator("#agenda form:has([name=new-item-title_ko])").last
    form.locator("[name=new-item-title_ko]").fill(item)
    form.locator("[name=new-item-planned_minutes]").fill(str(minutes))
    form.get_by_role("button", name=say("Add to the agenda")).click()
    expect(page.locator("#agenda")).to_contain_text(item)


def address_of_the_meeting(page: Page) -> str:
    """Its path, from any of its pages."""
    found = re.search(r"/meetings/[0-9a-f-]{36}/", page.url)
    assert found, page.url
    return found[0]


def say_when(
    page: Page,
    say: Words,
    *,
    save: str = "Save and go on to the agenda",
    channels: Sequence[str] = (),
) -> None:
    """It begins in five minutes, so that the doors are open already."""
    begins = now().astimezone(SEOUL) + timedelta(minutes=5)
    if (begins.hour, begins.minute) == (23, 59):  # no end of the same day is left
        begins += timedelta(minutes=1)
    form = page.locator("#what form")
    form.locator("[name=date]").fill(begins.strftime("%Y-%m-%d"))
    form.locator("[name=begins]").fill(begins.strftime("%H:%M"))
    end = min(begins + timedelta(hours=1), begins.replace(hour=23, minute=59))
    form.locator("[name=ends]").fill(end.strftime("%H:%M"))
    form.locator("[name=manner][value=broadcast]").check()
    if channels:
        form.get_by_text(say("Languages and interpretation")).click()
    for language in channels:
        form.locator(f"[name=channels][value={language}]").check()
    form.get_by_role("button", name=say(save)).click()
    expect(page.locator("#what .field-error")).to_have_count(0)


def approve_the_minutes(clerk: Page, chair: Page, meeting: str, say: Words) -> None:
    """Laid before the chair, read, approved, published."""
    clerk.goto(f"{meeting}minutes/")
    clerk.get_by_role("button", name=say("Lay before the chair")).click()
    chair.goto(f"{meeting}minutes/")
    chair.get_by_role("link", name=say("Read and approve")).click()
    anyone_can_use(chair)
    chair.get_by_role("button", name=say("Approve the minutes")).click()
    clerk.goto(f"{meeting}minutes/")
    clerk.get_by_role("button", name=say("Publish")).click()
    expect(clerk).to_have_url(f"{meeting}minutes/")


def choose_the_language(page: Page, say: Words) -> None:
    """Whose account speaks another language presses the switch in the header."""
    if page.locator("html").get_attribute("lang") != say.language:
        page.locator(f"header button[name=language][value={say.language}]").first.click()
        expect(page.locator("html")).to_have_attribute("lang", say.language)


def _type_the_code(page: Page, hall: Hall, address: str, *, after: int, say: Words) -> None:
    letter = letter_to(hall, address, after=after, matching=r"\b\d{6}\b")
    anyone_can_use(page)
    page.fill("[name=code]", code_in(letter))
    page.get_by_role("button", name=say("Go on")).click()
