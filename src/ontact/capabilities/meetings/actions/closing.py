"""Closing passages of the minutes to the public before they are approved, and opening them again."""

from django.db import transaction

from ontact.capabilities.meetings.actions.minutes import Edits, save_minutes
from ontact.capabilities.meetings.documents.closing import Closing, is_part_of_a_marker, stands_in
from ontact.capabilities.meetings.errors import PassageInMarker, PassageMissing, PassageTooShort
from ontact.capabilities.meetings.models import Minutes
from ontact.capabilities.meetings.queries.editions import draft_body
from ontact.foundation.actor import Actor

SHORTEST = 2


@transaction.atomic
def close_passage(minutes: Minutes, closing: Closing, *, version: int, by: Actor) -> Minutes:
    """A new version of the draft with this closed. The same passage again changes its ground.

    Raises:
        PassageMissing, PassageTooShort, PassageInMarker; EditedMeanwhile, MinutesFrozen.
    """
    _check(minutes, closing)
    others = [one for one in _closed(minutes) if (one["kind"], one["key"]) != (closing.kind, closing.key)]
    return _save(minutes, [*others, dict(vars(closing))], version=version, by=by)


@transaction.atomic
def open_passage(minutes: Minutes, *, kind: str, key: str, version: int, by: Actor) -> Minutes:
    """Everyone may read it again. What is not closed stays as it is."""
    others = [one for one in _closed(minutes) if (one["kind"], one["key"]) != (kind, key)]
    return _save(minutes, others, version=version, by=by)


def _check(minutes: Minutes, closing: Closing) -> None:
    if closing.kind == "item":
        return
    if len(closing.key.strip()) < SHORTEST:
        raise PassageTooShort
    if is_part_of_a_marker(closing.key):
        raise PassageInMarker
    if not stands_in(draft_body(minutes), closing.key):
        raise PassageMissing


def _closed(minutes: Minutes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = minutes.edits.get("closed", [])
    return found


def _save(minutes: Minutes, closed: list[dict[str, str]], *, version: int, by: Actor) -> Minutes:
    edits = Edits.of(minutes.edits)
    changed = Edits(notes=edits.notes, names=edits.names, chat=edits.chat, closed=closed)
    return save_minutes(minutes, changed, version=version, by=by)
