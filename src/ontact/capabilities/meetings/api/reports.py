"""A report beside its agenda item: the summary, and what it asks of whom."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from ontact.capabilities.meetings.access import released_report, speaking_line_door
from ontact.capabilities.meetings.queries.reports import told_report
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class AskOut(Schema):
    """What is asked of which office; by: a day, or empty."""

    office: UUID
    names: dict[str, str]
    what: str
    by: str


class ReportOut(Schema):
    """page: where it is read with its files."""

    id: UUID
    office: dict[str, str]
    summary: str
    asks: list[AskOut]
    page: str


@router.get("/{uuid:meeting_id}/reports/{uuid:report_id}", response=ReportOut)
@access(Who.SEATED)
def report(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> dict[str, Any]:
    """The version that counts of a report on the agenda."""
    meeting, _line = speaking_line_door(request, meeting_id)
    return told_report(released_report(meeting, report_id))
