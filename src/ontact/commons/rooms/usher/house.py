"""The usher of the whole house: finds the rooms that are open, keeps one keeper for each, and hears the bell."""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from ontact.commons.rooms.engine.bell import hang
from ontact.commons.rooms.engine.words import MediaServer
from ontact.commons.rooms.usher import leases
from ontact.commons.rooms.usher.briefs import Ward, wards
from ontact.commons.rooms.usher.keeper import Ask, Keeper, LeaseLost

log = logging.getLogger(__name__)

# The bell is faster; this is for changes whose bell was not heard.
LOOK_EVERY_S = 0.5


class OneThread:
    """The database on a thread of its own: one connection, one thing after the other, and the loop never waits."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")

    async def __call__(self, act: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, _with_fresh_connection, act, args
        )

    def close(self) -> None:
        self._thread.submit(connections.close_all)
        self._thread.shutdown()


def _with_fresh_connection(act: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    close_old_connections()
    return act(*args)


class Usher:
    def __init__(self, server: MediaServer, ask: Ask, *, holder: str = "") -> None:
        self.server = server
        self.ask = ask
        self.holder = holder or leases.this_usher()
        self.keepers: dict[UUID, Keeper] = {}
        self._tasks: dict[UUID, asyncio.Task[None]] = {}
        self._bell = asyncio.Event()
        self._renewed_at = 0.0

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; a database that does not answer is waited for."""
        bell = await hang(self.heard)
        log.info("the usher %s is on duty", self.holder)
        try:
            while not stop.is_set():
                await self._look_after_all()
                await self._rest(stop)
        finally:
            bell.close()
            await self._go_home()

    def heard(self, room: str) -> None:
        """The bell of one room; an unknown one makes the usher look at all."""
        keeper = next((keeper for keeper in self.keepers.values() if keeper.name == room), None)
        if keeper is not None:
            keeper.wake()
        else:
            self._bell.set()

    async def look(self) -> None:
        """Start keepers for new rooms, wake those whose room has changed."""
        for ward in await self.ask(wards):
            keeper = self.keepers.get(ward.id)
            if keeper is None:
                await self._begin(ward)
            elif ward.version != keeper.version or ward.has_reports:
                keeper.wake()

    async def _look_after_all(self) -> None:
        self._bell.clear()
        try:
            await self.look()
            if time.monotonic() - self._renewed_at >= leases.RENEW_EVERY_S:
                await self._renew()
        except (DatabaseError, InterfaceError) as trouble:
            log.warning("the database does not answer: %s", trouble)
            await asyncio.sleep(1)

    async def _rest(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._bell.wait()), asyncio.create_task(stop.wait())]
        _, pending = await asyncio.wait(waits, timeout=LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
        for wait in pending:
            wait.cancel()

    async def _begin(self, ward: Ward) -> None:
        fence = await self.ask(leases.take, ward.id, self.holder)
        if fence is None:
            return
        keeper = Keeper(ward.id, ward.name, fence, self.server, self.ask)
        self.keepers[ward.id] = keeper
        self._tasks[ward.id] = asyncio.create_task(self._keep(keeper))

    async def _keep(self, keeper: Keeper) -> None:
        """A keeper that fails is replaced at the next look; the other rooms do not notice."""
        try:
            await keeper.run()
        except LeaseLost:
            log.warning("room %s: another usher has taken over", keeper.name)
        except Exception:
            log.exception("room %s: the keeper failed and is replaced", keeper.name)
            await asyncio.sleep(1)
        finally:
            self.keepers.pop(keeper.room_id, None)
            self._tasks.pop(keeper.room_id, None)

    async def _renew(self) -> None:
        self._renewed_at = time.monotonic()
        held = await self.ask(leases.renew, list(self.keepers), self.holder)
        for lost in set(self.keepers) - held:
            if task := self._tasks.get(lost):
                task.cancel()

    async def _go_home(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.server.close()
