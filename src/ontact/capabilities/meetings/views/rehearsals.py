"""The clerk holds a rehearsal of a meeting, asks people to it, and ends it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import preparing_door
from ontact.capabilities.meetings.actions.rehearsing import hold_rehearsal, invite_to_rehearsal
from ontact.capabilities.meetings.actions.running import end_rehearsals
from ontact.capabilities.meetings.errors.rehearsals import NoRehearsal
from ontact.capabilities.meetings.forms.rehearsals import AskForm
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.rehearsals import standing_rehearsal, still_to_ask
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def rehearsal(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What a rehearsal is, and one press that begins it; while one is on, who has been asked and how it ends."""
    meeting = preparing_door(request, meeting_id)
    if request.method == "POST":
        hold_rehearsal(meeting, by=signed_in(request))
        return redirect("meetings:rehearsal", meeting.pk)
    standing = standing_rehearsal(meeting)
    form = AskForm(waiting=still_to_ask(standing)) if standing else None
    return _page(request, meeting, standing, form)


@access(Who.STAFF)
@require_POST
def rehearsal_people(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A letter with a link to each; nobody is asked twice."""
    meeting = preparing_door(request, meeting_id)
    standing = standing_rehearsal(meeting)
    if standing is None:
        raise NoRehearsal
    form = AskForm(request.POST, waiting=still_to_ask(standing))
    if not form.is_valid():
        return _page(request, meeting, standing, form)
    count = invite_to_rehearsal(meeting, form.asked, by=signed_in(request))
    words = ngettext(
        "The link went to %(count)d person by mail.", "The link went to %(count)d people by mail.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("meetings:rehearsal", meeting.pk)


@access(Who.STAFF)
@require_POST
def rehearsal_end(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Over for everyone in it; pressed twice, it is over."""
    meeting = preparing_door(request, meeting_id)
    end_rehearsals(meeting, by=signed_in(request).actor())
    messages.success(request, _("The rehearsal is over. All of it is deleted within a few minutes."))
    return redirect("meetings:meeting", meeting.pk)


def _page(
    request: HttpRequest, meeting: Meeting, standing: Meeting | None, form: AskForm | None
) -> HttpResponse:
    waiting = form.waiting.count() if form else 0
    context = {
        "meeting": meeting,
        "rehearsal": standing,
        "form": form if waiting else None,
        "asked": standing.participants.told().count() - waiting if standing else 0,
        "is_too_late": now() >= meeting.room.doors_at
        or meeting.opened_at is not None
        or not meeting.may_change,
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "meetings/rehearsal.html", context, status=status)
