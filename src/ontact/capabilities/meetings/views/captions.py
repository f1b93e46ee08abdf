"""Captions after the meeting: read, put right, handed out as a file."""

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.capabilities.meetings.access import caption_door, captions_door
from ontact.capabilities.meetings.forms.captions import CaptionForm
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms import queries
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf

LINES_ON_A_PAGE = 100


@access(Who.SIGNED_IN)
@require_safe
def captions(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Every line with its time and speaker, each with the way to put it right."""
    meeting = captions_door(request, meeting_id)
    lines = leaf(request, queries.captions_of_record(meeting.room), size=LINES_ON_A_PAGE)
    return render(request, "meetings/captions.html", {"meeting": meeting, "lines": lines})


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def caption(request: HttpRequest, meeting_id: UUID, caption_id: UUID) -> HttpResponse:
    """One line, put right."""
    meeting = captions_door(request, meeting_id)
    line = caption_door(meeting, caption_id)
    form = CaptionForm(request.POST or None, initial={"text": line.text})
    if request.method == "POST" and form.is_valid():
        rooms.correct_caption(line, form.cleaned_data["text"], by=signed_in(request).actor())
        messages.success(request, _("Saved."))
        leaf_number = quote(request.GET.get("page", "1"))
        return redirect(
            reverse("meetings:captions", args=[meeting.pk]) + f"?page={leaf_number}#line-{line.pk}"
        )
    context = {"meeting": meeting, "line": line, "form": form}
    return render(request, "meetings/caption.html", context, status=422 if form.errors else 200)


@access(Who.SIGNED_IN)
@require_safe
def captions_file(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """WebVTT; its time zero is the opening of the meeting, else the first line."""
    meeting = captions_door(request, meeting_id)
    answer = HttpResponse(
        queries.webvtt(meeting.room, begins_at=_zero(meeting)), content_type="text/vtt; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="captions.vtt"'
    return answer


def _zero(meeting: Meeting) -> datetime:
    first = queries.captions_of_record(meeting.room).first()
    opened_at = meeting.opened_at or meeting.begins_at
    return min(opened_at, first.created_at) if first else opened_at
