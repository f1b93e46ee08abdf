"""Days of a series, without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ontact.commons.programmes.engine.weekly import left_out, moved_days, weekly_days

# 2027: the days around Seollal, and Children's Day.
SEOLLAL = [date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8), date(2027, 2, 9)]
CHILDREN = date(2027, 5, 5)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def test_ten_saturdays_leave_out_the_holiday_and_end_a_week_later():
    days = weekly_days(date(2027, 1, 23), 4, SEOLLAL)

    assert days == [date(2027, 1, 23), date(2027, 1, 30), date(2027, 2, 13), date(2027, 2, 20)]


def test_a_series_that_would_begin_on_a_holiday_begins_a_week_later():
    assert weekly_days(CHILDREN, 2, [CHILDREN]) == [date(2027, 5, 12), date(2027, 5, 19)]


def test_no_sessions_are_no_days():
    assert weekly_days(CHILDREN, 0) == []


def test_a_copy_keeps_the_distances_of_last_year():
    old = [date(2026, 9, 4), date(2026, 9, 11), date(2026, 10, 2)]

    assert moved_days(old, date(2027, 9, 3)) == [date(2027, 9, 3), date(2027, 9, 10), date(2027, 10, 1)]


def test_two_sessions_of_one_day_stay_on_one_day():
    old = [date(2026, 9, 4), date(2026, 9, 4)]

    assert moved_days(old, CHILDREN, [CHILDREN]) == [date(2027, 5, 12)] * 2


def test_behind_a_holiday_everything_slides_so_that_the_order_stays():
    old = [date(2026, 4, 29), date(2026, 5, 6), date(2026, 5, 13)]

    moved = moved_days(old, date(2027, 4, 28), [CHILDREN])

    assert moved == [date(2027, 4, 28), date(2027, 5, 12), date(2027, 5, 19)]


def test_what_was_not_sorted_comes_back_in_its_own_order():
    assert moved_days([date(2026, 5, 8), date(2026, 5, 1)], date(2027, 5, 7)) == [
        date(2027, 5, 14),
        date(2027, 5, 7),
    ]


def test_only_shut_days_that_the_series_would_have_met_are_named():
    days = weekly_days(date(2027, 1, 23), 4, SEOLLAL)

    assert left_out(days, [*SEOLLAL, CHILDREN]) == [date(2027, 2, 6)]
    assert left_out([], SEOLLAL) == []


@given(DAYS, st.integers(0, 30), st.sets(DAYS, max_size=40))
def test_a_series_has_its_length_its_weekday_and_no_shut_day(first, count, shut):
    days = weekly_days(first, count, shut)

    assert len(days) == count
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} <= {first.weekday()}
    assert not set(days) & shut


@given(st.lists(DAYS, min_size=1, max_size=30), DAYS, st.sets(DAYS, max_size=40))
def test_moving_keeps_order_and_weekly_rhythm(old, first, shut):
    moved = moved_days(old, first, shut)

    assert not set(moved) & shut
    assert min(moved) >= first
    assert [a < b for a, b in zip(old, old[1:], strict=False)] == [
        a < b for a, b in zip(moved, moved[1:], strict=False)
    ]
    shift = first - min(old)
    assert all(
        (new - before - shift) % timedelta(days=7) == timedelta(0)
        for before, new in zip(old, moved, strict=True)
    )
