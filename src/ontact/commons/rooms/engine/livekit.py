"""LiveKit itself, as a MediaServer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
from django.conf import settings
from livekit import api
from livekit.api.twirp_client import ServerError

from ontact.commons.rooms.engine.tokens import grant_in, permission
from ontact.commons.rooms.engine.words import (
    TOPIC,
    Guest,
    GuestUnknown,
    MediaServerSilent,
    Present,
    RoomUnknown,
)

ANSWER_WITHIN_S = 3
# A meeting may adjourn: an empty room stays for ten minutes, and five if nobody came yet.
EMPTY_TIMEOUT_S = 600
DEPARTURE_TIMEOUT_S = 300


class LiveKit:
    """One client for all rooms; made inside a running event loop."""

    def __init__(self) -> None:
        self._api = api.LiveKitAPI(
            settings.LIVEKIT_URL,
            settings.LIVEKIT_KEY,
            settings.LIVEKIT_SECRET,
            timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN_S),
            failover=False,
        )

    async def open_room(self, room: str, metadata: str) -> None:
        async with _answers():
            await self._api.room.create_room(
                api.CreateRoomRequest(
                    name=room,
                    metadata=metadata,
                    empty_timeout=EMPTY_TIMEOUT_S,
                    departure_timeout=DEPARTURE_TIMEOUT_S,
                )
            )
            # An existing room keeps its old metadata when it is created again.
            await self._api.room.update_room_metadata(
                api.UpdateRoomMetadataRequest(room=room, metadata=metadata)
            )

    async def metadata(self, room: str) -> str | None:
        async with _answers():
            answer = await self._api.room.list_rooms(api.ListRoomsRequest(names=[room]))
            return str(answer.rooms[0].metadata) if answer.rooms else None

    async def set_metadata(self, room: str, metadata: str) -> None:
        async with _answers(missing=RoomUnknown(room)):
            await self._api.room.update_room_metadata(
                api.UpdateRoomMetadataRequest(room=room, metadata=metadata)
            )

    async def present(self, room: str) -> list[Present]:
        try:
            async with _answers(missing=RoomUnknown(room)):
                answer = await self._api.room.list_participants(api.ListParticipantsRequest(room=room))
        except RoomUnknown:
            return []
        # Someone who is still joining has no media yet: presence begins when LiveKit says ACTIVE.
        return [_present(found) for found in answer.participants if found.state == api.ParticipantInfo.ACTIVE]

    async def grant(self, room: str, guest: Guest) -> None:
        async with _answers(missing=GuestUnknown(guest.identity)):
            await self._api.room.update_participant(
                api.UpdateParticipantRequest(
                    room=room,
                    identity=guest.identity,
                    name=guest.name,
                    attributes=guest.attributes,
                    permission=permission(guest.grant),
                )
            )

    async def remove(self, room: str, identity: str) -> None:
        try:
            async with _answers(missing=GuestUnknown(identity)):
                await self._api.room.remove_participant(
                    api.RoomParticipantIdentity(room=room, identity=identity)
                )
        except GuestUnknown:
            return

    async def send(self, room: str, message: bytes) -> None:
        try:
            async with _answers(missing=RoomUnknown(room)):
                await self._api.room.send_data(
                    api.SendDataRequest(
                        room=room, data=message, kind=api.DataPacket.Kind.RELIABLE, topic=TOPIC
                    )
                )
        except MediaServerSilent:
            # LiveKit 1.13 waits 3 s and answers "unavailable" where the room does not exist.
            if await self.metadata(room) is None:
                raise RoomUnknown(room) from None
            raise

    async def close_room(self, room: str) -> None:
        try:
            async with _answers(missing=RoomUnknown(room)):
                await self._api.room.delete_room(api.DeleteRoomRequest(room=room))
        except RoomUnknown:
            return

    async def close(self) -> None:
        await self._api.aclose()


@asynccontextmanager
async def _answers(missing: Exception | None = None) -> AsyncIterator[None]:
    """Turn LiveKit's failures into ours: not found is a fact, everything else may be tried again."""
    try:
        yield
    except ServerError as error:
        if error.code == "not_found" and missing is not None:
            raise missing from error
        raise MediaServerSilent(f"{error.status} {error.code}") from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise MediaServerSilent(type(error).__name__) from error


def _present(found: Any) -> Present:
    joined_s = found.joined_at_ms / 1000 if found.joined_at_ms else found.joined_at
    return Present(
        identity=found.identity,
        sid=found.sid,
        joined_at=datetime.fromtimestamp(joined_s, UTC),
        name=found.name,
        attributes=dict(found.attributes),
        grant=grant_in(found.permission),
        sources=frozenset(api.TrackSource.Name(track.source).lower() for track in found.tracks),
    )
