"""A media server in memory that keeps LiveKit's promises; tests/test_media_server.py holds both to them."""

from dataclasses import dataclass, field, replace

from ontact.commons.rooms.engine.words import (
    Guest,
    GuestUnknown,
    MediaServerSilent,
    Present,
    RoomUnknown,
)
from ontact.foundation.clock import now


@dataclass
class FakeRoom:
    metadata: str = ""
    present: dict[str, Present] = field(default_factory=dict)
    heard: list[bytes] = field(default_factory=list)


class FakeMediaServer:
    """Rooms in memory; refuses what LiveKit refuses. `join` is what a client does with a ticket."""

    def __init__(self):
        self.rooms: dict[str, FakeRoom] = {}
        self.is_away = False
        self.grants: list[Guest] = []
        self._connections = 0

    def join(self, room: str, guest: Guest) -> Present:
        self._connections += 1
        present = Present(
            identity=guest.identity,
            sid=f"PA_{self._connections}",
            joined_at=now(),
            name=guest.name,
            attributes=dict(guest.attributes),
            grant=guest.grant,
        )
        self.rooms.setdefault(room, FakeRoom()).present[guest.identity] = present
        return present

    def drop(self, room: str, identity: str) -> None:
        self.rooms[room].present.pop(identity, None)

    def die(self) -> None:
        """kill -9: everything is forgotten."""
        self.rooms.clear()

    async def open_room(self, room: str, metadata: str) -> None:
        self._answer()
        self.rooms.setdefault(room, FakeRoom()).metadata = metadata

    async def metadata(self, room: str) -> str | None:
        self._answer()
        return self.rooms[room].metadata if room in self.rooms else None

    async def set_metadata(self, room: str, metadata: str) -> None:
        self._known(room).metadata = metadata

    async def present(self, room: str) -> list[Present]:
        self._answer()
        return list(self.rooms[room].present.values()) if room in self.rooms else []

    async def grant(self, room: str, guest: Guest) -> None:
        self._answer()
        there = self.rooms.get(room, FakeRoom()).present
        if guest.identity not in there:
            raise GuestUnknown(guest.identity)
        before = there[guest.identity]
        attributes = {**before.attributes, **guest.attributes}
        there[guest.identity] = replace(before, name=guest.name, attributes=attributes, grant=guest.grant)
        self.grants.append(guest)

    async def remove(self, room: str, identity: str) -> None:
        self._answer()
        self.rooms.get(room, FakeRoom()).present.pop(identity, None)

    async def send(self, room: str, message: bytes) -> None:
        self._known(room).heard.append(message)

    async def close_room(self, room: str) -> None:
        self._answer()
        self.rooms.pop(room, None)

    async def close(self) -> None:
        return

    def _answer(self) -> None:
        if self.is_away:
            raise MediaServerSilent("away")

    def _known(self, room: str) -> FakeRoom:
        self._answer()
        if room not in self.rooms:
            raise RoomUnknown(room)
        return self.rooms[room]
