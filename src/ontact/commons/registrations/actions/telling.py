"""What was announced has changed: who has a place, is offered one or waits reads from what to what, and why."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, UUIDField
from django.db.models.functions import Coalesce

from ontact.commons.journal.actions import sign
from ontact.commons.notices.actions import drop, send_all
from ontact.commons.programmes.changes import Change, Kind, Was
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.posting import Post, readers_of
from ontact.commons.registrations.models import Registration
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.foundation.actor import Actor
from ontact.foundation.ids import digest


@transaction.atomic
def tell_change(change: Change, by: Actor) -> int:
    """A letter with a new calendar file to everybody concerned. Returns how many letters; the same change twice is one.

    Whoever a cancellation has put out of the book has been told by the book already, in its own letter.
    """
    if not change.must_be_told:
        return 0
    for session in change.sessions:
        # A reminder that waits to be sent speaks of another time.
        drop(session)
    rows = _concerned(change.programme, change.sessions).select_related("person__guardian")
    post = Post(change.programme, change.sessions)
    facts: dict[str, Any] = {"changes": list(_changes(change)), "reason": change.reason}
    mark = digest(";".join(f"{one.pk}:{one.revision}" for one in change.sessions))[:32]
    told = send_all(
        post.letter(
            reader,
            "change",
            key=f"change:{change.kind.value[:12]}:{mark}:{reader.person.pk}",
            attached=change.sessions,
            **facts,
        )
        for reader in readers_of(rows.order_by("line_number", "pk"))
    )
    if told:
        sign(by, "told of a change", change.programme, change=change.kind.value, letters=told)
    return told


def count_told(programme: Programme, sessions: Iterable[Session] | None = None) -> int:
    """How many letters a change of these sessions (None: of any) would send, before it is made. One query."""
    concerned = _concerned(programme, sessions).filter(_READS)
    reads = ("person__guardian__same_as", "person__guardian", "person__same_as", "person")
    readers = concerned.annotate(reader=Coalesce(*reads, output_field=UUIDField()))
    return readers.order_by().values("reader").distinct().count()


_READS = Q(person__guardian__is_active=True) | Q(person__guardian=None, person__is_active=True)


def _concerned(programme: Programme, sessions: Iterable[Session] | None) -> QuerySet[Registration]:
    found: QuerySet[Registration] = Registration.objects.filter(programme=programme, state__in=LIVE_STATES)
    if sessions is None:
        return found
    return found.filter(Q(session=None) | Q(session__in=[one.pk for one in sessions]))


def _changes(change: Change) -> Iterator[dict[str, Any]]:
    """One line for each thing that is different; what is the same for all sessions is said once."""
    if not change.was:
        for session in change.sessions:
            yield _line(session, "added", after=[session.begins_at, session.ends_at])
        return
    pairs = list(zip(change.sessions, change.was, strict=True))
    said = [line for session, was in pairs for line in _of_one(change.kind, session, was)]
    if not said:
        yield {"kind": "words", "session": ""}
        return
    common: list[dict[str, Any]] = []
    for line in said:
        same = {**line, "session": ""}
        is_everywhere = sum({**one, "session": ""} == same for one in said) == len(pairs) > 1
        if not is_everywhere:
            yield line
        elif same not in common:
            common.append(same)
            yield same


def _of_one(kind: Kind, session: Session, was: Was) -> Iterator[dict[str, Any]]:
    before, after = [was.begins_at, was.ends_at], [session.begins_at, session.ends_at]
    if kind in (Kind.CANCELLED, Kind.PROGRAMME_CANCELLED):
        yield _line(session, "cancelled", before=before)
        return
    if before != after:
        yield _line(session, "time", before=before, after=after)
    if was.place != session.venue:
        yield _line(session, "place", before=was.place, after=session.venue)
    if was.title != session.name:
        yield _line(session, "title", before=was.title, after=session.name)


def _line(session: Session, kind: str, **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "session": session.title, **facts}
