"""What can be tried by whoever holds database, files, journal and logs after a secret vote, to join names to ballots.

Who voted when is no secret (answered calls say it). Each attack is an order of the ballots that may be the order in
which they were cast; it is good if it gives more voters their own choice than chance does.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from uuid import UUID

from django.db import connection

from ontact.commons.rooms.models import Asked, RoomEvent

CHOICES = rb"(for|against|abstain)"


@dataclass(frozen=True)
class Attack:
    name: str
    choices: list[str]


def order_of_voters(room) -> list[str]:
    """Seats in the order in which their ballots were answered: Asked rows beside the room's numbered events."""
    versions = RoomEvent.objects.filter(room=room, kind="meetings.ballot").values_list("version", flat=True)
    asked = Asked.objects.filter(version__in=list(versions), line__seat__room=room)
    return [str(seat) for seat in asked.order_by("at", "pk").values_list("line__seat_id", flat=True)]


def attacks(table: str, vote_id: UUID) -> Iterator[Attack]:
    """All orders that the database and its files offer, forwards and backwards."""
    for attack in (*_by_rows(table, vote_id), *_by_bytes(table, vote_id)):
        yield attack
        yield Attack(f"{attack.name}, backwards", attack.choices[::-1])


def right_guesses(voters: list[str], attack: Attack, truth: dict[str, str]) -> int:
    pairs = zip(voters, attack.choices, strict=False)
    return sum(truth[voter] == choice for voter, choice in pairs)


def best(voters: list[str], table: str, vote_id: UUID, truth: dict[str, str]) -> tuple[int, str]:
    tried = [(right_guesses(voters, attack, truth), attack.name) for attack in attacks(table, vote_id)]
    return max(tried, default=(0, "nothing to try"))


def chance(truth: dict[str, str], *, deviations: float) -> float:
    """What guessing reaches on average, and so many standard deviations (of a random matching) above it."""
    counts = Counter(truth.values()).values()
    n = len(truth)
    mean = sum(c * c for c in counts) / n
    own = sum(c * c * (n - c) ** 2 for c in counts)
    between = sum(a * a * b * b for a in counts for b in counts) - sum(c**4 for c in counts)
    return mean + deviations * sqrt((own + between) / (n * n * (n - 1)))


def _by_rows(table: str, vote_id: UUID) -> Iterator[Attack]:
    hidden = ["ctid", "xmin::text::bigint, ctid", "cmin::text::bigint"] if _is_postgres() else ["rowid"]
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        for order in ("", *columns, *hidden):
            by = f"ORDER BY {order}" if order else ""
            cursor.execute(
                f"SELECT choice FROM {table} WHERE vote_id = %s {by}",  # noqa: S608 -- our own names
                [_stored(vote_id)],
            )
            yield Attack(f"{table} by {order or 'nothing'}", [row[0] for row in cursor.fetchall()])


def _by_bytes(table: str, vote_id: UUID) -> Iterator[Attack]:
    """Rows carved out of files and logs of writing, the deleted ones too, in the order in which they lie there.

    Databases fill a page from its end: within a page the last bytes are the oldest.
    """
    found = carved(vote_id)
    alive = live_rows(table, vote_id)
    for name, rows in (("all", found), ("deleted", [row for row in found if row.key not in alive])):
        for how, place in (
            ("place", lambda row: (row.part, row.offset)),
            ("page", lambda row: (row.part, row.page, -row.offset)),
            ("key", lambda row: row.key),
        ):
            ordered = sorted(rows, key=place)
            first = {row.key: row.choice for row in reversed(ordered)}
            last = {row.key: row.choice for row in ordered}
            yield Attack(f"{name} rows by last {how}", list(last.values()))
            yield Attack(f"{name} rows by first {how}", list(first.values()))


@dataclass(frozen=True)
class Carved:
    """A ballot's row that some byte of the database's files still holds: in which file, where, on which page."""

    part: int
    offset: int
    page: int
    key: bytes
    choice: str


def carved(vote_id: UUID) -> list[Carved]:
    if _is_postgres():
        pattern, page = re.compile(rb"(.{16})(?:.)" + CHOICES + re.escape(vote_id.bytes), re.DOTALL), 8192
    else:
        pattern, page = re.compile(rb"([0-9a-f]{32})" + CHOICES + vote_id.hex.encode()), 4096
    found = []
    for part, content in enumerate(files()):
        # A frame of SQLite's log is a page with 24 bytes before it, after a head of 32.
        head, size = (32, page + 24) if content[:3] == b"\x37\x7f\x06" else (0, page)
        found += [
            Carved(part, match.start(), (match.start() - head) // size, match[1], match[2].decode())
            for match in pattern.finditer(content)
        ]
    return found


def live_rows(table: str, vote_id: UUID) -> set[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE vote_id = %s", [_stored(vote_id)])  # noqa: S608
        keys = [row[0] for row in cursor.fetchall()]
    return {key.bytes if isinstance(key, UUID) else str(key).encode() for key in keys}


def files() -> list[bytes]:
    """The database as it lies on the disk: file and write-ahead log, or the files of all relations."""
    if not _is_postgres():
        path = connection.settings_dict["NAME"]
        parts = [Path(f"{path}{end}") for end in ("", "-wal", "-journal")]
        return [part.read_bytes() for part in parts if part.exists()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't')")
        paths = sorted(row[0] for row in cursor.fetchall() if row[0] and row[0].startswith("base/"))
        contents = []
        for path in paths:
            cursor.execute("SELECT pg_read_binary_file(%s)", [path])
            contents.append(bytes(cursor.fetchone()[0] or b""))
    return contents


def every_row() -> Iterator[str]:
    """A dump: each row of each table as one line of text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield json.dumps([table, *row], default=str, ensure_ascii=False).replace("-", "")


def plant(table: str) -> None:
    """A table of ballots as a naive program would have it."""
    kinds = ("uuid", "varchar(200)") if _is_postgres() else ("char(32)", "varchar(200)")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {table} (id {kinds[0]} PRIMARY KEY, choice {kinds[1]}, vote_id {kinds[0]})"
        )


def drop(*tables: str) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def put(table: str, row_id: UUID, choice: str, vote_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, choice, vote_id) VALUES (%s, %s, %s)",  # noqa: S608
            [_stored(row_id), choice, _stored(vote_id)],
        )


def _stored(key: UUID) -> object:
    return key if _is_postgres() else key.hex


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"
