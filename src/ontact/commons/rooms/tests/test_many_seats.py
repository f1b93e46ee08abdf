"""Many seats at once: as few statements for a hundred as for three, and the same as one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.models import Knock, Pass, Room, RoomEvent, Seat
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import PassFactory, RoomFactory, SeatFactory

pytestmark = pytest.mark.django_db


def fresh(room):
    return Room.objects.get(pk=room.pk)


def statements(act):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        act()
    return len(seen)


def test_giving_costs_the_same_for_three_and_for_thirty():
    few, many = RoomFactory(), RoomFactory()
    people = PersonFactory.create_batch(30)

    cost = [
        statements(lambda: actions.give_seats([actions.SeatFor(few, one) for one in people[:3]], by=CLERK)),
        statements(lambda: actions.give_seats([actions.SeatFor(many, one) for one in people], by=CLERK)),
    ]

    assert cost[0] == cost[1]


def test_taking_back_costs_the_same_for_three_and_for_thirty():
    people = PersonFactory.create_batch(30)
    cost = []
    for count in (3, 30):
        room = RoomFactory()
        seats = actions.give_seats([actions.SeatFor(room, one) for one in people[:count]], by=CLERK)
        cost.append(statements(lambda seats=seats: actions.take_seats_back(seats, by=CLERK)))

    assert cost[0] == cost[1]


def test_seats_given_at_once_are_those_given_one_by_one():
    at_once, one_by_one = RoomFactory(), RoomFactory()
    people = PersonFactory.create_batch(3)
    actions.give_seats([actions.SeatFor(at_once, one) for one in people], by=CLERK)
    for one in people:
        actions.give_seat(one_by_one, title=str(one), person=one, by=CLERK)

    def shown(room):
        return [{**seat, "id": None} for seat in queries.board(fresh(room))["seats"]]

    assert shown(at_once) == shown(one_by_one)


def test_more_than_fit_into_a_message_are_fetched(room, guest):
    queries.board(room)
    people = PersonFactory.create_batch(40)
    actions.give_seats([actions.SeatFor(room, one) for one in people], by=CLERK)

    told = RoomEvent.objects.get(room=room, version=fresh(room).version).payload

    assert (len(told["seats"]), told["concerns_all"]) == (25, True)
    assert len(queries.board(fresh(room))["seats"]) == 41


def test_places_in_several_rooms_come_in_the_order_they_were_asked_for():
    rooms, person = [RoomFactory(), RoomFactory()], PersonFactory()
    seats = actions.give_seats([actions.SeatFor(room, person) for room in rooms], by=CLERK)
    assert [seat.room for seat in seats] == rooms


def test_what_is_taken_back_takes_links_knocks_and_hands_with_it(room):
    quiet, raised = SeatFactory(room=room, inside=True), SeatFactory(room=room, inside=True)
    PassFactory(seat=quiet)
    Knock.objects.create(seat=quiet)
    actions.raise_hand(raised, by=raised.actor())

    actions.take_seats_back([quiet, raised], by=CLERK)
    actions.take_seats_back([quiet, raised], by=CLERK)

    assert not Seat.objects.standing().filter(room=room).exists()
    assert not Pass.objects.filter(revoked_at=None).exists()
    assert not Knock.objects.open().exists()
    board = queries.board(fresh(room))
    assert (board["queue"], board["seats"]) == ([], [])
