"""The practice room: open to anyone, for a while, not too often, and gone afterwards."""

from datetime import timedelta

import pytest
from django.test import Client

from ontact.commons.rooms.models import Room
from ontact.foundation.clock import moved_to, now
from ontact.portal import actions
from ontact.portal.actions import PRACTICE, clear_practice_rooms


@pytest.fixture
def practised(client, city):
    """The answer to having pressed the button."""
    return client.post("/practice/")


def test_a_visitor_gets_a_room_of_their_own(client, practised):
    room = Room.objects.get()

    assert practised["Location"] == f"/practice/{room.pk}/" == room.page
    page = client.get(room.page).content.decode()
    assert f'data-state="/api/rooms/{room.pk}/state"' in page
    assert client.get(f"/api/rooms/{room.pk}/state").json()["me"]["may"]["microphone"] is True


def test_nobody_else_can_look_into_it(practised):
    other = Client()

    assert other.get(Room.objects.get().page)["Location"] == "/practice/"
    assert other.get(f"/api/rooms/{Room.objects.get().pk}/state").status_code == 404


def test_looking_at_the_page_opens_nothing(client, city):
    assert client.get("/practice/").status_code == 200
    assert Room.objects.count() == 0


def test_the_eleventh_try_of_an_hour_is_told_to_wait(client, city):
    for _ in range(10):
        client.post("/practice/")

    answer = client.post("/practice/")

    assert answer.status_code == 429
    assert Room.objects.count() == 10


def test_when_all_rooms_are_taken_nobody_gets_one(client, city, monkeypatch):
    monkeypatch.setattr(actions, "ROOMS_AT_ONCE", 1)
    client.post("/practice/")

    assert Client(REMOTE_ADDR="10.0.0.2").post("/practice/").status_code == 503


def test_a_room_closes_when_its_time_is_over(client, practised):
    clear_practice_rooms(now() + PRACTICE)

    assert Room.objects.get().closed_at is not None
    assert client.get(Room.objects.get().page)["Location"] == "/practice/"


def test_nothing_is_left_after_a_day(practised):
    clear_practice_rooms(now() + PRACTICE)
    with moved_to(now() + timedelta(days=2)):
        clear_practice_rooms(now())
        clear_practice_rooms(now())

    assert Room.objects.count() == 0
