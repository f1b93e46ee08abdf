"""The clerk's table of reports: ask, remind, open what is late, release, take onto the agenda."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import preparing_door, report_of
from ontact.capabilities.meetings.actions import report_items, reporting
from ontact.capabilities.meetings.errors.reports import ReportsNotAsked
from ontact.capabilities.meetings.forms.reports import CallForm
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.reports import KINDS, call_of, report_rows, state_words
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def meeting_reports(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The table; sent, the form asks the offices chosen in it."""
    meeting = preparing_door(request, meeting_id)
    form = CallForm(
        request.POST if request.method == "POST" else None, meeting=meeting, call=call_of(meeting)
    )
    refusal: RuleBroken | None = None
    if form.is_valid():
        try:
            told = reporting.ask_for_reports(meeting, by=signed_in(request).actor(), **form.cleaned_data)
        except RuleBroken as error:
            refusal = error
            form.add_error(None, f"{error.sentence} {error.advice}")
        else:
            messages.success(request, _told(told))
            return _back(meeting)
    call = call_of(meeting)
    rows = report_rows(call, now()) if call else []
    context = {
        "meeting": meeting,
        "call": call,
        "rows": rows,
        "counts": [
            {"word": state_words(state), "kind": kind, "count": count}
            for state, kind in KINDS.items()
            if (count := sum(row.state == state for row in rows))
        ],
        "missing": sum(not row.report.is_handed_in for row in rows),
        "waiting": sum(row.report.is_handed_in and row.report.item_id is None for row in rows),
        "form": form,
    }
    refused = refusal is not None or form.is_bound
    return render(request, "meetings/meeting_reports.html", context, status=422 if refused else 200)


@access(Who.STAFF)
@require_POST
def report_reminder(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    count = reporting.remind_missing(meeting, by=signed_in(request).actor())
    words = ngettext("%(count)s office was reminded.", "%(count)s offices were reminded.", count)
    messages.success(
        request, words % {"count": count} if count else _("All of them were reminded today already.")
    )
    return _back(meeting)


@access(Who.STAFF)
@require_POST
def report_release(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    if call_of(meeting) is None:
        raise ReportsNotAsked
    reporting.release_reports(meeting, by=signed_in(request).actor())
    messages.success(request, _("The people of the meeting can read the reports now."))
    return _back(meeting)


@access(Who.STAFF)
@require_POST
def report_items_all(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """All that were handed in, in order of rank."""
    meeting = preparing_door(request, meeting_id)
    count = report_items.take_all_onto_agenda(meeting, by=signed_in(request).actor())
    words = ngettext(
        "%(count)s report is on the agenda now.", "%(count)s reports are on the agenda now.", count
    )
    messages.success(request, words % {"count": count})
    return _back(meeting)


@access(Who.STAFF)
@require_POST
def report_item(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    item = report_items.take_onto_agenda(report_of(meeting, report_id), by=signed_in(request).actor())
    messages.success(request, _("On the agenda as item %(number)s.") % {"number": item.number})
    return _back(meeting)


@access(Who.STAFF)
@require_POST
def report_opening(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> HttpResponse:
    """After the deadline: this office may hand in all the same."""
    meeting = preparing_door(request, meeting_id)
    report = reporting.open_late(report_of(meeting, report_id), by=signed_in(request).actor())
    messages.success(request, _("%(office)s may hand in now.") % {"office": report.office.name})
    return _back(meeting)


def _told(count: int) -> str:
    words = ngettext("%(count)s office has been asked.", "%(count)s offices have been asked.", count)
    return words % {"count": count} if count else _("Saved.")


def _back(meeting: Meeting) -> HttpResponse:
    return redirect("meetings:meeting_reports", meeting.pk)
