"""The minutes before those who approve them: laid, read and approved one by one, sent back, or not waited for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import minutes_door, participant_of
from ontact.capabilities.meetings.actions import minutes as acts
from ontact.capabilities.meetings.forms.closing import grounds_words
from ontact.capabilities.meetings.forms.minutes import ApprovalForm, ExcuseForm, ReturnForm, SignersForm
from ontact.capabilities.meetings.models import ApprovalRule, Meeting, Minutes
from ontact.capabilities.meetings.queries.approvals import is_awaited
from ontact.capabilities.meetings.queries.editions import closings_of
from ontact.capabilities.meetings.views.minutes import approver_table, minutes_context
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def submission(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One press, or where the rule asks for signing members the choice of these."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    asks = meeting.approval_rule == ApprovalRule.SIGNERS and meeting.minutes.state == Minutes.State.DRAFT
    form = SignersForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if asks and not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"meeting": meeting, "form": form}
        return render(request, "meetings/minutes_submission.html", context, status=status)
    if request.method == "POST":
        chosen = [UUID(one) for one in form.cleaned_data["signers"]] if asks else []
        acts.lay_before_chair(meeting.minutes, signers=chosen, by=signed_in(request).actor())
        messages.success(
            request, _("The minutes lie before those who approve them; they have been told by mail.")
        )
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
        done = acts.approve_minutes(found, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _thanks(done))
        return redirect("meetings:minutes", meeting.pk)
    context = {**minutes_context(request, meeting, None), "form": form, "return_form": ReturnForm()}
    context["closings"] = [(one, grounds_words(one.ground)) for one in closings_of(found)]
    context["approvers"] = approver_table(found)
    context["is_awaited"] = is_awaited(found, signed_in(request))
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
def excuse(request: HttpRequest, meeting_id: UUID, approver_id: UUID) -> HttpResponse:
    """One member's approval is not waited for."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    row = get_object_or_404(meeting.minutes.approvers, pk=approver_id)
    form = ExcuseForm(request.POST, row=row)
    if not form.is_valid():
        context: dict[str, Any] = minutes_context(request, meeting, None)
        context["approvers"] = approver_table(meeting.minutes, bound=form)
        return render(request, "meetings/minutes.html", context, status=422)
    acts.excuse_approver(row, reason=form.cleaned_data["reason"], by=signed_in(request).actor())
    messages.success(request, _("The minutes no longer wait for %(name)s.") % {"name": row.name})
    return redirect("meetings:minutes", meeting.pk)


def _thanks(done: Minutes) -> str:
    if done.is_frozen:
        return _("The minutes are approved and cannot be changed any more.")
    return _("Your approval is noted; the others are still awaited.")


def _own_title(request: HttpRequest, meeting: Meeting) -> str:
    participant = participant_of(visitor_of(request), meeting)
    if participant is not None:
        return participant.title or str(participant.get_part_display())
    for membership in signed_in(request).current_memberships():
        if membership.organisation_id == meeting.host_id and membership.title:
            return str(membership.title)
    return ""
