"""The catalogue: what the filters find, against a plain model; words, free places, pages, and an empty page's offers."""

import random
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import translation

from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.commons.programmes.actions import say_state
from ontact.commons.programmes.models import Manner
from ontact.commons.programmes.queries import hosts
from ontact.commons.programmes.queries.catalogue import AGES, Audience
from ontact.commons.programmes.tests.factories import a_programme
from ontact.commons.registrations.models import Extent, Pool, Terms
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded
from ontact.portal import queries
from ontact.portal.forms import FindForm

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2027, 3, 1, 12, tzinfo=SEOUL)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
PAGE = "/catalogue/"


@pytest.fixture(autouse=True)
def noon(city):
    with translation.override("en"), moved_to(NOON):
        yield


def named(name, sessions=1, *, begins_at=NOON + WEEK, **facts):
    return a_programme(sessions, title=Worded.of("ko", ko=name), begins_at=begins_at, **facts)


def with_places(programme, capacity=5, taken=0, kept=0, *, waiting=0, extent=Extent.SERIES, session=None):
    Terms.objects.get_or_create(programme=programme, defaults={"waiting": waiting, "extent": extent})
    Pool.objects.create(programme=programme, session=session, capacity=capacity, taken=taken, kept=kept)
    return programme


def form_of(query):
    return FindForm(QueryDict(query), hosts=hosts())


def found(query="", **places):
    page = queries.find(form_of(query).asked, moment=now(), **places)
    return [str(offer.shown.programme.title) for offer in page.rows]


@pytest.mark.parametrize(
    "words", ["책놀이터", "책 놀이터", "놀이", "ㅊㄴㅇㅌ", "푸른숲", "pureunsup", "책 푸른숲"]
)
def test_words_find_titles_and_houses_in_any_spelling(words):
    library = OrganisationFactory(name=Worded.of("ko", ko="광교푸른숲도서관", en="Pureunsup Library"))
    named("책 놀이터", host=library)
    named("인문학")

    assert found(f"q={words}") == ["책 놀이터"]


def test_words_and_filters_are_asked_together():
    named("책 놀이터", age_from=2, age_to=5)
    named("책 읽는 어른", age_from=19)

    assert found("q=책&audience=adults") == ["책 읽는 어른"]


def test_a_place_is_free_where_nobody_waits_and_every_session_has_one():
    with_places(named("free"))
    with_places(named("full"), taken=5)
    with_places(named("kept"), taken=3, kept=2)
    with_places(named("line"), waiting=1)
    half = with_places(named("half", 2))
    with_places(half, taken=5, session=half.sessions.first())
    some = with_places(named("some", 2), taken=5, extent=Extent.SESSIONS)
    with_places(some, session=some.sessions.first())
    named("no terms")

    assert sorted(found("free=on")) == ["free", "some"]


def test_a_row_says_the_listings_word_while_it_is_open_else_where_its_sign_up_stands():
    say_state(named("listed", opens_at=NOON - DAY), Worded.of("en", en="3 left"))
    named("soon", opens_at=NOON + DAY)
    named("open", opens_at=NOON - DAY, closes_at=NOON + DAY)
    say_state(named("closed", opens_at=NOON - 2 * DAY, closes_at=NOON - DAY), Worded.of("en", en="1 left"))

    page = queries.find(form_of("").asked, moment=now())

    said = {str(offer.shown.programme.title): str(offer.state.label) for offer in page.rows}
    assert said == {
        "listed": "3 left",
        "soon": "Opens soon",
        "open": "Sign-up open",
        "closed": "Sign-up closed",
    }


def test_what_is_found_is_what_a_plain_walk_finds():
    """A hundred and twenty programmes by chance; fifty wishes by chance; the same programmes in the same order, in the
    list and in the calendar of March, and the same number."""
    chance = random.Random(20270301)
    houses = OrganisationFactory.create_batch(3)
    plain = [_by_chance(chance, houses, number) for number in range(120)]
    plain.sort(key=lambda one: one["at"])

    for _ in range(50):
        wish = _wish(chance, houses)
        query = "&".join(f"{name}={value}" for name, value in wish.items())
        asked = form_of(query).asked
        expected = [one["name"] for one in plain if _fits(one, wish)]
        counted = min(len(expected), queries.COUNTED_AT_MOST)
        assert (found(query), queries.would_find(asked, now())) == (expected[:20], counted), query

        sessions = queries.sessions_found(asked, date(2027, 3, 1), date(2027, 4, 1), now())
        march = [one["name"] for one in plain if _fits(one, wish | {"month": "2027-03"})]
        assert [str(session.programme.title) for session in sessions] == march, query


def _by_chance(chance, houses, number):
    """One session each, at a minute of its own, so that the order is certain."""
    at = NOON + timedelta(hours=chance.randrange(1, 24 * 80), minutes=number % 60, seconds=number // 60)
    youngest = chance.choice([None, 0, 7, 13, 19])
    facts = {
        "host": chance.choice(houses),
        "age_from": youngest,
        "age_to": None if youngest is None else chance.choice([None, youngest + 6]),
        "manner": chance.choice(list(Manner)),
    }
    gone = chance.choice([4, 5])
    name = f"{chance.choice(['책 놀이', '철학'])} {number}"
    with_places(named(name, begins_at=at, **facts), taken=gone)
    return {"name": name, "at": at, "free": gone < 5, **facts}


def _wish(chance, houses):
    every = {
        "audience": chance.choice(["toddlers", "children", "adults", "seniors"]),
        "month": chance.choice(["2027-03", "2027-04"]),
        "weekdays": chance.randrange(7),
        "time_of_day": chance.choice(["morning", "afternoon", "evening"]),
        "host": chance.choice(houses).pk,
        "manner": chance.choice(["online", "on_site"]),
        "free": "on",
        "q": chance.choice(["놀이", "책놀이", "ㅊㅎ"]),
    }
    return {name: every[name] for name in chance.sample(sorted(every), chance.randrange(4))}


def _fits(one, wish):
    at = one["at"].astimezone(SEOUL)
    hours = {"morning": range(12), "afternoon": range(12, 18), "evening": range(18, 24)}
    if "audience" in wish:
        youngest, oldest = AGES[Audience(wish["audience"])]
        if (one["age_from"] or 0) > oldest or (one["age_to"] or 200) < youngest:
            return False
    return (
        wish.get("month", f"{at:%Y-%m}") == f"{at:%Y-%m}"
        and wish.get("weekdays", at.weekday()) == at.weekday()
        and at.hour in hours.get(wish.get("time_of_day"), range(24))
        and wish.get("host", one["host"].pk) == one["host"].pk
        and wish.get("manner", one["manner"]) in (one["manner"], *_either(one))
        and (one["free"] or "free" not in wish)
        and ("q" not in wish or one["name"].startswith("철학" if wish["q"] == "ㅊㅎ" else "책"))
    )


def _either(one):
    return ("online", "on_site") if one["manner"] == Manner.BOTH else ()


def test_filters_that_are_set_can_each_be_taken_away():
    library = OrganisationFactory()
    named("x", host=library)

    chosen = list(form_of(f"q=책&audience=adults&weekdays=5&weekdays=6&host={library.pk}&after=9.x").chosen())

    assert [one.label for one in chosen] == ["책", "Adults", "Saturday", "Sunday", str(library)]
    saturday = parse_qs(chosen[2].without)
    assert (saturday["weekdays"], "after" in saturday) == (["6"], False)


def test_an_empty_page_offers_what_one_filter_less_would_find(client):
    named("책 놀이터", age_from=2, age_to=5)

    page = client.get(PAGE, {"q": "놀이터", "audience": "adults"}).content.decode()

    assert "Without “Adults”: 1" in page
    assert "Without “놀이터”" not in page


def test_a_catalogue_without_anything_says_so(client):
    page = client.get(PAGE).content.decode()

    assert "No programme is announced at the moment." in page


def test_the_list_is_counted_up_to_a_hundred(client):
    for number in range(3):
        named(f"{number}")

    assert "3 programmes" in client.get(PAGE).content.decode()


def test_pages_keep_the_filters_and_go_on_from_a_row(client):
    for number in range(25):
        named(f"{number:02d}", begins_at=NOON + WEEK + number * HOUR)
    first = queries.find(form_of("manner=online").asked, moment=now())

    page = client.get(PAGE, {"manner": "online"}).content.decode()
    second = found("manner=online", after=first.after)

    assert f"?manner=online&amp;after={first.after}" in page
    assert second == [f"{number:02d}" for number in range(20, 25)]


@pytest.mark.parametrize(
    "query",
    [
        "?after=x",
        "?before=9999999999999999999.0",
        "?audience=cats&month=2027-99&weekdays=8&host=x&manner=both",
        "?q=%00",
        "?q=" + "x" * 500,
        "?free=maybe&open=maybe",
    ],
)
def test_the_catalogue_bears_any_question(client, query):
    named("x")

    assert client.get(PAGE + query).status_code == 200


def test_a_subscription_says_which_filters_it_does_not_know(client):
    library = OrganisationFactory()
    named("x", host=library)

    of_one = client.get(PAGE, {"host": library.pk}).content.decode()
    narrowed = client.get(PAGE, {"audience": "adults"}).content.decode()

    assert f"/programmes/calendar.ics?host={library.pk}" in of_one
    assert "the other filters do not count in it" not in of_one
    assert "the other filters do not count in it" in narrowed


@pytest.mark.parametrize("rows", [1, 3])
def test_the_catalogue_costs_the_same_however_many_programmes(client, django_assert_num_queries, rows):
    for number in range(rows):
        with_places(named(f"{number}", 2))
    client.get(PAGE)

    with django_assert_num_queries(5):
        client.get(PAGE)
