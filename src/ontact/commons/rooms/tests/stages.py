"""An usher on a stage: a media server, the test's own database connection, and turns taken one by one."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from ontact.commons.rooms.engine.fake import FakeMediaServer
from ontact.commons.rooms.models import Inbox, Line
from ontact.commons.rooms.queries import media_ticket
from ontact.commons.rooms.tests.factories import SeatFactory
from ontact.commons.rooms.usher.house import Usher
from ontact.foundation.clock import now


class SharedConnection:
    """The usher's database thread, on the connection of the test: what the test wrote is seen without a commit."""

    def __init__(self):
        self.connection = connections["default"]
        self.connection.inc_thread_sharing()
        self.thread = ThreadPoolExecutor(max_workers=1)

    async def __call__(self, act, *args):
        return await asyncio.get_running_loop().run_in_executor(self.thread, self._run, act, args)

    def _run(self, act, args):
        connections["default"] = self.connection
        return act(*args)

    def close(self):
        """Wait for what is under way: nothing may touch the test's connection after the test."""
        self.thread.shutdown(wait=True)
        self.connection.dec_thread_sharing()


class Stage:
    """`play(n)`: the usher looks n times. `join(line)`: a guest connects with a ticket of our own making."""

    def __init__(self, server=None):
        self.server = server or FakeMediaServer()
        self.ask = SharedConnection()
        self.usher = Usher(self.server, self.ask, holder="stage:0")

    def play(self, times=2):
        asyncio.run(self._play(times))

    def join(self, line):
        return self.server.join(media_ticket(line).token)

    async def _play(self, times):
        for keeper in self.usher.keepers.values():
            keeper.bell = asyncio.Event()
        self.usher._bell = asyncio.Event()
        for _ in range(times):
            await self._look()

    async def _look(self):
        begun = set(self.usher.keepers)
        await self.usher.look()
        for room, keeper in list(self.usher.keepers.items()):
            if room not in begun:
                self.usher._tasks.pop(room).cancel()
            await keeper.turn()
            if keeper.is_settled:
                self.usher.keepers.pop(room)


def listener(room):
    return SeatFactory(room=room, inside=True)


def messages(guest):
    """The events that were heard, in order."""
    return [event for message in guest.messages for event in json.loads(message)["events"]]


def report(kind, room, guest, at=None):
    Inbox.objects.create(
        event_id=f"EV_{Inbox.objects.count()}", kind=kind, livekit_name=room.livekit_name,
        identity=guest.identity, sid=guest.sid, joined_at=guest.joined_at, at=at or now(),
    )  # fmt: skip


def ticket_of(line):
    return media_ticket(Line.objects.select_related("seat__room").get(pk=line.pk)).token
