"""The database as of one moment: taken while the hall runs, loaded into an empty one. SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ConnectionHandler

from ontact.config import ledger

Counts = dict[str, dict[str, Any]]


class ToolMissing(Exception):
    """pg_dump or pg_restore is not there, or failed; the message says which and why."""


def take(target: Path) -> tuple[Counts, list[str]]:
    """Copy the database; returns the counts of its tables and its migrations, of that very moment."""
    return _take_sqlite(target) if connection.vendor == "sqlite" else _take_postgres(target)


def load(source: Path) -> None:
    """Fill the empty database."""
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for beside in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
            beside.unlink(missing_ok=True)
        shutil.copyfile(source, file)
        return
    connection.close()
    _postgres(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={_name()}",
        str(source),
    )


def what_is_here() -> str:
    """What a restore would overwrite; empty when nothing."""
    found = ledger.tables(connection)
    if found:
        return f"its database has {len(found)} tables"
    media = Path(settings.VAR) / "media"
    if media.exists() and any(file.is_file() for file in media.rglob("*")):
        return f"{media} holds files"
    return ""


def _take_sqlite(target: Path) -> tuple[Counts, list[str]]:
    """SQLite's own backup copies while others write; the finished copy is then counted."""
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
    beside = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(target)}})[
        "default"
    ]
    try:
        return ledger.count_all(beside), ledger.migrations(beside)
    finally:
        beside.close()


def _take_postgres(target: Path) -> tuple[Counts, list[str]]:
    """pg_dump and our counting look at the same exported snapshot."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            (moment,) = cursor.fetchone()
        _postgres(
            "pg_dump", "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={target}", _name()
        )
        return ledger.count_all(connection), ledger.migrations(connection)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _postgres(tool: str, *arguments: str) -> None:
    """The password goes through the environment, never through the list of processes."""
    kept = connection.settings_dict
    wanted = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    words = {name: str(kept[key]) for name, key in wanted.items() if kept.get(key)}
    try:
        done = subprocess.run(  # noqa: S603 (our own arguments)
            [tool, *arguments], env={**os.environ, **words}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise ToolMissing(f"{tool} is not on the PATH. Install PostgreSQL's client programs.") from error
    if done.returncode:
        raise ToolMissing(f"{tool}: {done.stderr.strip().splitlines()[-1]}")
