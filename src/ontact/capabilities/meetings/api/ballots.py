"""Ballots: cast by a seat, entered by the clerk, and what a seat may know of them."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import (
    desk_line_door,
    seats_door,
    speaking_line_door,
    vote_door,
)
from ontact.capabilities.meetings.actions.paper import enter_ballot, enter_paper_box
from ontact.capabilities.meetings.actions.voting import cast_ballot
from ontact.capabilities.meetings.api.once import Done, once
from ontact.capabilities.meetings.models import Choice, NamedBallot
from ontact.capabilities.meetings.models.counting import marked
from ontact.capabilities.meetings.queries.votes import my_part, roll
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])

Number = Annotated[int, Field(ge=1, le=9_999)]


class BallotIn(Schema):
    """A motion's ballot has a choice; an election's has the candidates' numbers, or none of them to abstain."""

    choice: Choice | None = None
    picks: list[Number] = Field(default_factory=list, max_length=100)

    def words(self) -> str:
        return str(Choice(self.choice)) if self.choice else marked(self.picks)


class EntryIn(BallotIn):
    seat: UUID
    source: NamedBallot.Source = NamedBallot.Source.PAPER
    reason: str = Field(min_length=1, max_length=200)


class Pile(BallotIn):
    count: int = Field(ge=1, le=10_000)


class PaperIn(Schema):
    seats: list[UUID] = Field(max_length=10_000)
    piles: list[Pile] = Field(max_length=500)
    reason: str = Field(min_length=1, max_length=200)


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/ballot", response=Done)
@access(Who.SEATED)
def ballot(request: HttpRequest, meeting_id: UUID, vote_id: UUID, asked: BallotIn) -> Done:
    """Cast the seat's ballot; the first one counts."""
    meeting, line = speaking_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    choice = asked.words()
    return once(request, line, lambda: cast_ballot(vote, seat=line.seat, choice=choice, by=line.seat.actor()))


@router.get("/{uuid:meeting_id}/votes/{uuid:vote_id}/mine", response=dict[str, Any])
@access(Who.SEATED)
def vote_mine(request: HttpRequest, meeting_id: UUID, vote_id: UUID) -> dict[str, Any]:
    """Whether my seat may vote and has voted; what it chose only where names stand beside choices."""
    meeting, line = speaking_line_door(request, meeting_id)
    return my_part(vote_door(meeting, vote_id), line.seat)


@router.get("/{uuid:meeting_id}/votes/{uuid:vote_id}/roll", response=dict[str, Any])
@access(Who.SEATED)
def vote_roll(request: HttpRequest, meeting_id: UUID, vote_id: UUID) -> dict[str, Any]:
    """Seat by seat: of a vote by roll as it is cast, of an open one after its close, of a secret one never."""
    meeting, _line = speaking_line_door(request, meeting_id)
    return {"ballots": roll(vote_door(meeting, vote_id))}


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/entries", response=Done)
@access(Who.SEATED)
def vote_entries(request: HttpRequest, meeting_id: UUID, vote_id: UUID, asked: EntryIn) -> Done:
    """Enter one seat's paper ballot or spoken vote, with the reason."""
    meeting, line = desk_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    (seat,) = seats_door(meeting, [asked.seat])
    choice, source, by = asked.words(), NamedBallot.Source(asked.source), line.seat.actor()
    return once(
        request,
        line,
        lambda: enter_ballot(vote, seat=seat, choice=choice, source=source, reason=asked.reason, by=by),
    )


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/papers", response=Done)
@access(Who.SEATED)
def vote_papers(request: HttpRequest, meeting_id: UUID, vote_id: UUID, asked: PaperIn) -> Done:
    """Enter the paper ballots of a secret vote: whose they are, and how many of each choice."""
    meeting, line = desk_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    seats = seats_door(meeting, asked.seats)
    counts: dict[str, int] = {}
    for pile in asked.piles:
        counts[pile.words()] = counts.get(pile.words(), 0) + pile.count
    by = line.seat.actor()
    return once(
        request, line, lambda: enter_paper_box(vote, seats=seats, counts=counts, reason=asked.reason, by=by)
    )
