"""Guests who really connect (LiveKit's Python client) and guests of the stand-in, behind the same few words."""

import asyncio
import contextlib

from livekit import rtc
from livekit.rtc.participant import PublishTrackError

from ontact.commons.rooms.engine.fake import FakeMediaServer, NotLetIn

SOURCES = {
    "microphone": rtc.TrackSource.SOURCE_MICROPHONE,
    "camera": rtc.TrackSource.SOURCE_CAMERA,
    "screen_share": rtc.TrackSource.SOURCE_SCREENSHARE,
}
# The Python client waits ten seconds for a publication that the server refuses; two tell as much.
REFUSED_AFTER_S = 2


class RealGuest:
    """One participant. `heard`: messages; `frames`: sounds that arrived, by the identity of who made them."""

    def __init__(self):
        self.room = rtc.Room()
        self.heard = []
        self.frames = {}
        self.metadata = []
        self._tracks = {}
        self._tasks = []
        self.room.on("data_received", lambda packet: self.heard.append(packet.data))
        self.room.on("room_metadata_changed", lambda old, new: self.metadata.append(new))
        self.room.on("track_subscribed", self._listen)

    async def join(self, url, token, *, rtc_config=None):
        options = rtc.RoomOptions(auto_subscribe=True, connect_timeout=5, rtc_config=rtc_config)
        try:
            await self.room.connect(url, token, options)
        except (rtc.ConnectError, TimeoutError) as error:
            raise NotLetIn from error
        return self

    @property
    def sid(self):
        return self.room.local_participant.sid

    @property
    def is_connected(self):
        return self.room.isconnected()

    async def publish(self, source):
        audio = source == "microphone"
        self._source = rtc.AudioSource(48_000, 1) if audio else rtc.VideoSource(320, 180)
        make = rtc.LocalAudioTrack.create_audio_track if audio else rtc.LocalVideoTrack.create_video_track
        track = make(source, self._source)
        options = rtc.TrackPublishOptions(source=SOURCES[source])
        try:
            await asyncio.wait_for(self.room.local_participant.publish_track(track, options), REFUSED_AFTER_S)
        except (TimeoutError, PublishTrackError):
            return False
        return True

    def sing(self):
        """Feed the published microphone with a tone, until the guest leaves."""
        self._tasks.append(asyncio.create_task(self._sing()))

    async def _sing(self):
        samples = bytes(1) * 0 + b"\x10\x27\xf0\xd8" * 240
        while True:
            frame = rtc.AudioFrame(samples, 48_000, 1, 480)
            await self._source.capture_frame(frame)

    def _listen(self, track, publication, participant):
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self._tasks.append(asyncio.create_task(self._count(track, participant.identity)))

    async def _count(self, track, identity):
        stream = rtc.AudioStream(track)
        try:
            async for _ in stream:
                self.frames[identity] = self.frames.get(identity, 0) + 1
        finally:
            await stream.aclose()

    async def leave(self):
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.room.disconnect(), 3)


class StandInGuest:
    """The same words for a guest of FakeMediaServer."""

    def __init__(self, server):
        self.server = server

    async def join(self, url, token):
        self.guest = self.server.join(token)
        return self

    @property
    def heard(self):
        return self.guest.messages

    @property
    def is_connected(self):
        return self.guest.is_connected

    async def publish(self, source):
        return self.guest.publish(source)

    async def leave(self):
        for name, room in self.server.rooms.items():
            if room.guests.get(self.guest.identity) is self.guest:
                self.server.leave(name, self.guest.identity)
                return


def a_guest(server):
    return StandInGuest(server) if isinstance(server, FakeMediaServer) else RealGuest()


async def soon(condition, within_s=5.0):
    """Wait until the condition holds; whether it did."""
    for _ in range(int(within_s / 0.02)):
        found = condition()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return True
        await asyncio.sleep(0.02)
    return False
