"""The duty in one room: look, repair, tell, and at the end lock up."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.db import OperationalError

from ontact.commons.rooms.actions import apply_inbox, end_the_silent, reconcile
from ontact.commons.rooms.engine.words import (
    Guest,
    GuestUnknown,
    MediaServer,
    MediaServerSilent,
    Present,
    RoomUnknown,
)
from ontact.commons.rooms.usher import ledger
from ontact.commons.rooms.usher.ledger import Lease, LeaseLost, Orders
from ontact.foundation.clock import now

log = logging.getLogger("ontact.usher")
T = TypeVar("T")
LOOK_EACH_S = 15.0
RENEW_EACH_S = 3.0
TRY_AGAIN_S = 0.5
# LiveKit drops data messages above about 262,100 bytes without a word (measured).
MESSAGE_AT_MOST_BYTES = 250_000


class Desk(Protocol):
    """Runs one database call in the usher's only database thread."""

    def __call__(self, call: Callable[..., T], *args: Any, **kwargs: Any) -> "asyncio.Future[T]": ...


class Duty:
    """One room, from the first who enters until it is settled. `wake` is set when something has happened."""

    def __init__(self, lease: Lease, name: str, server: MediaServer, desk: Desk) -> None:
        self.lease = lease
        self.name = name
        self.server = server
        self.desk = desk
        self.told = lease.told
        self.wake = asyncio.Event()
        self.granted: dict[str, Guest] = {}
        self.metadata = ""
        self._looked_at = self._renewed_at = float("-inf")

    async def run(self) -> None:
        """Until the room is settled or another usher has it."""
        try:
            while not await self._step_safely():
                await self._rest()
        except LeaseLost:
            log.warning("%s: another usher has taken over", self.name)

    async def _step_safely(self) -> bool:
        """One step; what can be tried again is tried again, and never stops the other rooms."""
        try:
            return await self.step()
        except LeaseLost:
            raise
        except (MediaServerSilent, RoomUnknown) as error:
            log.info("%s: the media server is away (%s)", self.name, error)
            await self._do_without_livekit()
        except OperationalError as error:
            log.warning("%s: the database is busy (%s)", self.name, error)
        except Exception:
            log.exception("%s: a step failed", self.name)
        self._looked_at = float("-inf")
        self.wake.set()
        await asyncio.sleep(TRY_AGAIN_S)
        return False

    async def step(self) -> bool:
        """Bring LiveKit in step once. Returns whether the room is settled."""
        self.wake.clear()
        await self._renew()
        await self.desk(ledger.look_at_the_clock, self.lease.room)
        room = await self.desk(ledger.room_of, self.lease.room)
        if await self.desk(apply_inbox, room):
            self._looked_at = float("-inf")  # someone came or went: look who is there and with which rights
        wanted = await self.desk(ledger.orders, self.lease.room, since=self.told)
        if wanted.is_over:
            await self._lock_up(wanted)
            return True
        if self._is_time_to_look():
            await self._look(wanted)
        await self._grant(wanted)
        await self._tell(wanted)
        return False

    async def _look(self, wanted: Orders) -> None:
        """Ask LiveKit who is there: repair rights, show out who has none, and testify to presence."""
        asked_at = now()
        present = await self.server.present(self.name)
        if await self.server.metadata(self.name) != wanted.metadata:
            await self.server.open_room(self.name, wanted.metadata)
        self.metadata = wanted.metadata
        self.granted = {one.identity: _as_guest(one) for one in present}
        for stray in self.granted.keys() - wanted.guests.keys():
            log.info("%s: showing out %s", self.name, stray)
            await self.server.remove(self.name, stray)
            del self.granted[stray]
        here = [one for one in present if one.identity in wanted.guests]
        room = await self.desk(ledger.room_of, self.lease.room)
        if await self.desk(reconcile, room, here, asked_at=asked_at):
            self.wake.set()
        self._looked_at = _monotonic()

    async def _grant(self, wanted: Orders) -> None:
        """Change only what differs from what LiveKit knows; take away before giving."""
        for gone in self.granted.keys() - wanted.guests.keys():
            await self.server.remove(self.name, gone)
            del self.granted[gone]
        changed = [
            guest for identity, guest in wanted.guests.items() if self.granted.get(identity, guest) != guest
        ]
        losing = [guest for guest in changed if _loses(self.granted[guest.identity], guest)]
        await asyncio.gather(*(self._grant_one(guest) for guest in losing))
        await asyncio.gather(*(self._grant_one(guest) for guest in changed if guest not in losing))

    async def _grant_one(self, guest: Guest) -> None:
        try:
            await self.server.grant(self.name, guest)
        except GuestUnknown:
            self.granted.pop(guest.identity, None)
        else:
            self.granted[guest.identity] = guest

    async def _tell(self, wanted: Orders) -> None:
        if wanted.metadata != self.metadata:
            await self.server.set_metadata(self.name, wanted.metadata)
            self.metadata = wanted.metadata
        await self._send(wanted.messages)
        if wanted.version != self.told:
            await self.desk(ledger.note_told, self.lease, wanted.version)
            self.told = wanted.version

    async def _send(self, messages: list[bytes]) -> None:
        for message in messages:
            if len(message) > MESSAGE_AT_MOST_BYTES:
                # Clients notice the missing number at the next one and fetch the state.
                log.warning("%s: a message of %d bytes is too large to send", self.name, len(message))
                continue
            await self.server.send(self.name, message)

    async def _lock_up(self, wanted: Orders) -> None:
        """Say goodbye, empty the room at LiveKit, close the record of presence."""
        try:
            await self._send(wanted.messages)
        except RoomUnknown:
            log.info("%s: nobody was left to say goodbye to", self.name)
        await self.server.close_room(self.name)
        await self.desk(ledger.note_told, self.lease, wanted.version)
        await self.desk(ledger.settle, self.lease)
        log.info("%s: settled", self.name)

    async def _do_without_livekit(self) -> None:
        """Heartbeats go on testifying while LiveKit is away."""
        self.granted.clear()
        self.metadata = ""
        try:
            await self._renew()
            await self.desk(lambda: end_the_silent(ledger.room_of(self.lease.room)))
        except OperationalError as error:
            log.warning("%s: the database is busy (%s)", self.name, error)

    async def _renew(self) -> None:
        if _monotonic() - self._renewed_at >= RENEW_EACH_S:
            await self.desk(ledger.renew, self.lease)
            self._renewed_at = _monotonic()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self.wake.wait(), RENEW_EACH_S)
        except TimeoutError:
            return

    def _is_time_to_look(self) -> bool:
        return _monotonic() - self._looked_at >= LOOK_EACH_S


def _as_guest(one: Present) -> Guest:
    return Guest(one.identity, one.name, one.attributes, one.grant)


def _loses(before: Guest, after: Guest) -> bool:
    had, has = vars(before.grant), vars(after.grant)
    return any(had[source] and not has[source] for source in had)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
