"""The contract of a media server: our stand-in and the real LiveKit keep the same promises."""

import asyncio
from datetime import timedelta

import pytest

from ontact.commons.rooms.engine import tokens
from ontact.commons.rooms.engine.fake import FakeMediaServer, NotLetIn
from ontact.commons.rooms.engine.livekit import LiveKit
from ontact.commons.rooms.engine.tokens import grant_in, permission, ticket
from ontact.commons.rooms.engine.words import Grant, Guest, GuestUnknown, MediaServerSilent, RoomUnknown
from ontact.commons.rooms.tests.guests import a_guest, soon
from ontact.foundation.ids import uuid7


@pytest.fixture(params=["stand-in", pytest.param("livekit", marks=pytest.mark.livekit)])
def theatre(request, settings):
    """A room's name and `play(scene)`, which runs `scene(server, join)` and sends everyone home afterwards."""
    if request.param == "livekit":
        livekit = request.getfixturevalue("livekit_server")
        settings.LIVEKIT_URL, settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = (
            livekit.url,
            livekit.key,
            livekit.secret,
        )
    return Theatre(request.param, settings)


class Theatre:
    def __init__(self, kind, settings):
        self.kind, self.settings = kind, settings
        self.room = f"room-{uuid7().hex}"

    def play(self, scene):
        asyncio.run(self._play(scene))

    async def _play(self, scene):
        server = LiveKit() if self.kind == "livekit" else FakeMediaServer()
        guests = []

        async def join(identity="guest", grant=None, *, token=None, room=None):
            who = Guest(identity, f"Name of {identity}", {"seat": identity}, grant or Grant())
            guest = a_guest(server)
            guests.append(guest)
            return await guest.join(
                self.settings.LIVEKIT_URL.replace("http", "ws"), token or ticket(room or self.room, who).token
            )

        try:
            await asyncio.wait_for(scene(server, join), 60)
        finally:
            for guest in guests:
                if hasattr(guest, "guest") or guest.__class__.__name__ == "RealGuest":
                    await guest.leave()
            await server.close()


async def listed(server, room):
    return {one.identity: one for one in await server.present(room)}


def test_a_ticket_lets_in_under_the_name_and_with_the_rights_it_names(theatre):
    async def scene(server, join):
        await join("a", Grant(microphone=True))
        await soon(lambda: listed(server, theatre.room))
        found = (await listed(server, theatre.room))["a"]
        assert (found.name, found.attributes) == ("Name of a", {"seat": "a"})
        assert found.grant == Grant(microphone=True)

    theatre.play(scene)


def test_what_the_ticket_does_not_name_cannot_be_published(theatre):
    async def scene(server, join):
        guest = await join("a", Grant(microphone=True))
        assert await guest.publish("camera") is False
        assert await guest.publish("microphone") is True

    theatre.play(scene)


def test_a_right_given_lets_publish_and_a_right_taken_stops_the_track(theatre):
    async def scene(server, join):
        guest = await join("a")
        assert await guest.publish("microphone") is False
        await server.grant(theatre.room, Guest("a", "A", {}, Grant(microphone=True)))
        assert await soon(lambda: guest_may(server, theatre.room, "a"))
        await asyncio.sleep(0.1)
        assert await guest.publish("microphone") is True

        await server.grant(theatre.room, Guest("a", "A", {}, Grant(camera=True)))

        async def silent():
            return (await listed(server, theatre.room))["a"].sources == frozenset()

        assert await soon(silent)

    theatre.play(scene)


async def guest_may(server, room, identity):
    return (await listed(server, room))[identity].grant.microphone


def test_a_grant_for_someone_who_is_away_is_refused(theatre):
    async def scene(server, join):
        await server.open_room(theatre.room, "{}")
        with pytest.raises(GuestUnknown):
            await server.grant(theatre.room, Guest("nobody", "Nobody"))

    theatre.play(scene)


def test_metadata_is_kept_and_an_unknown_room_has_none(theatre):
    async def scene(server, join):
        assert await server.metadata(theatre.room) is None
        with pytest.raises(RoomUnknown):
            await server.set_metadata(theatre.room, "{}")
        await server.open_room(theatre.room, '{"v":1}')
        await server.open_room(theatre.room, '{"v":2}')
        assert await server.metadata(theatre.room) == '{"v":2}'
        await server.set_metadata(theatre.room, '{"v":3}')
        assert await server.metadata(theatre.room) == '{"v":3}'

    theatre.play(scene)


def test_a_message_reaches_everyone_who_is_there(theatre):
    async def scene(server, join):
        one, two = await join("a"), await join("b")
        await server.send(theatre.room, b'{"v":1}')
        assert await soon(lambda: one.heard == two.heard == [b'{"v":1}'])

    theatre.play(scene)


def test_a_message_to_an_unknown_room_is_refused(theatre):
    async def scene(server, join):
        with pytest.raises(RoomUnknown):
            await server.send(theatre.room, b"{}")

    theatre.play(scene)


def test_an_unknown_room_is_answered_at_once(theatre):
    """Except for messages, the media server does not make the usher wait for rooms that it does not have."""

    async def scene(server, join):
        began = asyncio.get_running_loop().time()
        with pytest.raises(GuestUnknown):
            await server.grant(theatre.room, Guest("a", "A"))
        await server.remove(theatre.room, "a")
        await server.close_room(theatre.room)
        assert await server.present(theatre.room) == []
        assert asyncio.get_running_loop().time() - began < 1

    theatre.play(scene)


def test_a_removal_sends_away_but_the_same_ticket_lets_in_again(theatre):
    """Which is why the usher removes whoever is banned each time they appear."""

    async def scene(server, join):
        token = ticket(theatre.room, Guest("a", "A")).token
        guest = await join("a", token=token)
        await server.remove(theatre.room, "a")
        await server.remove(theatre.room, "a")
        assert await soon(lambda: not guest.is_connected)
        again = await join("a", token=token)
        assert again.is_connected

    theatre.play(scene)


def test_the_newer_connection_of_an_identity_stays(theatre):
    async def scene(server, join):
        older = await join("a")
        first = (await listed(server, theatre.room))["a"].sid
        newer = await join("a")
        assert await soon(lambda: not older.is_connected)
        assert newer.is_connected
        assert (await listed(server, theatre.room))["a"].sid != first

    theatre.play(scene)


def test_closing_a_room_sends_everyone_away(theatre):
    async def scene(server, join):
        guest = await join("a")
        await server.close_room(theatre.room)
        await server.close_room(theatre.room)
        assert await soon(lambda: not guest.is_connected)
        assert await listed(server, theatre.room) == {}

    theatre.play(scene)


@pytest.mark.parametrize("what", ["expired", "of another house", "nonsense"])
def test_a_bad_ticket_lets_nobody_in(theatre, what, monkeypatch, settings):
    async def scene(server, join):
        with pytest.raises(NotLetIn):
            await join("a", token=token)

    if what == "expired":
        monkeypatch.setattr(tokens, "TOKEN_LIFE", timedelta(minutes=-5))
        token = ticket(theatre.room, Guest("a", "A")).token
    elif what == "nonsense":
        token = "x.y.z"
    else:
        secret, settings.LIVEKIT_SECRET = settings.LIVEKIT_SECRET, "z" * 40
        token = ticket(theatre.room, Guest("a", "A")).token
        settings.LIVEKIT_SECRET = secret
    theatre.play(scene)


def test_a_server_that_is_away_is_said_to_be_so(theatre, settings):
    settings.LIVEKIT_URL = "http://127.0.0.1:9"

    async def scene(server, join):
        if theatre.kind == "stand-in":
            server.crash()
        for call in (
            server.present(theatre.room),
            server.send(theatre.room, b"{}"),
            server.open_room("r", "{}"),
        ):
            with pytest.raises(MediaServerSilent):
                await call

    theatre.play(scene)


@pytest.mark.parametrize(
    "grant", [Grant(), Grant(microphone=True), Grant(camera=True, screen_share=True), Grant(True, True, True)]
)
def test_the_whole_permission_set_is_always_built(grant):
    """A field left out would be false: without can_subscribe a guest would be deaf; no sources would mean all."""
    whole = permission(grant)
    assert (whole.can_subscribe, whole.can_publish_data, whole.can_update_metadata, whole.hidden) == (
        True,
        False,
        False,
        False,
    )
    assert whole.can_publish == (grant != Grant())
    assert grant_in(whole) == grant
