"""Who has approved minutes and who is awaited."""

from typing import Any

from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Approver, Minutes
from ontact.commons.people.access import may
from ontact.commons.people.models import Mandate, Person


def approver_rows(minutes: Minutes) -> list[dict[str, Any]]:
    """The table, the chair first. One query."""
    return [_row(row, minutes.version) for row in minutes.approvers.all()]


def is_awaited(minutes: Minutes, person: Person) -> bool:
    """In their own row, or in the chair's, for whom they may stand in."""
    awaited = minutes.approvers.awaited()
    if awaited.filter(person__in=person.selves()).exists():
        return True
    if minutes.approvers.filter(person__in=person.selves()).exists():
        return False
    return awaited.filter(is_chair=True).exists() and may(person, Mandate.Act.APPROVE, minutes.meeting.host)


def _row(row: Approver, version: int) -> dict[str, Any]:
    if row.excused_at is not None:
        word, kind = _("Not waited for"), "neutral"
    elif row.approved_version == version:
        word, kind = _("Has approved"), "success"
    else:
        word, kind = _("Awaited"), "warning"
    return {"row": row, "word": word, "kind": kind, "is_awaited": kind == "warning"}
