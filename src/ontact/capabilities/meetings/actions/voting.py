"""A motion is put to the vote, ballots are cast, the result is declared and stands."""

from collections import Counter
from typing import Any

from django.db import transaction

from ontact.capabilities.meetings.actions.running import in_session, tell_meeting
from ontact.capabilities.meetings.errors import NobodyEntitled, NotEntitled, VoteClosed, VoteOpen
from ontact.capabilities.meetings.models import AgendaItem, Ballot, Choice, Meeting, NamedBallot, Vote, Voted
from ontact.capabilities.meetings.queries.live import votes_slice
from ontact.capabilities.meetings.queries.people import seats_entitled_now
from ontact.commons.journal.actions import sign
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def open_vote(
    meeting: Meeting, *, motion: str, manner: Vote.Manner, by: Actor, item: AgendaItem | None = None
) -> Vote:
    """Put a motion to those entitled who are in the meeting now; who comes later neither votes nor counts."""
    meeting = in_session(meeting)
    standing: Vote | None = meeting.votes.filter(closed_at__isnull=True).first()
    if standing is not None:
        if standing.motion == motion and standing.manner == manner:
            return standing
        raise VoteOpen(motion=standing.motion)
    entitled = seats_entitled_now(meeting)
    if not entitled:
        raise NobodyEntitled
    vote = Vote.objects.create(
        meeting=meeting, item=item, motion=motion, manner=manner, entitled=[str(seat) for seat in entitled]
    )
    sign(by, "opened a vote", vote, manner=manner, entitled=len(entitled))
    tell_meeting(meeting, "vote", **votes_slice(meeting))
    return vote


@transaction.atomic
def cast_ballot(vote: Vote, *, seat: Seat, choice: Choice, by: Actor) -> Vote:
    """One ballot per seat: the first one counts, and pressing again gives the same answer.

    Raises:
        VoteClosed, NotEntitled.
    """
    vote = Vote.objects.locked(vote.pk)
    if not vote.entitles(seat.pk):
        raise NotEntitled
    if _has_voted(vote, seat):
        return vote
    if not vote.is_open:
        raise VoteClosed
    if vote.is_secret:
        Voted.objects.create(vote=vote, seat=seat)
        Ballot.objects.create(vote=vote, choice=choice)
    else:
        NamedBallot.objects.create(vote=vote, seat=seat, choice=choice)
        sign(by, "voted", vote)
    tell_meeting(vote.meeting, "ballot", **votes_slice(vote.meeting))
    return vote


@transaction.atomic
def close_vote(vote: Vote, *, by: Actor) -> Vote:
    """Count and declare. The result never changes afterwards; a second closing returns it."""
    vote = Vote.objects.locked(vote.pk)
    if not vote.is_open:
        return vote
    choices = _choices(vote)
    if vote.is_secret:
        _shuffle(vote)
    vote.closed_at, vote.result = now(), result_of(choices, entitled=len(vote.entitled))
    vote.save(update_fields=["closed_at", "result"])
    sign(by, "closed a vote", vote, **vote.result)
    tell_meeting(vote.meeting, "vote", **votes_slice(vote.meeting))
    return vote


def result_of(choices: list[str], *, entitled: int) -> dict[str, Any]:
    """Carried when more are for than against; abstentions count as taking part, not as a side."""
    count = Counter(choices)
    return {
        **{choice.value: count[choice] for choice in Choice},
        "voted": len(choices),
        "entitled": entitled,
        "carried": count[Choice.FOR] > count[Choice.AGAINST],
    }


def _has_voted(vote: Vote, seat: Seat) -> bool:
    witnesses = vote.took_part if vote.is_secret else vote.named_ballots
    return bool(witnesses.filter(seat=seat).exists())


def _choices(vote: Vote) -> list[str]:
    ballots = vote.ballots if vote.is_secret else vote.named_ballots
    return list(ballots.values_list("choice", flat=True))


def _shuffle(vote: Vote) -> None:
    """Lay the ballots and the names down again in random order.

    Databases keep rows in the order of writing (SQLite's rowid, PostgreSQL's ctid and xmin): laid side by
    side, that order would be the path between name and choice which a secret vote must not have.
    """
    ballots = [Ballot(vote=vote, choice=choice) for choice in vote.ballots.values_list("choice", flat=True)]
    names = [Voted(vote=vote, seat_id=seat) for seat in vote.took_part.values_list("seat_id", flat=True)]
    vote.ballots.all().delete()
    vote.took_part.all().delete()
    Ballot.objects.bulk_create(sorted(ballots, key=lambda ballot: ballot.pk))
    Voted.objects.bulk_create(sorted(names, key=lambda name: name.pk))
