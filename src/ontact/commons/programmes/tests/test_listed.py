"""What must stand in the listings, read from the tables: the same as the actions wrote; a planted drift is found."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from ontact.commons.journal.models import Entry
from ontact.commons.listings.actions import CHECKED, check_each_night
from ontact.commons.listings.checking import differences
from ontact.commons.listings.models import Listing
from ontact.commons.programmes.actions import cancel_programme, cancel_session, move_session, renew_listings
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries.listed import listed
from ontact.commons.programmes.tests.factories import DAY, HOUR, MONDAY, WEEK, a_programme, fresh, nth
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_after_every_act_the_listings_say_what_the_tables_say():
    a_programme(1, is_published=False)
    a_programme(1, publishes_at=MONDAY + DAY)
    moved, thinned, off = a_programme(3), a_programme(3), a_programme(2)
    a_programme(4, begins_at=MONDAY - WEEK)
    session = nth(moved, 1)
    move_session(session=session, begins_at=now() + 2 * DAY, ends_at=now() + 2 * DAY + HOUR, by=SYSTEM)
    cancel_session(session=nth(thinned, 1), reason="Snow", by=SYSTEM)
    cancel_programme(programme=fresh(off), reason="Snow", by=SYSTEM)

    found = differences()

    assert (found.rows, found.count) == (5, 0)
    with moved_to(MONDAY + HOUR + timedelta(minutes=1)):
        renew_listings(now())
        assert differences().count == 0


def test_a_session_moved_behind_the_actions_back_is_counted():
    programme = a_programme(2)
    session = nth(programme, 1)
    Session.objects.filter(pk=session.pk).update(
        begins_at=session.begins_at + HOUR, ends_at=session.ends_at + HOUR
    )

    assert differences().otherwise == {("programmes", str(programme.pk))}


def test_a_publication_that_is_put_off_behind_the_actions_back_is_counted():
    """Else the list would show a draft that its own page denies."""
    programme = a_programme(1)
    Programme.objects.filter(pk=programme.pk).update(publishes_at=now() + DAY)

    assert differences().otherwise == {("programmes", str(programme.pk))}


def test_a_cancelled_programme_whose_listing_was_kept_at_another_hour_is_counted():
    programme = a_programme(2)
    cancel_programme(programme=fresh(programme), reason="Snow", by=SYSTEM)
    assert differences().count == 0
    Listing.objects.update(ends_at=now() + 3 * DAY)

    assert differences().otherwise == {("programmes", str(programme.pk))}


def test_each_nights_check_counts_a_planted_difference_of_the_programmes():
    programme = a_programme(2)
    a_programme(1)
    Listing.objects.filter(object_id=str(programme.pk)).update(page="/elsewhere/")
    tonight = (MONDAY + DAY).replace(hour=3, minute=1)
    cache.clear()

    with moved_to(tonight):
        found = check_each_night(tonight)

    assert (found.rows, found.otherwise) == (2, {("programmes", str(programme.pk))})
    assert Entry.objects.get(verb=CHECKED).details["differences"] == 1


def test_a_listing_taken_away_by_hand_is_counted():
    programme = a_programme(1)
    Listing.objects.all().delete()

    assert differences().missing == {("programmes", str(programme.pk))}


def test_a_worker_that_sleeps_is_counted_after_five_minutes():
    programme = a_programme(2)
    ended = nth(programme, 1).ends_at

    with moved_to(ended + timedelta(minutes=4)):
        assert differences().count == 0
    with moved_to(ended + timedelta(minutes=6)):
        assert differences().otherwise == {("programmes", str(programme.pk))}


@pytest.mark.parametrize("rows", [1, 3])
def test_asking_costs_two_queries(django_assert_num_queries, rows):
    for _ in range(rows):
        a_programme(3)

    with django_assert_num_queries(2):
        assert len(list(listed(now()))) == rows
