"""The minutes: read, edited, laid before the chair, approved, published, and handed out as files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import (
    may_approve,
    may_keep_minutes,
    minutes_door,
    participant_of,
    strangers_sign_in,
)
from ontact.capabilities.meetings.actions import minutes as acts
from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.errors import EditedMeanwhile
from ontact.capabilities.meetings.forms.minutes import ApprovalForm, MinutesForm, ReturnForm
from ontact.capabilities.meetings.models import Meeting, Minutes, MinutesFile
from ontact.capabilities.meetings.queries.minutes import body_shown, differences, page_of
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.media.queries import url_of
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access


@access(Who.EVERYONE, why="Published minutes of public meetings are everyone's; the door keeps the others.")
@require_safe
@strangers_sign_in
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = minutes_door(request, meeting_id)
    return render(request, "meetings/minutes.html", _context(request, meeting))


@access(Who.EVERYONE, why="Anyone may recompute the hash of published minutes.")
@require_safe
@strangers_sign_in
def canonical(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The bytes that the hash is made of."""
    found: Minutes = minutes_door(request, meeting_id).minutes
    if not found.is_frozen:
        raise Http404
    answer = HttpResponse(found.canonical.encode(), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="minutes.json"'
    return answer


@access(Who.EVERYONE, why="Published minutes of public meetings are everyone's; the door keeps the others.")
@require_safe
@strangers_sign_in
def document(request: HttpRequest, meeting_id: UUID, file_format: str) -> HttpResponse:
    """PDF or HWPX, in the reader's language (?language=en asks for another)."""
    found: Minutes = minutes_door(request, meeting_id).minutes
    wanted = request.GET.get("language") or (get_language() or "ko")[:2]
    files = MinutesFile.objects.filter(minutes=found, format=file_format).select_related("asset")
    file = files.filter(language=wanted).first() or files.first()
    if file is None:
        raise Http404
    return redirect(url_of(file.asset, download=True))


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The clerk's page. Who saves over another's text sees both instead."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    found: Minutes = meeting.minutes
    if found.is_frozen:
        return redirect("meetings:minutes", meeting.pk)
    form = MinutesForm(request.POST or None, minutes=found)
    if not form.is_valid():
        return _edit_page(request, meeting, form, status=422 if form.is_bound else 200)
    try:
        acts.save_minutes(
            found, form.edits, version=form.cleaned_data["version"], by=signed_in(request).actor()
        )
    except EditedMeanwhile as clash:
        found.refresh_from_db()
        mine = MinutesForm(_with_version(request, found), minutes=found)
        mine.is_valid()
        return _edit_page(
            request, meeting, mine, clash=clash, theirs=differences(found, form.edits), status=409
        )
    messages.success(request, _("Saved."))
    return redirect("meetings:minutes_edit", meeting.pk)


@access(Who.SIGNED_IN)
@require_POST
def submission(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = minutes_door(request, meeting_id, to_edit=True)
    acts.lay_before_chair(meeting.minutes, by=signed_in(request).actor())
    messages.success(request, _("The minutes lie before the chair, who has been told by mail."))
    return redirect("meetings:minutes", meeting.pk)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What is read here is what is frozen."""
    meeting = minutes_door(request, meeting_id, to_approve=True)
    found: Minutes = meeting.minutes
    if found.is_frozen:
        return redirect("meetings:minutes", meeting.pk)
    form = ApprovalForm(
        request.POST or None, initial={"version": found.version, "title": _own_title(request, meeting)}
    )
    if form.is_valid():
        acts.approve_minutes(found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("The minutes are approved and cannot be changed any more."))
        return redirect("meetings:minutes", meeting.pk)
    context = {**_context(request, meeting), "form": form, "return_form": ReturnForm()}
    return render(request, "meetings/minutes_approval.html", context, status=422 if form.is_bound else 200)


@access(Who.SIGNED_IN)
@require_POST
def returning(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = minutes_door(request, meeting_id, to_approve=True)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tell the clerk what should be changed."))
        return redirect("meetings:minutes_approval", meeting.pk)
    acts.return_minutes(meeting.minutes, remark=form.cleaned_data["remark"], by=signed_in(request).actor())
    messages.success(request, _("The minutes are back with the clerk."))
    return redirect("meetings:meeting", meeting.pk)


@access(Who.SIGNED_IN)
@require_POST
def publication(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = minutes_door(request, meeting_id, to_edit=True)
    acts.publish_minutes(meeting.minutes, by=signed_in(request).actor())
    messages.success(request, _("The minutes are published."))
    return redirect("meetings:minutes", meeting.pk)


def _context(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    found: Minutes = meeting.minutes
    visitor = visitor_of(request)
    body: MinutesBody = body_shown(found)
    return {
        "meeting": meeting,
        "minutes": found,
        "body": body,
        "page": page_of(body),
        "may_edit": may_keep_minutes(visitor, meeting),
        "may_approve": may_approve(visitor, meeting),
        "files": sorted({file.format for file in found.files.all()}, reverse=True),
    }


def _edit_page(
    request: HttpRequest,
    meeting: Meeting,
    form: MinutesForm,
    *,
    clash: EditedMeanwhile | None = None,
    theirs: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**_context(request, meeting), "form": form, "clash": clash, "theirs": theirs or []}
    return render(request, "meetings/minutes_edit.html", context, status=status)


def _with_version(request: HttpRequest, found: Minutes) -> Any:
    """What was typed, on top of the version that now stands: saving again is then a decision, not an accident."""
    typed = request.POST.copy()
    typed["version"] = str(found.version)
    return typed


def _own_title(request: HttpRequest, meeting: Meeting) -> str:
    participant = participant_of(visitor_of(request), meeting)
    if participant is not None:
        return participant.title or str(participant.get_part_display())
    for membership in signed_in(request).current_memberships():
        if membership.organisation_id == meeting.host_id and membership.title:
            return str(membership.title)
    return ""
