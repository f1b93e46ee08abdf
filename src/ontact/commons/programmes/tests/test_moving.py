"""A session is moved, postponed or cancelled, or the whole programme is; and somebody must be told."""

import pytest
from django.db import IntegrityError, transaction

from ontact.commons.journal.models import Entry
from ontact.commons.listings.models import Listing
from ontact.commons.programmes.actions import (
    cancel_programme,
    cancel_session,
    move_session,
    open_session_room,
    postpone_session,
)
from ontact.commons.programmes.changes import Kind
from ontact.commons.programmes.errors import (
    AlreadyCancelled,
    NotLater,
    NotYetPublished,
    ReasonMissing,
    SessionHasBegun,
    SessionHeld,
    TimeHasPassed,
)
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.tests.factories import DAY, HOUR, MONDAY, WEEK, a_programme, fresh, nth
from ontact.commons.rooms.actions import close_room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
SNOW = "Heavy snow"
HALL = Worded.of("ko", ko="대강당", en="Great hall")


def moved(session, to=MONDAY + 2 * WEEK, **facts):
    return move_session(session=session, begins_at=to, ends_at=to + HOUR, by=SYSTEM, **facts)


def postponed(session, to=MONDAY + 2 * WEEK, reason=SNOW):
    return postpone_session(session=session, begins_at=to, ends_at=to + HOUR, reason=reason, by=SYSTEM)


def with_room(programme):
    return open_session_room(session=nth(programme, 1), page="/classes/1/room/", by=SYSTEM)


def test_moving_says_where_it_stood_and_moves_listing_entry_and_room():
    programme = a_programme(1)
    with_room(programme)

    change = moved(nth(programme, 1), to=MONDAY + DAY + HOUR, place=HALL)

    session = nth(programme, 1)
    assert (change.kind, change.must_be_told) == (Kind.MOVED, True)
    assert (change.was[0].begins_at, change.sessions[0].begins_at) == (MONDAY + WEEK, MONDAY + DAY + HOUR)
    assert (session.revision, session.weekday, session.begins_minute) == (1, 1, 600)
    assert session.room.begins_at == MONDAY + DAY + HOUR
    listing = Listing.objects.get()
    assert (listing.begins_at, str(listing.place)) == (MONDAY + DAY + HOUR, "Great hall")


def test_moving_to_where_it_stands_changes_nothing():
    programme = a_programme(1)

    change = moved(nth(programme, 1), to=MONDAY + WEEK)

    assert (change.kind, change.must_be_told, nth(programme, 1).revision) == (Kind.NOTHING, False, 0)


def test_of_a_draft_nobody_is_told():
    assert not moved(nth(a_programme(1, is_published=False), 1)).must_be_told


def test_an_empty_place_is_the_programmes_and_none_leaves_it():
    programme = a_programme(1, place=HALL)
    moved(nth(programme, 1), place=Worded.of("ko", ko="자료실"))

    moved(nth(programme, 1), to=MONDAY + 3 * WEEK)
    assert str(nth(programme, 1).venue) == "자료실"

    moved(nth(programme, 1), to=MONDAY + 3 * WEEK, place=Worded())
    assert nth(programme, 1).venue == HALL


def test_what_has_begun_is_not_moved_but_may_be_postponed():
    programme = a_programme(1, begins_at=MONDAY - HOUR / 2)

    with pytest.raises(SessionHasBegun):
        moved(nth(programme, 1))

    assert postponed(nth(programme, 1)).kind == Kind.POSTPONED


def test_what_is_over_is_neither_moved_nor_postponed_nor_cancelled():
    session = nth(a_programme(2, begins_at=MONDAY - 2 * HOUR), 1)

    for act in (moved, postponed, lambda one: cancel_session(session=one, reason=SNOW, by=SYSTEM)):
        with pytest.raises(SessionHeld):
            act(session)


def test_nothing_is_moved_into_the_past():
    with pytest.raises(TimeHasPassed):
        moved(nth(a_programme(1), 1), to=MONDAY - HOUR)


def test_a_session_whose_room_was_closed_stays_where_it_is():
    programme = a_programme(1)
    close_room(with_room(programme).room, by=SYSTEM)

    with pytest.raises(SessionHeld):
        postponed(nth(programme, 1))


def test_postponed_twice_it_still_says_what_was_planned_first():
    programme = a_programme(1)
    with_room(programme)

    postponed(nth(programme, 1))
    change = postponed(nth(programme, 1), to=MONDAY + 3 * WEEK, reason="The lecturer is ill")

    session = nth(programme, 1)
    assert (session.postponed_from, session.postponed_because) == (MONDAY + WEEK, "The lecturer is ill")
    assert (session.revision, session.room.begins_at) == (2, MONDAY + 3 * WEEK)
    assert (change.reason, change.was[0].begins_at) == ("The lecturer is ill", MONDAY + 2 * WEEK)


def test_pressing_postpone_twice_postpones_once():
    programme = a_programme(1)

    postponed(nth(programme, 1))
    again = postponed(nth(programme, 1))

    assert (again.kind, nth(programme, 1).revision) == (Kind.NOTHING, 1)


def test_postponing_needs_a_reason_a_later_time_and_a_public():
    session = nth(a_programme(1), 1)

    with pytest.raises(ReasonMissing):
        postponed(session, reason="  ")
    with pytest.raises(NotLater):
        postponed(session, to=MONDAY + DAY)
    with pytest.raises(NotYetPublished):
        postponed(nth(a_programme(1, is_published=False), 1))


def test_a_cancelled_session_closes_its_room_and_leaves_the_listing_to_the_next():
    programme = a_programme(2)
    with_room(programme)

    change = cancel_session(session=nth(programme, 1), reason=SNOW, by=SYSTEM)

    session = nth(programme, 1)
    assert (change.kind, change.reason, change.must_be_told) == (Kind.CANCELLED, SNOW, True)
    assert (session.cancelled_because, session.revision) == (SNOW, 1)
    assert session.room.closed_at is not None
    assert Listing.objects.get().begins_at == MONDAY + 2 * WEEK
    assert fresh(programme).begins_at == MONDAY + 2 * WEEK


def test_cancelling_twice_tells_once():
    programme = a_programme(1)

    cancel_session(session=nth(programme, 1), reason=SNOW, by=SYSTEM)
    again = cancel_session(session=nth(programme, 1), reason="Other words", by=SYSTEM)

    assert (again.must_be_told, nth(programme, 1).cancelled_because) == (False, SNOW)
    assert Entry.objects.filter(verb="cancelled a session").count() == 1


def test_the_journal_keeps_times_and_no_reasons():
    programme = a_programme(1)

    cancel_session(session=nth(programme, 1), reason="Ms Kim is in hospital", by=SYSTEM)

    assert "hospital" not in str(Entry.objects.get(verb="cancelled a session").details)


def test_a_cancelled_programme_cancels_what_is_to_come_and_keeps_what_was_held():
    programme = a_programme(3, begins_at=MONDAY - DAY)

    change = cancel_programme(programme=programme, reason=SNOW, by=SYSTEM)

    assert (change.kind, [one.number for one in change.sessions]) == (Kind.PROGRAMME_CANCELLED, [2, 3])
    assert [nth(programme, number).is_cancelled for number in (1, 2, 3)] == [False, True, True]
    assert str(Listing.objects.get().state) == "Cancelled"
    assert fresh(programme).ends_at == MONDAY - DAY + 2 * WEEK + HOUR


def test_cancelling_a_programme_closes_its_rooms_and_ends_its_changes():
    programme = a_programme(2)
    with_room(programme)

    cancel_programme(programme=programme, reason=SNOW, by=SYSTEM)
    again = cancel_programme(programme=programme, reason=SNOW, by=SYSTEM)

    assert nth(programme, 1).room.closed_at is not None
    assert again.kind == Kind.NOTHING
    with pytest.raises(AlreadyCancelled):
        moved(nth(programme, 2))


def test_a_draft_and_what_is_over_are_not_cancelled():
    with pytest.raises(NotYetPublished):
        cancel_programme(programme=a_programme(1, is_published=False), reason=SNOW, by=SYSTEM)
    with pytest.raises(SessionHeld):
        cancel_programme(programme=a_programme(1, begins_at=MONDAY - DAY), reason=SNOW, by=SYSTEM)


@pytest.mark.database
@pytest.mark.parametrize("table", [Programme, Session])
def test_the_database_keeps_no_cancellation_without_a_reason(table):
    a_programme(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(cancelled_at=MONDAY)


@pytest.mark.database
def test_the_database_publishes_no_template():
    programme = a_programme(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(is_template=True)
