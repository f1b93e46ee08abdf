"""The usher's bell: a local socket on which a committed change says which room it was.

A bell that nobody hears is no harm: the usher looks by itself each half second.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)
EVERY_ROOM = "*"


def ring(room: str) -> None:
    """Nudge the usher; never waits, never fails."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        try:
            line.sendto(room.encode(), settings.USHER_SOCKET)
        except OSError as error:
            log.debug("the usher does not hear the bell for %s: %s", room, error)


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, heard: Callable[[str], None]) -> None:
        self.heard = heard

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.heard(data.decode(errors="replace"))


async def hang(heard: Callable[[str], None]) -> asyncio.DatagramTransport:
    """Listen on the usher's socket; the latest usher of a machine takes the bell over."""
    place = Path(settings.USHER_SOCKET)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    before = os.umask(0o177)  # only our own user may ring
    try:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: _Ear(heard), local_addr=str(place), family=socket.AF_UNIX
        )
    finally:
        os.umask(before)
    return transport
