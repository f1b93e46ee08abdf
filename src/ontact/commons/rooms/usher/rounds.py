"""The usher's rounds: which rooms need looking after, and waking their duties."""

import asyncio
import hashlib
import logging
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from ontact.commons.rooms.engine.bell import hang
from ontact.commons.rooms.engine.words import MediaServer
from ontact.commons.rooms.usher import ledger
from ontact.commons.rooms.usher.duty import Duty

log = logging.getLogger("ontact.usher")
T = TypeVar("T")
LOOK_ROUND_EACH_S = 0.5


class Usher:
    """One asyncio process for all rooms whose lease it gets. `run()` ends when `enough` is set."""

    def __init__(self, server: MediaServer, *, holder: str = "") -> None:
        self.server = server
        self.holder = holder or own_name()
        self.enough = asyncio.Event()
        self._bell = asyncio.Event()
        self._duties: dict[UUID, tuple[Duty, asyncio.Task[None]]] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")

    async def run(self) -> None:
        ear = await hang(self._heard)
        log.info("on duty as %s", self.holder)
        try:
            while not self.enough.is_set():
                await self._look_round()
                await self._rest()
        finally:
            ear.close()
            await self._go_off_duty()

    def desk(self, call: Callable[..., T], *args: Any, **kwargs: Any) -> "asyncio.Future[T]":
        """One database thread: SQLite has one writer anyway, and rooms take turns fairly."""
        return asyncio.get_running_loop().run_in_executor(
            self._thread, partial(_with_connection, call, *args, **kwargs)
        )

    async def _look_round(self) -> None:
        self._bell.clear()
        self._duties = {room: (duty, task) for room, (duty, task) in self._duties.items() if not task.done()}
        try:
            for call in await self.desk(ledger.calls):
                await self._answer(call)
        except DatabaseError as error:
            log.warning("the database does not answer (%s)", error)

    async def _answer(self, call: ledger.Call) -> None:
        if call.room in self._duties:
            if call.has_news:
                self._duties[call.room][0].wake.set()
            return
        lease = await self.desk(ledger.take, call.room, self.holder)
        if lease is not None:
            duty = Duty(lease, call.name, self.server, self.desk)
            self._duties[call.room] = (duty, asyncio.create_task(duty.run()))

    def _heard(self, name: str) -> None:
        for duty, _task in self._duties.values():
            if duty.name == name:
                duty.wake.set()
                return
        self._bell.set()

    async def _rest(self) -> None:
        waiting = [asyncio.create_task(self._bell.wait()), asyncio.create_task(self.enough.wait())]
        await asyncio.wait(waiting, timeout=LOOK_ROUND_EACH_S, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()

    async def _go_off_duty(self) -> None:
        for _duty, task in self._duties.values():
            task.cancel()
        await asyncio.gather(*(task for _duty, task in self._duties.values()), return_exceptions=True)
        for duty, _task in self._duties.values():
            await self.desk(ledger.give_back, duty.lease)
        await self.server.close()
        self._thread.shutdown()


def own_name() -> str:
    """This machine and this hall: an usher that was killed comes back under the same name."""
    hall = hashlib.sha256(str(settings.USHER_SOCKET).encode()).hexdigest()[:12]
    return f"{socket.gethostname()[:40]}-{hall}"


def _with_connection(call: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    close_old_connections()
    return call(*args, **kwargs)
