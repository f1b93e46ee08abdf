"""The doctor's questions: each names what is wrong, why, and the remedy."""

import os
import shutil
import smtplib
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from ontact.commons.listings.checking import differences
from ontact.config import health
from ontact.foundation.clock import now

WELL, WORRY, ILL = "ok", "look", "FAIL"


@dataclass(frozen=True)
class Finding:
    state: str
    what: str
    cause: str = ""
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """All questions, cheapest first; a question that itself fails becomes a finding."""
    for question in QUESTIONS:
        try:
            yield question()
        except (OSError, DatabaseError, ValueError) as error:
            name = question.__name__.strip("_").replace("_", " ")
            yield Finding(
                ILL, name, f"The question could not be asked: {error}", "Read the line above; then ask again."
            )


def _python() -> Finding:
    number = ".".join(str(part) for part in sys.version_info[:3])
    return Finding(WELL, f"Python {number}")


def _folder() -> Finding:
    var = Path(settings.VAR)
    if not os.access(var, os.W_OK):
        return Finding(ILL, f"{var}", "It may not be written.", f"chown -R the user of the hall {var}")
    return Finding(WELL, f"The hall lies in {var}")


def _disk() -> Finding:
    free = shutil.disk_usage(settings.VAR).free / 1024**3
    if free < 0.2:
        return Finding(
            ILL, f"{free:.1f} GB free", "The disk is full; nothing can be kept.", "Free space or move var."
        )
    if free < 5:
        return Finding(
            WORRY, f"{free:.1f} GB free", "Papers and recordings need room.", "Plan a larger disk."
        )
    return Finding(WELL, f"{free:.0f} GB free")


def _secrets() -> Finding:
    file = Path(settings.VAR) / "secrets.env"
    if not file.exists():
        if os.environ.get("ONTACT_SECRET_KEY"):
            return Finding(WELL, "Secrets come from the environment")
        return Finding(WORRY, "No secrets yet", "The hall has not been opened here.", "Open it with bin/run.")
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        return Finding(
            ILL,
            f"{file} may be read by others (mode {mode:o})",
            "It was copied carelessly.",
            f"chmod 600 {file}",
        )
    return Finding(WELL, "Secrets are readable by their owner only")


def _address() -> Finding:
    parts = urlsplit(settings.BASE_URL)
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not local:
        return Finding(
            ILL,
            f"The hall's address is {settings.BASE_URL}",
            "Browsers give camera and microphone only to https addresses.",
            "Put a proxy with a certificate in front (docs/operating/proxy.md) and set ONTACT_BASE_URL to https://…",
        )
    return Finding(WELL, f"The hall's address is {settings.BASE_URL}")


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            (word,) = cursor.fetchone()
            if word != "ok":
                return Finding(
                    ILL, "The database is damaged", str(word), "Stop the hall and restore the last backup."
                )
    return Finding(WELL, f"The database answers ({connection.vendor})")


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding(
            ILL, f"{len(missing)} migrations are missing", "A new release was fetched.", "bin/manage upgrade"
        )
    return Finding(WELL, "The tables fit the release")


def _listings() -> Finding:
    found = differences()
    if found.count:
        facts = f"{len(found.missing)} missing, {len(found.left_over)} left over, {len(found.otherwise)} otherwise"
        first = sorted(found.missing | found.left_over | found.otherwise)[0]
        return Finding(
            ILL,
            f"{found.count} listings differ from their sources",
            f"{facts}; the first is {first[0]} {first[1]}. Home, calendar and search may say another time.",
            "Open the desk's page of that object and save it once; report it, with the journal's line of the night.",
        )
    return Finding(WELL, f"All {found.rows} listings say what their sources say")


def _client() -> Finding:
    if not (Path(settings.TOOLS) / "client" / "manifest.json").exists():
        return Finding(ILL, "The client has not been built", "Set-up did not finish.", "Start bin/run once.")
    return Finding(WELL, "The client is built")


def _ffmpeg() -> Finding:
    note = Path(settings.TOOLS) / "ffmpeg"
    if not note.exists() or not Path(note.read_text().strip()).exists():
        return Finding(
            WORRY,
            "ffmpeg is not where it was",
            "It was moved or removed.",
            f"rm -f {note}; start bin/run once.",
        )
    return Finding(WELL, f"ffmpeg: {note.read_text().strip()}")


def _media_server() -> Finding:
    state = health.media_server()
    if state == "preparing":
        return Finding(
            WORRY,
            "LiveKit is being built",
            "The first start takes 3-4 minutes.",
            "Wait; rooms open by themselves.",
        )
    if state != "ok":
        return Finding(
            ILL,
            f"LiveKit does not answer at {settings.LIVEKIT_URL}",
            "It is not running, or listens elsewhere.",
            f"Open the hall; then read {Path(settings.VAR) / 'log' / 'livekit.log'}.",
        )
    return Finding(WELL, f"LiveKit answers at {settings.LIVEKIT_URL}")


def _usher() -> Finding:
    if health.usher() != "ok":
        return Finding(
            ILL,
            "The usher does not answer",
            "Live rooms are not kept in step: nobody is admitted to sound and picture.",
            f"Open the hall; then read {Path(settings.VAR) / 'log' / 'usher.log'}.",
        )
    return Finding(WELL, "The usher answers")


def _tasks() -> Finding:
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=now() - timedelta(minutes=5)).count()
    if late:
        return Finding(
            ILL,
            f"{late} tasks have waited for more than five minutes",
            "The worker is not running or cannot keep up.",
            f"Open the hall; then read {Path(settings.VAR) / 'log' / 'worker.log'}.",
        )
    return Finding(WELL, "No task waits for long")


def _mail() -> Finding:
    parts = urlsplit(settings.MAIL_URL)
    if parts.scheme not in ("smtp", "smtps"):
        remedy = "Set ONTACT_MAIL_URL (docs/operating/mail.md)."
        if settings.DEMO:
            return Finding(WELL, "Mails stay in the demo's outbox")
        return Finding(WORRY, "Mails are written to var/outbox", "No mail server is named.", remedy)
    try:
        with smtplib.SMTP(parts.hostname or "", parts.port or 25, timeout=5) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            ILL, f"The mail server {parts.hostname} does not answer", str(error), "Check ONTACT_MAIL_URL."
        )
    return Finding(WELL, f"The mail server {parts.hostname} answers")


def _clock() -> Finding:
    """A clock that is off makes LiveKit refuse tokens; the kernel knows whether something keeps it right."""
    note = Path("/run/systemd/timesync/synchronized")
    if Path("/run/systemd/timesync").exists() and not note.exists():
        return Finding(
            WORRY, "The clock is not synchronised", "Tokens live 10 minutes.", "Switch on systemd-timesyncd."
        )
    return Finding(WELL, f"The clock says {now():%Y-%m-%d %H:%M:%S} UTC on {socket.gethostname()}")


QUESTIONS: tuple[Callable[[], Finding], ...] = (
    *(_python, _folder, _disk, _secrets, _address, _clock, _client, _ffmpeg),
    *(_database, _tables, _listings, _tasks, _mail, _media_server, _usher),
)
