"""What one version of the clerk's text says differently from another: by paragraphs, and in them by words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Minutes, MinutesVersion
from ontact.capabilities.meetings.queries.record import OUTSIDE

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """kind: same, gone, new."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One part of the minutes that differs."""

    title: str
    pieces: list[Piece]


def changes(minutes: Minutes, before: MinutesVersion, after: MinutesVersion) -> list[Change]:
    """Two queries, whatever the number of items and seats."""
    old, new = _parts(minutes, before.edits), _parts(minutes, after.edits)
    keys = list(dict.fromkeys([*old, *new]))
    return [
        Change(key, pieces(old.get(key, ""), new.get(key, "")))
        for key in keys
        if old.get(key, "") != new.get(key, "")
    ]


def pieces(old: str, new: str) -> list[Piece]:
    """Word by word; joined again, the pieces that are not gone are the new text, those not new the old one."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    found: list[Piece] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(Piece("gone", "".join(before[a:b])))
        if d > c:
            found.append(Piece("new", "".join(after[c:d])))
    return found


def _parts(minutes: Minutes, edits: dict[str, Any]) -> dict[str, str]:
    """Title → text of all that a clerk can change, in the order of the page."""
    notes = edits.get("notes", {})
    titles = {str(item.pk): f"{item.number}. {item.title}" for item in minutes.meeting.items.all()}
    titles[OUTSIDE] = _("Outside the agenda")
    found = {title: notes[key] for key, title in titles.items() if notes.get(key)}
    people = {str(one.seat_id): one.shown_name for one in minutes.meeting.participants.told()}
    for seat, words in edits.get("names", {}).items():
        title = _("Name of %(name)s") % {"name": people.get(seat, "–")}
        found[title] = ", ".join(word for word in (words.get("name"), words.get("organisation")) if word)
    if edits.get("chat"):
        found[_("Lines of the chat to leave out")] = str(len(edits["chat"]))
    if edits.get("closed"):
        found[_("Closed to the public")] = "\n".join(_closed(edits["closed"]))
    return found


def _closed(rows: Iterable[dict[str, str]]) -> Iterable[str]:
    for row in rows:
        what = _("Item %(number)s") % {"number": row["key"]} if row["kind"] == "item" else row["key"]
        yield f"{what} ({row['ground']}) {row.get('words', '')}".strip()
