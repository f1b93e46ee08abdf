"""The calendar: a month or a week of everything public that has a time; of a programme every session, not only the next."""

import calendar as almanac
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import ngettext

from ontact.commons.listings import queries as listings
from ontact.commons.listings.models import Listing
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.calendars import place_of
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries import sessions_between
from ontact.foundation.worded import Worded
from ontact.portal.queries.saying import session_state

SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
DAYS_OF_A_WEEK = 7
# What a reader can scroll through; a fuller stretch says so and leads to its weeks.
SHOWN_OF_A_STRETCH = 300


@dataclass(frozen=True)
class Slot:
    """One session on a day, with what a listing's row shows."""

    title: Worded
    part: Worded
    page: str
    begins_at: datetime
    ends_at: datetime
    host: Organisation
    place: str
    state: Worded | str


Row = Listing | Slot
# The sessions of the days from the first to before the second.
Sessions = Callable[[date, date], QuerySet[Session]]


@dataclass(frozen=True)
class Day:
    """One day with what is on."""

    date: date
    rows: list[Row] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return anchor_of(self.date)


@dataclass(frozen=True)
class Cell:
    """One square of the month. `is_listed`: its rows stand beside it; else its week is led to."""

    date: date
    count: int
    is_in_month: bool
    is_today: bool
    is_listed: bool = True

    @property
    def anchor(self) -> str:
        return anchor_of(self.date)

    @property
    def words(self) -> str:
        """What a screen reader hears instead of the dots."""
        words = ngettext("%(day)s, %(count)d entry", "%(day)s, %(count)d entries", self.count)
        return words % {"day": date_format(self.date, "MONTH_DAY_FORMAT"), "count": self.count}

    @property
    def dots(self) -> int:
        return min(self.count, 3)


@dataclass(frozen=True)
class Stretch:
    """Days from `first` to before `end` with what is on. `total`: how many there are, also beyond those shown."""

    first: date
    end: date
    days: list[Day]
    counts: Counter[date]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def shown(self) -> int:
        return sum(len(day.rows) for day in self.days)

    @property
    def is_cut(self) -> bool:
        return self.shown < self.total


@dataclass(frozen=True)
class Month(Stretch):
    today: date

    @property
    def weeks(self) -> list[list[Cell]]:
        """Whole weeks, Sunday first as calendars hang here."""
        listed = {day.date for day in self.days}
        weeks = almanac.Calendar(firstweekday=6).monthdatescalendar(self.first.year, self.first.month)
        return [[self._cell(day, listed) for day in week] for week in weeks]

    @property
    def words(self) -> str:
        return date_format(self.first, "YEAR_MONTH_FORMAT")

    @property
    def weekdays(self) -> list[dict[str, object]]:
        return [{"long": WEEKDAYS[day], "short": WEEKDAYS_ABBR[day]} for day in SUNDAY_FIRST]

    @property
    def previous(self) -> str:
        return f"{(self.first - timedelta(days=1)):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{self.end:%Y-%m}"

    def _cell(self, day: date, listed: set[date]) -> Cell:
        in_month = day.month == self.first.month
        return Cell(day, self.counts[day] if in_month else 0, in_month, day == self.today, day in listed)


@dataclass(frozen=True)
class Week(Stretch):
    @property
    def words(self) -> str:
        first, last = (
            date_format(day, "MONTH_DAY_FORMAT") for day in (self.first, self.end - timedelta(days=1))
        )
        return f"{first} – {last}"

    @property
    def previous(self) -> str:
        return (self.first - timedelta(days=DAYS_OF_A_WEEK)).isoformat()

    @property
    def next(self) -> str:
        return self.end.isoformat()

    @property
    def whole(self) -> list[Day]:
        """All seven days, the empty ones too."""
        known = {day.date: day for day in self.days}
        days = [self.first + timedelta(days=number) for number in range(DAYS_OF_A_WEEK)]
        return [known.get(day, Day(day)) for day in days]


def month(first: date, today: date, *, sessions: Sessions | None = None) -> Month:
    """The month of `first`. `sessions`: only these, and nothing else that is public. Four queries, two with sessions."""
    end = (first + timedelta(days=31)).replace(day=1)
    return Month(first, end, *_what_is_on(first, end, sessions), today=today)


def week(first: date, *, sessions: Sessions | None = None) -> Week:
    """The seven days from `first` on; costs as much as a month."""
    end = first + timedelta(days=DAYS_OF_A_WEEK)
    return Week(first, end, *_what_is_on(first, end, sessions))


def anchor_of(day: date) -> str:
    return f"day-{day.isoformat()}"


def by_day(rows: Iterable[Row]) -> list[Day]:
    def day_of(row: Row) -> date:
        assert row.begins_at is not None  # what has no time is not asked for by time
        return timezone.localtime(row.begins_at).date()

    return [Day(day, list(group)) for day, group in groupby(rows, key=day_of)]


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _what_is_on(first: date, end: date, sessions: Sessions | None) -> tuple[list[Day], Counter[date]]:
    """What begins in the stretch: the first of them by day, and how many each day has."""
    begin, before = midnight(first), midnight(end)
    sources: list[QuerySet[Any]] = []
    if sessions is None:
        others = listings.between(begin, before).exclude(app=Programme._meta.app_label)
        sources.append(others.filter(begins_at__gte=begin))
    theirs = sessions(first, end) if sessions else sessions_between(begin, before)
    sources.append(theirs.filter(begins_at__gte=begin))
    counts: Counter[date] = Counter()
    rows: list[Row] = []
    for source in sources:
        counts.update(_counted(source))
        rows += _rows(list(source[:SHOWN_OF_A_STRETCH]))
    rows.sort(key=lambda row: row.begins_at or begin)
    return by_day(rows[:SHOWN_OF_A_STRETCH]), counts


def _counted(rows: QuerySet[Any]) -> dict[date, int]:
    by_date = rows.order_by().annotate(day=TruncDate("begins_at")).values("day")
    return dict(by_date.annotate(count=Count("pk")).values_list("day", "count"))


def _rows(found: Sequence[Any]) -> list[Row]:
    return [_slot(one) if isinstance(one, Session) else one for one in found]


def _slot(session: Session) -> Slot:
    programme = session.programme
    return Slot(
        title=programme.title,
        part=session.title,
        page=programme.page,
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        host=programme.host,
        place=place_of(session),
        state=session_state(session),
    )
