"""Calls that everyone in the room may make for their own seat."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from ontact.commons.media.models import Asset
from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.access import inside_door, line_door, may_turn_slides, speaking_door, state_door
from ontact.commons.rooms.api.answers import answered, state_answer
from ontact.commons.rooms.api.words import Answer, Beat, HandUp, Mode, Said, Shown, Token
from ontact.commons.rooms.engine.addresses import public_address
from ontact.commons.rooms.errors import DeskOnly, NobodyOfTheDesk
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])


@router.get("/{uuid:room_id}/state")
@access(Who.SEATED)
def state(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """The whole state; 304 while nothing that this line can see has changed."""
    line = state_door(request, room_id)
    if line.entered_at is None:
        actions.still_waiting(line.seat)
    return state_answer(request, queries.room_state(line.seat.room, line))


@router.post("/{uuid:room_id}/token", response=Token)
@access(Who.SEATED)
def token(request: HttpRequest, room_id: UUID) -> dict[str, str]:
    """A ticket to picture and sound, for joining within ten minutes."""
    line = inside_door(request, room_id)
    made = queries.media_ticket(line)
    return {
        "url": public_address(request.get_host(), secure=request.is_secure()),
        "token": made.token,
        "identity": made.identity,
        "expires_at": made.expires_at.isoformat(),
    }


@router.post("/{uuid:room_id}/heartbeat", response=Answer)
@access(Who.SEATED)
def heartbeat(request: HttpRequest, room_id: UUID, body: Beat) -> dict[str, int]:
    """A sign of life each 30 s, with the mode; counts as presence where LiveKit does not see the device."""
    line = inside_door(request, room_id)
    actions.heartbeat(line, mode=body.mode, quality=body.quality)
    return {"v": line.seat.room.version}


@router.post("/{uuid:room_id}/mode", response=Answer)
@access(Who.SEATED)
def mode(request: HttpRequest, room_id: UUID, body: Mode) -> dict[str, int]:
    """Change between picture and sound, sound only, and text only."""
    line = inside_door(request, room_id)
    return answered(request, line, lambda: actions.change_mode(line, mode=body.mode, by=line.seat.actor()))


@router.post("/{uuid:room_id}/hand", response=Answer)
@access(Who.SEATED)
def hand(request: HttpRequest, room_id: UUID, body: HandUp) -> dict[str, int]:
    """Raise the own hand for a statement, a question or a point of order, or lower it."""
    line = speaking_door(request, room_id)
    seat, by = line.seat, line.seat.actor()
    if body.raised:
        return answered(request, line, lambda: actions.raise_hand(seat, kind=body.kind, by=by))
    return answered(request, line, lambda: actions.lower_hand(seat, by=by))


@router.post("/{uuid:room_id}/chat", response=Answer)
@access(Who.SEATED)
def chat(request: HttpRequest, room_id: UUID, body: Said) -> dict[str, int]:
    """Write one line to everyone in the room."""
    line = speaking_door(request, room_id)
    return answered(request, line, lambda: actions.say(line.seat, body.text, by=line.seat.actor()))


@router.post("/{uuid:room_id}/slides", response=Answer)
@access(Who.SEATED)
def slides(request: HttpRequest, room_id: UUID, body: Shown) -> dict[str, int]:
    """By the chair, the clerk, a presenter, or whoever has the floor or the stage; without an asset it is cleared."""
    line = speaking_door(request, room_id)
    seat, room = line.seat, line.seat.room
    leads = room.has_on_stage(seat.pk) or room.turns.standing().filter(seat=seat).exists()
    if not may_turn_slides(seat, leads=leads):
        raise DeskOnly
    if room.paused_at is not None and not seat.is_at_the_desk:
        raise NobodyOfTheDesk
    if body.asset is None:
        return answered(request, line, lambda: actions.take_slides_away(room, by=seat.actor()))
    asset = get_object_or_404(Asset, pk=body.asset)
    return answered(
        request, line, lambda: actions.show_slides(room, asset=asset, page=body.page, by=seat.actor())
    )


@router.post("/{uuid:room_id}/floor/end", response=Answer)
@access(Who.SEATED)
def floor_end(request: HttpRequest, room_id: UUID) -> dict[str, int]:
    """By the desk, or by whoever is speaking; for anyone else there is nothing to end."""
    line = speaking_door(request, room_id)
    seat, room = line.seat, line.seat.room
    if not seat.is_at_the_desk and not room.turns.standing().filter(seat=seat).exists():
        return {"v": room.version}
    return answered(request, line, lambda: actions.end_the_floor(room, by=seat.actor()))


@router.post("/{uuid:room_id}/leave", response=Answer)
@access(Who.SEATED)
def leave(request: HttpRequest, room_id: UUID) -> dict[str, int]:
    """Going twice is no error, nor is going after the end."""
    line = line_door(request, room_id)
    return answered(request, line, lambda: actions.leave(line, by=line.seat.actor()))


@router.post("/{uuid:room_id}/companion", response=Answer)
@access(Who.SEATED)
def companion(request: HttpRequest, room_id: UUID) -> dict[str, int]:
    """The older device goes on listening."""
    line = line_door(request, room_id)
    return answered(request, line, lambda: actions.go_on_listening(line, by=line.seat.actor()))
