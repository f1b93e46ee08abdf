"""Publishing at once or at a time, and what the front door then says."""

import pytest

from ontact.commons.journal.models import Entry
from ontact.commons.listings.models import Listing
from ontact.commons.listings.queries import visible
from ontact.commons.programmes.actions import hold_back, publish, renew_listings, say_state, set_sign_up
from ontact.commons.programmes.errors import (
    AlreadyPublished,
    IsTemplate,
    NothingToAnnounce,
    SignUpTooLate,
)
from ontact.commons.programmes.tests.factories import (
    DAY,
    HOUR,
    MONDAY,
    WEEK,
    ProgrammeFactory,
    a_programme,
    fresh,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
THREE_LEFT = Worded.of("ko", ko="3자리 남음", en="3 left")


def a_draft(sessions=1, **facts):
    return a_programme(sessions, is_published=False, **facts)


def test_published_at_once_it_is_seen_at_once():
    programme = publish(programme=a_draft(), by=SYSTEM)

    assert programme.is_announced()
    assert visible().get().page == programme.page


def test_published_at_a_time_it_shows_itself_without_any_worker():
    programme = publish(programme=a_draft(), at=MONDAY + DAY, by=SYSTEM)

    assert (programme.is_announced(), visible().exists()) == (False, False)
    with moved_to(MONDAY + DAY):
        assert (fresh(programme).is_announced(), visible().exists()) == (True, True)


def test_a_time_that_has_passed_means_now():
    assert publish(programme=a_draft(), at=MONDAY - DAY, by=SYSTEM).publishes_at >= MONDAY


def test_publishing_twice_signs_once():
    programme = a_draft()

    first = publish(programme=programme, by=SYSTEM)
    again = publish(programme=programme, at=MONDAY + DAY, by=SYSTEM)

    assert first.publishes_at == again.publishes_at
    assert Entry.objects.filter(verb="published a programme").count() == 1


def test_the_time_may_be_changed_until_it_has_come():
    programme = publish(programme=a_draft(), at=MONDAY + DAY, by=SYSTEM)

    later = publish(programme=programme, at=MONDAY + 2 * DAY, by=SYSTEM)

    assert later.publishes_at == Listing.objects.get().visible_from == MONDAY + 2 * DAY


def test_held_back_it_is_a_draft_again():
    programme = publish(programme=a_draft(), at=MONDAY + DAY, by=SYSTEM)

    hold_back(programme=programme, by=SYSTEM)
    hold_back(programme=programme, by=SYSTEM)

    assert (fresh(programme).publishes_at, Listing.objects.exists()) == (None, False)
    assert Entry.objects.filter(verb="held a programme back").count() == 1


def test_what_everybody_sees_is_not_held_back():
    with pytest.raises(AlreadyPublished):
        hold_back(programme=a_programme(), by=SYSTEM)


def test_a_template_is_not_published():
    with pytest.raises(IsTemplate):
        publish(programme=a_draft(is_template=True), by=SYSTEM)


def test_without_a_title_or_a_session_to_come_there_is_nothing_to_announce():
    for draft in (
        ProgrammeFactory(),
        a_draft(title=Worded()),
        a_draft(begins_at=MONDAY - DAY),
    ):
        with pytest.raises(NothingToAnnounce):
            publish(programme=draft, by=SYSTEM)
    with pytest.raises(NothingToAnnounce):
        publish(programme=a_draft(), at=MONDAY + 2 * WEEK, by=SYSTEM)


def test_sign_up_that_opens_after_the_end_is_refused():
    draft = a_draft()
    set_sign_up(programme=draft, opens_at=MONDAY + 2 * WEEK, closes_at=None, by=SYSTEM)

    with pytest.raises(SignUpTooLate):
        publish(programme=draft, by=SYSTEM)


def test_the_listing_shows_the_next_session_when_one_is_over():
    programme = a_programme(2)
    over = MONDAY + WEEK + HOUR
    assert renew_listings(over - HOUR) == 0

    with moved_to(over):
        assert renew_listings(over) == 1
        assert Listing.objects.get().begins_at == MONDAY + 2 * WEEK
        assert renew_listings(over) == 0
    assert fresh(programme).listing_ends_at is None


def test_a_worker_that_slept_for_weeks_goes_on_with_what_comes_next():
    a_programme(5)
    late = MONDAY + 4 * WEEK

    with moved_to(late):
        renew_listings(late)

    assert Listing.objects.get().begins_at == MONDAY + 4 * WEEK


def test_what_registrations_wrote_beside_the_title_outlives_a_renewal():
    programme = a_programme(2)
    say_state(programme, THREE_LEFT)

    renew_listings(MONDAY + WEEK + HOUR)

    assert Listing.objects.get().state == THREE_LEFT


def test_a_cancelled_programme_is_not_full_or_free_any_more():
    programme = a_programme(cancelled_at=MONDAY, cancelled_because="눈")

    say_state(programme, THREE_LEFT)

    assert str(Listing.objects.get().state) == "Cancelled"


def test_online_is_a_place_in_every_language():
    a_programme()

    place = Listing.objects.get().place
    assert set(place.texts) == {"ko", "en"}
