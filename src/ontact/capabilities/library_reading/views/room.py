"""A session that is held by video: its page, the way in for a reader or a parent, and the room."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.library_reading import queries
from ontact.capabilities.library_reading.access import session_door
from ontact.capabilities.library_reading.actions import open_seat
from ontact.capabilities.library_reading.views.visitor import crumbs_to
from ontact.commons.people.access import signed_in
from ontact.commons.programmes.calendars import place_of
from ontact.commons.rooms.access import line_in, remember_line
from ontact.commons.rooms.models import Line, Room
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.devices import uses_devices


@access(
    Who.EVERYONE, why="When and what a session is about is public; the room is for those with a line in it."
)
@uses_devices
@require_safe
@never_cache
def session(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """Whoever is inside gets the room, whoever waits the door or the lobby, everyone else the session's page."""
    reading, session = session_door(request.user, programme_id, session_id)
    line = line_in(request, session.room_id) if session.room_id else None
    if session.room is not None and line is not None:
        answer = _by_line(request, session.room, line)
        if answer is not None:
            return answer
    desk = queries.seat_of_the_desk(session, request.user)
    room, moment = session.room, now()
    phase = room.phase_at(moment) if room is not None else None
    context = {
        "programme": reading.programme,
        "reading": reading,
        "session": session,
        "place": place_of(session),
        "books": queries.books_in(session),
        "seats": queries.seats_in(session, request.user),
        "desk": desk,
        "room": room,
        "crumbs": crumbs_to(reading.programme, _("Session %(number)d") % {"number": session.number}),
        "early": phase is Room.Phase.EARLY,
        "is_over": session.has_ended(moment),
        "may_enter": phase not in (None, Room.Phase.OVER) and not session.is_cancelled,
    }
    return render(request, "library_reading/session.html", context)


@access(Who.SIGNED_IN)
@require_POST
@never_cache
def entry(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """Open one's own seat, or that of a child in one's care: then to the door, which knows devices and agreement."""
    person = signed_in(request)
    reading, session = session_door(person, programme_id, session_id)
    asked = request.POST.get("registration", "")
    mine = queries.seats_in(session, person)
    given = next((one for one in mine if str(one.registration_id) == asked), None)
    if given is None:
        raise Http404
    line, key = open_seat(given=given, is_for_two=reading.is_for_two, by=person.actor())
    answer = redirect("rooms:door", session.room_id)
    remember_line(answer, request, line, key)
    return answer


def _by_line(request: HttpRequest, room: Room, line: Line) -> HttpResponse | None:
    """None: this line is not inside and leads nowhere at this hour, so that the session's page is shown."""
    phase = room.phase_at(now())
    if phase is Room.Phase.OVER or line.seat.taken_back_at is not None:
        return None
    if line.ended_at is not None or line.entered_at is None:
        return None
    if not line.seat.is_admitted:
        return redirect("rooms:lobby", room.pk)
    context = {
        "room": room,
        "room_id": room.pk,
        "state_url": f"/api/rooms/{room.pk}/state",
        "room_url": room.page,
        "text_url": "",
        "leave_url": room.page,
        "helpline": room.helpline,
    }
    return render(request, "library_reading/room.html", context)
