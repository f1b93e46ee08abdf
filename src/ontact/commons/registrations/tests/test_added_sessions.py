"""A session is added to a running series: everybody of the series has it, with a place, a seat and a letter, by the book."""

import pytest
from django.urls import reverse

from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.actions import Planned
from ontact.commons.programmes.models import Manner
from ontact.commons.programmes.tests.factories import HOUR, WEEK, this_minute
from ontact.commons.registrations.actions.announced import add_session
from ontact.commons.registrations.actions.live_rooms import open_rooms
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.engine import allotting
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.errors import FewerThanTaken
from ontact.commons.registrations.models import GivenSeat, Line, Pool, Registration
from ontact.commons.registrations.queries.account import account_of, replay
from ontact.commons.registrations.tests.factories import check_book, signed_up, stands
from ontact.commons.registrations.tests.making import a_draft, a_running, enter, with_own_places
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def planned(weeks=20):
    begins_at = this_minute() + weeks * WEEK
    return Planned(begins_at, begins_at + HOUR)


def newest(programme):
    return programme.sessions.order_by("begins_at").last()


def test_a_series_with_places_of_its_own_needs_no_line():
    programme = a_running(2)
    (row,) = signed_up(programme, PersonFactory())
    lines = Line.objects.filter(programme=programme).count()

    add_session(programme=programme, planned=planned(), by=SYSTEM)

    assert Line.objects.filter(programme=programme).count() == lines
    assert Registration.objects.get(pk=row.pk).pools == row.pools


def test_the_desk_reads_in_the_story_that_a_session_was_added(client):
    programme = with_own_places(a_running(2))
    (row,) = signed_up(programme, PersonFactory())
    enter(client, programme)

    add_session(programme=programme, planned=planned(), by=SYSTEM)

    assert [(step.verb, step.state) for step in account_of(row)] == [("sign_up", "placed"), ("add", "placed")]
    story = client.get(reverse("registrations:desk_place", args=[row.pk])).content.decode()
    assert "A session was added" in story


def test_whoever_has_the_series_takes_a_place_of_the_new_session():
    programme = with_own_places(a_running(2), capacity=2)
    placed = [signed_up(programme, PersonFactory())[0] for _n in range(2)]
    (waiting,) = signed_up(programme, PersonFactory())

    add_session(programme=programme, planned=planned(), places=2, by=SYSTEM)

    pool = Pool.objects.get(session=newest(programme))
    assert (pool.capacity, pool.taken) == (2, 2)
    rows = Registration.objects.filter(programme=programme)
    assert all(str(pool.pk) in row.pools for row in rows)
    assert stands(waiting)[0] == "waiting"
    check_book(programme)
    withdraw(registrations=[placed[0]], by=SYSTEM)
    assert stands(waiting)[0] == "offered"
    pool.refresh_from_db()
    assert pool.taken == 2
    check_book(programme)


def test_a_session_that_is_too_small_for_the_series_is_not_added():
    programme = with_own_places(a_running(2), capacity=2)
    for _n in range(2):
        signed_up(programme, PersonFactory())

    with pytest.raises(FewerThanTaken):
        add_session(programme=programme, planned=planned(), places=1, by=SYSTEM)

    assert programme.sessions.count() == 2
    check_book(programme)


def test_single_sessions_leave_the_new_one_to_whoever_comes():
    programme = with_own_places(a_running(2, terms={"extent": "sessions"}), capacity=2)
    first = programme.sessions.order_by("begins_at").first()
    signed_up(programme, PersonFactory(), sessions=[first])

    add_session(programme=programme, planned=planned(), by=SYSTEM)

    pool = Pool.objects.get(session=newest(programme))
    assert (pool.capacity, pool.taken) == (2, 0)
    signed_up(programme, PersonFactory(), sessions=[newest(programme)])
    pool.refresh_from_db()
    assert pool.taken == 1
    check_book(programme)


def test_everybody_with_a_place_has_a_seat_in_its_room_and_a_letter():
    programme = a_running(1, manner=Manner.ONLINE)
    open_rooms(programme, SYSTEM)
    (row,) = signed_up(programme, PersonFactory())
    Notice.objects.all().delete()

    told = add_session(programme=programme, planned=planned(), by=SYSTEM)

    session = newest(programme)
    assert session.room.page == f"{programme.page}sessions/{session.pk}/"
    assert GivenSeat.objects.filter(registration=row).count() == 2
    assert (told, Notice.objects.count()) == (1, 1)


def test_a_draft_gets_places_without_a_line():
    programme = with_own_places(a_draft(2), capacity=4)

    add_session(programme=programme, planned=planned(), by=SYSTEM)

    assert Pool.objects.get(session=newest(programme)).capacity == 4
    assert not Line.objects.filter(programme=programme).exists()


def test_the_engine_changes_nothing_where_places_are_too_few():
    programme = with_own_places(a_running(1), capacity=2)
    signed_up(programme, PersonFactory())
    signed_up(programme, PersonFactory())
    book = replayed(programme)
    book.pools["new"] = type(next(iter(book.pools.values())))("new", 1)

    assert allotting.add(book, "new", list(book.wishes.values())) is False
    assert all("new" not in wish.pools for wish in book.wishes.values())
    book.pools["new"].capacity = 2
    assert allotting.add(book, "new", list(book.wishes.values())) is True
    assert [wish.state for wish in book.wishes.values()] == [State.PLACED, State.PLACED]
    assert book.pools["new"].taken == 2
    # Said again, it says nothing new.
    allotting.add(book, "new", list(book.wishes.values()))
    assert book.pools["new"].taken == 2


def replayed(programme):
    for _line, book in replay(Line.objects.filter(programme=programme).order_by("number")):
        found = book
    return found
