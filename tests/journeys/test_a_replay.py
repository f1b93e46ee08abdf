"""A replay in real browsers: a recording is handed in and made ready, somebody watches it on a phone, and it counts."""

import json
import re

import pytest
from playwright.sync_api import expect

from ontact.commons.media.tests import films
from ontact.config.launch.hall import Hall
from tests.journeys.looks import anyone_can_use

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MINUTES_MS = 180_000

MAKE = """
import json
from importlib import import_module
from django.conf import settings
from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory
from ontact.commons.registrations.tests.afterwards import a_place, a_programme, first_session

def session_of(person):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = str(person.pk)
    store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    store["_auth_user_hash"] = person.get_session_auth_hash()
    store.save()
    return store.session_key

programme = a_programme(replay_counts=True, counts_from_percent=80, certificate_from=1)
session = first_session(programme)
officer, citizen = PersonFactory(language="en"), PersonFactory(name="Kim Seoyeon", language="en")
skipper = PersonFactory(name="Lee Haneul", language="en")
MembershipFactory(person=officer, organisation=programme.host)
place = a_place(programme, citizen)
a_place(programme, skipper)
print("made " + json.dumps({
    "officer": session_of(officer), "citizen": session_of(citizen), "programme": str(programme.pk),
    "skipper": session_of(skipper), "session": str(session.pk), "place": str(place.pk),
}))
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """Without a demo: nothing but its worker is needed, and it is there much sooner."""
    with Hall(tmp_path_factory.mktemp("hall"), demo=False, livekit=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def made(hall):
    said = hall.manage("shell", "-v", "0", "-c", MAKE)
    (line,) = [line for line in said.splitlines() if line.startswith("made ")]
    return json.loads(line.removeprefix("made "))


@pytest.fixture
def enter(person, hall, made):
    def entered(who, **screen):
        page = person(base_url=hall.url, language="en", **screen)
        page.context.add_cookies([{"name": "sessionid", "value": made[who], "url": hall.url}])
        return page

    return entered


def test_from_the_recording_to_the_certificate(enter, made, tmp_path):
    desk = enter("officer", width=1280)
    desk.goto(f"/registrations/programmes/{made['programme']}/making/sessions/{made['session']}/replay/")
    anyone_can_use(desk)
    recording = tmp_path / "lecture.mp4"
    recording.write_bytes(films.film(length_s=12))
    desk.set_input_files("input[type=file]", recording)
    desk.get_by_role("button", name="Upload").click()
    expect(desk.locator("video")).to_be_visible(timeout=MINUTES_MS)
    anyone_can_use(desk)

    phone = enter("citizen", width=360, height=740)
    phone.goto("/registrations/places/")
    phone.locator("a[href*='/replay/']").click()
    anyone_can_use(phone)
    expect(phone.locator("[data-player-lines]")).to_contain_text("0 % watched of the 80 % needed")
    phone.locator("video").evaluate("(film) => { film.muted = true; return film.play(); }")

    expect(phone.locator("[data-player-said]")).to_contain_text("counts as attended", timeout=MINUTES_MS)
    expect(phone.locator("[data-player-lines]")).to_contain_text("100 % watched of the 80 % needed")
    phone.get_by_role("link", name=re.compile("Attendance and certificate")).click()
    expect(phone.get_by_role("main")).to_contain_text("Watched afterwards: 100 % of the replay")
    phone.get_by_role("button", name="Get the certificate").click()
    expect(phone.get_by_role("main")).to_contain_text("Kim Seoyeon")

    skips_to_the_end(enter("skipper", width=360, height=740), made)

    desk.goto(f"/registrations/programmes/{made['programme']}/attendance/")
    expect(desk.get_by_role("table")).to_contain_text("100 % of the replay, 80 % needed")


def skips_to_the_end(phone, made):
    """Nothing is counted for what was not played, and the place at which one left is kept."""
    page = f"/registrations/sessions/{made['session']}/replay/"
    phone.goto(page)
    film = phone.locator("video")
    with phone.expect_response(re.compile("/replay/watched/")):
        film.evaluate("(film) => { film.muted = true; return film.play(); }")
    with phone.expect_response(re.compile("/replay/watched/")):
        film.evaluate("(film) => { film.currentTime = 6; film.pause(); }")
    expect(phone.locator("[data-player-lines]")).to_contain_text("0 % watched")

    phone.goto("/registrations/places/")
    phone.goto(page)
    expect(phone.locator("[data-player-again]")).to_contain_text("It goes on at 0:06")
    phone.get_by_role("button", name="From the beginning").click()
    expect(phone.locator("[data-player-again]")).to_be_hidden()
