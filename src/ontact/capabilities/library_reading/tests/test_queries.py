"""The shelves: how many there are for whom, at which library, with which books; and who may open which seat."""

from datetime import timedelta

import pytest

from ontact.capabilities.library_reading import queries
from ontact.capabilities.library_reading.models import Readers
from ontact.capabilities.library_reading.tests.factories import BookFactory, a_reading, seated, with_room
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.tests.factories import DAY, MONDAY, LibraryFactory, a_programme, nth
from ontact.commons.registrations.tests.factories import HouseRuleFactory, a_child
from ontact.foundation.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def titles(offers):
    return [str(offer.shown.programme.title) for offer in offers.rows]


def test_every_shelf_is_counted_the_empty_ones_too():
    a_reading(readers=Readers.TODDLERS)
    a_reading(readers=Readers.TODDLERS)
    a_reading(readers=Readers.ADULTS, begins_at=MONDAY - DAY)
    a_reading(readers=Readers.YOUTH, is_published=False)

    counts = [(str(shelf.readers), shelf.count) for shelf in queries.shelves(now())]

    assert counts == [("toddlers", 2), ("children", 0), ("youth", 0), ("adults", 0)]


def test_libraries_are_named_with_what_they_announce():
    library, quiet = LibraryFactory(), LibraryFactory()
    a_reading(library=library)
    a_programme(1, host=library)

    assert {one.pk: one.count for one in queries.libraries(now())} == {library.pk: 1, quiet.pk: 0}


def test_offers_are_for_these_readers_or_of_this_library():
    mine = a_reading(readers=Readers.CHILDREN)
    other = a_reading(readers=Readers.ADULTS)
    a_programme(1)

    assert len(queries.offers(now()).rows) == 2
    assert titles(queries.offers(now(), readers=Readers.CHILDREN)) == [str(mine)]
    assert titles(queries.offers(now(), library=other.programme.host)) == [str(other)]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_offers_costs_four_queries(django_assert_num_queries, rows):
    for _ in range(rows):
        a_reading(2)

    with django_assert_num_queries(4):
        titles(queries.offers(now()))


def test_rules_are_those_that_stand():
    library = LibraryFactory()
    standing = HouseRuleFactory(organisation=library)
    HouseRuleFactory(organisation=library, code="no_shows", since=now() + timedelta(days=1))
    HouseRuleFactory(organisation=library, code="one_a_season", until=now() - timedelta(days=1))

    assert queries.standing_rules(library, now()) == [standing]


def test_books_stand_in_the_order_of_their_sessions_those_of_all_first():
    reading = a_reading(2)
    for title, number in (("second", 2), ("first", 1), ("all", None)):
        BookFactory(reading=reading, title=title, session=nth(reading.programme, number) if number else None)

    assert [one.book.title for one in queries.books_of(reading)] == ["all", "first", "second"]
    assert [one.book.title for one in queries.books_in(nth(reading.programme, 1))] == ["first", "all"]


def test_a_guardian_may_open_the_childs_seat_and_nobody_else():
    guardian, session = PersonFactory(), with_room(a_reading(readers=Readers.TODDLERS))
    given = seated(session, a_child(guardian))

    assert queries.seats_in(session, guardian) == [given]
    assert queries.seats_in(session, PersonFactory()) == []
