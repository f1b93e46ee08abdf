"""A real LiveKit, a real usher, real participants: what the database says is what is heard."""

import asyncio
import json
from contextlib import suppress

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.models import Hand, Room, Span
from ontact.commons.rooms.queries import attendance, present_seats
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import SeatFactory
from ontact.commons.rooms.tests.guests import soon
from ontact.commons.rooms.tests.live_house import token_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.livekit,
    # LiveKit keeps its webhook connections open; the test's own door is swept up with them still attached (2026-11).
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RECOVERS_WITHIN_S = 60


@pytest.fixture
def seats(house):
    return [SeatFactory(room=house.room, inside=True) for _ in range(3)]


def test_the_floor_is_heard_and_its_end_is_silence(house, seats):
    speaker_seat, listener_seat, _ = seats

    async def scene(house):
        speaker, listener = await house.join(speaker_seat), await house.join(listener_seat)
        assert await soon(
            lambda: house.ask(lambda: present_seats(house.room) == {speaker_seat.pk, listener_seat.pk})
        )

        await house.do(actions.give_the_floor, house.room, seat=speaker_seat, by=CLERK)
        assert await soon(lambda: floor_in(listener) == str(speaker_seat.pk))
        assert await speaker.publish("microphone")
        speaker.sing()
        assert await soon(lambda: listener.frames.get(str(speaker_seat.line.pk), 0) > 20)

        await house.do(actions.give_the_floor, house.room, seat=listener_seat, by=CLERK)
        assert await soon(lambda: silent(listener))
        assert await soon(lambda: [event["kind"] for event in events(listener)].count("floor") == 2)
        assert await listener.publish("microphone")

    house.play(scene)


def events(guest):
    return [event for message in guest.heard for event in json.loads(message)["events"]]


def floor_in(guest):
    return json.loads(guest.room.metadata or "{}").get("floor")


def silent(guest):
    return not any(
        publication.subscribed
        for participant in guest.room.remote_participants.values()
        for publication in participant.track_publications.values()
    )


def test_a_removed_guest_cannot_stay_with_an_old_ticket(house, seats):
    seat = seats[0]

    async def scene(house):
        token = await house.ask(lambda: token_of(seat))
        guest = await house.join(seat, token)
        await house.do(actions.remove, house.room, seat=seat, by=CLERK)
        assert await soon(lambda: not guest.is_connected)

        back = await house.join(seat, token)

        assert await soon(lambda: not back.is_connected, within_s=3)
        assert await soon(lambda: house.ask(lambda: present_seats(house.room) == set()))

    house.play(scene)


def test_presence_begins_with_joining_and_ends_with_leaving(house, seats):
    seat = seats[0]

    async def scene(house):
        guest = await house.join(seat)
        assert await soon(lambda: house.ask(lambda: present_seats(house.room) == {seat.pk}), within_s=2)
        await asyncio.sleep(1)
        await guest.leave()
        assert await soon(lambda: house.ask(lambda: present_seats(house.room) == set()), within_s=2)
        rows = await house.ask(lambda: [row for row in attendance(house.room) if row.spans])
        assert [row.seat for row in rows] == [seat]
        assert 0.5 <= rows[0].total.total_seconds() <= 4

    house.play(scene)


def test_after_kill_9_of_livekit_floor_queue_rights_and_metadata_are_as_before(house, seats):
    speaker_seat, waiting_seat, _ = seats

    async def scene(house):
        speaker, waiting = await house.join(speaker_seat), await house.join(waiting_seat)
        await house.do(actions.raise_hand, waiting_seat, by=waiting_seat.actor())
        await house.do(actions.give_the_floor, house.room, seat=speaker_seat, limit_s=600, by=CLERK)
        assert await soon(lambda: floor_in(waiting) == str(speaker_seat.pk))
        assert await speaker.publish("microphone")

        await asyncio.to_thread(house.livekit.kill)
        await asyncio.sleep(1)
        await asyncio.to_thread(house.livekit.start)

        async def as_before():
            found = {one.identity: one for one in await house.usher.server.present(house.room.livekit_name)}
            metadata = await house.usher.server.metadata(house.room.livekit_name)
            return (
                set(found) == {str(speaker_seat.line.pk), str(waiting_seat.line.pk)}
                and found[str(speaker_seat.line.pk)].grant.microphone
                and not found[str(waiting_seat.line.pk)].grant.microphone
                and json.loads(metadata or "{}").get("floor") == str(speaker_seat.pk)
            )

        assert await soon(lambda: quietly(as_before), within_s=RECOVERS_WITHIN_S)
        assert await house.ask(lambda: [hand.seat for hand in Hand.objects.raised()]) == [waiting_seat]
        here = {speaker_seat.pk, waiting_seat.pk}
        assert await soon(lambda: house.ask(lambda: present_seats(house.room) == here), within_s=20)

    house.play(scene)


async def quietly(condition):
    with suppress(Exception):
        return await condition()
    return False


def test_after_kill_9_of_the_usher_its_successor_carries_out_what_was_decided_meanwhile(house, seats):
    speaker_seat, listener_seat, _ = seats

    async def scene(house):
        listener = await house.join(listener_seat)
        speaker = await house.join(speaker_seat)
        await soon(lambda: bool(house.usher.keepers))
        await house.kill_the_usher()
        await house.do(actions.give_the_floor, house.room, seat=speaker_seat, by=CLERK)
        await asyncio.sleep(0.5)
        assert floor_in(listener) is None

        house.open()

        assert await soon(lambda: floor_in(listener) == str(speaker_seat.pk), within_s=15)
        assert await speaker.publish("microphone")

    house.play(scene)


def test_closing_the_room_sends_everyone_home_and_settles_presence(house, seats):
    async def scene(house):
        guests = [await house.join(seat) for seat in seats]
        assert await soon(lambda: house.ask(lambda: len(present_seats(house.room)) == 3))

        await house.do(actions.close_room, house.room, by=CLERK)

        assert await soon(lambda: not any(guest.is_connected for guest in guests), within_s=10)
        assert await soon(
            lambda: house.ask(lambda: not Span.objects.filter(ends_at=None).exists()), within_s=10
        )
        last = events(guests[0])[-1]
        assert last["payload"]["room"]["phase"] == "over"

    house.play(scene)


def test_a_mute_takes_the_track_and_cannot_be_undone_by_the_muted(house, seats):
    seat = seats[0]
    Room.objects.filter(pk=house.room.pk).update(manner=Room.Manner.ROUND_TABLE)

    async def scene(house):
        guest = await house.join(seat)
        assert await guest.publish("microphone")
        await house.do(actions.mute, house.room, seat=seat, muted=True, by=CLERK)

        async def silent_at_livekit():
            found = {one.identity: one for one in await house.usher.server.present(house.room.livekit_name)}
            return found[str(seat.line.pk)].sources == frozenset()

        assert await soon(silent_at_livekit)
        await guest.publish("microphone")
        await asyncio.sleep(1)
        assert await silent_at_livekit()

    house.play(scene)
