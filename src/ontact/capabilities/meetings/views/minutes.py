"""The minutes: read, edited, published, and handed out as files."""

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
    strangers_sign_in,
    works_on_minutes,
)
from ontact.capabilities.meetings.actions import minutes as acts
from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.closing import in_language
from ontact.capabilities.meetings.errors import EditedMeanwhile
from ontact.capabilities.meetings.forms.closing import grounds_words
from ontact.capabilities.meetings.forms.minutes import ExcuseForm, MinutesForm
from ontact.capabilities.meetings.models import Edition, Meeting, Minutes
from ontact.capabilities.meetings.queries.approvals import approver_rows
from ontact.capabilities.meetings.queries.editions import (
    body_of,
    draft_body,
    edition_made,
    edition_shown,
)
from ontact.capabilities.meetings.queries.minutes import differences, page_of
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.media.queries import url_of
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access


@access(Who.EVERYONE, why="Published minutes of public meetings are everyone's; the door keeps the others.")
@require_safe
@strangers_sign_in
def minutes(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The edition that counts; whoever works on the minutes sees the draft while there is one."""
    meeting = minutes_door(request, meeting_id)
    found: Minutes = meeting.minutes
    if works_on_minutes(visitor_of(request), meeting):
        context = minutes_context(request, meeting, edition_made(found) if found.is_frozen else None)
    else:
        context = minutes_context(request, meeting, edition_shown(found))
    return render(request, "meetings/minutes.html", context)


@access(Who.EVERYONE, why="Anyone may recompute the hash of published minutes.")
@require_safe
@strangers_sign_in
def canonical(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The bytes that the hash is made of."""
    return json_answer(_edition(request, meeting_id).canonical, "minutes.json")


@access(Who.EVERYONE, why="Published minutes of public meetings are everyone's; the door keeps the others.")
@require_safe
@strangers_sign_in
def document(request: HttpRequest, meeting_id: UUID, file_format: str) -> HttpResponse:
    """PDF or HWPX, in the reader's language (?language=en asks for another)."""
    return file_answer(request, _edition(request, meeting_id), file_format)


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
def publication(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = minutes_door(request, meeting_id, to_edit=True)
    acts.publish_minutes(meeting.minutes, by=signed_in(request).actor())
    messages.success(request, _("The minutes are published."))
    return redirect("meetings:minutes", meeting.pk)


def minutes_context(
    request: HttpRequest, meeting: Meeting, edition: Edition | None, *, full: bool = False
) -> dict[str, Any]:
    """One edition, or (None) the draft; `full`: with what is closed to the public."""
    found: Minutes = meeting.minutes
    visitor = visitor_of(request)
    said = body_of(edition, full=full) if edition else draft_body(found)
    body: MinutesBody = in_language(said, (get_language() or "ko")[:2])
    return {
        "meeting": meeting,
        "minutes": found,
        "edition": edition,
        "editions": list(found.editions.filter(published_at__isnull=False)),
        "is_full": full,
        "body": body,
        "page": page_of(body),
        "grounds": [(one, grounds_words(one.ground)) for one in body.closed],
        "may_edit": may_keep_minutes(visitor, meeting),
        "may_approve": may_approve(visitor, meeting),
        "approvers": approver_table(found) if found.state == Minutes.State.SUBMITTED else [],
        "may_excuse": may_keep_minutes(visitor, meeting),
        "files": sorted({file.format for file in edition.files.all()}, reverse=True) if edition else [],
    }


def approver_table(minutes: Minutes, *, bound: ExcuseForm | None = None) -> list[dict[str, Any]]:
    """Each with the form by which the clerk no longer waits for them; `bound`: the one that was sent with a fault."""
    rows = approver_rows(minutes)
    for one in rows:
        form = ExcuseForm(row=one["row"])
        one["form"] = bound if bound is not None and bound.prefix == form.prefix else form
    return rows


def json_answer(content: str, name: str) -> HttpResponse:
    answer = HttpResponse(content.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_answer(request: HttpRequest, edition: Edition, file_format: str) -> HttpResponse:
    wanted = request.GET.get("language") or (get_language() or "ko")[:2]
    files = edition.files.filter(format=file_format).select_related("asset")
    file = files.filter(language=wanted).first() or files.first()
    if file is None:
        raise Http404
    return redirect(url_of(file.asset, download=True))


def _edition(request: HttpRequest, meeting_id: UUID) -> Edition:
    """Readers get what has been published; whoever works on the minutes the last one approved."""
    meeting = minutes_door(request, meeting_id)
    choose = edition_made if works_on_minutes(visitor_of(request), meeting) else edition_shown
    edition = choose(meeting.minutes)
    if edition is None:
        raise Http404
    return edition


def _edit_page(
    request: HttpRequest,
    meeting: Meeting,
    form: MinutesForm,
    *,
    clash: EditedMeanwhile | None = None,
    theirs: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **minutes_context(request, meeting, None),
        "form": form,
        "clash": clash,
        "theirs": theirs or [],
    }
    return render(request, "meetings/minutes_edit.html", context, status=status)


def _with_version(request: HttpRequest, found: Minutes) -> Any:
    """What was typed, on top of the version that now stands: saving again is then a decision, not an accident."""
    typed = request.POST.copy()
    typed["version"] = str(found.version)
    return typed
