"""Ways in from narrow networks, with the real LiveKit: through TURN where nothing else is let through."""

import asyncio

import pytest
from livekit import rtc
from livekit.rtc._proto.stats_pb2 import IceCandidateType

from ontact.commons.rooms.engine.tokens import ticket
from ontact.commons.rooms.engine.words import Grant, Guest
from ontact.commons.rooms.tests.guests import RealGuest, soon
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.livekit

RELAY_ONLY = rtc.RtcConfiguration(ice_transport_type=rtc.IceTransportType.TRANSPORT_RELAY)
# These machines stall for seconds; how fast a relay is, is not asked here.
PATIENCE_S = 60


@pytest.fixture
def relayed(livekit_server, settings):
    """A speaker and a listener who may use nothing but the relay; `play(scene)` runs `scene(speaker, listener)`."""
    settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = livekit_server.key, livekit_server.secret
    room = f"room-{uuid7().hex}"

    async def play(scene):
        guests = [RealGuest(), RealGuest()]
        try:
            for name, guest in zip(("speaker", "listener"), guests, strict=True):
                who = Guest(name, name, {}, Grant(microphone=True))
                await guest.join(livekit_server.websocket_url, ticket(room, who).token, rtc_config=RELAY_ONLY)
            await scene(*guests)
        finally:
            for guest in guests:
                await guest.leave()

    return lambda scene: asyncio.run(play(scene))


def test_a_voice_comes_through_where_only_the_relay_is_left(relayed):
    async def scene(speaker, listener):
        assert await speaker.publish("microphone")
        speaker.sing()
        assert await soon(lambda: listener.frames.get("speaker", 0) > 20, within_s=PATIENCE_S)
        assert await ways_of(speaker) == {"RELAY"}

    relayed(scene)


async def ways_of(guest):
    """The kinds of the own candidates that are in use, as LiveKit's Python client numbers them."""
    stats = await guest.room.get_rtc_stats()
    entries = [*stats.publisher_stats, *stats.subscriber_stats]
    pairs = [e.candidate_pair.candidate_pair for e in entries if e.HasField("candidate_pair")]
    used = {pair.local_candidate_id for pair in pairs if pair.nominated}
    own = [e.local_candidate for e in entries if e.HasField("local_candidate")]
    return {IceCandidateType.Name(one.candidate.candidate_type) for one in own if one.rtc.id in used}
