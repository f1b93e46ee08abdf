"""The third step: people are added, corrected and removed; links are sent again or revoked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import hosts_for, participant_door, preparing_door
from ontact.capabilities.meetings.actions import guests as acts
from ontact.capabilities.meetings.actions.checking import remind_of_checks
from ontact.capabilities.meetings.actions.inviting import revoke_link, send_link
from ontact.capabilities.meetings.forms.people import EarlierForm, ParticipantForm, PeopleForm
from ontact.capabilities.meetings.queries.meetings import earlier_meetings
from ontact.capabilities.meetings.views.form_page import edit_page
from ontact.capabilities.meetings.views.preparing import signed_in, step_address
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_POST
def people(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Good lines go on the list; bad ones stay in the box, each with its reason."""
    meeting = preparing_door(request, meeting_id)
    form = PeopleForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return edit_page(request, meeting, people=form, status=422)
    pasted = form.pasted()
    added = acts.add_guests(meeting, pasted.guests, by=signed_in(request).actor())
    if added:
        words = ngettext(
            "%(count)d person is on the list now.", "%(count)d people are on the list now.", len(added)
        )
        messages.success(request, words % {"count": len(added)})
    if pasted.bad_lines:
        return edit_page(request, meeting, pasted=pasted, status=422)
    return redirect(step_address(meeting, "people"))


@access(Who.STAFF)
@require_POST
def earlier(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    person = signed_in(request)
    form = EarlierForm(request.POST, earlier=earlier_meetings(hosts_for(person), but=meeting))
    if form.is_valid():
        added = acts.take_people_from(meeting, form.cleaned_data["meeting"], by=person.actor())
        words = ngettext("%(count)d person was added.", "%(count)d people were added.", len(added))
        messages.success(request, words % {"count": len(added)})
    else:
        messages.error(request, _("Choose one of your earlier meetings."))
    return redirect(step_address(meeting, "people"))


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    participant = participant_door(meeting, participant_id)
    form = ParticipantForm(request.POST or None, instance=participant)
    if form.is_valid():
        acts.change_guest(participant, by=signed_in(request).actor(), **form.words)
        messages.success(request, _("Saved."))
        return redirect(step_address(meeting, "people"))
    context = {"meeting": meeting, "participant": participant, "form": form}
    return render(request, "meetings/person.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_POST
def removal(request: HttpRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    participant = participant_door(meeting, participant_id)
    acts.remove_guest(participant, by=signed_in(request).actor())
    if participant.seat_id is not None:
        messages.success(
            request, _("%(name)s was taken off the list and told by mail.") % {"name": participant.name}
        )
    else:
        undo = reverse("meetings:person_return", args=[meeting.pk, participant.pk])
        words = _("%(name)s was taken off the list.") % {"name": participant.name}
        messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect(step_address(meeting, "people"))


@access(Who.STAFF)
@require_POST
def putting_back(request: HttpRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """Undo of a removal."""
    meeting = preparing_door(request, meeting_id)
    participant = get_object_or_404(meeting.participants.select_related("seat"), pk=participant_id)
    acts.put_back(participant, by=signed_in(request).actor())
    messages.success(request, _("%(name)s is on the list again.") % {"name": participant.name})
    return redirect(step_address(meeting, "people"))


@access(Who.STAFF)
@require_POST
def link(request: HttpRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    """Send a new personal link; earlier ones stay good."""
    meeting = preparing_door(request, meeting_id)
    participant = participant_door(meeting, participant_id)
    send_link(participant, by=signed_in(request).actor())
    messages.success(
        request, _("A new personal link is on its way to %(name)s.") % {"name": participant.name}
    )
    return redirect(step_address(meeting, "people"))


@access(Who.STAFF)
@require_POST
def revocation(request: HttpRequest, meeting_id: UUID, participant_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    participant = participant_door(meeting, participant_id)
    revoke_link(participant, by=signed_in(request).actor())
    messages.success(request, _("No link of %(name)s works any more.") % {"name": participant.name})
    return redirect(step_address(meeting, "people"))


@access(Who.STAFF)
@require_POST
def check_reminder(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Ask those who have not tried their devices to do so; nobody is asked twice a day."""
    meeting = preparing_door(request, meeting_id)
    count = remind_of_checks(meeting, by=signed_in(request).actor())
    words = ngettext(
        "%(count)d person was reminded of the device check.",
        "%(count)d people were reminded of the device check.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect(step_address(meeting, "people"))
