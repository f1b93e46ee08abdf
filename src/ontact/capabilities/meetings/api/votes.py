"""Motions put to the vote, and ballots."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import (
    desk_line_door,
    item_door,
    speaking_line_door,
    vote_door,
)
from ontact.capabilities.meetings.actions.voting import cast_ballot, close_vote, open_vote
from ontact.capabilities.meetings.api.once import Answer, once
from ontact.capabilities.meetings.models import Choice, Vote
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class VoteIn(Schema):
    motion: str = Field(min_length=1, max_length=500)
    manner: Vote.Manner = Vote.Manner.OPEN
    item: UUID | None = None


class BallotIn(Schema):
    choice: Choice


@router.post("/{uuid:meeting_id}/votes", response=Answer)
@access(Who.SEATED)
def votes(request: HttpRequest, meeting_id: UUID, asked: VoteIn) -> Answer:
    """Put a motion to the vote of those who are here."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    manner = Vote.Manner(asked.manner)
    return once(
        request,
        line,
        lambda: open_vote(meeting, motion=asked.motion, manner=manner, item=item, by=line.seat.actor()),
    )


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/ballot", response=Answer)
@access(Who.SEATED)
def ballot(request: HttpRequest, meeting_id: UUID, vote_id: UUID, asked: BallotIn) -> Answer:
    """Cast the seat's ballot; the first one counts."""
    meeting, line = speaking_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    choice = Choice(asked.choice)
    return once(request, line, lambda: cast_ballot(vote, seat=line.seat, choice=choice, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/closing", response=Answer)
@access(Who.SEATED)
def vote_closing(request: HttpRequest, meeting_id: UUID, vote_id: UUID) -> Answer:
    """Count the ballots and declare the result."""
    meeting, line = desk_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    return once(request, line, lambda: close_vote(vote, by=line.seat.actor()))
