"""Reading the journal and proving that nobody has altered it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ontact.commons.journal.models import Batch, Entry, Name

GENESIS = "0" * 64
# An entry may be written up to two minutes after its id was made (a transaction that waits, a clock that
# is set).
LATE = timedelta(minutes=2)


@dataclass(frozen=True)
class Break:
    """Where the chain breaks: the batch, a sentence, and the entries concerned."""

    batch: int
    sentence: str
    entries: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class Verdict:
    """entries: how many lines stand under the chain; waiting: how many are too young to be sealed."""

    batches: int
    entries: int
    waiting: int
    last_digest: str
    breaks: list[Break]

    @property
    def holds(self) -> bool:
        return not self.breaks


def verify_chain() -> Verdict:
    """Recompute every batch. Reads the whole journal once: about 100,000 entries in ten seconds."""
    breaks: list[Break] = []
    before: Batch | None = None
    entries = 0
    for batch in Batch.objects.order_by("number").iterator():
        rows = list(Entry.objects.filter(batch=batch.number).order_by("id"))
        breaks += _broken_links(batch, before)
        breaks += _broken_entries(batch, rows)
        breaks += _late_entries(batch, before, rows)
        before = batch
        entries += len(rows)
    breaks += _strays(before)
    waiting = Entry.objects.filter(batch=None).count()
    if before is None:
        return Verdict(0, entries, waiting, GENESIS, breaks)
    return Verdict(before.number, entries, waiting, before.digest, breaks)


def _broken_links(batch: Batch, before: Batch | None) -> list[Break]:
    found = []
    if batch.number != (before.number + 1 if before else 1):
        found.append(Break(batch.number, _("A batch before this one has been deleted.")))
    elif batch.previous != (before.digest if before else GENESIS):
        found.append(Break(batch.number, _("This batch does not follow from the one before.")))
    if digest_of(batch.previous, batch.lines) != batch.digest:
        found.append(Break(batch.number, _("The batch's own list of entries has been altered.")))
    return found


def _broken_entries(batch: Batch, rows: list[Entry]) -> list[Break]:
    sealed = dict(line.split(" ") for line in batch.lines.splitlines())
    present = {str(row.id): row for row in rows}
    deleted = [UUID(one) for one in sealed if one not in present]
    inserted = [row.id for one, row in present.items() if one not in sealed]
    altered = [row.id for one, row in present.items() if one in sealed and fingerprint(row) != sealed[one]]
    judgements = [
        (_("Deleted after sealing."), deleted),
        (_("Inserted after sealing."), inserted),
        (_("Altered after sealing."), altered),
    ]
    return [Break(batch.number, sentence, entries) for sentence, entries in judgements if entries]


def _late_entries(batch: Batch, before: Batch | None, rows: list[Entry]) -> list[Break]:
    if before is None:
        return []
    late = [row.id for row in rows if born_at(row.id) < before.sealed_at - LATE]
    return [Break(batch.number, _("Inserted with an earlier date."), late)] if late else []


def _strays(last: Batch | None) -> list[Break]:
    strays = Entry.objects.exclude(batch=None).exclude(batch__in=Batch.objects.values("number"))
    found = list(strays.values_list("id", flat=True)[:100])
    if not found:
        return []
    return [Break(last.number + 1 if last else 1, _("These entries' batch has been deleted."), found)]


def digest_of(previous: str, lines: str) -> str:
    """SHA-256 of the previous digest, a line feed, and the batch's lines."""
    return hashlib.sha256(f"{previous}\n{lines}".encode()).hexdigest()


def fingerprints(entries: Iterable[Entry]) -> str:
    """One line per entry: its id, a blank, its SHA-256."""
    return "".join(f"{entry.id} {fingerprint(entry)}\n" for entry in entries)


def fingerprint(entry: Entry) -> str:
    return hashlib.sha256(_line(entry).encode()).hexdigest()


def _line(entry: Entry) -> str:
    words = [
        str(entry.id),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_kind,
        str(entry.actor_id or ""),
        entry.verb,
        entry.object_type,
        entry.object_id,
        entry.object_label,
        entry.details,
    ]
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def born_at(identity: UUID) -> datetime:
    """The real moment at which a version-7 identity was made."""
    return datetime.fromtimestamp((identity.int >> 80) / 1000, tz=UTC)


def newest_before(moment: datetime) -> UUID:
    """The smallest version-7 identity of that millisecond: everything below was born earlier."""
    return UUID(int=(int(moment.timestamp() * 1000) << 80) | (0x7 << 76) | (0x2 << 62))


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names by id; an erased name is the empty string, an unknown id is absent."""
    wanted = {one for one in ids if one}
    return dict(Name.objects.filter(actor_id__in=wanted).values_list("actor_id", "name"))


@dataclass(frozen=True)
class Filter:
    """What an administrator looks for: words of the act or the object's name, a kind of object, a span of
    days.
    """

    words: str = ""
    object_type: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None


def entries(wanted: Filter) -> QuerySet[Entry]:
    """Matching lines, newest first."""
    rows = Entry.objects.order_by("-id")
    if wanted.words:
        rows = rows.filter(Q(verb__icontains=wanted.words) | Q(object_label__icontains=wanted.words))
    if wanted.object_type:
        rows = rows.filter(object_type=wanted.object_type)
    if wanted.actor:
        rows = rows.filter(actor_id__in=Name.objects.filter(name__icontains=wanted.actor).values("actor_id"))
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return rows


@dataclass(frozen=True)
class Spoken:
    """One line as people read it; `who` and `what` are empty where a name was erased."""

    entry: Entry
    who: str
    what: str


def spoken(rows: Iterable[Entry]) -> list[Spoken]:
    """Lines with their names, which cost one query for all of them."""
    rows = list(rows)
    known = names_of(
        [row.actor_id for row in rows] + [_as_id(row.object_id) for row in rows if not row.object_label]
    )
    return [Spoken(row, _who(row, known), row.object_label or _named(row, known)) for row in rows]


def object_types() -> list[str]:
    """Kinds of objects that the journal speaks of."""
    kinds = Entry.objects.order_by("object_type").values_list("object_type", flat=True).distinct()
    return [kind for kind in kinds if kind]


def _who(row: Entry, known: dict[UUID, str]) -> str:
    if row.actor_kind == "system":
        return "Ontact"
    return known.get(row.actor_id, "") if row.actor_id else ""


def _named(row: Entry, known: dict[UUID, str]) -> str:
    identity = _as_id(row.object_id)
    return known.get(identity, "") if identity else ""


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
