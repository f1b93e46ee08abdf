"""Reports before the meeting: asked for, written, handed in, reminded of, and taken onto the agenda."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.errors import MeetingOver
from ontact.capabilities.meetings.errors.reports import (
    DeadlineAfterMeeting,
    DeadlinePast,
    NoOfficeAsked,
    ReportingOver,
    ReportUnfinished,
    SummaryMissing,
    WrittenMeanwhile,
)
from ontact.capabilities.meetings.models import HandedIn, Meeting, Report, ReportCall, ReportPaper
from ontact.capabilities.meetings.queries.followup import office_people
from ontact.commons.journal.actions import sign
from ontact.commons.media.models import Asset
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import in_every_language

ASKED = _("A report is asked of your office")
MISSING = _("The report of your office is still missing")
OPENED = _("Your office may hand in its report late")


@dataclass(frozen=True)
class Writer:
    """Who writes for an office: signed in, or by the seat's personal link. `name` as it stands on the version."""

    person: Person | None
    name: str
    actor: Actor


@transaction.atomic
def ask_for_reports(
    meeting: Meeting, *, offices: Iterable[Organisation], due_at: datetime, note: str, by: Actor
) -> int:
    """Ask these offices; those asked before are told only of a new deadline. Returns how many offices were written to.

    Raises:
        DeadlinePast, DeadlineAfterMeeting: a deadline nobody could keep or use.
        NoOfficeAsked: nobody chosen, and nobody asked before.
    """
    meeting = _changeable(meeting)
    if due_at <= now():
        raise DeadlinePast
    if due_at > meeting.begins_at:
        raise DeadlineAfterMeeting
    call, _made = ReportCall.objects.get_or_create(meeting=meeting, defaults={"due_at": due_at})
    known = set(call.reports.values_list("office_id", flat=True))
    fresh = [office for office in offices if office.pk not in known]
    if not fresh and not known:
        raise NoOfficeAsked
    moved = call.due_at != due_at
    call.due_at, call.note = due_at, note
    call.save(update_fields=["due_at", "note"])
    Report.objects.bulk_create(Report(call=call, office=office) for office in fresh)
    sign(by, "asked for reports", meeting, offices=len(fresh), due_at=due_at)
    told = call.reports.missing() if moved else call.reports.filter(office__in=fresh)
    return sum(_write(report, ASKED, key=f"asked:{due_at:%Y%m%d%H%M}") for report in told.with_frame())


@transaction.atomic
def save_draft(report: Report, *, typed: dict[str, Any], revision: int, by: Writer) -> Report:
    """Keep what is typed, finished or not. One's own later saving never clashes with an earlier one.

    Raises:
        WrittenMeanwhile: someone else of the office has saved since this form was opened.
    """
    report = held(report)
    if report.typed == typed:
        return report
    mine = report.draft_by_id == (by.person.pk if by.person else None) and report.draft_name == by.name[:120]
    if report.revision != revision and not mine:
        raise WrittenMeanwhile(name=report.draft_name)
    report.typed, report.revision = typed, report.revision + 1
    report.draft_by, report.draft_name, report.draft_at = by.person, by.name[:120], now()
    report.save(update_fields=["typed", "revision", "draft_by", "draft_name", "draft_at"])
    return report


@transaction.atomic
def hand_in(report: Report, *, summary: str, asks: list[dict[str, Any]], by: Writer) -> HandedIn:
    """The next version, which counts from now on; the same once more is the same version.

    Raises:
        ReportingOver: after the deadline, unless the clerk has opened it.
        SummaryMissing, ReportUnfinished: nothing to read, or a file that was refused.
    """
    report = held(report)
    moment = now()
    if not report.is_open_at(moment):
        raise ReportingOver
    if not summary.strip():
        raise SummaryMissing
    papers = list(report.papers.filter(removed_at=None).select_related("asset"))
    if any(paper.asset.state == Asset.State.REFUSED for paper in papers):
        raise ReportUnfinished
    last: HandedIn | None = report.last
    if (
        last is not None
        and (last.summary, last.asks) == (summary, asks)
        and set(last.papers.all()) == set(papers)
    ):
        return last
    version = HandedIn.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        summary=summary,
        asks=asks,
        is_late=moment > report.call.due_at,
        person=by.person,
        name=by.name[:120],
    )
    version.papers.set(papers)
    report.last = version
    report.save(update_fields=["last"])
    sign(by.actor, "handed in a report", report, version=version.number, late=version.is_late)
    return version


@transaction.atomic
def add_paper(report: Report, asset: Asset, *, by: Writer) -> ReportPaper:
    """A file for the draft; the version handed in last keeps its own until the next one."""
    report = held(report)
    _changeable(report.meeting)
    paper = ReportPaper.objects.create(report=report, asset=asset)
    _touched(report, by)
    return paper


@transaction.atomic
def take_paper_away(paper: ReportPaper, *, by: Writer) -> None:
    report = held(paper.report)
    _changeable(report.meeting)
    paper.take_away()
    _touched(report, by)


@transaction.atomic
def say_why_late(report: Report, *, reason: str, by: Writer) -> Report:
    """After the deadline: the reason, which the clerk reads before opening it."""
    report = held(report)
    _changeable(report.meeting)
    report.late_reason = reason
    report.save(update_fields=["late_reason"])
    sign(by.actor, "said why a report is late", report)
    return report


@transaction.atomic
def open_late(report: Report, *, by: Actor) -> Report:
    """The clerk lets an office hand in after the deadline. A second press changes nothing."""
    report = held(report)
    _changeable(report.meeting)
    if report.opened_late_at is None:
        report.opened_late_at = now()
        report.save(update_fields=["opened_late_at"])
        sign(by, "opened a late report", report)
        _write(report, OPENED, key="opened")
    return report


@transaction.atomic
def remind_missing(meeting: Meeting, *, by: Actor) -> int:
    """Write to the offices that have not handed in; once a day each. Returns to how many."""
    meeting = _changeable(meeting)
    moment = now()
    reminded = 0
    for report in Report.objects.missing().with_frame().filter(call__meeting=meeting):
        if report.reminded_at is None or report.reminded_at.date() < moment.date():
            report.reminded_at = moment
            report.save(update_fields=["reminded_at"])
            reminded += _write(report, MISSING, key=f"missing:{moment:%Y%m%d}")
    if reminded:
        sign(by, "reminded of reports", meeting, offices=reminded)
    return reminded


@transaction.atomic
def release_reports(meeting: Meeting, *, by: Actor) -> ReportCall:
    """From now on the people of the meeting read what has been handed in, and what still will be."""
    _changeable(meeting)
    call: ReportCall = ReportCall.objects.get(meeting=meeting)
    if call.released_at is None:
        call.released_at = now()
        call.save(update_fields=["released_at"])
        sign(by, "released the reports", meeting)
    return call


def held(report: Report) -> Report:
    """The row, held, with the frame that pages and letters need."""
    Report.objects.locked(report.pk)
    found: Report = Report.objects.with_frame().get(pk=report.pk)
    return found


def _touched(report: Report, by: Writer) -> None:
    report.draft_by, report.draft_name, report.draft_at = by.person, by.name[:120], now()
    report.save(update_fields=["draft_by", "draft_name", "draft_at"])


def _changeable(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.locked(meeting.pk)
    if not meeting.may_change:
        raise MeetingOver
    return meeting


def _write(report: Report, why: Promise | str, *, key: str) -> int:
    """One letter for each who stands for the office. Returns 1 where anyone could be reached."""
    people = office_people(report.office)
    for person in people:
        notices.send(
            person,
            "meetings/mail/report",
            {
                "why": in_every_language(why),
                "office": report.office.name,
                "title": report.meeting.title,
                "host": report.meeting.host.name,
                "due_at": report.call.due_at,
                "note": report.call.note,
                "page_url": settings.BASE_URL + report.get_absolute_url(),
            },
            key=f"report:{report.pk}:{key}:{person.pk}",
            about=report,
        )
    return 1 if people else 0
