"""Editions of the minutes: what is frozen, what everyone may read of it, and how it is read again."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ontact.capabilities.meetings.documents.body import Approval, MinutesBody
from ontact.capabilities.meetings.documents.canonical import canonical, sha256_of
from ontact.capabilities.meetings.documents.closing import Closing, masks_of, public_text
from ontact.capabilities.meetings.models import Edition, Minutes
from ontact.capabilities.meetings.queries.record import minutes_body

SALT_BYTES = 32


@dataclass(frozen=True)
class Frozen:
    """The bytes of an edition. `full` is empty where nothing is closed."""

    canonical: str
    sha256: str
    full: str
    full_sha256: str
    masks: list[tuple[str, str]]


def frozen(minutes: Minutes, approval: Approval, approvals: Sequence[Approval] = ()) -> Frozen:
    """What approval makes of the draft as it stands. `approvals`: each one given, where it took several."""
    body = replace(minutes_body(minutes, approval=approval), approvals=tuple(approvals))
    closings = closings_of(minutes)
    if not closings:
        content = canonical(body)
        return Frozen(content.decode(), sha256_of(content), "", "", [])
    full = canonical(replace(body, salt=secrets.token_hex(SALT_BYTES)))
    public = replace(public_text(body, closings), full_sha256=sha256_of(full))
    content = canonical(public)
    masks = masks_of(draft_body(minutes), closings)
    return Frozen(content.decode(), sha256_of(content), full.decode(), sha256_of(full), masks)


def closings_of(minutes: Minutes) -> list[Closing]:
    return [Closing.of(one) for one in minutes.edits.get("closed", [])]


def draft_body(minutes: Minutes, *, edits: dict[str, Any] | None = None) -> MinutesBody:
    """The whole draft, cleaned as the frozen text will be; with `edits` that of an earlier version."""
    return MinutesBody.from_dict(minutes_body(minutes, edits=edits).as_dict())


def body_of(edition: Edition, *, full: bool = False) -> MinutesBody:
    """What has been approved, to the letter; in full where the reader may, and something is closed."""
    return MinutesBody.from_dict(json.loads((full and edition.full) or edition.canonical))


def edition_shown(minutes: Minutes) -> Edition | None:
    """What counts towards readers: the last one published."""
    found: Edition | None = minutes.editions.filter(published_at__isnull=False).last()
    return found


def edition_made(minutes: Minutes) -> Edition | None:
    """The last one approved, published or not."""
    found: Edition | None = minutes.editions.last()
    return found
