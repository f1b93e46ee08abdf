"""Calls of the device check: from the invitation until the end, without being in the room."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.access import check_door
from ontact.commons.rooms.api.answers import keep_the_pace
from ontact.commons.rooms.api.words import CheckFound, CheckKept, CheckTickets
from ontact.commons.rooms.engine.addresses import public_address
from ontact.foundation.access import Who, access
from ontact.web.devices import browser_family

router = Router(tags=["rooms"])


@router.post("/{uuid:room_id}/check/tickets", response=CheckTickets)
@access(Who.SEATED)
def check_tickets(request: HttpRequest, room_id: UUID) -> dict[str, str]:
    """Two tickets into a room made for this check alone; they lead into no meeting."""
    seat = check_door(request, room_id)
    keep_the_pace(seat)
    made = queries.check_tickets()
    url = public_address(request.get_host(), secure=request.is_secure())
    return {"url": url, "speaker": made.speaker, "listener": made.listener}


@router.post("/{uuid:room_id}/check", response=CheckKept)
@access(Who.SEATED)
def check(request: HttpRequest, room_id: UUID, body: CheckFound) -> dict[str, list[str]]:
    """Keep what was found: the newest result of a seat is what its clerk sees."""
    seat = check_door(request, room_id)
    keep_the_pace(seat)
    family = browser_family(request.headers.get("User-Agent", ""))
    kept = actions.keep_check(seat, **body.dict(), browser=family, by=seat.actor())
    return {"troubles": kept.troubles}
