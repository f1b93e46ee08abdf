"""A house for real guests: LiveKit, usher, the door for reports, and everything on the test's own database."""

import asyncio
from contextlib import suppress

from aiohttp import web

from ontact.commons.rooms import actions
from ontact.commons.rooms.engine.bell import ring
from ontact.commons.rooms.engine.livekit import LiveKit
from ontact.commons.rooms.engine.webhook import NotFromLiveKit, read
from ontact.commons.rooms.models import Line
from ontact.commons.rooms.queries import media_ticket
from ontact.commons.rooms.tests.guests import RealGuest
from ontact.commons.rooms.tests.stages import SharedConnection
from ontact.commons.rooms.usher.house import Usher


class House:
    """`do(act)` runs on the database thread and rings the bell; `join(seat)` connects with a fresh ticket."""

    def __init__(self, livekit, port, room):
        self.livekit, self.port, self.room = livekit, port, room
        self.ask = SharedConnection()
        self.guests = []

    def play(self, scene):
        asyncio.run(asyncio.wait_for(self._play(scene), 200))

    async def _play(self, scene):
        door = await self._hear_reports()
        self.open()
        try:
            await scene(self)
        finally:
            for guest in self.guests:
                await guest.leave()
            await self.shut()
            await door.cleanup()
            self.ask.close()

    def open(self):
        self.stop = asyncio.Event()
        self.usher = Usher(LiveKit(), self.ask)
        self.duty = asyncio.create_task(self.usher.run(self.stop))

    async def shut(self):
        self.stop.set()
        await self.duty

    async def kill_the_usher(self):
        """No farewell: its tasks end where they stand."""
        for task in list(self.usher._tasks.values()):
            task.cancel()
        self.duty.cancel()
        with suppress(asyncio.CancelledError):
            await self.duty

    async def do(self, act, *args, **words):
        answer = await self.ask(lambda: act(*args, **words))
        ring(self.room.livekit_name)
        return answer

    async def join(self, seat, token=None):
        token = token or await self.ask(lambda: token_of(seat))
        guest = await RealGuest().join(self.livekit.websocket_url, token)
        self.guests.append(guest)
        return guest

    async def _hear_reports(self):
        """The web process's part: prove, keep, ring."""

        async def report(request):
            try:
                word = read(await request.read(), request.headers.get("Authorization", ""))
            except NotFromLiveKit:
                return web.Response(status=401)
            await self.ask(actions.receive, word)
            ring(word.room)
            return web.json_response({})

        application = web.Application()
        application.router.add_post("/", report)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        return runner


def token_of(seat):
    line = Line.objects.select_related("seat__room").filter(seat=seat, ended_at=None).latest("created_at")
    return media_ticket(line).token
