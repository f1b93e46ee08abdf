"""manage usher: keep every live room as the database says it should be. One process; runs until it is told to stop."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from ontact.commons.rooms.usher.house import OneThread, Usher


class Command(BaseCommand):
    help = "Keep every live room in step with the database (runs until stopped)."

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_serve())


async def _serve() -> None:
    from ontact.commons.rooms.engine.livekit import LiveKit  # slow: 1.5 s that `manage help` need not wait

    stop = asyncio.Event()
    for word in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(word, stop.set)
    database = OneThread()
    try:
        await Usher(LiveKit(), database).run(stop)
    finally:
        database.close()
