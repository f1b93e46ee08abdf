"""The registers of instructions and of decisions: who may look into which rows, filters, search."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ontact.capabilities.meetings.models import Instruction, Meeting, RegisteredDecision
from ontact.commons.listings.queries import LONGEST_QUERY
from ontact.commons.listings.words import as_initials, folded, initial_lines, lines
from ontact.commons.people.models import Organisation


@dataclass(frozen=True)
class Wanted:
    """What the reader of a register asks for; empty means everything."""

    state: str = ""
    words: str = ""
    office: Organisation | None = None
    host: Organisation | None = None
    meeting: Meeting | None = None
    year: str = ""


def instructions_wanted(rows: QuerySet[Instruction], wanted: Wanted, today: date) -> QuerySet[Instruction]:
    """Open ones by due day, what is done by the newest number."""
    if wanted.office:
        rows = rows.filter(office=wanted.office)
    if wanted.meeting:
        rows = rows.filter(meeting=wanted.meeting)
    return in_state(holding(rows, wanted.words), wanted.state, today)


def in_state(rows: Any, state: str, today: date) -> QuerySet[Instruction]:
    if state == "done":
        return rows.done().order_by("-year", "-number")  # type: ignore[no-any-return]  # our own queryset
    if state == "overdue":
        return rows.overdue(today).order_by("due_on")  # type: ignore[no-any-return]  # our own queryset
    if state == "all":
        return rows.order_by("-year", "-number", "-created_at")  # type: ignore[no-any-return]  # our own queryset
    return rows.open().order_by("due_on", "-year", "-number")  # type: ignore[no-any-return]  # our own queryset


def decisions_wanted(rows: QuerySet[RegisteredDecision], wanted: Wanted) -> QuerySet[RegisteredDecision]:
    """The newest first."""
    if wanted.state:
        rows = rows.filter(status=wanted.state)
    if wanted.host:
        rows = rows.filter(host=wanted.host)
    if wanted.year:
        rows = rows.filter(year=int(wanted.year))
    found: QuerySet[RegisteredDecision] = holding(rows, wanted.words)
    return found.order_by("-decided_at", "-number")


def search_words(*texts: str) -> dict[str, str]:
    """What a row is found by; the fields as they are stored."""
    return {"search_text": lines(texts), "initials": initial_lines(texts)}


def holding(rows: Any, words: str) -> Any:
    """Rows that hold every word; consonants alone (ㅅㅇㅅ) are looked up among the initials."""
    for word in _words(words):
        initials = as_initials(word)
        rows = rows.filter(
            Q(initials__contains=initials) if initials else Q(search_text__contains=folded(word))
        )
    return rows


def _words(words: str) -> Iterable[str]:
    return [word for word in words[:LONGEST_QUERY].split() if folded(word)]
