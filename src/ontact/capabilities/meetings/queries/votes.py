"""Votes as the room is told of them: small words for everybody, the roll and one's own part on request."""

from typing import Any
from uuid import UUID

from django.db.models import Count

from ontact.capabilities.meetings.models import Meeting, NamedBallot, Proposal, Vote, Voted
from ontact.commons.rooms.models import Seat


def votes_slice(meeting: Meeting) -> dict[str, Any]:
    """All votes and what lies on the table, without single ballots. Two queries, whatever the number of seats."""
    votes = meeting.votes.select_related("proposal").annotate(
        named=Count("named_ballots", distinct=True), secret=Count("took_part", distinct=True)
    )
    return {
        "votes": [vote_words(vote, vote.secret if vote.is_secret else vote.named) for vote in votes],
        "proposals": [proposal_words(one) for one in meeting.proposals.all()],
    }


def vote_words(vote: Vote, voted: int) -> dict[str, Any]:
    """While a vote is open only the number of ballots is public; afterwards its result. Below 15 kB, as LiveKit asks."""
    proposal = vote.proposal
    return {
        "id": str(vote.pk),
        "item": _text_or_none(vote.item_id),
        "proposal": _text_or_none(vote.proposal_id),
        "replaces": proposal.replaces if proposal else "",
        "motion": vote.motion,
        "kind": vote.kind,
        "manner": vote.manner,
        "rule": vote.rule,
        "candidates": vote.candidates,
        "lot": vote.lot_commitment if vote.is_election else None,
        "opened_at": _iso(vote.opened_at),
        "tied_at": _iso(vote.tied_at),
        "closed_at": _iso(vote.closed_at),
        "casting": vote.casting,
        "entitled": len(vote.entitled),
        "members": vote.members,
        "voted": voted,
        "quorum": vote.quorum,
        "result": vote.result,
    }


def proposal_words(one: Proposal) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "item": _text_or_none(one.item_id),
        "amends": _text_or_none(one.amends_id),
        "text": one.text,
        "replaces": one.replaces,
        "moved_by": one.moved_by,
        "state": one.state,
    }


def voted_in(vote: Vote) -> int:
    witnesses = vote.took_part if vote.is_secret else vote.named_ballots
    return int(witnesses.count())


def my_part(vote: Vote, seat: Seat) -> dict[str, Any]:
    """What the card needs to know of the one seat that asks: three small queries instead of the whole state."""
    named = NamedBallot.objects.filter(vote=vote, seat=seat).values_list("choice", flat=True).first()
    return {
        "entitled": vote.entitles(seat.pk),
        "voted": named is not None or Voted.objects.filter(vote=vote, seat=seat).exists(),
        "choice": named,
    }


def roll(vote: Vote) -> list[dict[str, str]]:
    """Seat by seat: of a vote by roll as it is cast, of an open one after its close, of a secret one never."""
    if vote.is_secret or (vote.is_open and vote.manner != Vote.Manner.NAMED):
        return []
    ballots = vote.named_ballots.order_by("created_at", "id")
    return [ballot_words(ballot) for ballot in ballots]


def ballot_words(ballot: NamedBallot) -> dict[str, str]:
    words = {"seat": str(ballot.seat_id), "choice": ballot.choice}
    if ballot.source == NamedBallot.Source.SEAT:
        return words
    return {**words, "source": ballot.source, "reason": ballot.reason}


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _text_or_none(value: UUID | None) -> str | None:
    return str(value) if value else None
