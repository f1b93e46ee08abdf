"""Health for a supervisor or a proxy: does the process live, and can the hall do its work."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from ontact.foundation.access import Who, access

WHY = "A supervisor, a proxy or a monitor asks without signing in; the answer holds no secret and no person."
FREE_AT_LEAST_BYTES = 200 * 1024**2


@access(Who.EVERYONE, why=WHY)
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 while this process answers at all; asks nobody else."""
    return JsonResponse({"status": "live"})


@access(Who.EVERYONE, why=WHY)
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served, else 503. LiveKit and usher are told but do not decide: pages work without."""
    needed = {"database": _database(), "migrations": _migrations(), "disk": _disk()}
    told = {"media_server": media_server(), "usher": usher()}
    well = all(state == "ok" for state in needed.values())
    answer = JsonResponse(
        {"status": "ready" if well else "not ready", **needed, **told}, status=200 if well else 503
    )
    if not well:
        answer["Retry-After"] = "5"
    return answer


def _database() -> str:
    return _asked(lambda: connection.cursor().execute("SELECT 1"))


def _migrations() -> str:
    """Asked until the answer is ok once; migrations do not come undone while the process runs."""
    if not _seen_migrated:
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return "missing"
        except DatabaseError:
            return "unknown"
        _seen_migrated.append(True)
    return "ok"


_seen_migrated: list[bool] = []


def _disk() -> str:
    free = shutil.disk_usage(settings.VAR).free
    return "ok" if free > FREE_AT_LEAST_BYTES else "full"


def media_server() -> str:
    if (Path(settings.VAR) / "run" / "livekit.preparing").exists():
        return "preparing"
    parts = urlsplit(settings.LIVEKIT_URL)
    port = parts.port or (443 if parts.scheme in ("https", "wss") else 80)
    return _knocked(socket.AF_INET, (parts.hostname or "127.0.0.1", port))


def usher() -> str:
    return _knocked(socket.AF_UNIX, settings.USHER_SOCKET)


def _knocked(family: socket.AddressFamily, address: tuple[str, int] | str) -> str:
    """ok or away, within half a second."""
    # Connecting a datagram proves something only for a local socket.
    kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM) if family == socket.AF_UNIX else (socket.SOCK_STREAM,)
    for kind in kinds:
        with socket.socket(family, kind) as knock:
            knock.settimeout(0.5)
            try:
                knock.connect(address)
            except OSError:
                continue
            return "ok"
    return "away"


def _asked(question: Callable[[], object]) -> str:
    try:
        question()
    except DatabaseError:
        return "away"
    return "ok"
