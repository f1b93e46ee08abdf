"""Sessions are added one by one or every week, numbered, given a room and a replay."""

from datetime import date, datetime, time, timedelta

import pytest

from ontact.commons.listings.models import Listing
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.programmes.actions import (
    Planned,
    Weekly,
    add_session,
    add_weekly,
    change_session,
    close_session_room,
    offer_replay,
    open_session_room,
    remove_session,
    renumber,
)
from ontact.commons.programmes.changes import Kind
from ontact.commons.programmes.errors import (
    AlreadyPublished,
    HasRoom,
    IsTemplate,
    SessionTooLong,
    SessionTurnedRound,
    SpanTooLong,
    TimeHasPassed,
    TooManySessions,
)
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.tests.factories import (
    DAY,
    HOUR,
    MONDAY,
    SEOUL,
    WEEK,
    LibraryFactory,
    ProgrammeFactory,
    a_programme,
    fresh,
    nth,
)
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
SEOLLAL = date(2027, 2, 6)
SATURDAYS = Weekly(
    first=date(2027, 1, 23), count=10, begins=time(10, 30), length=timedelta(minutes=90), shut={SEOLLAL}
)


def planned(begins_at=MONDAY + WEEK, length=HOUR, **facts):
    return Planned(begins_at, begins_at + length, **facts)


def days(programme):
    rows = programme.sessions.order_by("number")
    return [one.begins_at.astimezone(SEOUL).date() for one in rows]


def test_ten_saturdays_are_made_at_once_without_the_holiday():
    programme = ProgrammeFactory()

    change = add_weekly(programme=programme, weekly=SATURDAYS, by=SYSTEM)

    assert (len(change.sessions), change.must_be_told) == (10, False)
    assert days(programme)[:4] == [date(2027, 1, d) for d in (23, 30)] + [date(2027, 2, d) for d in (13, 20)]
    assert SATURDAYS.left_out == [SEOLLAL]
    last = nth(programme, 10)
    assert (last.weekday, last.begins_minute) == (5, 10 * 60 + 30)
    assert last.ends_at - last.begins_at == timedelta(minutes=90)


def test_the_span_of_a_programme_follows_its_sessions():
    programme = ProgrammeFactory()

    add_weekly(programme=programme, weekly=SATURDAYS, by=SYSTEM)

    span = fresh(programme)
    assert span.begins_at == datetime(2027, 1, 23, 10, 30, tzinfo=SEOUL)
    assert span.ends_at == datetime(2027, 4, 3, 12, 0, tzinfo=SEOUL)


def test_hours_are_those_of_the_hosts_clock_also_across_summer_time():
    berlin = LibraryFactory(time_zone="Europe/Berlin")
    programme = ProgrammeFactory(host=berlin)
    weekly = Weekly(first=date(2027, 3, 22), count=2, begins=time(18, 0), length=HOUR)

    add_weekly(programme=programme, weekly=weekly, by=SYSTEM)

    hours = [one.begins_at.astimezone(programme.zone).hour for one in programme.sessions.all()]
    assert hours == [18, 18]


def test_a_draft_is_numbered_in_the_order_of_its_days():
    programme = a_programme(2, is_published=False)

    change = add_session(programme=programme, planned=planned(MONDAY + DAY), by=SYSTEM)

    assert [one.number for one in change.sessions] == [1]
    assert days(programme) == sorted(days(programme))


def test_in_a_published_programme_a_number_is_a_name_and_the_new_one_is_last():
    programme = a_programme(2)

    change = add_session(programme=programme, planned=planned(MONDAY + DAY), by=SYSTEM)

    assert (change.kind, change.must_be_told) == (Kind.ADDED, True)
    assert [one.number for one in change.sessions] == [3]
    assert Listing.objects.get().begins_at == MONDAY + DAY
    with pytest.raises(AlreadyPublished):
        renumber(programme=programme, by=SYSTEM)


def test_renumbering_closes_the_gap_that_moving_left():
    programme = a_programme(3, is_published=False)
    Session.objects.filter(programme=programme, number=1).update(
        begins_at=MONDAY + 10 * WEEK, ends_at=MONDAY + 10 * WEEK + HOUR
    )

    renumber(programme=programme, by=SYSTEM)

    assert days(programme) == sorted(days(programme))


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (planned(length=-HOUR), SessionTurnedRound),
        (planned(length=timedelta(0)), SessionTurnedRound),
        (planned(length=13 * HOUR), SessionTooLong),
        (planned(MONDAY - HOUR), TimeHasPassed),
        (planned(MONDAY + 54 * WEEK), SpanTooLong),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(wanted, refusal):
    programme = a_programme(1)

    with pytest.raises(refusal):
        add_session(programme=programme, planned=wanted, by=SYSTEM)

    assert programme.sessions.count() == 1


def test_a_draft_may_hold_last_years_days():
    programme = ProgrammeFactory()

    add_session(programme=programme, planned=planned(MONDAY - DAY), by=SYSTEM)

    assert programme.sessions.count() == 1


def test_more_than_a_hundred_sessions_are_refused():
    weekly = Weekly(first=date(2027, 1, 23), count=101, begins=time(10), length=HOUR)

    with pytest.raises(TooManySessions) as refused:
        add_weekly(programme=ProgrammeFactory(), weekly=weekly, by=SYSTEM)

    assert "100" in refused.value.sentence


def test_another_lecturer_is_another_entry_and_the_same_is_none():
    programme = a_programme(1)
    title = Worded.of("ko", ko="단테 읽기", en="Reading Dante")

    change = change_session(session=nth(programme, 1), title=title, lecturer="김 교수", by=SYSTEM)
    again = change_session(session=nth(programme, 1), title=title, lecturer="김 교수", by=SYSTEM)

    assert (change.kind, again.kind) == (Kind.RENAMED, Kind.NOTHING)
    assert nth(programme, 1).revision == 1


def test_a_session_taken_out_of_a_draft_lets_the_others_close_up():
    programme = a_programme(3, is_published=False)
    last = nth(programme, 3)

    remove_session(session=nth(programme, 2), by=SYSTEM)
    last.refresh_from_db()

    assert (last.number, programme.sessions.count()) == (2, 2)


def test_taking_it_out_twice_is_harmless():
    programme = a_programme(2, is_published=False)
    session = nth(programme, 2)

    remove_session(session=session, by=SYSTEM)
    remove_session(session=session, by=SYSTEM)

    assert programme.sessions.count() == 1


def test_a_published_session_is_not_taken_out():
    with pytest.raises(AlreadyPublished):
        remove_session(session=nth(a_programme(2), 2), by=SYSTEM)


def test_a_room_is_opened_once_for_the_time_of_its_session():
    programme = a_programme(1)
    session = nth(programme, 1)

    first = open_session_room(session=session, page="/classes/1/room/", by=SYSTEM)
    again = open_session_room(session=session, page="/classes/1/room/", by=SYSTEM)

    assert first.room_id == again.room_id
    assert (first.room.begins_at, first.room.title) == (session.begins_at, programme.title)
    with pytest.raises(HasRoom):
        open_session_room(session=session, page="/elsewhere/", by=SYSTEM)


def test_a_room_that_was_closed_makes_way_for_another():
    session = nth(a_programme(1), 1)
    first = open_session_room(session=session, page="/classes/1/room/", by=SYSTEM)

    close_session_room(session=session, by=SYSTEM)
    assert close_session_room(session=session, by=SYSTEM).room is None
    second = open_session_room(session=session, page="/classes/1/room/", by=SYSTEM)

    assert second.room_id != first.room_id
    assert Room.objects.get(pk=first.room_id).closed_at is not None


def test_a_template_has_no_rooms():
    programme = a_programme(1, is_published=False, is_template=True)

    with pytest.raises(IsTemplate):
        open_session_room(session=nth(programme, 1), page="/x/", by=SYSTEM)


def test_a_replay_is_offered_for_a_stretch_and_taken_back():
    session, asset = nth(a_programme(1), 1), AssetFactory()

    offered = offer_replay(session=session, asset=asset, begins_at=MONDAY, ends_at=MONDAY + WEEK, by=SYSTEM)
    assert (offered.replay_id, offered.replay_until) == (asset.pk, MONDAY + WEEK)

    assert offer_replay(session=session, asset=None, by=SYSTEM).replay_id is None
    with pytest.raises(SessionTurnedRound):
        offer_replay(session=session, asset=asset, begins_at=MONDAY, ends_at=MONDAY, by=SYSTEM)
