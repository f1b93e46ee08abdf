"""What the lists say beside a programme: as many as are left, that one would wait, and nothing once it has closed."""

from datetime import timedelta

import pytest

from ontact.commons.listings.models import Listing
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.registrations.actions.listed import say_what_is_left
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.actions.terms import set_window
from ontact.commons.registrations.models import Extent, Pool, Terms
from ontact.commons.registrations.queries.what_is_left import Left, left_in
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, signed_up
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def listed(capacity, **facts):
    programme = a_programme(capacity=capacity, **facts)
    SessionFactory(programme=programme)
    settle(programme)
    return programme


def said(programme):
    say_what_is_left(now())
    state = Listing.objects.get(object_id=str(programme.pk)).state
    return dict(state.texts)


def test_each_place_that_goes_is_said_in_both_languages_until_one_would_wait():
    programme = listed(2)

    before = said(programme)
    (place,) = signed_up(programme)
    one = said(programme)
    signed_up(programme)
    none = said(programme)
    withdraw(registrations=[place], by=SYSTEM)

    assert before == {}
    assert one == {"ko": "1자리 남음", "en": "1 left"}
    assert none == {"ko": "대기자 명단", "en": "Waiting list"}
    assert said(programme)["en"] == "1 left"


def test_where_nobody_may_wait_it_is_full():
    programme = listed(1, terms={"waiting_at_most": 0})
    signed_up(programme)

    assert said(programme)["en"] == "Full"


def test_after_the_closing_nothing_is_said_and_a_later_closing_says_it_again():
    programme = listed(3)
    signed_up(programme)
    assert said(programme)["en"] == "2 left"

    with moved_to(programme.closes_at + HOUR):
        assert said(programme) == {}
        opens_at, closes_at = programme.opens_at, now() + DAY
        set_window(programme=programme, opens_at=opens_at, closes_at=closes_at, by=SYSTEM)
        assert said(programme)["en"] == "2 left"


def test_a_round_in_which_no_book_has_gone_on_costs_one_query(django_assert_num_queries):
    for _ in range(3):
        signed_up(listed(2))
    assert say_what_is_left(now()) == 3

    with django_assert_num_queries(1):
        assert say_what_is_left(now()) == 0


@pytest.mark.parametrize(
    ("extent", "taken", "expected"),
    [
        (Extent.SERIES, (0, 1), Left(0, may_wait=True)),
        (Extent.SESSIONS, (0, 1), Left()),
        (Extent.EITHER, (1, 1), Left(0, may_wait=True)),
    ],
)
def test_sessions_with_places_of_their_own_are_full_only_together(extent, taken, expected):
    programme = a_programme(terms={"extent": extent})
    Pool.objects.filter(programme=programme).delete()
    for number in taken:
        session = SessionFactory(programme=programme)
        Pool.objects.create(programme=programme, session=session, capacity=1, taken=number)
    terms = Terms.objects.select_related("programme").get(programme=programme)

    assert left_in(terms, Pool.objects.filter(programme=programme), now()) == expected


def test_before_a_draw_no_number_of_places_says_anything():
    programme = listed(5, terms={"allotment": "lottery"})
    signed_up(programme)

    assert said(programme) == {}
