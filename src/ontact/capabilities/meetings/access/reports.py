"""Who asks for reports, who writes for an office, and who may read what has been handed in."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.access.followup import seats_by_office
from ontact.capabilities.meetings.access.meeting import may_prepare, participant_of, seat_of
from ontact.capabilities.meetings.models import HandedIn, Meeting, Report, ReportPaper
from ontact.commons.rooms.access import Visitor, is_banned, visitor_of


@dataclass(frozen=True)
class Reading:
    """A report and what this visitor is to it: writes for its office, prepares the meeting, or only reads."""

    report: Report
    writes: bool
    prepares: bool


def report_door(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> Reading:
    """For the office, the meeting's clerks, and from its release on the people of the meeting; else it does not exist."""
    report: Report = get_object_or_404(Report.objects.with_frame(), pk=report_id, call__meeting=meeting_id)
    visitor = visitor_of(request)
    reading = Reading(
        report, writes=may_write_report(visitor, report), prepares=may_prepare(visitor.person, report.meeting)
    )
    if reading.writes or reading.prepares:
        return reading
    if report.is_released() and participant_of(visitor, report.meeting) is not None:
        return reading
    raise Http404


def report_writing_door(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> Report:
    reading = report_door(request, meeting_id, report_id)
    if not reading.writes:
        raise PermissionDenied
    return reading.report


def may_write_report(visitor: Visitor, report: Report) -> bool:
    """Whoever works in the office, or holds the seat that stands for it in the meeting."""
    if visitor.person is not None and visitor.person.roles_in(report.office):
        return True
    if report.meeting.is_draft:
        return False
    seat = seat_of(visitor, report.meeting)
    if seat is None or is_banned(seat):
        return False
    return seats_by_office(report.meeting).get(report.office_id) == seat.pk


def report_of(meeting: Meeting, report_id: UUID) -> Report:
    """Behind the door of the meeting's clerks."""
    rows = Report.objects.with_frame().filter(call__meeting=meeting)
    found: Report = get_object_or_404(rows, pk=report_id)
    return found


def released_report(meeting: Meeting, report_id: UUID) -> Report:
    """Behind the door of the room: what was released or stands on the agenda."""
    report = report_of(meeting, report_id)
    if not report.is_released():
        raise Http404
    return report


def report_paper_door(request: HttpRequest, meeting_id: UUID, report_id: UUID, paper_id: UUID) -> ReportPaper:
    """The office opens all its files; others those of the version that counts."""
    reading = report_door(request, meeting_id, report_id)
    papers = ReportPaper.objects.select_related("asset", "report__call__meeting")
    if not reading.writes:
        last: HandedIn | None = reading.report.last
        papers = papers.filter(pk__in=last.papers.all()) if last else papers.none()
    found: ReportPaper = get_object_or_404(papers, pk=paper_id, report=reading.report)
    return found
