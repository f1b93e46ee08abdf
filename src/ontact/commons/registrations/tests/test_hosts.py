"""Who leads the rooms of a house: its officers as they are now; and rooms that nobody needs any more are closed."""

import pytest

from ontact.commons.people.actions import end_membership, resume_membership
from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import CityFactory, MembershipFactory, PersonFactory
from ontact.commons.programmes.actions import Description
from ontact.commons.programmes.models import Manner, Session
from ontact.commons.programmes.tests.factories import HOUR, nth, this_minute
from ontact.commons.registrations.actions.announced import describe
from ontact.commons.registrations.actions.live_rooms import hosts_as_they_are
from ontact.commons.registrations.actions.publishing import publish
from ontact.commons.registrations.models import GivenSeat
from ontact.commons.registrations.tests.factories import signed_up
from ontact.commons.registrations.tests.mailbox import letters
from ontact.commons.registrations.tests.making import a_draft, officer_of
from ontact.commons.rooms.actions import give_seat, sit_in
from ontact.commons.rooms.models import Role, Room, Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
HALL = Worded.of("ko", ko="강당", en="the hall")


@pytest.fixture
def programme():
    """Published with two live rooms; sign-up is open."""
    CityFactory()
    draft = a_draft(2, opens_at=this_minute() - HOUR)
    officer_of(draft)
    return publish(programme=draft, at=None, by=SYSTEM)


def leave(person):
    end_membership(Membership.objects.get(person=person), by=SYSTEM)


def leads(person):
    """Numbers of the sessions whose rooms this person leads."""
    seats = Seat.objects.standing().filter(role=Role.HOST, sittings__person=person, room__closed_at=None)
    return sorted(Session.objects.filter(room__in=seats.values("room")).values_list("number", flat=True))


def hold(programme, manner):
    description = Description(title=programme.title, place=HALL, manner=manner)
    return describe(programme=programme, description=description, by=SYSTEM)


def test_whoever_leaves_the_office_leads_its_rooms_no_more(programme):
    officer = officer_of(programme)
    hosts_as_they_are(now())
    before = leads(officer)

    leave(officer)
    hosts_as_they_are(now())

    assert (before, leads(officer)) == ([1, 2], [])


def test_whoever_comes_back_leads_again(programme):
    officer = officer_of(programme)
    hosts_as_they_are(now())
    leave(officer)
    hosts_as_they_are(now())

    resume_membership(Membership.objects.get(person=officer), by=SYSTEM)
    hosts_as_they_are(now())

    assert leads(officer) == [1, 2]


def test_whoever_holds_another_role_in_the_house_stays(programme):
    officer = officer_of(programme)
    head = MembershipFactory(person=officer, organisation=programme.host, role="head")
    hosts_as_they_are(now())

    end_membership(head, by=SYSTEM)
    hosts_as_they_are(now())

    assert leads(officer) == [1, 2]


def test_a_round_that_has_nothing_to_do_gives_nothing_twice(programme, django_assert_num_queries):
    officer_of(programme)
    first = hosts_as_they_are(now())

    with django_assert_num_queries(5):
        again = hosts_as_they_are(now())

    assert (first, again) == (2, 0)


def test_a_lecturer_from_elsewhere_stays(programme):
    lecturer = PersonFactory()
    give_seat(nth(programme, 1).room, title="강사", role=Role.HOST, person=lecturer, by=SYSTEM)

    hosts_as_they_are(now())

    assert leads(lecturer) == [1]


def test_a_substitute_leaves_with_the_officer_whose_seat_it_is(programme):
    officer, substitute = officer_of(programme), PersonFactory()
    hosts_as_they_are(now())
    seat = Seat.objects.get(room=nth(programme, 1).room, sittings__person=officer)
    sit_in(seat, name=substitute.name, person=substitute, by=SYSTEM)

    hosts_as_they_are(now())
    stays = leads(substitute)
    leave(officer)
    hosts_as_they_are(now())

    assert (stays, leads(substitute)) == ([1], [])


def test_on_site_there_are_no_rooms_and_no_seats_any_more(programme):
    signed_up(programme)
    rooms = [nth(programme, number).room for number in (1, 2)]

    hold(programme, Manner.ON_SITE)

    assert [nth(programme, number).room for number in (1, 2)] == [None, None]
    assert not Room.objects.filter(pk__in=[one.pk for one in rooms], closed_at=None).exists()
    assert not Seat.objects.standing().filter(room__in=rooms).exists()


def test_whoever_has_a_place_reads_that_it_is_on_site_now(programme):
    (place,) = signed_up(programme)

    told = hold(programme, Manner.ON_SITE)

    assert told == 1
    assert [one.person_id for one in letters("change")] == [place.person_id]


def test_what_becomes_an_online_class_again_has_new_rooms_with_a_seat_for_everybody(programme):
    (place,) = signed_up(programme)
    old = nth(programme, 1).room_id

    hold(programme, Manner.ON_SITE)
    hold(programme, Manner.BOTH)

    room = nth(programme, 1).room
    assert room.pk != old
    assert room.closed_at is None
    given = GivenSeat.objects.filter(registration=place, seat__taken_back_at=None)
    assert {one.seat.room_id for one in given} == {nth(programme, number).room_id for number in (1, 2)}


def test_a_session_that_is_on_keeps_its_room(programme):
    session = nth(programme, 1)
    Session.objects.filter(pk=session.pk).update(begins_at=now() - HOUR / 2, ends_at=now() + HOUR / 2)

    hold(programme, Manner.ON_SITE)

    assert nth(programme, 1).room.closed_at is None
    assert nth(programme, 2).room is None
