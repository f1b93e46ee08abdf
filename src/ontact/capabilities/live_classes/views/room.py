"""One session: before it begins the way in, while it is on the room, afterwards what it was."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.live_classes.access import (
    class_door,
    may_watch_again,
    places_in,
    session_in,
    way_by,
    ways_into,
)
from ontact.capabilities.live_classes.forms.room import EntryForm
from ontact.capabilities.live_classes.models import LiveClass
from ontact.capabilities.live_classes.queries.room import materials_of
from ontact.capabilities.live_classes.views.visitor import OPEN, crumbs_to, takes_part
from ontact.commons.people.access import Visitor, signed_in
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.queries.survey import survey_is_open
from ontact.commons.rooms.access import line_in, proves_a_seat
from ontact.commons.rooms.models import Line, Room
from ontact.commons.rooms.views.passes import enter_by
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.devices import uses_devices


@access(Who.EVERYONE, why=OPEN)
@uses_devices
@require_safe
@never_cache
def session(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """The room for whoever is inside; for everybody else the session's page."""
    found = class_door(_reader(request), programme_id)
    one = session_in(found, session_id)
    line = line_in(request, one.room_id) if one.room_id else None
    if line is not None and one.room is not None:
        if is_inside(line, one.room):
            return render(request, "live_classes/room.html", _room_facts(found, one))
        if is_waiting(line, one.room):
            return redirect("rooms:lobby", one.room_id)
    return render(request, "live_classes/session.html", _page_facts(request, found, one, line))


@access(Who.SIGNED_IN)
@require_POST
def entry(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """By the own seat, or a child's: this browser then speaks for it, and goes on to the door."""
    person = signed_in(request)
    one = session_in(class_door(person, programme_id), session_id)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return redirect("live_classes:session", programme_id, session_id)
    return enter_by(request, way_by(person, one, form.cleaned_data["seat"]).seat)


def is_inside(line: Line, room: Room) -> bool:
    if line.ended_at is not None or line.entered_at is None:
        return False
    return line.seat.is_admitted and room.is_open_at(now())


def is_waiting(line: Line, room: Room) -> bool:
    if line.ended_at is not None or not room.is_open_at(now()):
        return False
    return bool(line.seat.knocks.open().exists())


def _room_facts(live_class: LiveClass, one: Session) -> dict[str, Any]:
    here = [live_class.programme_id, one.pk]
    return {
        "session": one,
        "room_id": one.room_id,
        "state_url": f"/api/live_classes/{one.pk}/state",
        "capability_api": f"/api/live_classes/{one.pk}",
        "room_url": reverse("live_classes:session", args=here),
        "text_url": reverse("live_classes:text", args=here),
        "leave_url": live_class.get_absolute_url(),
        "helpline": one.room.helpline if one.room else "",
    }


def _page_facts(
    request: HttpRequest, live_class: LiveClass, one: Session, line: Line | None
) -> dict[str, Any]:
    reader, moment = _reader(request), now()
    phase = one.room.phase_at(moment) if one.room is not None else None
    over = one.has_ended(moment) and phase is not Room.Phase.OPEN
    reads = takes_part(request, live_class)
    watches = may_watch_again(reader, live_class, one)
    return {
        "live_class": live_class,
        "programme": live_class.programme,
        "session": one,
        "crumbs": crumbs_to(live_class, one),
        "theme": getattr(getattr(one, "themed", None), "theme", None),
        "phase": phase.value if phase is not None and not one.is_cancelled else "",
        "over": over or phase is Room.Phase.OVER,
        "ways": ways_into(reader, one) if not over and not one.is_cancelled else [],
        "line": line if line is not None and proves_a_seat(line) else None,
        "materials": materials_of(live_class, one) if reads else [],
        "reads": reads,
        "replay_open": watches and one.can_be_replayed(moment),
        "watches": watches,
        "moment": moment,
        "places": list(places_in(reader, live_class)),
        "survey_open": survey_is_open(live_class.programme, moment),
    }


def _reader(request: HttpRequest) -> Visitor:
    reader: Visitor = request.user
    return reader
