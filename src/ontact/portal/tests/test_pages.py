"""Home, calendar, search, help, my page: what stands where, for whom, at the cost of how many queries."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from ontact.commons.listings.tests.factories import listed
from ontact.commons.people.tests.factories import PersonFactory, enter_as
from ontact.commons.registrations.tests.factories import SessionFactory, a_child, signed_up
from ontact.commons.registrations.tests.factories import a_programme as with_places
from ontact.foundation.capability import AgendaEntry, PersonalData
from ontact.foundation.clock import moved_to
from ontact.foundation.worded import Worded
from ontact.portal import queries
from ontact.portal.apps import Portal
from ontact.portal.forms import month_asked_for

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2026, 9, 24, 12, tzinfo=SEOUL)
HOUR = timedelta(hours=1)


@pytest.fixture
def noon(city):
    with moved_to(NOON):
        yield


def on(title, begins_at, length=HOUR):
    state = Worded.of("ko", ko="진행")
    return listed(
        title, begins_at=begins_at, ends_at=begins_at + length, state=state, visible_from=NOON - 9999 * HOUR
    )


def test_an_empty_hall_leads_to_its_set_up(client, db):
    answer = client.get("/")

    assert (answer.status_code, answer["Location"]) == (302, reverse("people:setup"))


def test_home_shows_what_is_on_now_once(client, noon):
    on("지금 회의", NOON - HOUR / 2)
    on("곧 회의", NOON + HOUR / 2)
    on("내일 회의", NOON + 24 * HOUR)
    on("다음 달 회의", NOON + 30 * 24 * HOUR)

    assert [str(row.title) for row in queries.open_now(NOON)] == ["지금 회의", "곧 회의"]
    assert [[str(row.title) for row in day.rows] for day in queries.next_days(NOON)] == [["내일 회의"]]
    assert (
        client.get("/").content.decode().count("지금 회의") == 2
    )  # among what one may look for, and as open now


def test_home_shows_what_was_held_lately(client, noon):
    on("지난주 회의", NOON - 7 * 24 * HOUR)
    on("작년 회의", NOON - 300 * 24 * HOUR)

    assert [str(row.title) for row in queries.lately_published(NOON)] == ["지난주 회의"]


def test_home_has_the_telephone_and_every_wish(client, noon):
    page = client.get("/").content.decode()

    assert "tel:1899-0000" in page
    for name in ("portal:search", "portal:practice", "portal:help", "portal:calendar"):
        assert reverse(name) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_the_same_however_much_is_on(client, noon, django_assert_max_num_queries, rows):
    for number in range(rows):
        on(f"회의 {number}", NOON + number * HOUR)
        on(f"지난 회의 {number}", NOON - (number + 2) * HOUR)
    client.get("/")

    with django_assert_max_num_queries(3):
        client.get("/")


def test_the_calendar_shows_a_month_in_whole_weeks(noon):
    on("추석 앞 회의", NOON)

    month = queries.month(month_asked_for("2026-09"), NOON.date())

    weeks = month.weeks
    assert (weeks[0][0].date.isoformat(), weeks[-1][-1].date.isoformat()) == ("2026-08-30", "2026-10-03")
    assert [cell.date.day for week in weeks for cell in week if cell.count] == [24]
    assert (month.previous, month.next) == ("2026-08", "2026-10")


@pytest.mark.parametrize("nonsense", ["", "2026", "2026-13", "9999-01", "x-y", "2026-09-24"])
def test_a_nonsense_month_is_this_month(noon, nonsense):
    assert month_asked_for(nonsense).isoformat() == "2026-09-01"


def test_search_counts_what_is_coming_and_what_is_past(client, noon):
    on("시민 회의", NOON + HOUR)
    on("시민 총회", NOON - 24 * HOUR)
    on("예산 회의", NOON + HOUR)

    found = queries.found("시민", NOON)

    assert {when: [str(row.title) for row in rows] for when, rows in found.items()} == {
        "": ["시민 회의", "시민 총회"],
        "coming": ["시민 회의"],
        "past": ["시민 총회"],
    }


def test_search_says_how_many_and_keeps_what_was_typed(client, noon):
    on("시민 회의", NOON + HOUR)

    page = client.get("/search/?q=%EC%8B%9C%EB%AF%BC").content.decode()

    assert 'value="시민"' in page
    assert "1 result" in page


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=%00", "?q=" + "x" * 500, "?when=past", "?q=a&when=nonsense&page=999"]
)
def test_search_bears_any_question(client, noon, query):
    assert client.get(f"/search/{query}").status_code == 200


def test_search_does_not_repeat_a_script(client, noon):
    page = client.get("/search/?q=<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page


def entry(title, begins_at, **more):
    return AgendaEntry(title, begins_at, begins_at + HOUR, "/x/", **more)


def test_the_time_line_sorts_doors_coming_missing_and_past(client, noon, monkeypatch):
    entries = [
        entry("past", NOON - 5 * HOUR),
        entry("long past", NOON - 50 * HOUR, missing="approve the minutes"),
        entry("later", NOON + 9 * HOUR),
        entry("sooner", NOON + 3 * HOUR),
        entry("open", NOON, door="/door/"),
    ]
    monkeypatch.setattr(Portal, "agenda", lambda self, person: entries)

    line = queries.time_line(PersonFactory(), NOON)

    assert [e.title for e in line.doors] == ["open"]
    assert [e.title for e in line.coming] == ["sooner", "later"]
    assert [e.title for e in line.past] == ["past", "long past"]
    assert [e.title for e in line.missing] == ["long past"]


def test_a_guardian_sees_what_awaits_the_child(noon, monkeypatch):
    guardian = PersonFactory()
    child = PersonFactory(guardian=guardian, claimed_at=None)
    monkeypatch.setattr(
        Portal,
        "agenda",
        lambda self, person: [entry("youth committee", NOON + HOUR)] if person == child else [],
    )

    assert [e.title for e in queries.time_line(guardian, NOON).coming] == ["youth committee"]


def test_siblings_in_one_session_stand_at_one_door(noon, monkeypatch):
    guardian = PersonFactory()
    for name in ("박바다", "박하늘"):
        PersonFactory(guardian=guardian, name=name, claimed_at=None)
    monkeypatch.setattr(
        Portal,
        "agenda",
        lambda self, person: (
            [entry("class", NOON, door="/classes/1/", note=person.name)] if person.guardian else []
        ),
    )

    (door,) = queries.time_line(guardian, NOON).doors

    assert sorted(door.note.split(", ")) == ["박바다", "박하늘"]


def test_my_page_shows_the_open_door_first_and_says_into_what(client, noon, monkeypatch):
    into = {"door": "/door/", "door_words": "Enter the class"}
    monkeypatch.setattr(Portal, "agenda", lambda self, person: [entry("My class", NOON, **into)])

    page = enter_as(client, PersonFactory()).get("/my/").content.decode()

    assert 'href="/door/"' in page
    assert "Enter the class" in page


def test_a_childs_place_stands_once_on_the_guardians_time_line(noon):
    guardian = PersonFactory()
    child = a_child(guardian, name="박나무")
    programme = with_places(capacity=2)
    SessionFactory(programme=programme)
    signed_up(programme, child, asked_by=guardian)
    signed_up(programme, guardian)

    coming = queries.time_line(guardian, NOON).coming

    assert sorted("박나무" in one.note for one in coming) == [False, True]


def test_a_copy_of_my_data_holds_what_every_package_says(client, noon, monkeypatch):
    kept = PersonalData("Trial", [("Colour", "blue")], "one year")
    monkeypatch.setattr(Portal, "personal_data", lambda self, person: [kept])

    answer = enter_as(client, PersonFactory()).get("/my/data/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert {"heading": "Trial", "until": "one year", "rows": [["Colour", "blue"]]} in answer.json()["kept"]


@pytest.mark.parametrize("path", ["/my/", "/my/past/", "/my/data/"])
def test_my_pages_ask_for_sign_in(client, city, path):
    assert client.get(path)["Location"].startswith(reverse("account_login"))


def test_help_is_there_without_a_city_too(client, db):
    assert client.get("/help/").status_code == 200
