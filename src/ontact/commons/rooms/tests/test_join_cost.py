"""What it costs to come in, from the personal link to the ticket: the same for 3 and for 40 seats."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from ontact.commons.rooms.tests.calls import call, seen, state
from ontact.commons.rooms.tests.factories import PassFactory, RoomFactory, SeatFactory

pytestmark = pytest.mark.django_db

NAME = re.compile(r'name="name" value="([^"]*)"')


def come_in(room, secret):
    client = Client()
    client.post(f"/rooms/pass/{secret}/")
    door = f"/rooms/{room.pk}/door/"
    name = NAME.search(client.get(door).content.decode())[1]
    words = {"agreed": "yes", "name": name, "people": "1", "mode": "video"}
    assert client.post(door, words).status_code == 302
    assert call(client, room, "token").status_code == 200
    return client


@pytest.mark.parametrize("others", [3, 40])
def test_coming_in_costs_the_same_for_any_number_of_seats(django_assert_max_num_queries, others):
    room = RoomFactory(has_lobby=False)
    for _ in range(others):
        seen(SeatFactory(room=room, inside=True))
    first, second = (PassFactory(seat=SeatFactory(room=room)) for _ in range(2))
    state(come_in(room, first.secret), room)

    with django_assert_max_num_queries(46):
        client = come_in(room, second.secret)
    with django_assert_max_num_queries(12):
        assert len(state(client, room).json()["seats"]) == others + 2


def test_a_lobby_page_that_asks_often_writes_three_times_a_minute_at_most(
    django_assert_max_num_queries, time_machine
):
    room = RoomFactory()
    seat = SeatFactory(room=room)
    client = Client()
    client.post(f"/rooms/pass/{PassFactory(seat=seat).secret}/")
    words = {"agreed": "yes", "name": f"Guest of {seat.title}", "people": "1", "mode": "video"}
    client.post(f"/rooms/{room.pk}/door/", words)
    knock = seat.knocks.get()

    with django_assert_max_num_queries(4):
        tag = state(client, room)["ETag"]
    assert state(client, room, **{"If-None-Match": tag}).status_code == 304
    knock.refresh_from_db()
    before = knock.seen_at
    time_machine.move_to(before + timedelta(seconds=21), tick=False)
    state(client, room)
    knock.refresh_from_db()
    assert knock.seen_at > before
