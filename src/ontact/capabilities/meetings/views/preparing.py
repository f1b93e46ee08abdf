"""Convening, step by step: every step saves by itself, and nothing typed is lost."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import hosts_for, preparing_door
from ontact.capabilities.meetings.actions.drafting import begin_draft, keep_typed, settle_what, throw_away
from ontact.capabilities.meetings.forms.what import BeginForm, WhatForm
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.meetings import earlier_meetings
from ontact.capabilities.meetings.views.form_page import edit_page
from ontact.capabilities.meetings.views.visitor import page_context
from ontact.commons.people.models import Person
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A title and the department are enough; the draft then has an address of its own."""
    person = signed_in(request)
    hosts = hosts_for(person)
    language = (get_language() or "ko")[:2]
    earlier = earlier_meetings(hosts)
    form = BeginForm(request.POST or None, hosts=hosts, earlier=earlier, language=language)
    if form.is_valid():
        meeting = begin_draft(
            host=form.cleaned_data["host"],
            title=form.worded_title,
            previous=form.cleaned_data["previous"],
            by=person,
        )
        return redirect("meetings:edit", meeting.pk)
    context = {"form": form, "hosts": hosts}
    return render(request, "meetings/new.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_safe
def edit(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    return edit_page(request, preparing_door(request, meeting_id))


@access(Who.STAFF)
@require_POST
def what(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The first step. A draft takes what is valid at once; a convened meeting keeps it until guests are told."""
    meeting = preparing_door(request, meeting_id)
    person = signed_in(request)
    form = WhatForm(request.POST, meeting=meeting, hosts=hosts_for(person))
    is_valid = form.is_valid()
    if is_valid and meeting.is_draft:
        settle_what(meeting, form.what, by=person)
    elif is_valid and not form.changed_data:
        keep_typed(meeting, {})
    else:
        keep_typed(meeting, form.typed)
    if _is_autosave(request):
        return JsonResponse({"saved": is_valid, "errors": {} if is_valid else form.errors.get_json_data()})
    if not is_valid:
        return edit_page(request, meeting, what=form, status=422)
    messages.success(request, _("Saved."))
    return redirect(step_address(meeting, "agenda" if meeting.is_draft else "send"))


@access(Who.STAFF)
@require_safe
def preview(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The page exactly as a guest will see it."""
    meeting = preparing_door(request, meeting_id)
    context = {**page_context(meeting, is_insider=True), "is_preview": True}
    return render(request, "meetings/meeting.html", context)


@access(Who.STAFF)
@require_POST
def discard(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    title = str(meeting.title)
    throw_away(meeting, by=signed_in(request))
    messages.success(request, _("The draft “%(title)s” has been thrown away.") % {"title": title})
    return redirect("meetings:desk")


def signed_in(request: HttpRequest) -> Person:
    """Behind Who.STAFF there is always someone."""
    person = visitor_of(request).person
    assert person is not None
    return person


def step_address(meeting: Meeting, step: str) -> str:
    return reverse("meetings:edit", args=[meeting.pk]) + f"#{step}"


def _is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "autosave"
