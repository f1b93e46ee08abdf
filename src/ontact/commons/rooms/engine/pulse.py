"""Whether picture and sound can be had right now: asked at most every two seconds, while they cannot twice a second."""

import http.client
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

READY = "ready"
PREPARING = "preparing"
AWAY = "away"
ASK_EVERY_S = 2.0
# Everyone waits for its return, and a machine that is away refuses within a millisecond.
ASK_THE_ABSENT_EVERY_S = 0.5
ANSWER_WITHIN_S = 0.7

_lock = threading.Lock()
_last: tuple[float, str] = (0.0, AWAY)


def media_state() -> str:
    """READY, PREPARING (this machine is still building its LiveKit) or AWAY.

    While one thread asks, the others take the last answer, so no page waits longer than ANSWER_WITHIN_S.
    """
    global _last  # noqa: PLW0603 (one answer per process)
    asked_at, answer = _last
    every_s = ASK_EVERY_S if answer == READY else ASK_THE_ABSENT_EVERY_S
    if time.monotonic() - asked_at < every_s or not _lock.acquire(blocking=asked_at == 0.0):
        return answer
    try:
        if time.monotonic() - _last[0] >= every_s:
            _last = (time.monotonic(), _ask())
        return _last[1]
    finally:
        _lock.release()


def forget_last_answer() -> None:
    global _last  # noqa: PLW0603
    _last = (0.0, AWAY)


def _ask() -> str:
    address = urlsplit(settings.LIVEKIT_URL)
    kind = http.client.HTTPSConnection if address.scheme in ("https", "wss") else http.client.HTTPConnection
    line = kind(address.hostname or "127.0.0.1", address.port, timeout=ANSWER_WITHIN_S)
    try:
        line.request("GET", "/")
        return READY if line.getresponse().status == http.HTTPStatus.OK else AWAY
    except (OSError, http.client.HTTPException):
        return PREPARING if _is_being_built() else AWAY
    finally:
        line.close()


def _is_being_built() -> bool:
    """A LiveKit of our own that is not there yet: bin/run says so in a file while it builds."""
    return Path(settings.VAR, "run", "livekit.preparing").exists()
