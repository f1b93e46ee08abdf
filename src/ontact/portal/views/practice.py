"""The practice room: a real room for one visitor, without an account, for as long as a cup of tea takes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.rooms.access import line_in, remember_line
from ontact.commons.rooms.actions import sit_down
from ontact.foundation.access import Who, access
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.portal.actions import PRACTICE_MINUTES, open_practice_room
from ontact.web.devices import uses_devices


@access(
    Who.EVERYONE,
    why="Whoever is invited for the first time tries it alone before; ten rooms an hour per address.",
)
@uses_devices
@require_http_methods(["GET", "POST"])
@never_cache
def practice(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "portal/practice.html", {"minutes": PRACTICE_MINUTES})
    seat = open_practice_room(address=request.META.get("REMOTE_ADDR", ""))
    line, key = sit_down(seat, by=SYSTEM)
    response = redirect(seat.room.page)
    remember_line(response, request, line, key)
    return response


@access(Who.SEATED)
@uses_devices
@require_safe
@never_cache
def practice_room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Whoever comes without a line, or after the time, is led back to the page that opens a new room."""
    line = line_in(request, room_id)
    if line is None or not line.seat.room.is_open_at(now()):
        return redirect("portal:practice")
    return render(request, "portal/practice_room.html", {"room": line.seat.room})
