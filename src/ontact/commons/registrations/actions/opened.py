"""The open book: what a batch of requests finds when the programme is locked, and what it leaves to be stored."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.book import Book
from ontact.commons.registrations.engine.reading import read
from ontact.commons.registrations.models import Channel, Line, Pool, Registration, Terms
from ontact.foundation.actor import Actor


@dataclass(frozen=True)
class Ask:
    """One request to a book. `facts` become the line's; the same key is the same line."""

    programme_id: UUID
    verb: str
    key: str
    by: Actor
    facts: dict[str, Any] = field(default_factory=dict)
    asked_by_id: UUID | None = None
    preparation_id: UUID | None = None
    channel: str = Channel.ONLINE


@dataclass(frozen=True)
class Answer:
    """What stands in the book now. `line_number` 0: no line was needed. `place`: in line, when it joined.

    `refusal`: a "no" from memory, which is no line; whoever asks again is heard again.
    """

    line_number: int = 0
    registrations: tuple[Registration, ...] = ()
    place: int = 0
    refusal: str = ""


@dataclass
class OpenBook:
    """Rows of the tables beside the state that the engine knows. `at` was taken under the lock."""

    programme: Programme
    terms: Terms
    at: datetime
    book: Book
    pools: dict[str, Pool] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    known: dict[str, Line] = field(default_factory=dict)
    rows: dict[str, Registration] = field(default_factory=dict)
    by_line: dict[int, list[Registration]] = field(default_factory=dict)
    by_unit: dict[str, list[Registration]] = field(default_factory=dict)
    # State of each row as it was loaded; a new one has none.
    before: dict[str, str] = field(default_factory=dict)
    new: list[Registration] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pressed: list[UUID] = field(default_factory=list)

    def keep(self, row: Registration, *, is_new: bool = False) -> None:
        """Harmless for a row that is here already."""
        if str(row.pk) in self.rows:
            return
        self.rows[str(row.pk)] = row
        self.by_line.setdefault(row.line_number, []).append(row)
        self.by_unit.setdefault(str(row.unit), []).append(row)
        if is_new:
            self.new.append(row)
        else:
            self.before[str(row.pk)] = row.state

    def is_cancelled(self, session: str) -> bool:
        return self.programme.is_cancelled or (bool(session) and self.sessions[session].is_cancelled)

    def write(self, verb: str, key: str, by: Actor, facts: dict[str, Any]) -> Line:
        """Number the line and let it take effect."""
        self.terms.last_line += 1
        line = Line(
            programme=self.programme,
            number=self.terms.last_line,
            verb=verb,
            key=key,
            at=self.at,
            by_id=by.id,
            facts=facts,
        )
        self.lines.append(line)
        read(self.book, verb, facts, self.at)
        return line
