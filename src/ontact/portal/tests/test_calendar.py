"""The calendar: every session of a series on its own day, by month and by week; and the catalogue's own calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from ontact.commons.listings.tests.factories import listed
from ontact.commons.programmes.actions import cancel_session
from ontact.commons.programmes.models import Manner
from ontact.commons.programmes.tests.factories import a_programme, nth
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to
from ontact.foundation.worded import Worded
from ontact.portal import queries
from ontact.portal.forms import week_asked_for

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2027, 3, 1, 12, tzinfo=SEOUL)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
MARCH = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def noon(city):
    with translation.override("en"), moved_to(NOON):
        yield


def series(name="책 놀이터", sessions=10, **facts):
    return a_programme(
        sessions, title=Worded.of("ko", ko=name), begins_at=NOON + 5 * DAY, every=WEEK, **facts
    )


def days_of(stretch):
    return [(day.date.day, [str(row.title) for row in day.rows]) for day in stretch.days]


def test_a_series_stands_on_each_of_its_days():
    series()

    assert days_of(queries.month(MARCH, MARCH)) == [(day, ["책 놀이터"]) for day in (6, 13, 20, 27)]


def test_meetings_and_sessions_stand_together_in_order_of_time():
    series(sessions=1)
    listed("주민 회의", begins_at=NOON + 5 * DAY - HOUR, ends_at=NOON + 5 * DAY)

    assert days_of(queries.month(MARCH, MARCH)) == [(6, ["주민 회의", "책 놀이터"])]


def test_a_cancelled_session_stays_and_says_so():
    programme = series(sessions=2)
    cancel_session(session=nth(programme, 1), reason="눈", by=SYSTEM)

    rows = [row for day in queries.month(MARCH, MARCH).days for row in day.rows]

    assert [str(row.state) for row in rows] == ["Cancelled", ""]


def test_drafts_stand_in_no_calendar():
    series(is_published=False)
    series(publishes_at=NOON + DAY)

    assert queries.month(MARCH, MARCH).days == []


def test_a_week_shows_its_seven_days_the_empty_ones_too():
    series()

    week = queries.week(week_asked_for("2027-03-06"))

    assert [day.date.isoformat() for day in week.whole][::6] == ["2027-02-28", "2027-03-06"]
    assert [len(day.rows) for day in week.whole] == [0, 0, 0, 0, 0, 0, 1]
    assert (week.previous, week.next) == ("2027-02-21", "2027-03-07")


@pytest.mark.parametrize("nonsense", ["", "x", "2027-13-01", "9999-12-31", "0001-01-01", "this"])
def test_a_nonsense_week_is_this_week(nonsense):
    assert week_asked_for(nonsense).isoformat() == "2027-02-28"


def test_a_full_month_says_how_many_there_are_and_leads_to_its_weeks(client, monkeypatch):
    monkeypatch.setattr("ontact.portal.queries.almanac.SHOWN_OF_A_STRETCH", 2)
    series()

    month = queries.month(MARCH, MARCH)
    cells = {cell.date.day: cell for week in month.weeks for cell in week if cell.is_in_month}

    assert (month.shown, month.total, month.is_cut) == (2, 4, True)
    assert (cells[13].is_listed, cells[20].is_listed, cells[20].count) == (True, False, 1)
    assert "?week=2027-03-20#day-2027-03-20" in client.get("/calendar/?month=2027-03").content.decode()


@pytest.mark.parametrize("path", ["/calendar/", "/catalogue/calendar/"])
@pytest.mark.parametrize(
    "query", ["", "?month=2027-02", "?month=x", "?month=99999999999-1", "?week=2027-03-06", "?week=x"]
)
def test_calendars_answer(client, path, query):
    series()

    assert client.get(path + query).status_code == 200


def test_the_catalogues_calendar_has_only_sessions_of_what_is_looked_for(client):
    series("책 놀이터", age_from=2, age_to=5, manner=Manner.ON_SITE)
    series("인문학", age_from=19)
    listed("주민 회의", begins_at=NOON + DAY, ends_at=NOON + DAY + HOUR)

    page = client.get("/catalogue/calendar/", {"audience": "toddlers", "month": "2027-03"}).content.decode()

    assert page.count("책 놀이터") == 4
    assert "인문학" not in page
    assert "주민 회의" not in page
    assert "?audience=toddlers&amp;month=2027-04" in page


@pytest.mark.parametrize("sessions", [1, 10])
@pytest.mark.parametrize(("path", "cost"), [("/calendar/", 4), ("/catalogue/calendar/", 3)])
def test_a_calendar_costs_the_same_however_much_is_on(
    client, django_assert_num_queries, path, cost, sessions
):
    series(sessions=sessions)
    client.get(path)

    with django_assert_num_queries(cost):
        client.get(path)
