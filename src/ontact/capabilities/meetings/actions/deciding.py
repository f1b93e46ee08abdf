"""The register of decisions: each decision gets its number of the year, and its fate is kept as history."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ontact.capabilities.meetings.documents.closing import masked
from ontact.capabilities.meetings.models import Decision, Meeting, RegisteredDecision, StatusChange
from ontact.capabilities.meetings.queries.registers import search_words
from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation, Person


@transaction.atomic
def register_decision(decision: Decision, *, meeting: Meeting) -> RegisteredDecision:
    """The next number of the organisation's year; a decision has one place in the register."""
    known: RegisteredDecision | None = RegisteredDecision.objects.filter(decision=decision).first()
    if known is not None:
        return known
    host = Organisation.objects.locked(meeting.host_id)
    year = timezone.localdate(decision.created_at).year
    last = RegisteredDecision.objects.filter(host=host, year=year).aggregate(last=Max("number"))["last"] or 0
    return RegisteredDecision.objects.create(
        decision=decision,
        host=host,
        year=year,
        number=last + 1,
        decided_at=decision.created_at,
        **search_words(decision.text, *_names(meeting)),
    )


def cover_decisions(meeting: Meeting, masks: Sequence[Sequence[str]]) -> None:
    """What the minutes keep closed cannot be found in the register either. Inside the publishing transaction."""
    for entry in RegisteredDecision.objects.filter(decision__meeting=meeting).select_related("decision"):
        words = search_words(masked(entry.decision.text, masks), *_names(meeting))
        RegisteredDecision.objects.filter(pk=entry.pk).update(**words)


def _names(meeting: Meeting) -> tuple[str, ...]:
    return (*meeting.host.name.texts.values(), *meeting.title.texts.values())


@transaction.atomic
def change_status(
    entry: RegisteredDecision,
    *,
    status: str,
    since: date,
    reason: str,
    by: Person,
    reference: str = "",
    by_decision: RegisteredDecision | None = None,
) -> StatusChange:
    """What became of it. The wording itself never changes; the same change twice is one."""
    entry = RegisteredDecision.objects.locked(entry.pk)
    last = entry.changes.last()
    if last is not None and (last.status, last.since, last.reason, last.reference) == (
        status,
        since,
        reason,
        reference,
    ):
        return last
    change = StatusChange.objects.create(
        entry=entry,
        status=status,
        since=since,
        reason=reason,
        reference=reference,
        by_decision=by_decision,
        person=by,
    )
    entry.status = status
    entry.save(update_fields=["status"])
    sign(by.actor(), "changed the status of a decision", entry, status=status, number=entry.label)
    return change
