"""Every kind of vote reaches the minutes: what was needed, who was elected, how each seat voted, what the clerk entered."""

import pytest

from ontact.capabilities.meetings.actions.paper import enter_ballot
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.actions.voting import (
    Election,
    cast_ballot,
    close_vote,
    open_election,
    open_vote,
)
from ontact.capabilities.meetings.documents.body import Candidate, MinutesBody
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.sheet import Table
from ontact.capabilities.meetings.models import Choice, Meeting, NamedBallot, Vote
from ontact.capabilities.meetings.queries.minutes import body_shown, page_of
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(client):
    meeting = a_meeting_in_session(guests=3)
    return [go_inside(client, meeting, place=place) for place in range(3)]


@pytest.fixture
def meeting(seats):
    return Meeting.objects.with_frame().get(room=seats[0].room)


def minutes_of(meeting) -> MinutesBody:
    close_meeting(meeting, by=SYSTEM)
    return body_shown(Meeting.objects.get(pk=meeting.pk).minutes)


def votes_in(body):
    return [vote for item in body.items for vote in item.votes]


def test_an_election_names_who_stood_and_who_was_elected(meeting, seats):
    vote = open_election(
        meeting, title="부위원장", election=Election(["가람", "나래"]), manner=Vote.Manner.SECRET, by=SYSTEM
    )
    for seat, choice in zip(seats, ("2", "2", Choice.ABSTAIN), strict=True):
        cast_ballot(vote, seat=seat, choice=choice, by=SYSTEM)
    close_vote(vote, by=SYSTEM)

    body = minutes_of(meeting)

    (kept,) = votes_in(body)
    assert kept.candidates == (
        Candidate(number=2, name="나래", votes=2, elected=True),
        Candidate(number=1, name="가람", votes=0, elected=False),
    )
    assert (kept.voted, kept.abstain, kept.ballots) == (3, 1, ())
    assert set(kept.rule) == {"ko", "en"}
    tables = [block for block in compose(body, "", "ko").blocks if isinstance(block, Table)]
    assert ("2", "나래", "2", "당선") in next(table.rows for table in tables if "부위원장" in table.caption)
    (shown,) = next(item["votes"] for item in page_of(body).items if item["votes"])
    assert shown["tag"] == {"word": "당선", "kind": "success", "names": "나래"}


def test_a_vote_by_roll_names_each_seat_and_says_what_the_clerk_entered(meeting, seats):
    vote = open_vote(meeting, motion="원안 가결", manner=Vote.Manner.NAMED, by=SYSTEM)
    cast_ballot(vote, seat=seats[0], choice=Choice.FOR, by=SYSTEM)
    enter_ballot(
        vote,
        seat=seats[1],
        choice=Choice.AGAINST,
        source=NamedBallot.Source.SPOKEN,
        reason="마이크로 말함",
        by=SYSTEM,
    )
    close_vote(vote, by=SYSTEM)

    (kept,) = votes_in(minutes_of(meeting))

    assert [(ballot.choice, ballot.how, ballot.reason) for ballot in kept.ballots] == [
        ("for", "", ""),
        ("against", "spoken", "마이크로 말함"),
    ]
    assert kept.sha256 == Vote.objects.get(pk=vote.pk).sha256


def test_the_page_shows_the_vote_as_it_was_held(client, meeting, seats):
    vote = open_vote(meeting, motion="원안 가결", manner=Vote.Manner.NAMED, by=SYSTEM)
    cast_ballot(vote, seat=seats[0], choice=Choice.FOR, by=SYSTEM)
    close_vote(vote, by=SYSTEM)

    (shown,) = next(item["votes"] for item in page_of(minutes_of(meeting)).items if item["votes"])

    assert (str(shown["manner"]), shown["rule"]) == ("호명 표결", "과반수 (찬성과 반대를 합한 표 기준)")
