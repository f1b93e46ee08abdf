"""How a room ends, and how one usher follows another."""

import asyncio
from datetime import timedelta

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.models import Room, RoomEvent, Span, UsherLease
from ontact.commons.rooms.queries import is_final, present_seats
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.commons.rooms.tests.stages import listener, messages, report, ticket_of
from ontact.commons.rooms.usher import leases
from ontact.commons.rooms.usher.house import Usher
from ontact.commons.rooms.usher.keeper import Keeper
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(broadcast=True)


def test_the_end_is_announced_once_five_minutes_before(stage, room):
    seat = listener(room)
    Room.objects.filter(pk=room.pk).update(ends_at=now() + timedelta(minutes=4))
    Span.objects.create(line=seat.line, sid="", begins_at=now())

    stage.play(3)

    assert RoomEvent.objects.filter(room=room, kind="ending").count() == 1


def test_an_empty_room_closes_after_its_end_and_presence_becomes_final(stage, room):
    seat = listener(room)
    stage.play(1)
    stage.join(seat.line)
    stage.play()
    stage.server.leave(room.livekit_name, str(seat.line.pk))
    Span.objects.update(ends_at=now() - timedelta(minutes=6))
    Room.objects.filter(pk=room.pk).update(
        begins_at=now() - timedelta(hours=2), ends_at=now() - timedelta(minutes=6)
    )
    stage.usher.keepers[room.pk]._time_at = 0

    stage.play(3)

    assert Room.objects.get(pk=room.pk).closed_at is not None
    assert is_final(room)
    assert room.livekit_name not in stage.server.rooms


def test_a_room_in_which_people_still_talk_is_not_closed_at_its_planned_end(stage, room):
    seat = listener(room)
    Room.objects.filter(pk=room.pk).update(
        begins_at=now() - timedelta(hours=2), ends_at=now() - timedelta(minutes=30)
    )
    Span.objects.create(line=seat.line, sid="", begins_at=now())

    stage.play(3)

    assert Room.objects.get(pk=room.pk).closed_at is None


def test_everyone_is_told_and_sent_away_when_the_room_closes(stage, room):
    seat = listener(room)
    stage.play(1)
    guest = stage.join(seat.line)
    stage.play()

    actions.close_room(room, by=CLERK)
    stage.play()

    assert messages(guest)[-1]["payload"]["room"]["phase"] == "over"
    assert not guest.is_connected
    assert present_seats(room) == set()


def test_who_slips_in_after_the_end_is_shown_out(stage, room):
    seat = listener(room)
    stage.play(1)
    ticket = ticket_of(seat.line)
    actions.close_room(room, by=CLERK)
    stage.play(3)

    late = stage.server.join(ticket)
    report("participant_joined", room, late)
    stage.play(3)

    assert not late.is_connected
    assert present_seats(room) == set()


def test_a_room_that_nobody_entered_is_not_closed_and_may_be_moved(stage):
    room = RoomFactory(begins_at=now() - timedelta(hours=8))
    stage.play(3)
    assert UsherLease.objects.get(room=room).settled_at is not None

    moved = actions.reschedule(room, begins_at=now(), ends_at=now() + timedelta(hours=1), by=CLERK)
    stage.play(2)

    assert moved.closed_at is None
    assert room.livekit_name in stage.server.rooms


def test_the_next_usher_goes_on_where_the_killed_one_stopped(stage, room):
    seat = listener(room)
    stage.play(1)
    guest = stage.join(seat.line)
    stage.play()
    actions.give_the_floor(room, seat=seat, by=CLERK)
    UsherLease.objects.update(until=now())

    stage.usher = Usher(stage.server, stage.ask, holder="stage:1")
    stage.play(3)

    assert guest.publish("microphone")
    assert UsherLease.objects.get(room=room).fence == 2


def test_the_old_usher_may_not_write_after_the_takeover(room):
    fence = leases.take(room.pk, "one:1")
    UsherLease.objects.update(until=now() - timedelta(seconds=1))
    newer = leases.take(room.pk, "two:2")

    assert leases.told(room.pk, fence, 5) is False
    assert leases.told(room.pk, newer, 6) is True
    assert leases.renew([room.pk], "one:1") == set()


def test_a_room_is_not_taken_from_a_living_usher(room):
    leases.take(room.pk, "one:1")
    assert leases.take(room.pk, "two:2") is None


def test_a_keeper_that_is_called_off_while_its_bell_rings_goes_home():
    """The bell and the end may come in the same moment; the end must not be lost."""

    class Idle(Keeper):
        is_settled = False

        def __init__(self):
            self.bell = asyncio.Event()

        async def turn(self):
            return 60.0

    async def scene():
        keeper = Idle()
        duty = asyncio.create_task(keeper.run())
        await asyncio.sleep(0)  # it waits for the bell
        keeper.wake()
        await asyncio.sleep(0)
        duty.cancel()
        done, _pending = await asyncio.wait([duty], timeout=10)
        duty.cancel()
        return duty in done

    assert asyncio.run(scene())
