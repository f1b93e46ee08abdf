"""What is done between two meetings that are held every month: the list of seats, the call, answers, reports."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from ontact.config.launch.hall import Hall
from tests.journeys import office
from tests.journeys.interface import Words
from tests.journeys.looks import anyone_can_use

HEADINGS = "순서,좌석,소속,역할,표결권,성명,전자우편,대리 참석자"


@dataclass(frozen=True)
class Row:
    """One row of the sheet; `deputy`: name <address>."""

    seat: str
    office: str
    name: str
    address: str
    part: str = "위원"
    vote: str = "예"
    deputy: str = ""


def write_sheet(file: Path, rows: list[Row]) -> Path:
    lines = [
        f"{number},{row.seat},{row.office},{row.part},{row.vote},{row.name},{row.address},{row.deputy}"
        for number, row in enumerate(rows, start=1)
    ]
    file.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
    return file


def keep_a_list(page: Page, hall: Hall, say: Words, *, title: str, sheet: Path, bad: str) -> None:
    """A list begun and filled from a sheet; `bad`: what the dry run must say about the row that it leaves out."""
    page.goto(f"{hall.url}/meetings/standing/new/")
    page.fill("[name=title_ko]", title)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Begin")).click()
    page.get_by_role("link", name=say("Import from a sheet")).click()
    page.set_input_files("[name=sheet]", sheet)
    page.get_by_role("button", name=say("Look at it first")).click()
    expect(page.locator("main")).to_contain_text(bad)
    anyone_can_use(page)
    carry_out = "Carry it out: %(new)s new, %(changed)s changed, %(moved)s moved, %(gone)s gone"
    page.get_by_role("button", name=say(carry_out)).click()
    expect(page.get_by_role("button", name=say("Call the next meeting"))).to_be_visible()
    anyone_can_use(page)


def call_from_the_list(page: Page, hall: Hall, say: Words, *, item: tuple[str, int]) -> str:
    """One press for the draft, one for the letters; a quorum and an item between them. The meeting's address."""
    page.get_by_role("button", name=say("Call the next meeting")).click()
    expect(page).to_have_url(re.compile("/edit/"))
    form = page.locator("#what form")
    form.locator("[name=quorum_rule]").select_option("majority")
    form.locator("[name=manner][value=broadcast]").check()
    form.get_by_role("button", name=say("Save and go on to the agenda")).click()
    office.add_item(page, say, *item)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Send the invitations to %(n)s people")).click()
    return hall.url + office.address_of_the_meeting(page)


def send_a_substitute(page: Page, meeting: str, say: Words, deputy: str) -> None:
    """By whoever came through the personal link: days before the doors open there is nothing else to do."""
    page.goto(meeting)
    page.get_by_role("link", name=say("Answer the invitation")).click()
    page.locator("[name=answer][value=substitute]").check()
    page.locator("[name=deputy]").select_option(label=deputy)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Send the answer")).click()
    expect(page).to_have_url(meeting)
    expect(page.locator("main")).to_contain_text(deputy)
    anyone_can_use(page)


def ask_for_a_report(page: Page, meeting: str, say: Words, department: str) -> None:
    """By six in the evening two days before, of this department among those on the list."""
    page.goto(f"{meeting}reports/")
    for box in page.locator("[name=offices]").all():
        box.uncheck()
    page.get_by_role("checkbox", name=department).check()
    anyone_can_use(page)
    page.get_by_role("button", name=say("Ask the offices")).click()
    expect(page.get_by_role("row", name=re.compile(department))).to_be_visible()


def hand_in_a_report(page: Page, hall: Hall, say: Words, *, meeting: str, summary: str) -> None:
    page.goto(f"{hall.url}/meetings/reports/")
    anyone_can_use(page)
    page.locator(f"main a[href*='{meeting.removeprefix(hall.url)}reports/']").click()
    page.fill("[name=summary]", summary)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Hand in")).click()
    done = "Handed in. Until the deadline you can hand in again; the last one counts."
    expect(page.locator("body")).to_contain_text(say(done, whole=False))


def take_the_report(page: Page, meeting: str, say: Words, department: str) -> None:
    page.goto(f"{meeting}reports/")
    row = page.get_by_role("row", name=re.compile(department))
    row.get_by_role("button", name=say("Take onto the agenda")).click()
    expect(row.get_by_role("button", name=say("Take over the newest files"))).to_be_visible()
    anyone_can_use(page)


def bring_it_forward(page: Page, meeting: str, say: Words) -> None:
    """To today, so that the doors are open; whoever was invited is told of the new time and agenda."""
    page.goto(f"{meeting}edit/")
    office.say_when(page, say, save="Keep the changes")
    page.get_by_role("button", name=say("Tell %(n)s people of the change")).click()
    expect(page).not_to_have_url(re.compile("/edit/"))


def close_a_passage(page: Page, meeting: str, say: Words, passage: str) -> None:
    """To the public, on the ground that is proposed: personal data."""
    page.goto(f"{meeting}minutes/closing/")
    page.fill("[name=passage]", passage)
    page.get_by_role("button", name=say("Close it")).click()
    expect(page.locator("section[aria-labelledby=closed-title]")).to_contain_text(passage)
    expect(page.locator("section[aria-labelledby=public-title]")).not_to_contain_text(passage)
    anyone_can_use(page)


def call_the_next(page: Page, meeting: str, say: Words) -> str:
    """From the one that is over: its people and rules, an empty agenda. The path of the new one."""
    page.goto(meeting)
    anyone_can_use(page)
    page.get_by_role("button", name=say("Next meeting, with an empty agenda")).click()
    expect(page).to_have_url(re.compile("/edit/"))
    return office.address_of_the_meeting(page)
