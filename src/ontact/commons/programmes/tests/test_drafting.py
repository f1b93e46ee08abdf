"""A programme is begun, described, given its window, and thrown away."""

from datetime import datetime

import pytest

from ontact.commons.journal.models import Entry
from ontact.commons.listings.models import Listing
from ontact.commons.programmes.actions import Description, begin, describe, discard, set_sign_up
from ontact.commons.programmes.changes import Kind
from ontact.commons.programmes.errors import (
    AgesTurnedRound,
    AlreadyCancelled,
    AlreadyPublished,
    IsTemplate,
    WindowTurnedRound,
)
from ontact.commons.programmes.models import Manner, Programme
from ontact.commons.programmes.tests.factories import (
    DAY,
    HOUR,
    MONDAY,
    SEOUL,
    LibraryFactory,
    ProgrammeFactory,
    a_programme,
    fresh,
    nth,
)
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
TITLE = Worded.of("ko", ko="책 놀이터", en="Book playground")


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_a_draft_begins_with_a_title_a_house_and_the_identity_that_its_page_names():
    key = uuid7()

    draft = begin(host=LibraryFactory(), title=TITLE, page=f"/classes/{key}/", identity=key, by=SYSTEM)

    assert (draft.pk, draft.page, draft.is_announced()) == (key, f"/classes/{key}/", False)
    assert verbs() == ["began a programme"]
    assert not Listing.objects.exists()


def test_describing_a_published_programme_renews_its_listing_and_every_entry_to_come():
    programme = a_programme(2)

    change = describe(programme=programme, description=Description(title=TITLE), by=SYSTEM)

    assert (change.kind, len(change.sessions), change.must_be_told) == (Kind.RENAMED, 2, True)
    assert change.was[0].title == programme.title
    assert str(Listing.objects.get().title) == "Book playground"
    assert [nth(programme, number).revision for number in (1, 2)] == [1, 1]


def test_what_no_calendar_shows_is_told_to_nobody():
    programme = a_programme(1, title=TITLE)

    change = describe(
        programme=programme,
        description=Description(title=TITLE, about=Worded.of("ko", ko="그림책")),
        by=SYSTEM,
    )

    assert (change.kind, change.must_be_told, nth(programme, 1).revision) == (Kind.NOTHING, False, 0)
    assert str(fresh(programme).about) == "그림책"


def test_another_place_is_told_as_a_move():
    programme = a_programme(1, title=TITLE)
    hall = Worded.of("ko", ko="대강당", en="Great hall")

    change = describe(programme=programme, description=Description(title=TITLE, place=hall), by=SYSTEM)

    assert (change.kind, change.was[0].place, change.sessions[0].venue) == (Kind.MOVED, Worded(), hall)


def test_describing_the_same_twice_signs_once():
    programme = a_programme(1)
    same = Description(title=TITLE, manner=Manner.BOTH)

    describe(programme=programme, description=same, by=SYSTEM)
    describe(programme=programme, description=same, by=SYSTEM)

    assert verbs().count("described a programme") == 1


def test_a_session_that_is_over_keeps_its_entry():
    programme = a_programme(2, begins_at=MONDAY - 2 * HOUR)

    describe(programme=programme, description=Description(title=TITLE), by=SYSTEM)

    assert [nth(programme, number).revision for number in (1, 2)] == [0, 1]


def test_the_rooms_are_renamed_with_the_programme():
    programme = a_programme(1)
    session = nth(programme, 1)
    session.room = RoomFactory(begins_at=session.begins_at)
    session.save()

    describe(programme=programme, description=Description(title=TITLE), by=SYSTEM)

    assert nth(programme, 1).room.title == TITLE


def test_ages_the_wrong_way_round_are_refused():
    with pytest.raises(AgesTurnedRound):
        describe(
            programme=ProgrammeFactory(),
            description=Description(title=TITLE, age_from=7, age_to=6),
            by=SYSTEM,
        )


def test_a_cancelled_programme_is_described_no_more():
    programme = a_programme(cancelled_at=MONDAY, cancelled_because="눈")

    with pytest.raises(AlreadyCancelled):
        describe(programme=programme, description=Description(title=TITLE), by=SYSTEM)


def test_the_sign_up_window_is_set_once_and_signed_once():
    programme = a_programme()
    opens_at, closes_at = MONDAY + HOUR, MONDAY + DAY

    set_sign_up(programme=programme, opens_at=opens_at, closes_at=closes_at, by=SYSTEM)
    again = set_sign_up(programme=programme, opens_at=opens_at, closes_at=closes_at, by=SYSTEM)

    assert (again.opens_at, again.closes_at) == (opens_at, closes_at)
    assert verbs() == ["set the sign-up window"]


def test_a_window_that_closes_before_it_opens_is_refused():
    with pytest.raises(WindowTurnedRound):
        set_sign_up(programme=a_programme(), opens_at=MONDAY, closes_at=MONDAY, by=SYSTEM)


def test_what_has_opened_does_not_open_anew_but_may_close_later():
    opened = datetime(2027, 1, 3, 10, 0, tzinfo=SEOUL)
    programme = a_programme(opens_at=opened)

    with pytest.raises(AlreadyPublished):
        set_sign_up(programme=programme, opens_at=MONDAY + DAY, closes_at=None, by=SYSTEM)
    assert set_sign_up(programme=programme, opens_at=opened, closes_at=MONDAY + DAY, by=SYSTEM).closes_at


def test_a_template_has_no_window():
    with pytest.raises(IsTemplate):
        set_sign_up(programme=ProgrammeFactory(is_template=True), opens_at=MONDAY, closes_at=None, by=SYSTEM)


def test_a_draft_is_thrown_away_with_its_sessions_and_its_rooms_are_closed():
    programme = a_programme(1, is_published=False)
    session = nth(programme, 1)
    session.room = room = RoomFactory(begins_at=session.begins_at)
    session.save()

    discard(programme=programme, by=SYSTEM)

    room.refresh_from_db()
    assert (Programme.objects.exists(), room.closed_at is not None) == (False, True)


def test_what_is_to_be_published_tomorrow_leaves_no_listing_behind():
    programme = a_programme(publishes_at=MONDAY + DAY)
    assert Listing.objects.exists()

    discard(programme=programme, by=SYSTEM)

    assert not Listing.objects.exists()


def test_what_everybody_has_seen_is_not_thrown_away():
    with pytest.raises(AlreadyPublished):
        discard(programme=a_programme(), by=SYSTEM)
