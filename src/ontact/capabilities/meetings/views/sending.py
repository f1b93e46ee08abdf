"""The last step: invitations leave, changes are told, or the meeting is called off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import hosts_for, preparing_door
from ontact.capabilities.meetings.actions.inviting import cancel, convene, send_changes
from ontact.capabilities.meetings.forms.what import CancellationForm, WhatForm
from ontact.capabilities.meetings.views.form_page import edit_page
from ontact.capabilities.meetings.views.preparing import signed_in, step_address
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_POST
def sending(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Invite, or tell of changes; the button that was pressed named the number."""
    meeting = preparing_door(request, meeting_id)
    person = signed_in(request)
    what = WhatForm(meeting=meeting, hosts=hosts_for(person))
    if what.is_bound and not what.is_valid():
        return edit_page(request, meeting, what=what, status=422)
    if meeting.is_draft:
        count = convene(meeting, by=person)
    else:
        count = send_changes(meeting, what=what.what if what.is_bound else None, by=person)
    messages.success(request, _told(count))
    return redirect("meetings:meeting", meeting.pk) if count else redirect(step_address(meeting, "send"))


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def cancellation(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    form = CancellationForm(request.POST or None)
    if form.is_valid():
        count = cancel(meeting, reason=form.cleaned_data["reason"], by=signed_in(request))
        messages.success(request, _("The meeting has been called off. %(told)s") % {"told": _told(count)})
        return redirect("meetings:meeting", meeting.pk)
    context = {"meeting": meeting, "form": form, "count": meeting.participants.told().count()}
    return render(request, "meetings/cancellation.html", context, status=422 if form.is_bound else 200)


def _told(count: int) -> str:
    if not count:
        return _("Everything is saved; nobody had to be told.")
    words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
    return words % {"count": count}
