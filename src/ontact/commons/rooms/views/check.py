"""The device check as a page of its own: reachable from the invitation until the end, and over within 20 seconds."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ontact.commons.rooms.access import check_door, knows_the_room, line_in, visitor_of
from ontact.commons.rooms.models import DeviceCheck
from ontact.commons.rooms.queries import checks_of
from ontact.commons.rooms.views.closed import closed_door
from ontact.foundation.access import Who, access
from ontact.foundation.errors import RuleBroken
from ontact.web.devices import uses_devices


@access(Who.SEATED)
@require_safe
@uses_devices
@never_cache
def check(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Holders who are signed in need no link here either; signing in could help whoever is not."""
    try:
        seat = check_door(request, room_id)
    except Http404:
        if visitor_of(request).person is None and not knows_the_room(request, room_id):
            return redirect_to_login(request.get_full_path())
        raise
    except RuleBroken as refusal:
        line = line_in(request, room_id)
        return closed_door(request, refusal, line.seat.room if line else None)
    facts = {"room": seat.room, "seat": seat, "last": last_check(seat.pk)}
    return render(request, "rooms/check.html", facts)


def last_check(seat_id: UUID) -> DeviceCheck | None:
    return checks_of([seat_id]).get(seat_id)
