"""The waiting room: its page, the tiny answer that all who wait ask for, and the order that anyone can draw again."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.waiting import announced_room, carry, waiting_door
from ontact.commons.registrations.actions.waiting import enter, turns_now
from ontact.commons.registrations.engine.waiting import Standing
from ontact.commons.registrations.models import Preparation, WaitingPass
from ontact.commons.registrations.queries.waiting import (
    about_words,
    order_file,
    ready_preparation,
    standing_now,
    standing_of,
)
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.shared import same_for_all

SAME = "A few numbers, the same for everybody: whose turn it is, never who waits."
CHECKABLE = "Anyone may draw the order again; it holds passes, no persons."
# Without a script the page is loaded anew: as seldom as is useful.
SOONEST_S, LATEST_S = 5, 30
# Before the doors open the page looks so often whether they have, each in its own second.
LOOKS_IN_S = 120


@access(Who.SIGNED_IN)
@require_safe
def waiting(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Whoever is on it before the opening waits; coming again changes nothing. When nobody has to wait it leads on."""
    person, programme = signed_in(request), waiting_door(request, programme_id)
    at, standing = now(), standing_of(programme.pk)
    preparation = ready_preparation(programme, person)
    is_over = not standing.holds_back(at) and not standing.is_before_the_opening(at)
    if not standing.has_room or is_over:
        return redirect(f"registrations:{'ready' if preparation else 'sign_up'}", programme.pk)
    if preparation is None and _has_pressed(programme, person.pk):
        return redirect("registrations:places")
    facts = {"programme": programme, "preparation": preparation}
    if preparation is None or not standing.holds_back(at):
        return render(request, "registrations/waiting_outside.html", {**facts, **_outside(standing, at)})
    held = enter(programme=programme, person=person)
    answer = render(request, "registrations/waiting.html", {**facts, **_inside(preparation, held, at)})
    carry(answer, programme, held)
    answer["Cache-Control"] = "private, no-store"
    return answer


@access(Who.EVERYONE, why=SAME)
@require_safe
@same_for_all(seconds=1)
def waiting_turn(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Whose turn it is. Asked for by thousands, so caches in front and the hall's own door keep it for a second."""
    if not standing_of(programme_id).has_room and not announced_room(programme_id).exists():
        raise Http404
    return JsonResponse(turns_now(programme_id))


@access(Who.EVERYONE, why=CHECKABLE)
@require_safe
def waiting_order(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    room = announced_room(programme_id).filter(opened_at__isnull=False).first()
    if room is None:
        raise Http404
    return JsonResponse(order_file(room))


def _outside(standing: Standing, at: datetime) -> dict[str, Any]:
    """Before the doors open, which is half an hour before sign-up: not everybody comes in the same second."""
    doors_at = standing.doors_open_at()
    wait_s = (doors_at - at).total_seconds() if doors_at else LOOKS_IN_S
    spread_s = secrets.randbelow(LOOKS_IN_S)
    return {"doors_at": doors_at, "looks_again_s": round(min(wait_s, 4 * LOOKS_IN_S)) + 1 + spread_s}


def _inside(preparation: Preparation, held: WaitingPass, at: datetime) -> dict[str, Any]:
    """What this person's page shows at this moment."""
    standing = standing_of(preparation.programme_id)
    if held.number and standing.opened_at is None:
        standing = standing_now(preparation.programme_id)
    number = held.number or 0
    seconds = standing.seconds_until(number, at) if number else 0
    called = min(standing.called(at), standing.last_number)
    return {
        "held": held,
        "to_press": {"preparation": preparation.pk},
        "state": _state(standing, number, at),
        "number": number,
        "called": called,
        "done": round(100 * called / number) if number else 0,
        "about": about_words(seconds),
        "now_ms": round(at.timestamp() * 1000),
        "opens_ms": round(standing.opens_at.timestamp() * 1000) if standing.opens_at else 0,
        "looks_again_s": _looks_again_s(standing, seconds, at),
    }


def _state(standing: Standing, number: int, at: datetime) -> str:
    if standing.has_called(number, at):
        return "turn"
    return "queue" if number else "before"


def _looks_again_s(standing: Standing, seconds: int, at: datetime) -> int:
    if standing.opens_at is not None and at < standing.opens_at:
        seconds = int((standing.opens_at - at).total_seconds()) + 1
        return max(1, min(LATEST_S, seconds))
    return max(SOONEST_S, min(LATEST_S, seconds // 4))


def _has_pressed(programme: Programme, person_id: UUID) -> bool:
    return Preparation.objects.filter(
        programme=programme, asked_by=person_id, pressed_at__isnull=False
    ).exists()
