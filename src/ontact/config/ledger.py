"""Counts and hashes of every table: what proves that a restored hall is the one that was backed up."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

BATCH = 2_000
# What runs on while a hall is open and is worth nothing in another one.
LEFT_OUT = frozenset({"django_session"})


def tables(connection: BaseDatabaseWrapper) -> list[str]:
    """All tables of the database that belong to the house, sorted."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if name not in LEFT_OUT and not name.startswith("sqlite_"))


def count_all(connection: BaseDatabaseWrapper) -> dict[str, dict[str, Any]]:
    """{table: {rows, sha256}} as the present transaction sees it."""
    return {table: _count(connection, table) for table in tables(connection)}


def migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of all applied migrations, "app.name", sorted."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def unknown_migrations(names: list[str]) -> list[str]:
    """Those that this release has never heard of: the backup comes from a newer one."""
    disk = MigrationLoader(None, replace_migrations=False).disk_migrations
    known = {f"{app}.{name}" for app, name in disk}
    known |= {f"{app}.{name}" for migration in disk.values() for app, name in migration.replaces}
    return [name for name in names if name not in known]


def differences(wanted: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A sentence for each table that is not as it was."""
    for table in sorted(wanted.keys() | found.keys()):
        before, after = wanted.get(table), found.get(table)
        if before is None:
            yield f"{table} is there but was not in the backup"
        elif after is None:
            yield f"{table} is missing"
        elif before["rows"] != after["rows"]:
            yield f"{table} has {after['rows']} rows instead of {before['rows']}"
        elif before["sha256"] != after["sha256"]:
            yield f"{table} has the right number of rows, but other contents"


def _count(connection: BaseDatabaseWrapper, table: str) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        columns = sorted(
            column.name for column in connection.introspection.get_table_description(cursor, table)
        )
        chosen = ", ".join(quote(name) for name in columns)
        # Names come from the database's own list and are quoted; order by all columns works for any table.
        order = ", ".join(str(number) for number in _order(connection, cursor, table, columns))
        cursor.execute(f"SELECT {chosen} FROM {quote(table)} ORDER BY {order}")  # noqa: S608
        while batch := cursor.fetchmany(BATCH):
            for row in batch:
                digest.update(repr(tuple(_plain(value) for value in row)).encode() + b"\n")
            rows += len(batch)
    return {"rows": rows, "sha256": digest.hexdigest()}


def _order(connection: BaseDatabaseWrapper, cursor: Any, table: str, columns: list[str]) -> list[int]:
    """Positions (from 1) of the primary key's columns, else of all."""
    key = connection.introspection.get_primary_key_columns(cursor, table) or columns
    return [columns.index(name) + 1 for name in key]


def _plain(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, (memoryview, bytes)) else str(value)
