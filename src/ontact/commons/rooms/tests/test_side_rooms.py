"""Side rooms: sent in by list, by chance and by choice; visited, called back, and found again after a dropped line."""

from datetime import timedelta

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.actions.side import Wanted
from ontact.commons.rooms.errors import NoSideRoom, SideRoomsStand
from ontact.commons.rooms.models import Role, Room, RoomEvent, SideRoom
from ontact.commons.rooms.queries.side import side_places
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.commons.rooms.tests.stages import listener, messages, report, ticket_of
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(broadcast=True)


@pytest.fixture
def two(room, stage):
    """Two listeners, connected, in a meeting where only the floor gives a microphone."""
    seats = [listener(room), listener(room)]
    stage.play(1)
    for seat in seats:
        seat.guest = stage.join(seat.line)
    stage.play()
    return seats


def opened(room, *groups, free=False):
    wanted = [
        Wanted(f"Group {n}", tuple(seat.pk for seat in seats)) for n, seats in enumerate(groups, start=1)
    ]
    return actions.open_side_rooms(room, wanted, is_free=free, by=CLERK)


def who_is_in(stage, name):
    return set(stage.server.rooms[name].guests) if name in stage.server.rooms else set()


def test_who_is_sent_leaves_the_meeting_and_is_let_into_the_side_room_alone(stage, room, two):
    one, other = two
    first, second = opened(room, [one], [other])
    stage.play()
    assert not one.guest.is_connected
    assert not other.guest.is_connected

    guest = stage.join(one.line)
    stage.play()

    assert who_is_in(stage, first.livekit_name) == {one.line.identity}
    assert who_is_in(stage, second.livekit_name) == set()
    assert guest.publish("microphone")  # a side room is a round table


def test_what_is_told_to_the_meeting_is_heard_in_the_side_rooms(stage, room, two):
    one, other = two
    opened(room, [one])
    stage.play()
    inside = stage.join(one.line)
    stage.play()

    actions.say(other, "Lunch at noon", by=other.actor())
    stage.play()

    assert [m["kind"] for m in messages(inside)][-1] == "chat"


def test_an_old_ticket_leads_nowhere_but_back_to_the_right_room(stage, room, two):
    one, _ = two
    old = ticket_of(one.line)
    (side,) = opened(room, [one])
    stage.play()

    astray = stage.server.join(old)
    report("participant_joined", room, astray)
    stage.play(3)

    assert not astray.is_connected
    stage.join(one.line)
    assert who_is_in(stage, side.livekit_name) == {one.line.identity}


def test_a_dropped_line_returns_to_its_side_room(stage, room, two):
    one, _ = two
    (side,) = opened(room, [one])
    stage.play()
    stage.join(one.line)
    stage.server.crash()
    stage.play(1)
    stage.server.restart()

    stage.join(one.line)
    stage.play(3)

    assert who_is_in(stage, side.livekit_name) == {one.line.identity}


def test_everybody_comes_back_when_the_countdown_ends(stage, room, two):
    one, _ = two
    (side,) = opened(room, [one])
    stage.play()
    guest = stage.join(one.line)
    actions.call_back(room, seconds=60, by=CLERK)
    stage.play()
    assert guest.is_connected

    with moved_to(now() + timedelta(seconds=61)):
        assert actions.bring_back_who_is_due(room)
    stage.play()

    assert not guest.is_connected
    assert side_places(room) == {}
    stage.join(one.line)
    assert one.line.identity in who_is_in(stage, room.livekit_name)
    assert side.livekit_name not in stage.server.rooms


def test_chance_deals_out_everyone_evenly_but_not_the_desk(stage, room):
    seats = [listener(room) for _ in range(7)]
    chair = SeatFactory(room=room, inside=True, role=Role.HOST)
    stage.play(1)
    for seat in [*seats, chair]:
        report("participant_joined", room, stage.join(seat.line))
    stage.play()

    wanted = actions.dealt_out(room, ["A", "B", "C"])

    assert sorted(len(one.seats) for one in wanted) == [2, 2, 3]
    assert {seat for one in wanted for seat in one.seats} == {seat.pk for seat in seats}


def test_where_it_is_free_everyone_chooses_and_elsewhere_only_the_desk(room):
    guest, chair = listener(room), SeatFactory(room=room, inside=True, role=Role.HOST)
    (side,) = opened(room, [])
    with pytest.raises(NoSideRoom):
        actions.go_to(guest, side.pk, by=guest.actor())
    actions.go_to(chair, side.pk, by=chair.actor())
    assert side_places(room) == {chair.pk: side.pk}
    actions.call_back(room, seconds=0, by=CLERK)

    (free,) = opened(room, [], free=True)
    actions.go_to(guest, free.pk, by=guest.actor())
    assert side_places(room) == {guest.pk: free.pk}
    actions.go_to(guest, None, by=guest.actor())
    assert side_places(room) == {}


def test_one_set_at_a_time(room):
    opened(room, [])
    with pytest.raises(SideRoomsStand):
        opened(room, [])


def test_who_goes_gives_up_hand_and_floor(room):
    speaker, waiting = listener(room), listener(room)
    actions.give_the_floor(room, seat=speaker, by=CLERK)
    actions.raise_hand(waiting, by=waiting.actor())

    opened(room, [speaker, waiting])

    assert not room.turns.standing().exists()
    assert not room.hands.raised().exists()


def test_220_places_are_told_in_messages_that_livekit_carries(room):
    seats = SeatFactory.create_batch(220, room=room)
    opened(room, seats[:110], seats[110:])
    told = RoomEvent.objects.filter(room=room, kind="side")
    assert max(len(str(event.payload)) for event in told) < 15_000
    assert sum(len(event.payload.get("seats", [])) for event in told) == 220


def test_a_closed_meeting_has_no_side_rooms(room):
    guest = listener(room)
    opened(room, [guest])
    actions.close_room(room, by=CLERK)
    assert not SideRoom.objects.standing().exists()
    assert side_places(Room.objects.get(pk=room.pk)) == {}
