"""Who cannot press a button votes on paper or aloud, and the clerk enters it, with the reason."""

from collections.abc import Sequence

from django.db import transaction

from ontact.capabilities.meetings.actions.box import put_in_box
from ontact.capabilities.meetings.actions.voting import taking_ballots, tell_ballot
from ontact.capabilities.meetings.errors import PaperUneven, SecretByName, VoteNotSecret
from ontact.capabilities.meetings.models import NamedBallot, PaperBox, Vote
from ontact.commons.journal.actions import sign
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import Actor


@transaction.atomic
def enter_ballot(
    vote: Vote, *, seat: Seat, choice: str, source: NamedBallot.Source, reason: str, by: Actor
) -> NamedBallot:
    """One seat's paper ballot or spoken vote, in an open or named vote.

    Raises:
        SecretByName, and what `cast_ballot` raises.
    """
    if vote.is_secret:
        raise SecretByName
    vote = taking_ballots(vote, [seat], choices=[choice])
    ballot: NamedBallot = NamedBallot.objects.create(
        vote=vote, seat=seat, choice=choice, source=source, reason=reason
    )
    sign(by, "entered a ballot", vote, seat=str(seat.pk), source=source, reason=reason)
    tell_ballot(vote, ballot)
    return ballot


@transaction.atomic
def enter_paper_box(
    vote: Vote, *, seats: Sequence[Seat], counts: dict[str, int], reason: str, by: Actor
) -> PaperBox:
    """Paper ballots of a secret vote: whose they are and what they say, as two piles. Neither is signed with the other.

    Raises:
        PaperUneven when there are not as many ballots as seats; and what `cast_ballot` raises.
    """
    if not vote.is_secret:
        raise VoteNotSecret
    choices = [choice for choice, count in sorted(counts.items()) for _ in range(count)]
    if not seats or len(choices) != len({seat.pk for seat in seats}):
        raise PaperUneven(ballots=len(choices), seats=len(seats))
    vote = taking_ballots(vote, seats, choices=list(counts))
    put_in_box(vote, seats=list(seats), choices=choices)
    box: PaperBox = PaperBox.objects.create(vote=vote, count=len(choices), reason=reason)
    sign(by, "entered paper ballots", vote, count=len(choices), reason=reason)
    tell_ballot(vote)
    return box
