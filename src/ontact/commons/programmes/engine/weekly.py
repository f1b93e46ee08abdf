"""Days of a series: every week on the same weekday, leaving out the days on which the house is shut."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

WEEK = timedelta(days=7)


def weekly_days(first: date, count: int, shut: Collection[date] = ()) -> list[date]:
    """`count` days a week apart from `first` on. A shut day is left out and the series runs on for a week longer."""
    days: list[date] = []
    day = first
    while len(days) < count:
        if day not in shut:
            days.append(day)
        day += WEEK
    return days


def moved_days(days: Iterable[date], first: date, shut: Collection[date] = ()) -> list[date]:
    """The same days with the earliest on `first`, in the order in which they came.

    Where one falls on a shut day, it and all that are later slide by a week, so that the order stays.
    """
    old = list(days)
    if not old:
        return []
    moved: dict[date, date] = {}
    shift = first - min(old)
    for day in sorted(set(old)):
        while day + shift in shut:
            shift += WEEK
        moved[day] = day + shift
    return [moved[day] for day in old]


def left_out(days: Collection[date], shut: Collection[date]) -> list[date]:
    """The shut days that lie between the first and the last day on one of their weekdays: what a page names."""
    if not days:
        return []
    weekdays = {day.weekday() for day in days}
    first, last = min(days), max(days)
    return sorted(day for day in set(shut) if first <= day <= last and day.weekday() in weekdays)
