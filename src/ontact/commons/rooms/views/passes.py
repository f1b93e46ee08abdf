"""The personal link: looking at it changes nothing, pressing the button opens a line for this browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ontact.commons.people.access import is_signed_in
from ontact.commons.people.models import Person
from ontact.commons.rooms import actions
from ontact.commons.rooms.access import line_in, pass_behind, remember_line, seat_held_by
from ontact.commons.rooms.errors import Banned, RoomIsOver, SeatTakenBack
from ontact.commons.rooms.models import Line, Pass, Room, Seat, Sitting
from ontact.commons.rooms.views.closed import closed_door
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken


class PassUnknown(RuleBroken):
    code = "pass-unknown"
    status = 404
    text = _("This link is not complete, or it was never valid.")
    way_out = _("Open the link in your invitation again, by pressing it rather than typing it.")


class PassExpired(RuleBroken):
    code = "pass-expired"
    status = 410
    text = _("This link has expired.")
    way_out = _("Ask the office that invited you to send you a new one.")


class PassRevoked(RuleBroken):
    code = "pass-revoked"
    status = 410
    text = _("This link has been replaced or withdrawn.")
    way_out = _("Look for a newer mail from us, or ask the office that invited you to send the link again.")


def _private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A personal page: kept by no cache and no search engine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = never_cache(view)(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@access(
    Who.EVERYONE, why="A personal link is its own proof: it says who is expected, and nothing about others."
)
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def show_pass(request: HttpRequest, secret: str) -> HttpResponse:
    """GET says who is expected, to what and when; only POST swaps the secret for a line, so scanners do no harm."""
    one = pass_behind(secret)
    refusal = _why_not(one)
    if one is None or refusal is not None:
        return closed_door(request, refusal or PassUnknown(), one.seat.room if one else None)
    if request.method == "POST":
        return _through(request, one.seat, lambda: actions.swap_pass(one), leads_to=one.leads_to)
    return _invitation(request, one.seat, leads_to=one.leads_to)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def entry(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """For who is signed in and has a seat: no link is needed."""
    assert isinstance(request.user, Person)
    seat = seat_held_by(request.user, room_id)
    if seat is None:
        raise Http404
    if request.method == "POST":
        mine = seat.sittings.current().filter(person__in=request.user.selves(), is_substitute=True).first()
        return _through(request, seat, lambda: actions.open_line(seat, sitting=mine))
    return _invitation(request, seat)


def enter_by(request: HttpRequest, seat: Seat) -> HttpResponse:
    """For a capability that knows by other proof than sitting there who may use this seat: a guardian for a child."""
    return _through(request, seat, lambda: actions.open_line(seat))


def _why_not(one: Pass | None) -> RuleBroken | None:
    if one is None:
        return PassUnknown()
    if one.seat.taken_back_at is not None:
        return SeatTakenBack()
    if one.revoked_at is not None:
        return PassRevoked()
    if not one.leads_to and one.seat.room.phase_at(now()) is Room.Phase.OVER:
        return RoomIsOver()
    return PassExpired() if one.expires_at <= now() else None


def _through(
    request: HttpRequest, seat: Seat, swap: Callable[[], tuple[Line, str]], *, leads_to: str = ""
) -> HttpResponse:
    """Open a line for this browser and go to the door, or where the link leads; a browser that has a good one keeps it."""
    line = line_in(request, seat.room)
    beforehand = "rooms:check" if _is_for_a_check(request) else "rooms:door"
    response = redirect(leads_to) if leads_to else redirect(beforehand, seat.room_id)
    if line is not None and line.seat_id == seat.pk and line.ended_at is None and not line.is_companion:
        return response
    try:
        line, key = swap()
    except (Banned, SeatTakenBack) as refusal:
        return closed_door(request, refusal, seat.room)
    remember_line(response, request, line, key)
    return response


def _is_for_a_check(request: HttpRequest) -> bool:
    """Letters of the day before lead to the device check rather than to the door."""
    return request.GET.get("to") == "check"


def _invitation(request: HttpRequest, seat: Seat, *, leads_to: str = "") -> HttpResponse:
    sitting: Sitting | None = seat.sittings.current().select_related("person").first()
    return render(
        request,
        "rooms/pass.html",
        {
            "room": seat.room,
            "seat": seat,
            "sitting": sitting,
            "signed_in_as_another": _is_another(request, sitting),
            "is_for_a_check": _is_for_a_check(request),
            "is_open": seat.room.is_open_at(now()),
            "leads_to": leads_to,
        },
    )


def _is_another(request: HttpRequest, sitting: Sitting | None) -> bool:
    """Someone signed in opens the link of someone else: allowed (a substitute does), but it is said."""
    if sitting is None or sitting.person is None or not is_signed_in(request.user):
        return False
    return not request.user.selves().filter(pk=sitting.person.pk).exists()
