"""A rush in real browsers, on a phone and at a desk: the page goes on by itself, and one press brings the answer."""

import re

import pytest
from playwright.sync_api import expect

from ontact.config.launch.hall import Hall
from ontact.config.rush import Crowd, Wanted
from tests.journeys.looks import anyone_can_use

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    with Hall(tmp_path_factory.mktemp("hall"), demo=False, livekit=False) as hall:
        yield Crowd(hall, 3)


@pytest.fixture
def rush(crowd):
    """Two places; the doors are open, sign-up is still shut."""
    made = crowd.announce(Wanted(2, 5, opens_in_s=600, has_waiting_room=True), 3)
    return {**made, "page": made["turns"].removesuffix("turn.json")}


def comes(person, crowd, number, **screen):
    """This robot's person in a browser, signed in."""
    page = person(base_url=crowd.hall.url, **screen)
    browser = crowd.browsers[number]
    page.context.add_cookies([{"name": "sessionid", "value": browser.session, "url": crowd.hall.url}])
    return page


def test_the_page_goes_on_by_itself_and_one_press_brings_the_answer(person, crowd, rush):
    pages = [comes(person, crowd, 0, width=360, height=740), comes(person, crowd, 1)]
    for page in pages:
        page.goto(rush["page"])
        expect(page.locator("[data-while=before]")).to_be_visible()
        anyone_can_use(page)

    crowd.ask(f"open_in({rush['programme']!r}, 1)")
    # They were told of another opening: a page looks at least once a minute.
    for page in pages:
        expect(page.locator("[data-while=turn]")).to_be_visible(timeout=120_000)
        anyone_can_use(page)
        page.locator("[data-while=turn] button").click()
        expect(page).to_have_url(re.compile("/press/|/sign-up/"))

    table = crowd.ask(f"table_of({rush['programme']!r})")
    assert (table["placed"], table["lines"]) == (2, 3)


def test_a_reload_and_a_second_tab_keep_the_place_and_whoever_comes_late_stands_behind(person, crowd, rush):
    page = comes(person, crowd, 0)
    page.goto(rush["page"])
    first = page.locator("[data-pass]").get_attribute("data-pass")
    page.reload()
    tab = page.context.new_page()
    tab.goto(f"{crowd.hall.url}{rush['page']}")
    assert {one.locator("[data-pass]").get_attribute("data-pass") for one in (page, tab)} == {first}

    crowd.ask(f"open_in({rush['programme']!r}, -1)")
    late = comes(person, crowd, 2)
    late.goto(rush["page"])
    page.reload()

    numbers = [one.locator("[data-pass]").get_attribute("data-number") for one in (page, late)]
    assert numbers == ["1", "2"]


def test_without_a_script_the_page_loads_itself_anew(person, crowd, rush):
    page = comes(person, crowd, 0, java_script_enabled=False)
    page.goto(rush["page"])
    expect(page.locator("[data-while=before]")).to_be_visible()

    crowd.ask(f"open_in({rush['programme']!r}, -1)")

    expect(page.locator("[data-while=turn]")).to_be_visible(timeout=90_000)
