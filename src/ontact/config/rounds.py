"""The minute's rounds: every package sends its reminders and closes what has expired."""

import logging
import threading
import time

from django.db import close_old_connections

from ontact.foundation.capability import capabilities
from ontact.foundation.clock import now

log = logging.getLogger("ontact.rounds")
EACH_S = 60


def walk_once() -> list[str]:
    """Call every package's rounds; one that fails does not keep the others waiting. Returns who failed."""
    failed = []
    for capability in capabilities():
        try:
            capability.rounds(now())
        except Exception:
            # The next minute tries again; rounds are harmless when repeated.
            log.exception("rounds failed", extra={"facts": {"package": capability.label}})
            failed.append(capability.label)
    return failed


def walk_for_ever(enough: threading.Event) -> None:
    """Once at the start, then each minute, until told otherwise."""
    while True:
        began = time.monotonic()
        close_old_connections()
        walk_once()
        close_old_connections()
        if enough.wait(max(1.0, EACH_S - (time.monotonic() - began))):
            return
