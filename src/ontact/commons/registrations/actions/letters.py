"""What the book has decided is told in the same commit: to each whom it concerns, unless their own press has just said so.

A batch costs three statements more, however many it concerns, and none where nobody has to be told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ontact.commons.notices.actions import Letter, send_all
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.actions.opened import OpenBook
from ontact.commons.registrations.actions.posting import Post, Reader, readers_of
from ontact.commons.registrations.engine.book import State, Why
from ontact.commons.registrations.models import Channel, Line, Registration
from ontact.commons.registrations.queries.late import free_until
from ontact.commons.registrations.queries.saying import REASONS
from ontact.foundation.worded import in_every_language


@dataclass(frozen=True)
class News:
    """What several registrations of one reader have in common, so that one letter says it."""

    letter: str
    why: str
    offered_until: datetime | None = None
    number: int = 0


def write_letters(opened: OpenBook) -> int:
    """Of everything that this batch has changed. Returns how many letters there are."""
    told = {row: news for row, news in _changed(opened) if news.letter}
    if not told:
        return 0
    _fetch_people(list(told))
    presses = _presses(opened)
    groups: dict[News, list[Registration]] = {}
    for row, news in told.items():
        if news.letter != "withdrawn" or not _was_own(row, presses.get(str(row.pk))):
            groups.setdefault(news, []).append(row)
    if not groups:
        return 0
    post = Post(opened.programme, opened.sessions.values())
    return send_all(letter for news, rows in groups.items() for letter in _letters(post, opened, news, rows))


def _changed(opened: OpenBook) -> Iterator[tuple[Registration, News]]:
    for name, wish in opened.book.changed.items():
        row = opened.rows[name]
        letter = _letter_about(row, opened.before.get(name, ""))
        is_waiting = letter == "waiting"
        yield row, News(letter, row.why, row.offered_until, wish.place if is_waiting else 0)


def _letter_about(row: Registration, was: str) -> str:
    """Which letter, if any. `was`: the state before the batch; "" for whoever has just asked, and reads the answer."""
    state = State(row.state)
    if state == was:
        return ""
    if row.why == Why.CANCELLED:
        return "cancelled" if was else ""
    if state in (State.WAITING, State.HELD):
        return "waiting" if was or row.channel != Channel.ONLINE else ""
    if state in (State.REFUSED, State.WITHDRAWN, State.DECLINED) and not was:
        return ""
    return {
        State.PLACED: "place",
        State.OFFERED: "offer",
        State.LAPSED: "lapsed",
        State.REFUSED: "refused",
    }.get(state, "withdrawn")


def _fetch_people(rows: list[Registration]) -> None:
    people = Person.objects.select_related("guardian").in_bulk({row.person_id for row in rows})
    for row in rows:
        row.person = people[row.person_id]


def _presses(opened: OpenBook) -> dict[str, UUID | None]:
    """Wish → who gave it up in this batch."""
    found: dict[str, UUID | None] = {}
    for line in opened.lines:
        if line.verb == Line.Verb.WITHDRAW:
            found |= dict.fromkeys(line.facts["wishes"], line.by_id)
        elif line.verb == Line.Verb.DECLINE:
            rows = opened.by_unit.get(line.facts["unit"], [])
            found |= {str(row.pk): line.by_id for row in rows}
    return found


def _was_own(row: Registration, by: UUID | None) -> bool:
    """Whoever pressed has read the answer: the person, the guardian, or who had signed them up."""
    mine = {row.person_id, row.person.same_as_id, row.asked_by_id}
    if row.person.guardian is not None:
        mine |= {row.person.guardian_id, row.person.guardian.same_as_id}
    return by is not None and by in mine


def _letters(post: Post, opened: OpenBook, news: News, rows: list[Registration]) -> Iterator[Letter]:
    """A registration comes into each state once, so the first one of a letter names it for ever."""
    why = in_every_language(REASONS[Why(news.why)])
    for reader in readers_of(rows):
        first = min(reader.registrations, key=lambda one: one.pk)
        yield post.letter(
            reader,
            news.letter,
            key=f"{news.letter}:{first.pk}",
            why=why,
            until=news.offered_until,
            number=news.number,
            is_held=first.state == State.HELD,
            **_dates(post, opened, news, reader),
        )


def _dates(post: Post, opened: OpenBook, news: News, reader: Reader) -> dict[str, Any]:
    """Sessions that the letter names, those in its calendar file, and what is said of them."""
    if news.letter in ("place", "offer"):
        sessions = post.sessions_of(reader.registrations)
        until = free_until(sessions, opened.terms.withdraw_until)
        return {
            "sessions": sessions,
            "attached": sessions if news.letter == "place" else (),
            "free_until": until if until and until > opened.at else None,
        }
    if news.letter == "cancelled":
        sessions = _called_off(post, opened, reader)
        said = [opened.programme.cancelled_because, *(one.cancelled_because for one in sessions)]
        return {
            "sessions": sessions,
            "attached": sessions,
            "reason": next(filter(None, said), ""),
            "is_all": opened.programme.is_cancelled,
        }
    return {}


def _called_off(post: Post, opened: OpenBook, reader: Reader) -> list[Session]:
    """Of the whole programme those sessions that were still to come: what was held stays in the calendar."""
    wanted = {one.session_id for one in reader.registrations}
    return [
        one
        for one in post.sessions
        if one.is_cancelled and one.ends_at > opened.at and (None in wanted or one.pk in wanted)
    ]
