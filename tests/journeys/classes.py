"""What is done about a class before it begins: the desk makes and publishes it, a citizen finds it and signs up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from ontact.config.launch.hall import Hall
from ontact.foundation.clock import now
from tests.journeys.interface import Words
from tests.journeys.letters import code_in, letter_to
from tests.journeys.looks import anyone_can_use
from tests.journeys.office import SEOUL, choose_the_language

EVIDENCE = "Agreed by a press on the page, signed in with a code mailed to %(address)s."


@dataclass(frozen=True)
class Plan:
    """A class as the desk writes it down. Days are counted from today, by the city's clock.

    `words`, `terms`: fields of the two forms, by name; a bool is a box, a tuple the value of a card that is chosen.
    """

    title: str
    words: Mapping[str, str | tuple[str]] = field(default_factory=dict)
    terms: Mapping[str, str | bool | tuple[str]] = field(default_factory=dict)
    first: int = 14
    begins: str = "16:00"
    minutes: int = 60
    sessions: Sequence[str] = ("",)
    lecturer: str = ""
    opens: int = 2
    closes: int = 4
    places: int = 20


def day(ahead: int) -> str:
    found: date = now().astimezone(SEOUL).date() + timedelta(days=ahead)
    return found.isoformat()


def make_a_class(page: Page, hall: Hall, say: Words, plan: Plan, *, office: str) -> str:
    """From the empty form to the draft in which nothing is missing. The address of the page on which it is made."""
    page.goto(f"{hall.url}/classes/desk/")
    page.get_by_role("link", name=say("Begin a class")).click()
    form = page.locator("main form:has([name=title])")
    form.locator("[name=title]").fill(plan.title)
    if form.locator("select[name=host]").count():
        form.locator("[name=host]").select_option(label=office)
    anyone_can_use(page)
    form.get_by_role("button", name=say("Begin")).click()
    expect(page).to_have_url(re.compile("/making/$"))
    making = page.url
    anyone_can_use(page)
    fill_part(page, say, making, "words/", plan.words)
    add_sessions(page, say, making, plan)
    opening = {"opens_day": day(plan.opens), "opens_time": "09:00"}
    fill_part(
        page, say, making, "window/", {**opening, "closes_day": day(plan.closes), "closes_time": "18:00"}
    )
    fill_part(page, say, making, "terms/", plan.terms)
    fill_part(page, say, making, "places/new/", {"capacity": str(plan.places)}, save="Set up the places")
    page.goto(making)
    return making


def fill_part(
    page: Page,
    say: Words,
    making: str,
    part: str,
    fields: Mapping[str, str | bool | tuple[str]],
    *,
    save: str = "Save",
) -> None:
    """One form of the checklist, by the names of its fields."""
    page.goto(f"{making}{part}")
    for name, value in fields.items():
        if isinstance(value, tuple):
            page.locator(f"main [name={name}][value={value[0]}]").check()
        elif isinstance(value, bool):
            page.locator(f"main [name={name}]").set_checked(value)
        elif page.locator(f"main select[name={name}]").count():
            page.locator(f"main [name={name}]").select_option(value)
        else:
            page.locator(f"main [name={name}]").fill(value)
    anyone_can_use(page)
    page.locator("main").get_by_role("button", name=say(save)).click()
    expect(page.locator("main .field-error")).to_have_count(0)
    expect(page).not_to_have_url(f"{making}{part}")


def add_sessions(page: Page, say: Words, making: str, plan: Plan) -> None:
    """One, or one every week; each gets its title on its own page."""
    hours, minutes = divmod(int(plan.begins[:2]) * 60 + int(plan.begins[3:]) + plan.minutes, 60)
    if len(plan.sessions) == 1:
        one = {"day": day(plan.first), "begins": plan.begins, "ends": f"{hours:02d}:{minutes:02d}"}
        words = {"title_ko": plan.sessions[0], "lecturer": plan.lecturer}
        fill_part(page, say, making, "sessions/new/", {**one, **words}, save="Add the session")
        return
    many = {"first": day(plan.first), "count": str(len(plan.sessions)), "begins": plan.begins}
    many |= {"minutes": str(plan.minutes), "lecturer": plan.lecturer}
    fill_part(page, say, making, "sessions/weekly/", many, save="Add the sessions")
    pages = [link.get_attribute("href") for link in page.locator("main .row-title a").all()]
    assert len(pages) == len(plan.sessions), pages
    for title, path in zip(plan.sessions, pages, strict=True):
        assert path
        fill_part(page, say, making, f"sessions/{path.split('/sessions/')[1]}", {"title_ko": title})


def ask_afterwards(page: Page, say: Words, making: str) -> None:
    """The survey's proposed questions."""
    page.goto(f"{making}survey/")
    page.get_by_role("button", name=say("Take the proposed questions")).click()
    expect(page.locator("main .row-list > li")).to_have_count(5)
    anyone_can_use(page)


def publish(page: Page, say: Words, making: str) -> str:
    """Looked at as a citizen sees it, then for everybody. The address of its public page."""
    page.goto(f"{making}preview/")
    anyone_can_use(page)
    page.goto(making)
    page.get_by_role("link", name=say("Publish the programme")).click()
    anyone_can_use(page)
    page.get_by_role("button", name=say("Publish")).click()
    expect(page).to_have_url(making)
    expect(page.locator("main")).to_contain_text(say("Everybody can see it", whole=False))
    anyone_can_use(page)
    page.get_by_role("link", name=say("See its page")).click()
    expect(page).to_have_url(re.compile("/classes/"))
    return page.url


def make_an_account(page: Page, hall: Hall, say: Words, *, name: str, address: str) -> None:
    """From wherever the sign-in page has come up; then on to what was asked for."""
    page.get_by_role("link", name=say("Make an account")).first.click()
    anyone_can_use(page)
    page.locator("main [name=name]").fill(name)
    page.locator("main [name=email]").fill(address)
    page.locator("main").get_by_role("button", name=say("Send me a code")).click()
    expect(page.locator("[name=code]")).to_be_visible()
    anyone_can_use(page)
    page.fill("[name=code]", code_in(letter_to(hall, address, matching=r"\b\d{6}\b")))
    page.get_by_role("button", name=say("Go on")).click()
    expect(page).not_to_have_url(re.compile("/accounts/"))
    choose_the_language(page, say)


def find_in_the_catalogue(page: Page, hall: Hall, say: Words, *, title: str, words: str) -> None:
    """By some words of it; then the page of the programme."""
    page.goto(f"{hall.url}/catalogue/")
    anyone_can_use(page)
    page.locator("main [name=q]").fill(words)
    page.locator("main [name=q]").press("Enter")
    found = page.locator("main").get_by_role("link", name=re.compile(re.escape(title)))
    anyone_can_use(page)
    found.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def add_children(page: Page, say: Words, children: Mapping[str, date]) -> None:
    """From the first step of a sign-up into the household; each addition leads back."""
    for name, born_on in children.items():
        page.get_by_role("link", name=say("Add a child of your household")).click()
        page.locator("main [name=name]").fill(name)
        page.locator("main [name=born_on]").fill(born_on.isoformat())
        anyone_can_use(page)
        page.get_by_role("button", name=say("Add to my household")).click()
        expect(page.get_by_role("checkbox", name=name)).to_be_visible()


def say_who_comes(page: Page, say: Words, *, people: Sequence[str], not_coming: Sequence[str] = ()) -> None:
    """First step: those who come, together or not at all where they are several; who is too old may not be offered."""
    for name in not_coming:
        for box in page.get_by_role("checkbox", name=name).all():
            box.uncheck()
    for name in people:
        page.get_by_role("checkbox", name=name).check()
    if len(people) > 1:
        page.get_by_role("checkbox", name=say("Together or not at all")).check()
    anyone_can_use(page)
    page.get_by_role("button", name=say("Next")).click()


def agree_for(page: Page, say: Words, children: Sequence[str]) -> None:
    """A page of consent for each, which follow one another, and says afterwards how it was given; then the button."""
    before = ""
    for _child in children:
        expect(page).to_have_url(re.compile("/consents/"))
        before = page.url
        anyone_can_use(page)
        page.get_by_role("checkbox", name=say("I am the guardian, and I agree")).check()
        page.get_by_role("button", name=say("Agree")).click()
        expect(page).not_to_have_url(before)
    expect(page).to_have_url(re.compile("/ready/"))
    anyone_can_use(page)
    ready = page.url
    page.goto(before)
    expect(page.locator("main")).to_contain_text(say(EVIDENCE, whole=False))
    anyone_can_use(page)
    page.goto(ready)


def press(page: Page, say: Words, *, answer: str) -> None:
    """The one press, once sign-up is open."""
    page.reload()
    page.get_by_role("button", name=say("Sign up now")).click()
    expect(page.locator("main")).to_contain_text(say(answer, whole=False))
    anyone_can_use(page)
