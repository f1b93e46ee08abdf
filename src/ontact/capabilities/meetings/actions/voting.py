"""A motion is put to the vote or persons to an election, ballots are cast, the result is declared and stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.capabilities.meetings.actions.box import empty_box, put_in_box
from ontact.capabilities.meetings.actions.proposals import settle_proposal, to_be_voted_on
from ontact.capabilities.meetings.actions.running import in_session, tell_meeting
from ontact.capabilities.meetings.errors import (
    AlreadyVoted,
    BallotUnclear,
    CandidatesUnclear,
    NobodyEntitled,
    NoQuorum,
    NoRunoff,
    NotEntitled,
    NoTie,
    VoteClosed,
    VoteOpen,
    VoteTied,
)
from ontact.capabilities.meetings.models import AgendaItem, Choice, Meeting, NamedBallot, Proposal, Vote
from ontact.capabilities.meetings.models.counting import (
    Counted,
    Electing,
    Majority,
    marked,
    picks,
    result_of_election,
    result_of_motion,
)
from ontact.capabilities.meetings.queries.people import seats_entitled_now, seats_with_a_vote
from ontact.capabilities.meetings.queries.quorum import quorum_now
from ontact.capabilities.meetings.queries.recount import digest_of
from ontact.capabilities.meetings.queries.votes import ballot_words, vote_words, voted_in
from ontact.commons.journal.actions import sign
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

# All candidates and their results go to everyone in one message of at most 15 kB, in letters of six bytes.
MOST_CANDIDATES = 24
LONGEST_NAME = 60
NUMBERS = re.compile(r"\d{1,4}(,\d{1,4})*")


@dataclass(frozen=True)
class Election:
    """Who stands, and how many of them are elected by which rule."""

    candidates: Sequence[str]
    rule: Electing = Electing()


@transaction.atomic
def open_vote(
    meeting: Meeting,
    *,
    motion: str,
    manner: Vote.Manner,
    by: Actor,
    item: AgendaItem | None = None,
    rule: Majority = Majority(),  # noqa: B008 -- frozen
    proposal: Proposal | None = None,
) -> Vote:
    """Put a motion to those entitled who are in the meeting now; who comes later neither votes nor counts.

    Raises:
        VoteOpen, NoQuorum, NobodyEntitled, AmendmentPending, ProposalSettled.
    """
    meeting = in_session(meeting)
    if proposal is not None:
        proposal = to_be_voted_on(proposal)
        motion, item = proposal.text, proposal.item
    facts = {"motion": motion, "manner": manner, "item": item, "proposal": proposal, "rule": rule.stored()}
    return _standing(meeting, motion, manner) or _open(meeting, facts, by)


@transaction.atomic
def open_election(
    meeting: Meeting,
    *,
    title: str,
    election: Election,
    manner: Vote.Manner,
    by: Actor,
    item: AgendaItem | None = None,
) -> Vote:
    """Elect one or several persons. Raises like `open_vote`, and CandidatesUnclear."""
    meeting = in_session(meeting)
    names = [name.strip()[:LONGEST_NAME] for name in election.candidates if name.strip()]
    fits = 1 <= election.rule.places <= len(names) <= MOST_CANDIDATES
    if not fits or len(set(names)) < len(names):
        raise CandidatesUnclear(most=MOST_CANDIDATES)
    facts = {
        "motion": title,
        "manner": manner,
        "item": item,
        "kind": Vote.Kind.ELECTION,
        "rule": election.rule.stored(),
        "candidates": [{"number": number, "name": name} for number, name in enumerate(names, 1)],
    }
    return _standing(meeting, title, manner) or _open(meeting, facts, by)


@transaction.atomic
def open_runoff(vote: Vote, *, by: Actor) -> Vote:
    """Between those whom an election left undecided, for the places it left; most votes win, then the lot."""
    meeting = in_session(vote.meeting)
    vote = Vote.objects.locked(vote.pk)
    numbers = (vote.result or {}).get("runoff", [])
    again: Vote | None = vote.runoffs.first()
    if again is not None:
        return again
    if not numbers:
        raise NoRunoff
    places = vote.electing.places - len((vote.result or {})["elected"])
    facts = {
        "motion": vote.motion,
        "manner": vote.manner,
        "item": vote.item,
        "kind": Vote.Kind.ELECTION,
        "rule": Electing(places=places).stored(),
        "candidates": [one for one in vote.candidates if one["number"] in numbers],
        "runoff_of": vote,
    }
    if (standing := meeting.votes.filter(closed_at__isnull=True).first()) is not None:
        raise VoteOpen(motion=standing.motion)
    return _open(meeting, facts, by)


@transaction.atomic
def cast_ballot(vote: Vote, *, seat: Seat, choice: str, by: Actor) -> Vote:
    """One ballot per seat: the first one counts. `choice` is a Choice, or an election's numbers (`counting.marked`).

    Raises:
        VoteClosed, VoteTied, NotEntitled, AlreadyVoted, BallotUnclear.
    """
    vote = taking_ballots(vote, [seat], choices=[choice])
    if vote.is_secret:
        put_in_box(vote, seats=[seat], choices=[choice])
        tell_ballot(vote)
        return vote
    ballot = NamedBallot.objects.create(vote=vote, seat=seat, choice=choice)
    sign(by, "voted", vote)
    tell_ballot(vote, ballot)
    return vote


@transaction.atomic
def close_vote(vote: Vote, *, by: Actor) -> Vote:
    """Count and declare. The result never changes afterwards; a second closing returns it.

    A tie that the chair decides is counted here and declared by `decide_tie`.
    """
    vote = Vote.objects.locked(vote.pk)
    if not vote.takes_ballots:
        return vote
    choices = empty_box(vote) if vote.is_secret else _named_choices(vote)
    result = _count(vote, choices)
    if result.get("tied") and result["carried"] is None:
        vote.tied_at = now()
        vote.save(update_fields=["tied_at"])
        sign(by, "counted a tie", vote)
        tell_vote(vote)
        return vote
    _declare(vote, choices, result, by)
    return vote


@transaction.atomic
def decide_tie(vote: Vote, *, choice: Choice, by: Actor) -> Vote:
    """The chair's casting vote, where the rule leaves a tie to the chair."""
    vote = Vote.objects.locked(vote.pk)
    if not vote.is_open and vote.casting == choice:
        return vote
    if vote.tied_at is None or not vote.is_open or choice == Choice.ABSTAIN:
        raise NoTie
    vote.casting = choice
    choices = list(vote.ballots.values_list("choice", flat=True)) if vote.is_secret else _named_choices(vote)
    sign(by, "decided a tie", vote, choice=choice)
    _declare(vote, choices, _count(vote, choices), by)
    return vote


def taking_ballots(vote: Vote, seats: Sequence[Seat], *, choices: Sequence[str]) -> Vote:
    """The vote's row, held, when it takes these ballots of these seats."""
    vote = Vote.objects.locked(vote.pk)
    if not all(vote.entitles(seat.pk) for seat in seats):
        raise NotEntitled
    witnesses = vote.took_part if vote.is_secret else vote.named_ballots
    if witnesses.filter(seat__in=seats).exists():
        raise AlreadyVoted
    if not vote.is_open:
        raise VoteClosed
    if vote.tied_at is not None:
        raise VoteTied
    if not all(_is_clear(vote, choice) for choice in choices):
        raise BallotUnclear
    return vote


def tell_ballot(vote: Vote, ballot: NamedBallot | None = None) -> None:
    """A count, whatever the number of seats; a vote by roll also says who and what."""
    told: dict[str, Any] = {"id": str(vote.pk), "voted": voted_in(vote)}
    if ballot is not None and vote.manner == Vote.Manner.NAMED:
        told |= ballot_words(ballot)
    tell_meeting(vote.meeting, "ballot", ballot=told)


def tell_vote(vote: Vote) -> None:
    tell_meeting(vote.meeting, "vote", vote=vote_words(vote, voted_in(vote)))


def _standing(meeting: Meeting, motion: str, manner: str) -> Vote | None:
    """The open vote if it is the one that is asked for: two presses open one."""
    standing: Vote | None = meeting.votes.filter(closed_at__isnull=True).first()
    if standing is not None and (standing.motion != motion or standing.manner != manner):
        raise VoteOpen(motion=standing.motion)
    return standing


def _open(meeting: Meeting, facts: dict[str, Any], by: Actor) -> Vote:
    quorum = quorum_now(meeting)
    if not quorum.reached:
        raise NoQuorum(needed=quorum.needed, present=quorum.present)
    entitled: list[UUID] = seats_entitled_now(meeting)
    if not entitled:
        raise NobodyEntitled
    vote = Vote.objects.create(
        meeting=meeting,
        entitled=[str(seat) for seat in entitled],
        members=len(seats_with_a_vote(meeting)),
        quorum=quorum.stored(),
        **facts,
    )
    facts = {"manner": vote.manner, "kind": vote.kind, "rule": vote.rule, "entitled": len(entitled)}
    sign(by, "opened a vote", vote, **facts, **({"lot": vote.lot_commitment} if vote.is_election else {}))
    tell_vote(vote)
    return vote


def _is_clear(vote: Vote, choice: str) -> bool:
    if not vote.is_election or choice == Choice.ABSTAIN:
        return choice in Choice.values
    if not NUMBERS.fullmatch(choice):
        return False
    numbers = picks(choice)
    return (
        set(numbers) <= set(vote.numbers)
        and len(numbers) <= vote.electing.places
        and marked(numbers) == choice
    )


def _named_choices(vote: Vote) -> list[str]:
    return list(vote.named_ballots.values_list("choice", flat=True))


def _count(vote: Vote, choices: Sequence[str]) -> dict[str, Any]:
    count = Counted(present=len(vote.entitled), members=vote.members, ballots=choices)
    if vote.is_election:
        return result_of_election(vote.electing, count, candidates=vote.numbers, seed=vote.lot_seed)
    return result_of_motion(vote.majority, count, casting=vote.casting)


def _declare(vote: Vote, choices: Sequence[str], result: dict[str, Any], by: Actor) -> None:
    vote.closed_at, vote.result = now(), result
    vote.sha256 = digest_of(vote, choices)
    vote.save(update_fields=["closed_at", "result", "casting", "sha256"])
    sign(by, "closed a vote", vote, sha256=vote.sha256, **result)
    tell_vote(vote)
    settle_proposal(vote, by=by)
