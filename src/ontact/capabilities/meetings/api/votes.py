"""Motions and elections put to the vote, their close, their ties."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import desk_line_door, item_door, proposal_door, vote_door
from ontact.capabilities.meetings.actions.voting import (
    MOST_CANDIDATES,
    Election,
    close_vote,
    decide_tie,
    open_election,
    open_runoff,
    open_vote,
)
from ontact.capabilities.meetings.api.once import Done, once
from ontact.capabilities.meetings.models import Choice, Vote
from ontact.capabilities.meetings.models.counting import (
    Base,
    Electing,
    ElectionTie,
    Majority,
    Needs,
    Tie,
)
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


Part = Annotated[int, Field(ge=1, le=100)]


class RuleIn(Schema):
    """More than `numerator` of `denominator` parts of the base; with `strict` false, that share itself is enough."""

    base: Base = Base.SIDES
    numerator: Part = 1
    denominator: Part = 2
    strict: bool = True
    tie: Tie = Tie.FAILS

    def majority(self) -> Majority:
        share = (min(self.numerator, self.denominator), self.denominator)
        return Majority(base=self.base, share=share, strict=self.strict and share[0] < share[1], tie=self.tie)


class VoteIn(Schema):
    motion: str = Field("", max_length=500)
    proposal: UUID | None = None
    manner: Vote.Manner = Vote.Manner.OPEN
    item: UUID | None = None
    rule: RuleIn = RuleIn()


class ElectionIn(Schema):
    title: str = Field(min_length=1, max_length=500)
    candidates: list[Annotated[str, Field(max_length=200)]] = Field(max_length=100)
    places: int = Field(1, ge=1, le=MOST_CANDIDATES)
    needs: Needs = Needs.MOST
    tie: ElectionTie = ElectionTie.LOT
    manner: Vote.Manner = Vote.Manner.SECRET
    item: UUID | None = None


class TieIn(Schema):
    choice: Choice


@router.post("/{uuid:meeting_id}/votes", response=Done)
@access(Who.SEATED)
def votes(request: HttpRequest, meeting_id: UUID, asked: VoteIn) -> Done:
    """Put a motion, or one that lies on the table, to the vote of those who are here."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    proposal = proposal_door(meeting, asked.proposal) if asked.proposal else None
    motion = asked.motion.strip() or (str(meeting.title) if proposal is None else proposal.text)
    manner, rule, by = Vote.Manner(asked.manner), asked.rule.majority(), line.seat.actor()
    return once(
        request,
        line,
        lambda: open_vote(
            meeting, motion=motion, manner=manner, rule=rule, item=item, proposal=proposal, by=by
        ),
    )


@router.post("/{uuid:meeting_id}/elections", response=Done)
@access(Who.SEATED)
def elections(request: HttpRequest, meeting_id: UUID, asked: ElectionIn) -> Done:
    """Elect one or several of the persons named, in one ballot."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    rule = Electing(places=asked.places, needs=asked.needs, tie=asked.tie)
    election = Election(asked.candidates, rule)
    manner, by = Vote.Manner(asked.manner), line.seat.actor()
    return once(
        request,
        line,
        lambda: open_election(meeting, title=asked.title, election=election, manner=manner, item=item, by=by),
    )


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/runoff", response=Done)
@access(Who.SEATED)
def runoff(request: HttpRequest, meeting_id: UUID, vote_id: UUID) -> Done:
    """Open the run-off that an election's result calls for."""
    meeting, line = desk_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    return once(request, line, lambda: open_runoff(vote, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/closing", response=Done)
@access(Who.SEATED)
def vote_closing(request: HttpRequest, meeting_id: UUID, vote_id: UUID) -> Done:
    """Count the ballots and declare the result."""
    meeting, line = desk_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    return once(request, line, lambda: close_vote(vote, by=line.seat.actor()))


@router.post("/{uuid:meeting_id}/votes/{uuid:vote_id}/tie", response=Done)
@access(Who.SEATED)
def vote_tie(request: HttpRequest, meeting_id: UUID, vote_id: UUID, asked: TieIn) -> Done:
    """Declare the chair's casting vote, where the rule leaves a tie to the chair."""
    meeting, line = desk_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    choice = Choice(asked.choice)
    return once(request, line, lambda: decide_tie(vote, choice=choice, by=line.seat.actor()))
