"""The keeper of one room: carries out what the database says, repairs what LiveKit forgot, and never waits for others."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from ontact.commons.rooms import actions
from ontact.commons.rooms.engine.words import (
    Guest,
    GuestUnknown,
    MediaServer,
    MediaServerSilent,
    Present,
    RoomUnknown,
)
from ontact.commons.rooms.models import Room
from ontact.commons.rooms.usher import leases
from ontact.commons.rooms.usher.briefs import Brief, apply_reports, keep_time, read_brief
from ontact.commons.rooms.usher.messages import packed
from ontact.foundation.clock import now

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
Ask = Callable[..., Awaitable[Any]]

RECONCILE_EVERY_S = 15.0
# While many join at once the list is fetched once a second, not once a guest.
LISTS_APART_S = 1.0
# The version alone is written into the metadata this often; what latecomers need goes in at once.
VERSION_APART_S = 2.0
TIME_EVERY_S = 5.0
TRY_AGAIN_S = 1.0
# So long clients may read that it is over before they are sent away.
FAREWELL_S = 1.5
# What happens within this time of the last look goes out together: the first press at once, a storm in a few messages.
LOOKS_APART_S = 0.15
AT_ONCE = 8


class LeaseLost(Exception):
    """Another usher has taken the room over; this one must not write any more."""


class Keeper:
    """`ask` runs a function on the database's own thread and waits for it."""

    def __init__(self, room_id: UUID, name: str, fence: int, server: MediaServer, ask: Ask) -> None:
        self.room_id = room_id
        self.name = name
        self.fence = fence
        self.server = server
        self.ask = ask
        self.bell = asyncio.Event()
        self.version = -1
        self.is_settled = False
        # What LiveKit was last told of each line, by us or by its ticket.
        self._said: dict[str, Guest] = {}
        self._facts: dict[str, Any] | None = None
        # LiveKit's rooms that we have opened: the meeting's own and its side rooms.
        self._opened: set[str] = set()
        self._wrote_metadata_at = 0.0
        self._reconcile_at = 0.0
        self._listed_at = 0.0
        self._time_at = 0.0
        self._is_away = False

    def wake(self) -> None:
        self.bell.set()

    async def run(self) -> None:
        """Until the room is settled or the lease is lost."""
        while not self.is_settled:
            self.bell.clear()
            rested_at = time.monotonic() + LOOKS_APART_S
            pause_s = await self.turn()
            # Not wait_for: in Python 3.11 it swallows a cancellation that meets the bell, and the usher never goes home.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self.bell.wait()
            await asyncio.sleep(max(0.0, rested_at - time.monotonic()))

    async def turn(self) -> float:
        """One look at the room. Returns after how many seconds to look again if no bell rings."""
        try:
            await self._look()
        except MediaServerSilent as silence:
            self._lose_the_server(silence)
            return TRY_AGAIN_S
        except (DatabaseError, InterfaceError) as trouble:
            log.warning("room %s: the database did not answer: %s", self.name, trouble)
            return TRY_AGAIN_S
        return max(0.05, self._next_at() - time.monotonic())

    async def _look(self) -> None:
        if await self.ask(apply_reports, self.room_id):
            self._reconcile_at = min(self._reconcile_at, self._listed_at + LISTS_APART_S)
        await self._mind_the_time()
        brief: Brief = await self.ask(read_brief, self.room_id)
        self.version = brief.version
        self._expect(brief.due_at)
        if brief.phase is Room.Phase.OVER:
            await self._end(brief)
            return
        if brief.phase is Room.Phase.EARLY:
            await self._told(brief)
            return
        if time.monotonic() >= self._reconcile_at:
            await self._reconcile(brief)
        await self._project(brief)

    async def _mind_the_time(self) -> None:
        if time.monotonic() < self._time_at:
            return
        self._time_at = time.monotonic() + TIME_EVERY_S
        await self.ask(keep_time, self.room_id)
        if self._is_away:
            await self.ask(_end_the_silent, self.room_id)

    async def _project(self, brief: Brief) -> None:
        """Rights first: nobody is told of a right that is not there yet; then the events; then what latecomers need."""
        await self._set_rights(brief)
        try:
            await self._open_rooms(brief)
            for message in packed(brief.events):
                for name in brief.names:
                    await self.server.send(name, message)
            await self._write_metadata(brief)
            await self._close_side_rooms(brief)
        except RoomUnknown:
            self._facts = None  # nobody is there to hear it; the next look opens the room again
        await self._told(brief)
        if self._is_away:
            self._is_away = False
            log.warning("room %s: the media server is back", self.name)

    async def _set_rights(self, brief: Brief) -> None:
        # A line that is new here brings its rights in its ticket; whoever changed since is told, seen or not.
        changed = [guest for key, guest in brief.guests.items() if self._said.get(key, guest) != guest]
        gone = [guest for guest in self._said.values() if guest.identity not in brief.guests]
        moved = [self._said[guest.identity] for guest in changed if self._moves(guest)]
        await _each(self._show_out, [*gone, *moved])  # who moves comes back with a ticket for the new place
        changed = [guest for guest in changed if not self._moves(guest)]
        # Two microphones never overlap: rights are taken before others are given.
        await _each(self._grant, [guest for guest in changed if _loses(self._said[guest.identity], guest)])
        await _each(
            self._grant, [guest for guest in changed if not _loses(self._said[guest.identity], guest)]
        )
        self._said = dict(brief.guests)

    def _moves(self, guest: Guest) -> bool:
        return self._said[guest.identity].room != guest.room

    async def _open_rooms(self, brief: Brief) -> None:
        """With their metadata; those that LiveKit knows are left alone."""
        for name in brief.names:
            if name not in self._opened or self._facts is None:
                await self.server.open_room(name, brief.metadata)
                self._opened.add(name)
        if self._facts is None:
            self._facts = brief.facts

    async def _write_metadata(self, brief: Brief) -> None:
        late = time.monotonic() - self._wrote_metadata_at >= VERSION_APART_S
        if brief.facts == self._facts and not (brief.events and late):
            return
        for name in brief.names:
            await self.server.set_metadata(name, brief.metadata)
        self._wrote_metadata_at = time.monotonic()
        self._facts = brief.facts

    async def _close_side_rooms(self, brief: Brief) -> None:
        """Whoever is still inside one that has ended is sent away, and comes back into the meeting."""
        for name in self._opened - set(brief.names):
            await self.server.close_room(name)
            self._opened.discard(name)

    async def _told(self, brief: Brief) -> None:
        if not brief.events:
            return
        if not await self.ask(leases.told, self.room_id, self.fence, brief.version):
            raise LeaseLost(self.name)

    async def _reconcile(self, brief: Brief) -> None:
        """Learn from LiveKit who is there with which rights, and whether it still knows the room's metadata."""
        asked_at = now()
        listed = {name: await self.server.present(name) for name in brief.names}
        self._listed_at = time.monotonic()
        self._reconcile_at = self._listed_at + RECONCILE_EVERY_S
        present = [one for there in listed.values() for one in there]
        found = [
            _as_guest(one, name)
            for name, there in listed.items()
            for one in there
            if _is_a_line(one.identity)
        ]
        astray = [guest for guest in found if _is_elsewhere(guest, brief)]
        await _each(self._show_out, astray)
        self._said |= {guest.identity: guest for guest in found if guest not in astray}
        if await self.server.metadata(self.name) != brief.metadata:
            self._facts = None
        if await self.ask(_reconcile, self.room_id, present, asked_at):
            self.wake()

    async def _end(self, brief: Brief) -> None:
        """Say goodbye, empty the room at LiveKit, and close the book on presence."""
        try:
            for message in packed(brief.events):
                await self.server.send(self.name, message)
            if brief.events:
                await asyncio.sleep(FAREWELL_S)
            for name in {self.name, *self._opened}:
                await self.server.close_room(name)
        except RoomUnknown:
            pass
        except MediaServerSilent:
            # With LiveKit away nobody is connected; who comes back later is reported and shown out.
            log.warning("room %s: closed while the media server is away", self.name)
        await self._told(brief)
        await self.ask(_close_the_book, self.room_id)
        self.is_settled = bool(await self.ask(leases.settle, self.room_id, self.fence))
        if not self.is_settled:
            raise LeaseLost(self.name)

    async def _grant(self, guest: Guest) -> None:
        try:
            await self.server.grant(guest.room, guest)
        except GuestUnknown:
            log.debug("room %s: %s is not there yet", self.name, guest.identity)

    async def _show_out(self, guest: Guest) -> None:
        await self.server.remove(guest.room, guest.identity)
        log.info("room %s: showed %s out", guest.room, guest.identity)

    def _expect(self, due_at: datetime | None) -> None:
        """Mind the time at that moment, not only every five seconds."""
        if due_at is not None:
            self._time_at = min(self._time_at, time.monotonic() + max(0.0, (due_at - now()).total_seconds()))

    def _lose_the_server(self, silence: MediaServerSilent) -> None:
        """It may come back empty: everything is said again, and everyone counted."""
        if not self._is_away:
            log.warning("room %s: the media server does not answer: %s", self.name, silence)
        self._is_away = True
        self._facts = None
        self._said = {}
        self._reconcile_at = 0.0

    def _next_at(self) -> float:
        return min(self._reconcile_at, self._time_at)


async def _each(act: Callable[[Any], Awaitable[None]], things: list[Any]) -> None:
    """A few at once: two hundred changes of rights take a second, and LiveKit is not flooded."""
    for start in range(0, len(things), AT_ONCE):
        await asyncio.gather(*(act(thing) for thing in things[start : start + AT_ONCE]))


def _loses(before: Guest, after: Guest) -> bool:
    return any(
        getattr(before.grant, source) and not getattr(after.grant, source) for source in vars(before.grant)
    )


def _as_guest(one: Present, room: str) -> Guest:
    return Guest(one.identity, one.name, one.attributes, one.grant, room)


def _is_elsewhere(guest: Guest, brief: Brief) -> bool:
    """Connected with an old ticket to a room in which the seat has no place now."""
    known = brief.guests.get(guest.identity)
    return known is not None and known.room != guest.room


def _is_a_line(identity: str) -> bool:
    """Guests' identities are line ids; machines of our own (a recorder) are called otherwise and left alone."""
    try:
        UUID(identity)
    except ValueError:
        return False
    return True


def _reconcile(room_id: UUID, present: list[Present], asked_at: Any) -> bool:
    return actions.reconcile(Room.objects.get(pk=room_id), present, asked_at=asked_at)


def _end_the_silent(room_id: UUID) -> None:
    actions.end_the_silent(Room.objects.get(pk=room_id))


def _close_the_book(room_id: UUID) -> None:
    actions.close_all_spans(Room.objects.get(pk=room_id))
