"""Calls of the desk that settle how the room is conducted: order of speakers, speaking times, sharing, the stage."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from ontact.commons.rooms import actions
from ontact.commons.rooms.access import desk_door
from ontact.commons.rooms.api.answers import answered
from ontact.commons.rooms.api.words import Answer, Limits, Rule, Sharing, Stage
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])


@router.post("/{uuid:room_id}/queue/rule", response=Answer)
@access(Who.SEATED)
def queue_rule(request: HttpRequest, room_id: UUID, body: Rule) -> dict[str, int]:
    """Choose the order of speakers; what the desk had put in order falls back under the rule."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.choose_the_rule(line.seat.room, rule=body.rule, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/limits", response=Answer)
@access(Who.SEATED)
def limits(request: HttpRequest, room_id: UUID, body: Limits) -> dict[str, int]:
    """Set speaking times by kind of speaker, in seconds; kinds that are not named keep theirs."""
    line = desk_door(request, room_id)
    named = body.model_dump(exclude_none=True)
    return answered(request, line, lambda: actions.set_limits(line.seat.room, named, by=line.seat.actor()))


@router.post("/{uuid:room_id}/sharing", response=Answer)
@access(Who.SEATED)
def sharing(request: HttpRequest, room_id: UUID, body: Sharing) -> dict[str, int]:
    """Let nobody but the desk share a screen, or let people share again."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.allow_sharing(line.seat.room, allowed=body.allowed, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/stage", response=Answer)
@access(Who.SEATED)
def stage(request: HttpRequest, room_id: UUID, body: Stage) -> dict[str, int]:
    """Choose what everybody's stage shows: as it fits, a speaker, with slides, two speakers, or a panel."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.set_the_stage(
            line.seat.room, layout=body.layout, seats=body.seats, by=line.seat.actor()
        ),
    )
