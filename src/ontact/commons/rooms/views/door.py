"""The door and the lobby: check the devices, agree, knock, wait, go in. All of it works without JavaScript."""

from contextlib import suppress
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ontact.commons.rooms import actions
from ontact.commons.rooms.access import line_in, seat_in, state_door, visitor_of
from ontact.commons.rooms.errors import LeftTheRoom, Refused, RoomIsOver, RoomNotOpen
from ontact.commons.rooms.forms import DoorForm
from ontact.commons.rooms.models import Line, Room
from ontact.commons.rooms.queries.attended import must_wait_for_the_desk
from ontact.commons.rooms.views.check import last_check
from ontact.commons.rooms.views.closed import closed_door
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken
from ontact.web.devices import uses_devices

LOBBY_LOOKS_AGAIN_S = 5
EARLY_LOOKS_AGAIN_S = 30


@access(Who.SEATED)
@require_http_methods(["GET", "HEAD", "POST"])
@uses_devices
@never_cache
def door(request: HttpRequest, room_id: UUID) -> HttpResponse:
    line = line_in(request, room_id)
    if line is None:
        return _without_a_line(request, room_id)
    room, seat = line.seat.room, line.seat
    try:
        _look(request, room_id, room)
    except RuleBroken as refusal:
        return closed_door(request, refusal, room, line=line)
    sitting = seat.sittings.current().first()
    form = DoorForm(request.POST or None, seat=seat, line=line, sitting=sitting)
    if form.is_valid():
        try:
            return _cross(line, form)
        except RuleBroken as refusal:
            return closed_door(request, refusal, room, line=line)
    early = room.phase_at(now()) is Room.Phase.EARLY
    return render(
        request,
        "rooms/door.html",
        {
            "room": room,
            "seat": seat,
            "sitting": sitting,
            "form": form,
            "early": early,
            "looks_again_s": EARLY_LOOKS_AGAIN_S if early else None,
            "agreement": _agreement(room),
            "last": last_check(seat.pk),
            "inside": seat.is_admitted and line.entered_at is not None,
        },
        status=422 if form.is_bound else 200,
    )


@access(Who.SEATED)
@require_http_methods(["GET", "HEAD"])
@never_cache
def lobby(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Looks again every few seconds, by itself or by the client; goes on by itself once let in."""
    line = line_in(request, room_id)
    if line is None:
        return _without_a_line(request, room_id)
    room, seat = line.seat.room, line.seat
    try:
        _look(request, room_id, room)
        state_door(request, room_id)
    except LeftTheRoom:
        return redirect("rooms:door", room_id)
    except RuleBroken as refusal:
        return closed_door(request, refusal, room, line=line)
    if seat.is_admitted and line.entered_at is not None:
        return redirect(room.page)
    if not seat.knocks.open().exists():
        return redirect("rooms:door", room_id)
    actions.still_waiting(seat)
    facts = {
        "room": room,
        "seat": seat,
        "waits_for_the_desk": must_wait_for_the_desk(room, seat, now()),
        "looks_again_s": LOBBY_LOOKS_AGAIN_S,
        "last": last_check(seat.pk),
    }
    return render(request, "rooms/lobby.html", facts)


def _look(request: HttpRequest, room_id: UUID, room: Room) -> None:
    """What shuts the door for good; who left or was refused may come again."""
    with suppress(LeftTheRoom, Refused):
        state_door(request, room_id)
    if room.phase_at(now()) is Room.Phase.OVER:
        raise RoomIsOver


def _cross(line: Line, form: DoorForm) -> HttpResponse:
    room, seat, words = line.seat.room, line.seat, form.cleaned_data
    if not room.is_open_at(now()):
        raise RoomNotOpen
    if words["name"] and (form.sitting is None or words["name"] != form.sitting.name):
        actions.sit_in(seat, name=words["name"], by=seat.actor())
    line = actions.cross_the_threshold(
        line,
        mode=words["mode"],
        people=words["people"],
        agreement=_agreement(room) if words["agreed"] else "",
        by=seat.actor(),
    )
    if line.entered_at is not None:
        return redirect(room.page)
    return redirect("rooms:lobby", room.pk)


def _without_a_line(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """A holder who is signed in goes by the entry; signing in could help whoever is not; for others nothing is here."""
    if visitor_of(request).person is None:
        return redirect_to_login(request.get_full_path())
    if seat_in(request, room_id) is None:
        raise Http404
    return redirect("rooms:entry", room_id)


def _agreement(room: Room) -> str:
    """The wording that is agreed to and kept with the consent; a rehearsal keeps nothing."""
    if room.is_rehearsal:
        return _(
            "This is a rehearsal: while it lasts, everyone in it sees your name and when you come and go. "
            "Nothing counts, and at its end all of it is deleted."
        )
    if room.attendance == Room.Attendance.OFFICE:
        return _(
            "Recorded are: your name, when you come in and go out, and how you are connected. "
            "The office that holds this session notes from it who attended. Picture and sound are not recorded."
        )
    return _(
        "Recorded are: your name, when you come in and go out, and how you are connected. "
        "The attendance list becomes part of the minutes. Picture and sound are not recorded."
    )
