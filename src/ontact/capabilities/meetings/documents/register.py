"""The register of minutes as a document: one table, in the form of the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings

from ontact.capabilities.meetings.documents.sheet import Column, Sheet, Table, Text
from ontact.capabilities.meetings.documents.words import Say

# Enough of a hash to tell two editions apart; the whole stands in the sheet and on the page.
SHOWN = 16


class Entry(Protocol):
    """What the document needs of one row."""

    def cells(self) -> list[str]: ...


@dataclass(frozen=True)
class Cover:
    """Of which office, of which year; empty: of all."""

    city: str
    host: str
    year: int | None
    made_at: datetime


def compose_register(rows: Sequence[Entry], cover: Cover, language: str) -> Sheet:
    say = Say(language, settings.TIME_ZONE)
    facts = [
        (say("host"), cover.host or say("all_offices")),
        (say("year"), str(cover.year or say("all_years"))),
        (say("entries"), str(len(rows))),
        (say("made_at"), say.moment(cover.made_at)),
    ]
    labels = ("number", "held_on", "host", "meeting", "edition", "disclosure", "hash")
    shares = (1.1, 1.6, 1.8, 3.0, 0.9, 2.2, 2.2)
    columns = tuple(Column(say(label), share) for label, share in zip(labels, shares, strict=True))
    table = Table(say("register"), columns, tuple(_cells(row) for row in rows))
    return Sheet(
        language=say.language,
        kind=say("register"),
        title=" ".join(word for word in (say("register"), cover.host, str(cover.year or "")) if word),
        over=cover.city,
        notice="",
        facts=Table(say("register"), (Column("", 1, "center"), Column("", 5.2)), tuple(facts)),
        blocks=(table,) if rows else (Text(say("no_entries"), quiet=True),),
        closing=(),
        hash_line=cover.city,
        page_of=say("page_of", n="{n}", of="{of}"),
        written_at_s=int(cover.made_at.timestamp()),
    )


def _cells(row: Entry) -> tuple[str, ...]:
    number, day, host, title, edition, disclosure, sha256, _page = row.cells()
    return (number, day, host, title, edition, disclosure, sha256[:SHOWN])
