"""The register of decisions: found by words, office, year and status; each with its vote and what became of it."""

import csv
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.meetings.access import decision_door, decisions_for, may_judge, may_read_minutes
from ontact.capabilities.meetings.actions.deciding import change_status
from ontact.capabilities.meetings.documents.closing import masked
from ontact.capabilities.meetings.forms.followup import DecisionsWanted, StatusForm
from ontact.capabilities.meetings.models import RegisteredDecision, Vote
from ontact.capabilities.meetings.queries.page import masks_for
from ontact.capabilities.meetings.queries.registers import decisions_wanted
from ontact.capabilities.meetings.queries.vote_words import outcome, result_rows
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf
from ontact.web.sheets import cells_of
from ontact.web.when import day_words

Status = RegisteredDecision.Status
KINDS = {
    Status.IN_FORCE: "success",
    Status.CARRIED_OUT: "info",
    Status.AMENDED: "warning",
    Status.REPEALED: "neutral",
}
# A spreadsheet opens this many without complaint; more are had year by year.
MOST_ROWS = 20_000


@access(Who.EVERYONE, why="Decisions of public meetings are everyone's once their minutes are published.")
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    rows = decisions_for(visitor_of(request).person)
    form = DecisionsWanted(request.GET, rows=rows)
    page = leaf(request, decisions_wanted(rows, form.wanted))
    context = {
        "leaf": page,
        "rows": [_row(entry) for entry in page],
        "form": form,
        "query": request.GET.urlencode(),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "found": ngettext("%(count)s decision", "%(count)s decisions", page.total) % {"count": page.total},
    }
    return render(request, "meetings/decisions.html", context)


@access(Who.EVERYONE, why="The same rows as the page, as a sheet.")
@require_safe
def decisions_csv(request: HttpRequest) -> HttpResponse:
    """With the mark by which spreadsheets know UTF-8."""
    rows = decisions_for(visitor_of(request).person)
    wanted = DecisionsWanted(request.GET, rows=rows).wanted
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    sheet = csv.writer(answer)
    sheet.writerow(
        [_("Number"), _("Decided on"), _("Decided by"), _("Meeting"), _("Decision"), _("Vote"), _("Status")]
    )
    sheet.writerows(_cells(entry) for entry in decisions_wanted(rows, wanted)[:MOST_ROWS])
    return answer


@access(Who.EVERYONE, why="A published decision is everyone's; the door keeps the others for their office.")
@require_safe
def decision(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    return _page(request, decision_door(request, entry_id))


@access(Who.STAFF)
@require_POST
def status(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Carried out, amended, repealed: with the day, the reference and the reason."""
    entry = decision_door(request, entry_id)
    person = signed_in(request)
    if not may_judge(person, entry.host):
        raise PermissionDenied
    form = StatusForm(request.POST, entry=entry)
    if not form.is_valid():
        return _page(request, entry, form=form)
    change_status(entry, by=person, **form.cleaned_data)
    messages.success(request, _("The register has been changed."))
    return redirect(entry)


def _page(request: HttpRequest, entry: RegisteredDecision, *, form: StatusForm | None = None) -> HttpResponse:
    visitor = visitor_of(request)
    meeting = entry.decision.meeting
    is_closed = _said(entry) != entry.decision.text
    may_change = visitor.person is not None and may_judge(visitor.person, entry.host)
    changes = entry.changes.select_related("by_decision").order_by("-created_at")
    context = {
        "row": _row(entry),
        "entry": entry,
        "meeting": meeting,
        "vote": _vote(entry.decision.vote) if entry.decision.vote and not is_closed else None,
        "changes": [{"change": change, "kind": KINDS[Status(change.status)]} for change in changes],
        "others": entry.changed_others.select_related("entry"),
        "may_read_minutes": hasattr(meeting, "minutes") and may_read_minutes(visitor, meeting),
        "status_form": (form or StatusForm(entry=entry)) if may_change else None,
    }
    return render(request, "meetings/decision.html", context, status=422 if form else 200)


def _row(entry: RegisteredDecision) -> dict[str, Any]:
    return {
        "href": entry.get_absolute_url(),
        "text": _said(entry),
        "where": f"{entry.label} · {entry.host.name} · {day_words(entry.decided_at)}",
        "vote": _vote_words(entry),
        "status": entry.get_status_display(),
        "kind": KINDS[Status(entry.status)],
    }


def _said(entry: RegisteredDecision) -> str:
    """The register is public: what the minutes keep closed is closed here, for the staff as well."""
    meeting = entry.decision.meeting
    masks = masks_for(meeting, is_insider=False)
    return masked(entry.decision.text, masks, (get_language() or "ko")[:2])


def _vote(vote: Vote) -> dict[str, Any]:
    rows = result_rows(vote)
    return {"outcome": outcome(vote), "rows": rows, "whole": max(sum(row["value"] for row in rows), 1)}


def _vote_words(entry: RegisteredDecision) -> str:
    vote = entry.decision.vote
    result = (vote.result or {}) if vote else {}
    if "for" not in result:
        return ""
    return _("%(for)s for, %(against)s against, %(abstain)s abstained") % result


def _cells(entry: RegisteredDecision) -> Iterable[str]:
    return cells_of(
        entry.label,
        timezone.localtime(entry.decided_at).date().isoformat(),
        str(entry.host.name),
        str(entry.decision.meeting.title),
        _said(entry),
        _vote_words(entry),
        str(entry.get_status_display()),
    )
