"""One seat of a standing list: written by the clerk of the host, its holder and deputies also by its own office."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import list_door, listed_seat_door, standing_seat_door
from ontact.capabilities.meetings.actions import standing as acts
from ontact.capabilities.meetings.forms.standing import HolderForm, SeatForm
from ontact.capabilities.meetings.queries.standing import latest_changes
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access
from ontact.foundation.errors import RuleBroken


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def new_seat(request: HttpRequest, list_id: UUID) -> HttpResponse:
    standing = list_door(request, list_id)
    form = SeatForm(request.POST or None)
    if form.is_valid():
        try:
            acts.add_seat(standing, form.words, place=form.place, by=signed_in(request).actor())
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The seat is on the list."))
            return redirect(standing)
    context = {"form": form, "standing": standing, "is_clerk": True}
    return render(request, "meetings/standing_seat.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def standing_seat(request: HttpRequest, standing_seat_id: UUID) -> HttpResponse:
    seat, is_clerk = standing_seat_door(request, standing_seat_id)
    form = (SeatForm if is_clerk else HolderForm)(request.POST or None, seat=seat)
    if form.is_valid():
        try:
            acts.change_seat(seat, form.words, place=form.place, by=signed_in(request).actor())
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect(seat.list if is_clerk else "meetings:standing_lists")
    context = {
        "form": form,
        "seat": seat,
        "standing": seat.list,
        "is_clerk": is_clerk,
        "changes": latest_changes(seat.list, seat=seat),
    }
    return render(request, "meetings/standing_seat.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_POST
def seat_removal(request: HttpRequest, list_id: UUID, standing_seat_id: UUID) -> HttpResponse:
    standing = list_door(request, list_id)
    seat = acts.remove_seat(listed_seat_door(standing, standing_seat_id), by=signed_in(request).actor())
    undo = reverse("meetings:standing_return", args=[standing.pk, seat.pk])
    words = _("“%(seat)s” was taken off the list.") % {"seat": seat.title}
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect(standing)


@access(Who.STAFF)
@require_POST
def seat_return(request: HttpRequest, list_id: UUID, standing_seat_id: UUID) -> HttpResponse:
    """Undo of a removal."""
    standing = list_door(request, list_id)
    seat = acts.put_seat_back(listed_seat_door(standing, standing_seat_id), by=signed_in(request).actor())
    messages.success(request, _("“%(seat)s” is on the list again.") % {"seat": seat.title})
    return redirect(standing)
