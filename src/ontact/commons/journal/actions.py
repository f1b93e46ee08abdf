"""Signing the journal: one insert beside the act, in the same transaction; the chain is made later, in
rounds.
"""

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from ontact.commons.journal.models import Batch, Entry, Name
from ontact.commons.journal.queries import GENESIS, digest_of, fingerprints, newest_before
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

logger = logging.getLogger(__name__)

# A transaction that began earlier may still commit an entry with an earlier id; none of ours lasts this long.
UNSEALED = timedelta(seconds=60)
LARGEST_BATCH = 1_000


def sign(by: Actor, verb: str, obj: models.Model | None = None, **details: Any) -> Entry | None:
    """Write one line: who did what to which object. Call it inside the act's own transaction.

    Details must not hold personal data: they are chained and can never be erased. Names stand apart, in Name.
    Nothing is written (None) about an object that says of itself `is_off_the_record`, a rehearsal's.
    """
    if getattr(obj, "is_off_the_record", False):
        return None
    names = [Name(actor_id=by.id, name=by.label)] if by.id else []
    label = ""
    if obj is not None:
        label, acting = _label(obj)
        names += [Name(actor_id=acting.id, name=acting.label)] if acting and acting.id else []
    entry = Entry.objects.create(
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_label=label,
        details=json.loads(json.dumps(details, cls=DjangoJSONEncoder)),
    )
    _remember(names)
    return entry


def rename(actor: Actor) -> None:
    """Let earlier lines show the name that the actor has now."""
    if actor.id:
        Name.objects.filter(actor_id=actor.id).exclude(name="").update(name=actor.label)


def erase_names(ids: Iterable[UUID]) -> None:
    """Forget what these actors were called. The empty name stays, so that nobody is named again by
    accident.
    """
    ids = list(ids)
    Name.objects.filter(actor_id__in=ids).update(name="")
    known = set(Name.objects.filter(actor_id__in=ids).values_list("actor_id", flat=True))
    _remember([Name(actor_id=one, name="") for one in ids if one not in known])


def seal() -> int:
    """Close all entries older than a minute into batches, each chained to the one before. Returns how many
    entries.

    Only one sealer wins: the batch's number is the primary key, the loser tries again at the next round.
    """
    sealed = 0
    try:
        # The id carries the real moment of writing; the clock of `at` may have been moved for the demo.
        while count := _seal_one(now() - UNSEALED):
            sealed += count
    except IntegrityError:
        logger.info("Another sealer was faster; the rest is sealed at the next round.")
    return sealed


@transaction.atomic
def _seal_one(moment: datetime) -> int:
    entries = list(
        Entry.objects.filter(batch=None, id__lt=newest_before(moment)).order_by("id")[:LARGEST_BATCH]
    )
    if not entries:
        return 0
    last = Batch.objects.order_by("-number").first()
    previous, number = (last.digest, last.number + 1) if last else (GENESIS, 1)
    lines = fingerprints(entries)
    digest = digest_of(previous, lines)
    batch = Batch(number=number, entries=len(entries), lines=lines, previous=previous, digest=digest)
    batch.save(force_insert=True)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries], batch=None).update(batch=number)
    # An outside anchor: who keeps the log can prove later that no batch has been cut off the end.
    logger.info("Journal batch %d sealed: %d entries, digest %s", number, len(entries), batch.digest)
    return len(entries)


def _label(obj: models.Model) -> tuple[str, Actor | None]:
    """What to call the object. Whoever can act (a person, a seat) is called by Name, which can be erased."""
    if hasattr(obj, "actor"):
        return "", obj.actor()
    if type(obj).__str__ is models.Model.__str__:
        return "", None
    return str(obj)[:200], None


def _remember(names: list[Name]) -> None:
    Name.objects.bulk_create(names, ignore_conflicts=True)
