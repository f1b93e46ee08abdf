"""A media server in memory: keeps LiveKit's promises and refuses what LiveKit refuses."""

from dataclasses import dataclass, field
from datetime import datetime

import jwt
from django.conf import settings

from ontact.commons.rooms.engine.words import (
    Grant,
    Guest,
    GuestUnknown,
    MediaServerSilent,
    Present,
    RoomUnknown,
)
from ontact.foundation.clock import now


class NotLetIn(Exception):
    """The token is not ours, has expired, or is for another room."""


@dataclass
class FakeGuest:
    """Someone connected: what they hear, see and publish."""

    identity: str
    sid: str
    joined_at: datetime
    name: str
    attributes: dict[str, str]
    grant: Grant
    sources: set[str] = field(default_factory=set)
    messages: list[bytes] = field(default_factory=list)
    is_connected: bool = True

    def publish(self, source: str) -> bool:
        """False without the right, as LiveKit answers."""
        if not self.is_connected or not getattr(self.grant, source):
            return False
        self.sources.add(source)
        return True


@dataclass
class FakeRoom:
    metadata: str = ""
    guests: dict[str, FakeGuest] = field(default_factory=dict)


class FakeMediaServer:
    """`crash()` and `restart()` lose what LiveKit loses: rooms, metadata, connections."""

    def __init__(self) -> None:
        self.rooms: dict[str, FakeRoom] = {}
        self.is_up = True
        self.calls: list[str] = []
        self._sids = 0

    async def open_room(self, room: str, metadata: str) -> None:
        self._answer("open_room")
        self.rooms.setdefault(room, FakeRoom()).metadata = metadata

    async def metadata(self, room: str) -> str | None:
        self._answer("metadata")
        return self.rooms[room].metadata if room in self.rooms else None

    async def set_metadata(self, room: str, metadata: str) -> None:
        self._answer("set_metadata")
        self._room(room).metadata = metadata

    async def present(self, room: str) -> list[Present]:
        self._answer("present")
        guests = self.rooms[room].guests.values() if room in self.rooms else []
        return [
            Present(g.identity, g.sid, g.joined_at, g.name, dict(g.attributes), g.grant, frozenset(g.sources))
            for g in guests
        ]

    async def grant(self, room: str, guest: Guest) -> None:
        self._answer("grant")
        there = self.rooms[room].guests.get(guest.identity) if room in self.rooms else None
        if there is None:
            raise GuestUnknown(guest.identity)
        there.name, there.attributes, there.grant = guest.name, dict(guest.attributes), guest.grant
        there.sources = {source for source in there.sources if getattr(guest.grant, source)}

    async def remove(self, room: str, identity: str) -> None:
        self._answer("remove")
        self._part(self.rooms.get(room), identity)

    async def send(self, room: str, message: bytes) -> None:
        self._answer("send")
        for guest in self._room(room).guests.values():
            guest.messages.append(message)

    async def close_room(self, room: str) -> None:
        self._answer("close_room")
        gone = self.rooms.pop(room, FakeRoom())
        for guest in gone.guests.values():
            guest.is_connected = False

    async def close(self) -> None:
        return

    def join(self, token: str) -> FakeGuest:
        """As a client connects: the newer connection of an identity replaces the older.

        Raises:
            NotLetIn, MediaServerSilent.
        """
        self._answer("join")
        try:
            claims = jwt.decode(
                token, settings.LIVEKIT_SECRET, algorithms=["HS256"], issuer=settings.LIVEKIT_KEY
            )
        except jwt.PyJWTError as error:
            raise NotLetIn from error
        grants = claims["video"]
        if not grants.get("roomJoin"):
            raise NotLetIn
        room = self.rooms.setdefault(grants["room"], FakeRoom())
        self._part(room, claims["sub"])
        self._sids += 1
        allowed = grants.get("canPublishSources", []) if grants.get("canPublish") else []
        guest = FakeGuest(
            identity=claims["sub"],
            sid=f"PA_{self._sids:08}",
            joined_at=now(),
            name=claims.get("name", ""),
            attributes=claims.get("attributes", {}),
            grant=Grant(**{source: source in allowed for source in ("microphone", "camera", "screen_share")}),
        )
        room.guests[guest.identity] = guest
        return guest

    def leave(self, room: str, identity: str) -> None:
        self._part(self.rooms.get(room), identity)

    def crash(self) -> None:
        self.is_up = False
        for room in self.rooms.values():
            for guest in room.guests.values():
                guest.is_connected = False
        self.rooms = {}

    def restart(self) -> None:
        self.is_up = True

    def _answer(self, call: str) -> None:
        if not self.is_up:
            raise MediaServerSilent(call)
        self.calls.append(call)

    def _room(self, room: str) -> FakeRoom:
        if room not in self.rooms:
            raise RoomUnknown(room)
        return self.rooms[room]

    def _part(self, room: FakeRoom | None, identity: str) -> None:
        guest = room.guests.pop(identity, None) if room else None
        if guest is not None:
            guest.is_connected = False
