"""An office's report: what my offices owe, the page on which several write, files, handing in, saying why it is late."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import (
    Reading,
    report_door,
    report_paper_door,
    report_writing_door,
    seat_of,
    strangers_sign_in,
)
from ontact.capabilities.meetings.actions import reporting
from ontact.capabilities.meetings.actions.reporting import Writer
from ontact.capabilities.meetings.errors.reports import WrittenMeanwhile
from ontact.capabilities.meetings.forms.reports import LatenessForm, ReportForm, ReportPaperForm
from ontact.capabilities.meetings.models import Report, ReportPaper
from ontact.capabilities.meetings.queries import reports as lists
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.media.actions import receive
from ontact.commons.media.queries import progress_of, url_of
from ontact.commons.media.refusals import FileRefused, NoFile
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.paging import leaf

BY_LINK = "An office hands in by its members' sign-in or by the personal link of its seat; the door asks for one of them."


@access(Who.STAFF)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What my offices were asked for."""
    rows = lists.reports_of(signed_in(request))
    shown = request.GET.get("show", "open")
    page = leaf(request, lists.in_state(rows, shown))
    moment = now()
    context = {"leaf": page, "rows": [lists.row_of(one, moment) for one in page], "tabs": _tabs(rows, shown)}
    return render(request, "meetings/reports.html", context)


@access(Who.EVERYONE, why=BY_LINK)
@require_http_methods(["GET", "POST"])
@strangers_sign_in
def report(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> HttpResponse:
    """The office writes, saves and hands in; whoever else may see it reads the version that counts."""
    if request.method != "POST":
        return _page(request, report_door(request, meeting_id, report_id))
    found = report_writing_door(request, meeting_id, report_id)
    form = ReportForm(request.POST, report=found)
    is_valid = form.is_valid()
    writer = _writer(request, found)
    quietly = request.headers.get("X-Requested-With") == "autosave"
    try:
        found = reporting.save_draft(
            found, typed=form.typed, revision=form.cleaned_data.get("revision") or 0, by=writer
        )
    except WrittenMeanwhile as clash:
        if quietly:
            return JsonResponse({"saved": False, "text": f"{clash.sentence} {clash.advice}"})
        return _page(request, report_door(request, meeting_id, report_id), form=form, clash=clash)
    if quietly:
        return JsonResponse({"saved": is_valid})
    if not is_valid:
        return _page(request, report_door(request, meeting_id, report_id), form=form)
    if request.POST.get("act") == "hand-in":
        reporting.hand_in(found, summary=form.cleaned_data["summary"], asks=form.asks, by=writer)
        messages.success(
            request, _("Handed in. Until the deadline you can hand in again; the last one counts.")
        )
    else:
        messages.success(request, _("Saved as a draft."))
    return redirect(found)


@access(Who.EVERYONE, why=BY_LINK)
@require_POST
@strangers_sign_in
def report_papers(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> HttpResponse:
    """Slides and papers: each refusal is a sentence, and the good ones are kept."""
    found = report_writing_door(request, meeting_id, report_id)
    writer = _writer(request, found)
    files = request.FILES.getlist("file")
    if not files:
        raise NoFile
    refusals = []
    for file in files:
        try:
            asset = receive(file=file, name=file.name or "", uploaded_by=writer.person, by=writer.actor)
        except FileRefused as error:
            refusals.append(error)
            continue
        reporting.add_paper(found, asset, by=writer)
    if request.headers.get("X-Requested-With") and refusals:
        raise refusals[0]
    for refusal in refusals:
        messages.error(request, f"{refusal.sentence} {refusal.advice}")
    return redirect(f"{found.get_absolute_url()}#papers")


@access(Who.EVERYONE, why=BY_LINK)
@require_POST
@strangers_sign_in
def report_paper_removal(
    request: HttpRequest, meeting_id: UUID, report_id: UUID, report_paper_id: UUID
) -> HttpResponse:
    found = report_writing_door(request, meeting_id, report_id)
    paper = report_paper_door(request, meeting_id, report_id, report_paper_id)
    reporting.take_paper_away(paper, by=_writer(request, found))
    messages.success(request, _("The paper has been taken away."))
    return redirect(f"{found.get_absolute_url()}#papers")


@access(Who.EVERYONE, why=BY_LINK)
@require_safe
@strangers_sign_in
def report_paper(
    request: HttpRequest, meeting_id: UUID, report_id: UUID, report_paper_id: UUID
) -> HttpResponse:
    """The file itself, by an address that expires."""
    return redirect(
        url_of(report_paper_door(request, meeting_id, report_id, report_paper_id).asset, download=True)
    )


@access(Who.EVERYONE, why=BY_LINK)
@require_POST
@strangers_sign_in
def report_lateness(request: HttpRequest, meeting_id: UUID, report_id: UUID) -> HttpResponse:
    """After the deadline: why, for the clerk to open it."""
    found = report_writing_door(request, meeting_id, report_id)
    form = LatenessForm(request.POST)
    if not form.is_valid():
        return _page(request, report_door(request, meeting_id, report_id), lateness=form)
    reporting.say_why_late(found, reason=form.cleaned_data["reason"], by=_writer(request, found))
    messages.success(request, _("The clerk has your reason and can open it again."))
    return redirect(found)


def _page(
    request: HttpRequest,
    reading: Reading,
    *,
    form: ReportForm | None = None,
    clash: WrittenMeanwhile | None = None,
    lateness: LatenessForm | None = None,
) -> HttpResponse:
    found, moment = reading.report, now()
    if clash is not None:
        # Pressed once more, what stands in the form is taken: the writer has seen what the other wrote.
        form = ReportForm({**request.POST.dict(), "revision": found.revision}, report=found)
    is_open = found.is_open_at(moment)
    papers = found.papers.filter(removed_at=None) if reading.writes else _counting_papers(found)
    context = {
        "report": found,
        "row": lists.row_of(found, moment),
        "meeting": found.meeting,
        "reading": reading,
        "is_open": is_open,
        "form": (form or ReportForm(report=found)) if reading.writes and found.meeting.may_change else None,
        "clash": clash,
        "papers": [
            {"paper": paper, "progress": progress_of(paper.asset)} for paper in papers.select_related("asset")
        ],
        "paper_form": ReportPaperForm(),
        "lateness": (lateness or LatenessForm(initial={"reason": found.late_reason}))
        if reading.writes and not is_open and found.meeting.may_change
        else None,
        "versions": found.versions.all(),
    }
    refused = form is not None or lateness is not None
    return render(request, "meetings/report.html", context, status=422 if refused else 200)


def _counting_papers(report: Report) -> QuerySet[ReportPaper]:
    return report.last.papers.all() if report.last else ReportPaper.objects.none()


def _writer(request: HttpRequest, report: Report) -> Writer:
    """By sign-in where there is one: a name is worth more than a seat."""
    visitor = visitor_of(request)
    if visitor.person is not None:
        return Writer(visitor.person, visitor.person.name, visitor.person.actor())
    seat = seat_of(visitor, report.meeting)
    assert seat is not None
    return Writer(None, seat.title, seat.actor())


def _tabs(rows: QuerySet[Report], shown: str) -> list[dict[str, object]]:
    labels = {"open": _("To be handed in"), "done": _("Handed in"), "all": _("All")}
    here = shown if shown in labels else "open"
    return [
        {
            "id": state,
            "label": label,
            "href": f"?show={state}",
            "here": state == here,
            "count": lists.in_state(rows, state).count(),
        }
        for state, label in labels.items()
    ]
