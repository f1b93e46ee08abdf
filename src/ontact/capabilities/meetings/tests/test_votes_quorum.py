"""Below the quorum nothing is put to the vote, and the sentence says how many are needed and here."""

import pytest

from ontact.capabilities.meetings.actions.voting import (
    Election,
    cast_ballot,
    close_vote,
    open_election,
    open_vote,
)
from ontact.capabilities.meetings.errors import NoQuorum
from ontact.capabilities.meetings.models import Choice, Meeting, QuorumRule, Vote
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Five may vote: the chair and four members."""
    meeting = a_meeting_in_session(guests=4)
    Meeting.objects.filter(pk=meeting.pk).update(quorum_rule=QuorumRule.MAJORITY)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def opened(meeting):
    return open_vote(meeting, motion="원안 가결", manner=Vote.Manner.OPEN, by=SYSTEM)


def test_a_vote_without_quorum_is_refused_with_the_numbers(client, meeting):
    for place in range(2):
        go_inside(client, meeting, place=place)
    with pytest.raises(NoQuorum) as refused:
        opened(meeting)
    election = Election(["가", "나"])
    with pytest.raises(NoQuorum):
        open_election(meeting, title="부위원장", election=election, manner=Vote.Manner.SECRET, by=SYSTEM)
    assert refused.value.facts == {"needed": 3, "present": 2}
    assert refused.value.sentence == "정족수에 이르지 못하였습니다. 3명이 필요한데 2명이 출석하였습니다."
    assert not meeting.votes.exists()

    go_inside(client, meeting, place=2)
    assert opened(meeting).is_open


def test_an_open_vote_is_finished_even_when_the_quorum_is_lost(client, meeting):
    """Those entitled were fixed at the opening; who leaves then is missing from the ballots, not from the rule."""
    seats = [go_inside(client, meeting, place=place) for place in range(3)]
    vote = opened(meeting)
    for seat in seats[1:]:
        seat.lines.update(ended_at=vote.opened_at)

    cast_ballot(vote, seat=seats[0], choice=Choice.FOR, by=SYSTEM)

    assert close_vote(vote, by=SYSTEM).result["carried"] is True
