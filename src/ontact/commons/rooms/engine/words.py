"""The words in which the house speaks with a media server, whichever it is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

TOPIC = "ontact"


class MediaServerSilent(Exception):
    """LiveKit did not answer within 3 s, or answered nonsense. Trying again is safe."""

    retry = True


class RoomUnknown(Exception):
    """The media server has no such room (nobody has come yet, or it was restarted)."""


class GuestUnknown(Exception):
    """Nobody of that identity is in the room at the moment."""


@dataclass(frozen=True)
class Grant:
    """Which sources someone may publish. Listening is never taken away: who may not listen is removed."""

    microphone: bool = False
    camera: bool = False
    screen_share: bool = False


LISTENS = Grant()


@dataclass(frozen=True)
class Guest:
    """Who someone is at the media server, and in which of its rooms; every word is set by us, none by the guest."""

    identity: str
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    grant: Grant = LISTENS
    room: str = ""


@dataclass(frozen=True)
class Present:
    """Someone who is connected now. `sid` names this one connection; `sources` are what is being published."""

    identity: str
    sid: str
    joined_at: datetime
    name: str
    attributes: dict[str, str]
    grant: Grant
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Word:
    """A webhook, read: `kind` is LiveKit's event name; `joined_at` is empty for events of a room."""

    id: str
    kind: str
    at: datetime
    room: str
    room_sid: str = ""
    identity: str = ""
    sid: str = ""
    joined_at: datetime | None = None


class MediaServer(Protocol):
    """What LiveKit and its stand-in both promise (tests/test_media_server.py holds them to it)."""

    async def open_room(self, room: str, metadata: str) -> None:
        """Harmless when the room exists; sets the metadata in either case."""

    async def metadata(self, room: str) -> str | None:
        """None when there is no such room."""

    async def set_metadata(self, room: str, metadata: str) -> None:
        """Raises RoomUnknown."""

    async def present(self, room: str) -> list[Present]:
        """Empty when there is no such room."""

    async def grant(self, room: str, guest: Guest) -> None:
        """Replace the whole permission set, name and attributes. Raises GuestUnknown."""

    async def remove(self, room: str, identity: str) -> None:
        """Harmless when nobody of that identity is there. The same token lets them in again."""

    async def send(self, room: str, message: bytes) -> None:
        """A reliable data message to everyone who is there. Raises RoomUnknown."""

    async def close_room(self, room: str) -> None:
        """Everyone is sent away. Harmless when the room is gone."""

    async def close(self) -> None:
        """Let go of connections."""
