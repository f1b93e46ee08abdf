"""The catalogue as open data: for everybody, from every site, a page at a time, told when nothing has changed."""

import pytest
from django.core.cache import cache

from ontact.commons.people.tests.factories import cast_of, enter_as
from ontact.commons.programmes.actions import cancel_session, say_state
from ontact.commons.programmes.api import CALLS_A_MINUTE
from ontact.commons.programmes.models import Manner
from ontact.commons.programmes.tests.factories import DAY, MONDAY, WEEK, LibraryFactory, a_programme, nth
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
PROGRAMMES, SESSIONS = "/api/programmes", "/api/programmes/sessions"


def named(name, sessions=1, **facts):
    return a_programme(sessions, title=Worded.of("ko", ko=name), **facts)


def names(answer):
    return [row["title"]["ko"] for row in answer.json()["rows"]]


def test_a_programme_is_told_in_all_its_languages_with_its_next_session(client):
    library = LibraryFactory()
    programme = a_programme(3, host=library, age_from=2, age_to=5, manner=Manner.ON_SITE)
    say_state(programme, Worded.of("ko", ko="3자리 남음", en="3 left"))

    [row] = client.get(PROGRAMMES).json()["rows"]

    assert row["title"] == dict(programme.title.texts)
    assert row["host"] == {"id": str(library.pk), "name": dict(library.name.texts)}
    assert (row["sessions"], row["state"]["en"], row["manner"]) == (3, "3 left", "on_site")
    assert row["next_session"]["number"] == 1
    assert row["page"].endswith(programme.page)


def test_drafts_and_what_is_over_are_not_in_it_whoever_asks(client):
    library = LibraryFactory()
    draft = a_programme(1, host=library, is_published=False)
    a_programme(1, begins_at=MONDAY - DAY)
    a_programme(1, publishes_at=MONDAY + DAY)
    enter_as(client, cast_of(library)["insider"])

    assert client.get(PROGRAMMES).json()["rows"] == []
    assert client.get(f"{PROGRAMMES}/{draft.pk}").status_code == 404


def test_one_programme_has_every_session_cancelled_ones_too(client):
    programme = a_programme(3)
    cancel_session(session=nth(programme, 2), reason="눈", by=SYSTEM)

    row = client.get(f"{PROGRAMMES}/{programme.pk}").json()

    assert [one["state"] for one in row["every_session"]] == ["confirmed", "cancelled", "confirmed"]
    assert (row["every_session"][1]["reason"], row["sessions"]) == ("눈", 2)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "책놀이터"}, ["책 놀이터"]),
        ({"q": "ㅊㄴㅇㅌ"}, ["책 놀이터"]),
        ({"audience": "toddlers"}, ["책 놀이터"]),
        ({"age": 30}, ["인문학"]),
        ({"manner": "online"}, ["인문학"]),
        ({"weekdays": [0]}, ["책 놀이터", "인문학"]),
        ({"weekdays": [5]}, []),
        ({"month": "2027-02"}, []),
        ({"takes_sign_ups": "true"}, []),
    ],
)
def test_filters_are_those_of_the_catalogue(client, asked, found):
    named("책 놀이터", age_from=2, age_to=5, manner=Manner.ON_SITE)
    named("인문학", age_from=19, begins_at=MONDAY + WEEK + DAY / 8)

    assert names(client.get(PROGRAMMES, asked)) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"month": "2027-13"},
        {"weekdays": [7]},
        {"audience": "cats"},
        {"age": -1},
        {"size": 0},
        {"size": 101},
        {"host": "x"},
        {"q": "x" * 101},
    ],
)
def test_what_is_not_understood_is_never_read_as_everything(client, asked):
    answer = client.get(PROGRAMMES, asked)

    assert (answer.status_code, answer.json()["code"]) == (422, "not-understood")


def test_pages_go_on_from_a_row_and_come_back(client):
    for number in range(5):
        named(f"{number}", begins_at=MONDAY + WEEK + number * DAY)

    first = client.get(PROGRAMMES, {"size": 2})
    second = client.get(PROGRAMMES, {"size": 2, "after": first.json()["after"]})
    back = client.get(PROGRAMMES, {"size": 2, "before": second.json()["before"]})

    assert (names(first), names(second), names(back)) == (["0", "1"], ["2", "3"], ["0", "1"])
    assert first.json()["before"] == ""


def test_sessions_of_a_stretch_are_told_with_those_that_are_cancelled(client):
    library = LibraryFactory()
    programme = a_programme(10, host=library)
    a_programme(2)
    cancel_session(session=nth(programme, 1), reason="눈", by=SYSTEM)

    rows = client.get(
        SESSIONS, {"first": "2027-01-01", "last": "2027-01-31", "host": str(library.pk)}
    ).json()["rows"]

    assert [(one["number"], one["state"]) for one in rows] == [
        (1, "cancelled"),
        (2, "confirmed"),
        (3, "confirmed"),
    ]


def test_sessions_go_on_from_a_row(client, monkeypatch):
    monkeypatch.setattr("ontact.commons.programmes.api.MOST_SESSIONS", 2)
    a_programme(3, every=DAY)

    first = client.get(SESSIONS).json()
    second = client.get(SESSIONS, {"after": first["after"]}).json()

    assert [one["number"] for one in (*first["rows"], *second["rows"])] == [1, 2, 3]
    assert second["after"] == ""


@pytest.mark.parametrize(
    ("first", "last"), [("2027-01-02", "2027-01-01"), ("2027-01-01", "2027-12-31"), ("9999-12-31", "")]
)
def test_a_stretch_that_is_none_is_refused(client, first, last):
    asked = {"first": first, **({"last": last} if last else {})}

    assert client.get(SESSIONS, asked).status_code == 422


@pytest.mark.parametrize("path", [PROGRAMMES, SESSIONS])
def test_every_site_may_read_it_and_keep_it_for_a_minute(client, path):
    answer = client.get(path)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies


def test_who_has_it_already_is_told_so(client):
    programme = a_programme(1)
    first = client.get(PROGRAMMES)

    again = client.get(PROGRAMMES, headers={"If-None-Match": first["ETag"]})
    say_state(programme, Worded.of("ko", ko="대기"))
    changed = client.get(PROGRAMMES, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    assert changed.status_code == 200


def test_an_address_that_asks_too_often_is_told_to_wait(client):
    cache.set("programmes.api.127.0.0.1", CALLS_A_MINUTE, 60)

    answer = client.get(PROGRAMMES)

    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-calls")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_however_much_is_on(client, django_assert_num_queries, rows):
    for _ in range(rows):
        a_programme(2)

    with django_assert_num_queries(3):
        client.get(PROGRAMMES)


def test_the_schema_names_every_field_that_is_answered(client):
    a_programme(1)
    described = client.get("/api/openapi.json").json()
    fields = described["components"]["schemas"]

    [row] = client.get(PROGRAMMES).json()["rows"]
    [session] = client.get(SESSIONS).json()["rows"]

    assert set(row) == set(fields["ProgrammeOut"]["properties"])
    assert set(session) == set(fields["SessionOut"]["properties"])
    assert {"/api/programmes", "/api/programmes/sessions", "/api/programmes/{programme_id}"} <= set(
        described["paths"]
    )
