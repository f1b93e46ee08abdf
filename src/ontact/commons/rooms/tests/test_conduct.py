"""All microphones closed, nobody shares: one fact each, and LiveKit hears only of seats whose rights change."""

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.models import Role, Room, RoomEvent
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.commons.rooms.tests.stages import listener
from ontact.commons.rooms.tests.test_usher import metadata

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(stage):
    """A round table: chair, presenter, who has the floor, an observer, two guests."""
    room = RoomFactory()
    roles = [Role.HOST, Role.SPEAKER, Role.LISTENER, Role.OBSERVER, Role.LISTENER, Role.LISTENER]
    seats = [SeatFactory(room=room, inside=True, role=role) for role in roles]
    actions.give_the_floor(room, seat=seats[2], by=CLERK)
    stage.play(1)
    guests = [stage.join(seat.line) for seat in seats]
    stage.play()
    stage.server.calls.clear()
    return room, seats, guests


def grants(stage):
    return stage.server.calls.count("grant")


def test_mute_all_leaves_the_desk_and_the_floor_and_touches_only_who_loses(stage, scene):
    room, _, guests = scene
    actions.mute_all(room, muted=True, by=CLERK)
    stage.play()

    assert [guest.publish("microphone") for guest in guests] == [True, False, True, False, False, False]
    assert grants(stage) == 3


def test_undo_gives_back_what_was_taken_and_not_to_who_was_muted_alone(stage, scene):
    room, seats, guests = scene
    actions.mute(room, seat=seats[4], muted=True, by=CLERK)
    actions.mute_all(room, muted=True, by=CLERK)
    stage.play()
    stage.server.calls.clear()

    actions.mute_all(room, muted=False, by=CLERK)
    stage.play()

    assert [guest.publish("microphone") for guest in guests] == [True, True, True, False, False, True]
    assert grants(stage) == 2


def test_who_comes_while_all_are_muted_cannot_speak(stage, scene):
    room, _, _ = scene
    actions.mute_all(room, muted=True, by=CLERK)
    late = stage.join(listener(room).line)

    assert not late.publish("microphone")


def test_nobody_may_share_takes_the_screen_from_presenter_and_floor_and_gives_it_back(stage, scene):
    room, _, guests = scene
    shares = [True, True, True, False, False, False]
    assert [guest.publish("screen_share") for guest in guests] == shares

    actions.allow_sharing(room, allowed=False, by=CLERK)
    stage.play()
    assert [guest.publish("screen_share") for guest in guests] == [True, *[False] * 5]
    assert grants(stage) == 2

    actions.allow_sharing(room, allowed=True, by=CLERK)
    stage.play()
    assert [guest.publish("screen_share") for guest in guests] == shares


@pytest.mark.parametrize("act", [actions.mute_all, actions.allow_sharing])
def test_twice_is_once_and_the_room_is_told_in_a_few_bytes(act):
    room = RoomFactory()
    for _ in range(40):
        SeatFactory(room=room, inside=True)
    words = {"muted": True} if act is actions.mute_all else {"allowed": False}
    act(room, **words, by=CLERK)
    act(room, **words, by=CLERK)

    [event] = RoomEvent.objects.filter(room=room)
    assert len(str(event.payload)) < 100


def test_latecomers_read_in_the_metadata_what_is_before_the_room(stage):
    room = RoomFactory()
    listener(room)
    actions.take_up_in(Room.objects.get(pk=room.pk), "item-3")
    stage.play()

    assert metadata(stage, room)["item"] == "item-3"
