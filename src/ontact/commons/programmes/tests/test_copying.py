"""A programme begins as a copy of a template or of last year's."""

from datetime import date, datetime

import pytest

from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.programmes.actions import NewDays, copy, save_as_template
from ontact.commons.programmes.errors import FirstDayMissing
from ontact.commons.programmes.models import Manner, Session
from ontact.commons.programmes.tests.factories import (
    MONDAY,
    SEOUL,
    WEEK,
    LibraryFactory,
    a_programme,
    nth,
)
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
LAST_YEAR = datetime(2026, 3, 7, 10, 30, tzinfo=SEOUL)
FIRST = date(2027, 3, 6)


def last_years(sessions=3, **facts):
    return a_programme(sessions, begins_at=LAST_YEAR, publishes_at=LAST_YEAR - 4 * WEEK, **facts)


def copied(source, days=None, **facts):
    return copy(source=source, page="/classes/2/", days=days or NewDays(first=FIRST), by=SYSTEM, **facts)


def beginnings(programme):
    return [one.begins_at.astimezone(SEOUL) for one in programme.sessions.order_by("number")]


def test_last_years_is_copied_as_a_draft_with_its_days_moved_and_its_hours_kept():
    source = last_years(manner=Manner.BOTH, age_from=3, age_to=6)

    made = copied(source)

    assert beginnings(made) == [datetime(2027, 3, day, 10, 30, tzinfo=SEOUL) for day in (6, 13, 20)]
    assert (made.title, made.manner, made.age_from) == (source.title, Manner.BOTH, 3)
    assert (made.copied_from, made.publishes_at, made.page) == (source, None, "/classes/2/")
    assert nth(made, 1).weekday == 5


def test_the_sign_up_window_moves_by_the_same_days_and_opens_at_the_same_hour():
    opens_at = datetime(2026, 2, 23, 10, 0, tzinfo=SEOUL)

    made = copied(last_years(opens_at=opens_at, closes_at=opens_at + WEEK))

    assert made.opens_at == datetime(2027, 2, 22, 10, 0, tzinfo=SEOUL)
    assert made.closes_at == datetime(2027, 3, 1, 10, 0, tzinfo=SEOUL)


def test_what_would_fall_on_a_holiday_is_held_a_week_later():
    made = copied(last_years(), NewDays(first=FIRST, shut={date(2027, 3, 13)}))

    assert [at.day for at in beginnings(made)] == [6, 20, 27]


def test_rooms_replays_and_reasons_are_not_copied():
    source = last_years(1)
    Session.objects.filter(programme=source).update(
        room=RoomFactory(),
        replay=AssetFactory(),
        postponed_from=LAST_YEAR,
        postponed_because="눈",
        revision=4,
    )

    session = nth(copied(source), 1)

    assert (session.room, session.replay, session.postponed_from) == (None, None, None)
    assert (session.postponed_because, session.revision) == ("", 0)


def test_a_session_that_was_cancelled_alone_is_left_out():
    source = last_years()
    Session.objects.filter(programme=source, number=2).update(cancelled_at=MONDAY, cancelled_because="눈")

    assert [at.day for at in beginnings(copied(source))] == [6, 20]


def test_a_programme_that_was_cancelled_as_a_whole_is_copied_as_a_whole():
    source = last_years(cancelled_at=LAST_YEAR, cancelled_because="눈")
    Session.objects.filter(programme=source).update(cancelled_at=LAST_YEAR, cancelled_because="눈")

    made = copied(source)

    assert (made.sessions.standing().count(), made.is_cancelled) == (3, False)


def test_sessions_need_a_first_day_and_the_description_alone_does_not():
    source = last_years()

    with pytest.raises(FirstDayMissing):
        copied(source, NewDays())

    made = copied(source, NewDays(with_sessions=False))
    assert (made.sessions.count(), made.title) == (0, source.title)


def test_another_library_takes_it_over_under_its_own_name_and_clock():
    host, key = LibraryFactory(time_zone="Asia/Tokyo"), uuid7()

    made = copied(last_years(1), host=host, identity=key)

    assert (made.pk, made.host) == (key, host)
    assert nth(made, 1).begins_at == datetime(2027, 3, 6, 10, 30, tzinfo=made.zone)


def test_a_template_keeps_the_rhythm_and_a_programme_begins_from_it():
    source = last_years(3, summary=Worded.of("ko", ko="놀아요"))

    template = save_as_template(source=source, page="/classes/t/", by=SYSTEM)
    made = copied(template)

    assert (template.is_template, template.publishes_at, template.sessions.count()) == (True, None, 3)
    assert (made.is_template, str(made.summary), len(beginnings(made))) == (False, "놀아요", 3)
