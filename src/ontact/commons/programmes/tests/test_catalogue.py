"""What is found: by age, day, hour, house and manner; a page at a time; always by three queries."""

from datetime import datetime, timedelta

import pytest

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.actions import say_state
from ontact.commons.programmes.models import Manner, Session
from ontact.commons.programmes.queries import Filters, TimeOfDay, catalogue, desk, hosts, sessions_between
from ontact.commons.programmes.queries.catalogue import Audience
from ontact.commons.programmes.tests.factories import (
    DAY,
    HOUR,
    MONDAY,
    SEOUL,
    WEEK,
    LibraryFactory,
    ProgrammeFactory,
    a_programme,
)
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ALL = Filters()


def named(name, sessions=1, **facts):
    return a_programme(sessions, title=Worded.of("en", en=name), **facts)


def names(page):
    return [str(row.programme.title) for row in page.rows]


def found(**filters):
    return names(catalogue(Filters(**filters)))


def at(day, hour, minute=0, month=1):
    return datetime(2027, month, day, hour, minute, tzinfo=SEOUL)


def test_what_is_over_hidden_or_a_template_is_not_in_it():
    named("coming")
    named("running", 3, begins_at=MONDAY - WEEK)
    named("over", begins_at=MONDAY - DAY)
    named("tomorrow", publishes_at=MONDAY + DAY)
    named("draft", is_published=False)
    named("template", is_published=False, is_template=True)

    assert names(catalogue(ALL)) == ["running", "coming"]


def test_a_row_has_its_next_session_how_many_take_place_and_what_is_free():
    programme = named("running", 3, begins_at=MONDAY - DAY)
    Session.objects.filter(programme=programme, number=3).update(cancelled_at=MONDAY, cancelled_because="눈")
    say_state(programme, Worded.of("en", en="3 left"))

    [row] = catalogue(ALL).rows

    assert (row.next.number, row.count, str(row.state)) == (2, 2, "3 left")


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.TODDLERS, ["toddlers", "everybody"]),
        (Audience.CHILDREN, ["pupils", "everybody"]),
        (Audience.TEENAGERS, ["pupils", "everybody"]),
        (Audience.ADULTS, ["grown", "everybody"]),
        (Audience.SENIORS, ["grown", "everybody"]),
    ],
)
def test_an_audience_finds_what_is_open_to_one_of_its_ages(audience, expected):
    named("toddlers", age_to=6, begins_at=at(12, 10))
    named("pupils", age_from=7, age_to=15, begins_at=at(13, 10))
    named("grown", age_from=19, begins_at=at(14, 10))
    named("everybody", begins_at=at(15, 10))

    assert found(audience=audience) == expected


@pytest.mark.parametrize(("age", "expected"), [(6, []), (7, ["pupils"]), (15, ["pupils"]), (16, [])])
def test_both_ends_of_an_age_are_included(age, expected):
    named("pupils", age_from=7, age_to=15)

    assert found(age=age) == expected


@pytest.mark.parametrize(
    ("begins_at", "time_of_day"),
    [
        (at(16, 0), TimeOfDay.MORNING),
        (at(16, 11, 59), TimeOfDay.MORNING),
        (at(16, 12), TimeOfDay.AFTERNOON),
        (at(16, 17, 59), TimeOfDay.AFTERNOON),
        (at(16, 18), TimeOfDay.EVENING),
        (at(16, 23, 59), TimeOfDay.EVENING),
    ],
)
def test_the_time_of_day_is_that_of_the_clock_on_the_wall(begins_at, time_of_day):
    named("class", begins_at=begins_at)

    for other in TimeOfDay:
        assert found(time_of_day=other) == (["class"] if other == time_of_day else [])


def test_month_weekday_and_hour_are_asked_of_one_session():
    named("saturday morning", begins_at=at(16, 10))
    named("saturday and sunday", 2, begins_at=at(16, 19), every=timedelta(hours=15))
    named("february", begins_at=at(6, 10, month=2))

    saturday, sunday = frozenset({5}), frozenset({6})
    assert found(weekdays=saturday, time_of_day=TimeOfDay.MORNING, month=(2027, 1)) == ["saturday morning"]
    assert found(weekdays=sunday, time_of_day=TimeOfDay.MORNING) == ["saturday and sunday"]
    assert found(month=(2027, 2)) == ["february"]
    assert found(month=(2027, 12)) == []


def test_a_cancelled_session_and_one_that_is_over_are_not_met_any_more():
    programme = named("class", 3, begins_at=MONDAY - DAY)
    Session.objects.filter(programme=programme, number=2).update(cancelled_at=MONDAY, cancelled_because="눈")

    assert found(weekdays=frozenset({6})) == ["class"]
    Session.objects.filter(programme=programme, number=3).update(cancelled_at=MONDAY, cancelled_because="눈")
    assert found(weekdays=frozenset({6})) == []


def test_houses_and_manners_narrow_it():
    library = LibraryFactory()
    named("online", host=library, begins_at=at(12, 10))
    named("on site", host=library, manner=Manner.ON_SITE, begins_at=at(13, 10))
    named("both", manner=Manner.BOTH, begins_at=at(14, 10))

    assert found(hosts=frozenset({library.pk})) == ["online", "on site"]
    assert found(manner=Manner.ONLINE) == ["online", "both"]
    assert found(manner=Manner.ON_SITE) == ["on site", "both"]


def test_sign_up_is_open_from_its_first_to_before_its_last_moment():
    named("open", opens_at=MONDAY, closes_at=MONDAY + DAY, begins_at=at(12, 10))
    named("without an end", opens_at=MONDAY - DAY, begins_at=at(13, 10))
    named("later", opens_at=MONDAY + HOUR)
    named("closed", opens_at=MONDAY - DAY, closes_at=MONDAY)
    named("none")
    named("off", opens_at=MONDAY - DAY, cancelled_at=MONDAY, cancelled_because="눈")

    page = catalogue(Filters(takes_sign_ups=True), moment=MONDAY)
    assert names(page) == ["open", "without an end"]


def test_leafing_forwards_and_back_meets_everything_once():
    for number in range(7):
        named(f"class {number}", begins_at=at(12, 10) if number < 4 else at(13 + number, 10))

    first = catalogue(ALL, size=3)
    second = catalogue(ALL, size=3, after=first.after)
    third = catalogue(ALL, size=3, after=second.after)

    assert names(first) + names(second) + names(third) == [f"class {number}" for number in range(7)]
    assert (first.before, third.after) == ("", "")
    assert names(catalogue(ALL, size=3, before=third.before)) == names(second)
    back = catalogue(ALL, size=3, before=second.before)
    assert (names(back), back.before, back.after) == (names(first), "", first.after)


@pytest.mark.parametrize("token", ["x", "1.2", "9" * 40 + "." + "0" * 32, "-.", "1", "%00"])
def test_a_place_that_nobody_gave_out_is_the_beginning(token):
    named("class")

    assert names(catalogue(ALL, after=token)) == ["class"]
    assert names(catalogue(ALL, before=token)) == ["class"]


@pytest.mark.parametrize("rows", [1, 12])
def test_a_page_costs_three_queries(django_assert_num_queries, rows):
    for number in range(rows):
        named(f"class {number}", 3)

    with django_assert_num_queries(3):
        for row in catalogue(ALL, size=10).rows:
            str(row.programme.host)


def test_only_houses_that_announce_something_are_offered(django_assert_num_queries):
    shown = named("class").host
    ProgrammeFactory()

    with django_assert_num_queries(1):
        assert list(hosts()) == [shown]


def test_the_calendar_has_every_session_that_touches_the_day():
    named("before", begins_at=at(15, 22))
    named("over midnight", begins_at=at(15, 23, 30))
    series = named("series", 2, begins_at=at(9, 10))
    named("after", begins_at=at(17, 0))
    named("draft", begins_at=at(16, 10), is_published=False)

    rows = sessions_between(at(16, 0), at(17, 0))

    assert [str(one.programme.title) for one in rows] == ["over midnight", "series"]
    assert rows[1].programme == series


def test_the_desk_sorts_what_an_office_has_in_hand(django_assert_num_queries):
    library = LibraryFactory()
    named("draft", is_published=False, host=library)
    named("tomorrow", publishes_at=MONDAY + DAY, host=library)
    named("running", 2, host=library)
    named("over", begins_at=MONDAY - DAY, host=library)
    named("off", cancelled_at=MONDAY, cancelled_because="눈", host=library)
    named("template", is_published=False, is_template=True, host=library)
    named("elsewhere")

    with django_assert_num_queries(5):
        mine = desk(Organisation.objects.filter(pk=library.pk))

    assert [str(one.title) for one in mine.drafts] == ["draft"]
    assert [str(one.title) for one in mine.to_be_published] == ["tomorrow"]
    assert [(str(one.title), one.count) for one in mine.running] == [("running", 2)]
    assert {str(one.title) for one in mine.over} == {"over", "off"}
    assert [str(one.title) for one in mine.templates] == ["template"]
