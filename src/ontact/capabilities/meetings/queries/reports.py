"""Reports before the meeting as they are listed: who is asked, how far each is, what the room is told of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import HandedIn, Meeting, Report, ReportCall
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.foundation.capability import AgendaEntry, PersonalData
from ontact.foundation.clock import now

# My page is no register.
SHOWN = 10


def offices_of(meeting: Meeting) -> QuerySet[Organisation]:
    """The departments for which the people on the list work: they report, unless the clerk chooses others."""
    people = meeting.participants.standing()
    known = Q(person__in=people.values("person")) | Q(
        person__email__in=people.exclude(email="").values("email")
    )
    members = Membership.objects.current().filter(known)
    kind = Organisation.Kind.DEPARTMENT
    rows: QuerySet[Organisation] = Organisation.objects.filter(
        kind=kind, pk__in=members.values("organisation")
    )
    return rows.order_by("rank", "created_at")


def call_of(meeting: Meeting) -> ReportCall | None:
    found: ReportCall | None = getattr(meeting, "report_call", None)
    return found


KINDS = {
    "handed_in": "success",
    "late": "warning",
    "draft": "info",
    "missing": "neutral",
    "overdue": "danger",
}


@dataclass(frozen=True)
class ReportRow:
    """One office's line. `state` is a key of KINDS; `asks_to_open`: late, and the clerk has not opened it yet."""

    report: Report
    state: str
    word: str
    asks_to_open: bool

    @property
    def kind(self) -> str:
        return KINDS[self.state]

    @property
    def handed_in(self) -> HandedIn | None:
        return self.report.last


def report_rows(call: ReportCall, moment: datetime) -> list[ReportRow]:
    """Every office that was asked, in order of rank. Costs one query."""
    return [row_of(report, moment) for report in call.reports.with_frame().in_rank_order()]


def row_of(report: Report, moment: datetime) -> ReportRow:
    state = state_of(report, moment)
    waiting = bool(report.late_reason) and report.opened_late_at is None and not report.is_handed_in
    return ReportRow(report, state, state_words(state), waiting and moment > report.call.due_at)


def state_of(report: Report, moment: datetime) -> str:
    if report.last is not None:
        return "late" if report.last.is_late else "handed_in"
    if moment > report.call.due_at:
        return "overdue"
    return "draft" if report.has_draft else "missing"


def state_words(state: str) -> str:
    words = {
        "handed_in": _("Handed in"),
        "late": _("Handed in late"),
        "draft": _("Draft"),
        "missing": _("Not begun"),
        "overdue": _("Missing"),
    }
    return words[state]


def reports_of(person: Person) -> QuerySet[Report]:
    """What the person's offices were asked for, the next deadline first."""
    offices = [membership.organisation_id for membership in person.current_memberships()]
    rows: QuerySet[Report] = Report.objects.with_frame().filter(office__in=offices)
    return rows.exclude(call__meeting__state=Meeting.State.CANCELLED).order_by("call__due_at", "office__rank")


def in_state(rows: QuerySet[Report], state: str) -> QuerySet[Report]:
    """ "open": still to be handed in, for a meeting that is not over."""
    if state == "done":
        return rows.filter(last__isnull=False).order_by("-call__due_at", "office__rank")
    if state == "all":
        return rows.order_by("-call__due_at", "office__rank")
    return rows.filter(last__isnull=True).exclude(call__meeting__state=Meeting.State.CLOSED)


def report_entries(person: Person) -> Iterable[AgendaEntry]:
    """What my offices still have to hand in, by deadline."""
    moment = now()
    for report in in_state(reports_of(person), "open")[:SHOWN]:
        yield AgendaEntry(
            title=_("Report for “%(title)s”") % {"title": report.meeting.title},
            begins_at=report.call.due_at,
            ends_at=None,
            path=report.get_absolute_url(),
            note=str(report.office.name),
            missing=_("The report is overdue") if moment > report.call.due_at else _("Hand in the report"),
            missing_path=report.get_absolute_url(),
        )


def reported_by(person: Person) -> Iterable[PersonalData]:
    """What the person wrote or handed in for an office."""
    selves = person.selves()
    versions = HandedIn.objects.filter(person__in=selves).count()
    drafts = Report.objects.filter(draft_by__in=selves).count()
    if not versions and not drafts:
        return
    yield PersonalData(
        heading=_("Reports before meetings"),
        rows=[(_("Handed in"), str(versions)), (_("Drafts last written by you"), str(drafts))],
        kept_until=_("Reports stay with the meeting; your name goes when you ask us to forget you."),
    )


def told_report(report: Report) -> dict[str, Any]:
    """The version that counts, for whoever is in the room. Names go in all languages there are."""
    last = report.last
    return {
        "id": report.pk,
        "office": dict(report.office.name.texts),
        "summary": last.summary if last else "",
        "asks": last.asks if last else [],
        "page": report.get_absolute_url(),
    }


def report_pages(meeting: Meeting) -> list[dict[str, str]]:
    """What those who take part read before the meeting: office and address of each report that was released."""
    call = call_of(meeting)
    if call is None:
        return []
    rows = call.reports.with_frame().filter(last__isnull=False).in_rank_order()
    return [
        {
            "office": str(one.office.name),
            "href": reverse("meetings:report", args=[meeting.pk, one.pk]),
        }
        for one in rows
        if one.is_released()
    ]
