"""A real LiveKit: who is put on the stage is heard beside the floor, and silent as soon as they leave it."""

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import SeatFactory
from ontact.commons.rooms.tests.guests import soon
from ontact.commons.rooms.tests.test_live import silent

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.livekit,
    # As in test_live.py (2026-11).
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_the_second_speaker_is_heard_and_silent_after_leaving_the_stage(house):
    first_seat, second_seat, listener_seat = [SeatFactory(room=house.room, inside=True) for _ in range(3)]

    def show(layout, *seats):
        return house.do(
            actions.set_the_stage, house.room, layout=layout, seats=[seat.pk for seat in seats], by=CLERK
        )

    async def scene(house):
        first, second = await house.join(first_seat), await house.join(second_seat)
        listener = await house.join(listener_seat)
        assert not await second.publish("microphone")

        await show("two", first_seat, second_seat)
        for speaker in (first, second):
            assert await soon(lambda speaker=speaker: may_speak(house, speaker))
            assert await speaker.publish("microphone")
            speaker.sing()
        for seat in (first_seat, second_seat):
            key = str(seat.line.pk)
            assert await soon(lambda key=key: listener.frames.get(key, 0) > 20)

        await show("speaker", first_seat)
        assert await soon(lambda: not_heard(listener, second_seat))
        assert not not_heard(listener, first_seat)
        assert not await second.publish("microphone")

        await show("auto")
        assert await soon(lambda: silent(listener))

    house.play(scene)


async def may_speak(house, guest):
    there = await house.usher.server.present(house.room.livekit_name)
    return any(
        one.identity == guest.room.local_participant.identity and one.grant.microphone for one in there
    )


def not_heard(listener, seat):
    speaker = listener.room.remote_participants.get(str(seat.line.pk))
    return speaker is None or not any(one.subscribed for one in speaker.track_publications.values())
