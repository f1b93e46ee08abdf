"""Pages that a visitor sees: the public list, a meeting's own page, its papers and its calendar entry."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.meetings.access import (
    may_approve,
    may_keep_minutes,
    may_prepare,
    may_read_minutes,
    meeting_door,
    paper_door,
    participant_of,
    seat_door,
    seat_of,
    sits_in,
    strangers_sign_in,
)
from ontact.capabilities.meetings.actions.announcing import state_words
from ontact.capabilities.meetings.actions.noting import give_opinion
from ontact.capabilities.meetings.documents.ics import calendar_file
from ontact.capabilities.meetings.forms.opinion import OpinionForm
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries import meetings as lists
from ontact.capabilities.meetings.queries.comments import commenting_at
from ontact.capabilities.meetings.queries.followup import follow_up_rows
from ontact.capabilities.meetings.queries.page import meeting_page
from ontact.capabilities.meetings.queries.rehearsals import rehearsal_open_to
from ontact.capabilities.meetings.queries.reports import report_pages
from ontact.commons.media.queries import url_of, view_url
from ontact.commons.rooms.access import visitor_of
from ontact.commons.rooms.queries import captions_of_record
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.paging import leaf

STATE_KINDS = {
    Meeting.State.DRAFT: "neutral",
    Meeting.State.CONVENED: "info",
    Meeting.State.OPENED: "live",
    Meeting.State.CLOSED: "neutral",
    Meeting.State.CANCELLED: "danger",
}


@access(Who.EVERYONE, why="Which meetings the city holds is public.")
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    shown = request.GET.get("show", "coming")
    rows = {"past": lists.past(), "minutes": lists.past(with_minutes=True)}.get(shown, lists.coming())
    page = leaf(request, rows)
    context = {"leaf": page, "rows": [row_of(one) for one in page], "shown": shown, "tabs": _tabs(shown)}
    return render(request, "meetings/meetings.html", context)


@access(
    Who.EVERYONE, why="A public meeting is everyone's to see; the door keeps the others for their people."
)
@require_safe
@strangers_sign_in
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    found = meeting_door(request, meeting_id)
    visitor = visitor_of(request)
    keeps = may_keep_minutes(visitor, found)
    mine = participant_of(visitor, found)
    context = {
        **page_context(found, is_insider=keeps or mine is not None),
        "mine": mine,
        "rehearsal": None if found.is_rehearsal else rehearsal_open_to(visitor, found),
        "seat": seat_of(visitor, found),
        "is_substitute": mine is not None and sits_in(visitor, mine),
        "line": visitor.line_to(found.room_id),
        "may_prepare": may_prepare(visitor.person, found),
        "may_keep_minutes": keeps,
        "has_captions": keeps and not found.is_rehearsal and captions_of_record(found.room).exists(),
        "may_approve": may_approve(visitor, found),
        "drafts": commenting_at(found, mine) if mine else None,
        "may_read_minutes": hasattr(found, "minutes") and may_read_minutes(visitor, found),
        "opinion_form": OpinionForm(meeting=found) if mine and mine.seat and found.may_change else None,
    }
    return render(request, "meetings/meeting.html", context)


@access(Who.EVERYONE, why="A public meeting belongs into everyone's calendar; the door keeps the others.")
@require_safe
def calendar(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    found = meeting_door(request, meeting_id)
    if found.is_rehearsal:
        raise Http404
    answer = HttpResponse(calendar_file(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meeting-{found.begins_at:%Y-%m-%d}.ics"'
    return answer


@access(
    Who.EVERYONE, why="Papers of a public meeting are public; the door keeps the others for their people."
)
@require_safe
@strangers_sign_in
def paper(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    """The file itself, by an address that expires."""
    return redirect(url_of(paper_door(request, meeting_id, paper_id).asset, download=True))


@access(
    Who.EVERYONE, why="Papers of a public meeting are public; the door keeps the others for their people."
)
@require_safe
@strangers_sign_in
def paper_view(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    """Where it is read; what cannot be shown in a page is downloaded."""
    asset = paper_door(request, meeting_id, paper_id).asset
    return redirect(view_url(asset) or url_of(asset, download=True))


@access(Who.SEATED)
@require_POST
def opinions(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A written opinion, before or during the meeting, from the meeting's page."""
    found, seat = seat_door(request, meeting_id)
    form = OpinionForm(request.POST, meeting=found)
    if form.is_valid():
        give_opinion(found, seat=seat, by=seat.actor(), **form.cleaned_data)
        messages.success(request, _("Your opinion will stand in the minutes."))
    else:
        messages.error(request, _("Write your opinion before you send it."))
    return redirect("meetings:meeting", found.pk)


def page_context(found: Meeting, *, is_insider: bool) -> dict[str, object]:
    """What the page and its preview share."""
    return {
        "meeting": found,
        "page": meeting_page(found, now(), is_insider=is_insider),
        "state": state_words(found),
        "state_kind": _kind_of(found),
        "follow_up": follow_up_rows(found) if is_insider else [],
        "report_pages": report_pages(found) if is_insider else [],
    }


def row_of(found: Meeting) -> dict[str, object]:
    """For components/row_link.html."""
    return {
        "href": found.get_absolute_url(),
        "meeting": found,
        "state": state_words(found),
        "kind": _kind_of(found),
    }


def _kind_of(found: Meeting) -> str:
    return "success" if found.published_minutes else STATE_KINDS[Meeting.State(found.state)]


def _tabs(shown: str) -> list[dict[str, object]]:
    return [
        {
            "id": "coming",
            "label": _("Now and next"),
            "href": "?show=coming",
            "here": shown not in ("past", "minutes"),
        },
        {"id": "past", "label": _("Past"), "href": "?show=past", "here": shown == "past"},
        {"id": "minutes", "label": _("With minutes"), "href": "?show=minutes", "here": shown == "minutes"},
    ]
