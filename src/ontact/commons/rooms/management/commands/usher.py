"""`manage usher`: keeps LiveKit in step with the database until it is told to stop."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from ontact.commons.rooms.engine.livekit import LiveKit
from ontact.commons.rooms.usher.rounds import Usher


class Command(BaseCommand):
    help = "Look after all live rooms: rights, removals, messages, presence."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_serve())


async def _serve() -> None:
    usher = Usher(LiveKit())
    loop = asyncio.get_running_loop()
    for word in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(word, usher.enough.set)
    await usher.run()
