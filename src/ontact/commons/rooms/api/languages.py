"""Languages: interpreters go on air and hand over, anyone who serves asks for slower speech, the stenographer types."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from ontact.commons.rooms import actions
from ontact.commons.rooms.access import seat_at, speaking_door
from ontact.commons.rooms.api.answers import answered, keep_the_pace
from ontact.commons.rooms.api.words import Answer
from ontact.commons.rooms.errors import NotStenographer
from ontact.commons.rooms.models import CaptionLine, Language, Seat, Service
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])


class AirIn(Schema):
    """`to` is the language that is spoken on the channel; null goes off air."""

    to: Language | None


class OfferIn(Schema):
    offered: bool


class CaptionIn(Schema):
    """The whole line as it stands; `done` ends it. `speaker`: a seat, if not whoever has the floor."""

    text: Annotated[str, Field(max_length=5_000)]
    done: bool
    speaker: UUID | None = None


class CorrectionIn(Schema):
    caption: UUID
    text: Annotated[str, Field(max_length=5_000)]


@router.post("/{uuid:room_id}/air", response=Answer)
@access(Who.SEATED)
def air(request: HttpRequest, room_id: UUID, body: AirIn) -> dict[str, int]:
    """An interpreter goes on air, turns the direction, takes over what the partner holds out, or goes off."""
    line = speaking_door(request, room_id)
    seat, by, into = line.seat, line.seat.actor(), body.to
    if into is None:
        return answered(request, line, lambda: actions.go_off_air(seat, by=by))
    return answered(request, line, lambda: actions.go_on_air(seat, to_language=into, by=by))


@router.post("/{uuid:room_id}/air/offer", response=Answer)
@access(Who.SEATED)
def offer(request: HttpRequest, room_id: UUID, body: OfferIn) -> dict[str, int]:
    """The interpreter on air holds the microphone out to the partner, or keeps it."""
    line = speaking_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.offer_the_air(line.seat, offered=body.offered, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/slower", response=Answer)
@access(Who.SEATED)
def slower(request: HttpRequest, room_id: UUID) -> dict[str, int]:
    """Ask whoever speaks to speak more slowly; for interpreters and the stenographer."""
    line = speaking_door(request, room_id)
    return answered(request, line, lambda: actions.ask_for_slower_speech(line.seat, by=line.seat.actor()))


@router.post("/{uuid:room_id}/captions", response=Answer)
@access(Who.SEATED)
def captions(request: HttpRequest, room_id: UUID, body: CaptionIn) -> dict[str, int]:
    """What the line of captions says now; strokes that come faster than twice a second are left out."""
    line = speaking_door(request, room_id)
    seat, room = line.seat, line.seat.room
    speaker = seat_at(room, body.speaker) if body.speaker else None

    def type_it() -> CaptionLine | None:
        return actions.type_caption(seat, body.text, is_done=body.done, speaker=speaker, by=seat.actor())

    if body.done:
        return answered(request, line, type_it)
    keep_the_pace(line)
    type_it()
    return {"v": room.version}


@router.post("/{uuid:room_id}/captions/corrections", response=Answer)
@access(Who.SEATED)
def correction(request: HttpRequest, room_id: UUID, body: CorrectionIn) -> dict[str, int]:
    """Another wording of a line, by the stenographer or the desk; without words the line goes."""
    line = speaking_door(request, room_id)
    if not _may_correct(line.seat):
        raise NotStenographer
    wrong = get_object_or_404(CaptionLine.objects.select_related("room"), pk=body.caption, room=room_id)
    return answered(request, line, lambda: actions.correct_caption(wrong, body.text, by=line.seat.actor()))


def _may_correct(seat: Seat) -> bool:
    return seat.service == Service.CAPTIONS or seat.is_at_the_desk
