"""Questions of the moment: the desk asks, closes and shows; everybody answers for their own seat."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import Field

from ontact.commons.rooms import actions
from ontact.commons.rooms.access import desk_door, speaking_door
from ontact.commons.rooms.api.answers import answered
from ontact.commons.rooms.api.words import Answer
from ontact.commons.rooms.models import Poll
from ontact.commons.rooms.queries.polls import poll_for_the_desk, polls_of
from ontact.foundation.access import Who, access

router = Router(tags=["rooms"])


class Question(Schema):
    """`right`: in a quiz the number of the right answer, counted from 0."""

    question: Annotated[str, Field(max_length=2_000)]
    choices: Annotated[list[Annotated[str, Field(max_length=1_000)]], Field(max_length=50)]
    named: bool = False
    right: Annotated[int, Field(ge=0, le=49)] | None = None


class Chosen(Schema):
    choice: Annotated[int, Field(ge=0, le=49)]


class ResultsShown(Schema):
    shown: bool


class Questions(Schema):
    polls: list[dict[str, Any]]


@router.get("/{uuid:room_id}/polls", response=Questions)
@access(Who.SEATED)
def polls(request: HttpRequest, room_id: UUID) -> dict[str, Any]:
    """What has been asked in this room, the latest first, with the counts as they stand."""
    line = desk_door(request, room_id)
    return {"polls": [poll_for_the_desk(one) for one in polls_of(line.seat.room)]}


@router.post("/{uuid:room_id}/polls", response=Answer)
@access(Who.SEATED)
def poll_new(request: HttpRequest, room_id: UUID, body: Question) -> dict[str, int]:
    """Ask the room; with two to six answers to choose from."""
    line = desk_door(request, room_id)
    return answered(
        request,
        line,
        lambda: actions.open_poll(
            line.seat.room,
            question=body.question,
            choices=body.choices,
            named=body.named,
            right=body.right,
            by=line.seat.actor(),
        ),
    )


@router.post("/{uuid:room_id}/polls/{uuid:poll_id}/answer", response=Answer)
@access(Who.SEATED)
def poll_answer(request: HttpRequest, room_id: UUID, poll_id: UUID, body: Chosen) -> dict[str, int]:
    """Choose, or choose anew; the last answer before the close counts."""
    line = speaking_door(request, room_id)
    poll = _poll(room_id, poll_id)
    return answered(
        request,
        line,
        lambda: actions.answer_poll(poll, seat=line.seat, choice=body.choice, by=line.seat.actor()),
    )


@router.post("/{uuid:room_id}/polls/{uuid:poll_id}/closing", response=Answer)
@access(Who.SEATED)
def poll_closing(request: HttpRequest, room_id: UUID, poll_id: UUID) -> dict[str, int]:
    """Nobody answers any more."""
    line = desk_door(request, room_id)
    poll = _poll(room_id, poll_id)
    return answered(request, line, lambda: actions.close_poll(poll, by=line.seat.actor()))


@router.post("/{uuid:room_id}/polls/{uuid:poll_id}/results", response=Answer)
@access(Who.SEATED)
def poll_results(request: HttpRequest, room_id: UUID, poll_id: UUID, body: ResultsShown) -> dict[str, int]:
    """Show everybody the bars, or put them away."""
    line = desk_door(request, room_id)
    poll = _poll(room_id, poll_id)
    return answered(request, line, lambda: actions.show_results(poll, shown=body.shown, by=line.seat.actor()))


def _poll(room_id: UUID, poll_id: UUID) -> Poll:
    """A question of this room; one of another room does not exist here."""
    return get_object_or_404(Poll.objects.select_related("room"), pk=poll_id, room=room_id)
