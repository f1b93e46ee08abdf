"""Keeping, approving, disclosing; and destroying on the day."""

import logging
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ontact.commons.journal.actions import sign
from ontact.commons.listings.words import lines
from ontact.commons.media.actions import destroy
from ontact.commons.media.models import Asset
from ontact.commons.people.models import Person
from ontact.commons.records.models import Destruction, Record
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

logger = logging.getLogger(__name__)
AT_ONCE = 100


@transaction.atomic
def keep(
    *,
    kind: Record.Kind,
    title: Worded,
    asset: Asset | None,
    room: Room | None,
    disclosure: Record.Disclosure,
    keep_until: date | None = None,
    sha256: str = "",
    page: str = "",
    proof: str = "",
    approved_by: Person | None = None,
    approved_at: datetime | None = None,
    by: Actor,
) -> Record:
    """Enter a record, or bring the one of this file (without a file: of this hash) up to date.

    keep_until: its last day; None keeps it for ever. sha256: of `proof`, or (empty) of the asset.
    page and proof: paths under which it can be read, and checked.
    """
    sha256 = sha256 or (asset.sha256 if asset else "")
    identity: dict[str, Any] = {"asset": asset} if asset else {"asset": None, "kind": kind, "sha256": sha256}
    facts = {"kind": kind, "title": title, "room": room, "disclosure": disclosure, "keep_until": keep_until}
    facts |= {
        "sha256": sha256,
        "page": page,
        "proof": proof,
        "search_text": lines(list(title.texts.values())),
    }
    facts |= {"approved_by": approved_by, "approved_at": approved_at}
    before = Record.objects.filter(**identity).values_list("disclosure", flat=True).first()
    record, made = Record.objects.update_or_create(**identity, defaults=facts)
    if made:
        sign(by, "entered a record", record, kind=kind, disclosure=disclosure, sha256=sha256)
    elif before != disclosure:
        sign(by, "changed the disclosure of a record", record, disclosure=disclosure, was=before)
    return record


@transaction.atomic
def approve(*, record: Record, person: Person, by: Actor) -> Record:
    """From now on it is seen by whom its disclosure names. The first approval stands."""
    locked: Record = Record.objects.locked(record.pk)
    if locked.approved_at is None:
        locked.approved_by, locked.approved_at = person, now()
        locked.save(update_fields=["approved_by", "approved_at"])
        sign(by, "approved a record", locked)
    return locked


@transaction.atomic
def disclose(*, record: Record, disclosure: Record.Disclosure, by: Actor) -> Record:
    locked: Record = Record.objects.locked(record.pk)
    if locked.disclosure != disclosure:
        sign(by, "changed the disclosure of a record", locked, disclosure=disclosure, was=locked.disclosure)
        locked.disclosure = disclosure
        locked.save(update_fields=["disclosure"])
    return locked


def destroy_due(moment: datetime) -> int:
    """Destroy what was kept until yesterday, by the city's calendar. Returns how many."""
    today = timezone.localdate(moment, timezone.get_default_timezone())
    due = list(Record.objects.due(today).values_list("pk", flat=True)[:AT_ONCE])
    for pk in due:
        _destroy(pk, today)
    if due:
        logger.info("%d records destroyed on their day", len(due))
    return len(due)


@transaction.atomic
def _destroy(pk: Any, today: date) -> None:
    """The bytes and the record go; title and hash stay as proof, so that a copy elsewhere can still be recognised."""
    record = Record.objects.due(today).filter(pk=pk).select_related("asset").first()
    if record is None:
        return
    Destruction.objects.create(
        record_id=record.pk,
        kind=record.kind,
        was_public=record.is_public,
        title=record.title,
        sha256=record.sha256,
        rule=f"keep_until={record.keep_until:%Y-%m-%d}",
    )
    sign(SYSTEM, "destroyed a record", record, sha256=record.sha256, keep_until=record.keep_until)
    asset = record.asset
    record.delete()
    if asset is not None:
        destroy(asset=asset, by=SYSTEM)
