"""Votes: whoever is entitled counts once, secrets stay secret, results stand for ever."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.capabilities.meetings.actions.voting import cast_ballot, close_vote, open_vote
from ontact.capabilities.meetings.errors import (
    AlreadyVoted,
    NobodyEntitled,
    NotEntitled,
    VoteClosed,
    VoteOpen,
)
from ontact.capabilities.meetings.models import Ballot, Choice, NamedBallot, Part, Vote, Voted
from ontact.capabilities.meetings.queries.votes import my_part, roll, votes_slice
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside, seat_of
from ontact.commons.rooms.models import RoomEvent
from ontact.foundation.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OPEN, NAMED, SECRET = Vote.Manner


def a_vote(client, manner=OPEN, voters=2):
    meeting = a_meeting_in_session(guests=voters)
    seats = [go_inside(client, meeting, place=place) for place in range(voters)]
    return open_vote(meeting, motion="원안대로 가결", manner=manner, by=SYSTEM), seats


@pytest.mark.parametrize("manner", [OPEN, SECRET])
def test_one_ballot_per_seat_and_the_first_one_counts(client, manner):
    vote, (first, _second) = a_vote(client, manner)

    cast_ballot(vote, seat=first, choice=Choice.FOR, by=SYSTEM)
    with pytest.raises(AlreadyVoted):
        cast_ballot(vote, seat=first, choice=Choice.AGAINST, by=SYSTEM)

    result = close_vote(vote, by=SYSTEM).result
    assert [result[word] for word in ("for", "against", "abstain", "voted", "entitled")] == [1, 0, 0, 1, 2]
    assert result["carried"] is True


def test_a_ballot_after_closing_is_a_sentence_and_changes_nothing(client):
    vote, (first, second) = a_vote(client)
    cast_ballot(vote, seat=first, choice=Choice.FOR, by=SYSTEM)
    result = close_vote(vote, by=SYSTEM).result

    with pytest.raises(VoteClosed):
        cast_ballot(vote, seat=second, choice=Choice.AGAINST, by=SYSTEM)
    assert close_vote(vote, by=SYSTEM).result == result


def test_who_joins_later_neither_votes_nor_counts(client):
    meeting = a_meeting_in_session(guests=2)
    go_inside(client, meeting, place=0)
    vote = open_vote(meeting, motion="가결", manner=OPEN, by=SYSTEM)
    late = go_inside(client, meeting, place=1)
    with pytest.raises(NotEntitled):
        cast_ballot(vote, seat=late, choice=Choice.FOR, by=SYSTEM)
    assert len(vote.entitled) == 1


def test_who_has_no_right_to_vote_is_not_entitled(client):
    vote, _seats = a_vote(client)
    with pytest.raises(NotEntitled):
        cast_ballot(vote, seat=seat_of(vote.meeting, Part.CLERK), choice=Choice.FOR, by=SYSTEM)


def test_no_vote_without_voters():
    with pytest.raises(NobodyEntitled):
        open_vote(a_meeting_in_session(), motion="가결", manner=OPEN, by=SYSTEM)


def test_one_vote_at_a_time_and_the_same_motion_twice_is_one(client):
    vote, _seats = a_vote(client)
    assert open_vote(vote.meeting, motion=vote.motion, manner=OPEN, by=SYSTEM) == vote
    with pytest.raises(VoteOpen):
        open_vote(vote.meeting, motion="다른 안", manner=OPEN, by=SYSTEM)


def test_counts_are_hidden_until_the_close(client):
    vote, (first, second) = a_vote(client)
    cast_ballot(vote, seat=first, choice=Choice.FOR, by=SYSTEM)

    shown = votes_slice(vote.meeting)["votes"][0]
    assert (shown["voted"], shown["result"], roll(vote)) == (1, None, [])
    assert my_part(vote, first) == {"entitled": True, "voted": True, "choice": "for"}

    cast_ballot(vote, seat=second, choice=Choice.AGAINST, by=SYSTEM)
    assert [ballot["choice"] for ballot in roll(close_vote(vote, by=SYSTEM))] == ["for", "against"]


def test_a_secret_vote_has_no_path_from_name_to_choice(client):
    vote, seats = a_vote(client, SECRET, voters=4)
    for seat, choice in zip(seats, [Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.FOR], strict=True):
        cast_ballot(vote, seat=seat, choice=choice, by=SYSTEM)
    close_vote(vote, by=SYSTEM)

    assert {field.name for field in Ballot._meta.get_fields()} == {"id", "vote", "choice"}
    assert {field.name for field in Voted._meta.get_fields()} == {"id", "vote", "seat"}
    # Not even the order of writing is left: both tables were laid down again by their random ids.
    for model in (Ballot, Voted):
        ids = [str(pk) for pk in model.objects.order_by().values_list("pk", flat=True)]
        assert ids == sorted(ids)
    shown = votes_slice(vote.meeting)["votes"][0]
    assert (roll(vote), shown["voted"]) == ([], 4)
    assert my_part(vote, seats[0]) == {"entitled": True, "voted": True, "choice": None}
    told = " ".join(str(event.payload) for event in RoomEvent.objects.filter(kind="meetings.ballot"))
    assert "'choice'" not in told


@pytest.mark.parametrize("manner", [OPEN, SECRET])
def test_the_database_refuses_to_change_a_declared_result(client, manner):
    vote, (first, second) = a_vote(client, manner)
    cast_ballot(vote, seat=first, choice=Choice.FOR, by=SYSTEM)
    close_vote(vote, by=SYSTEM)
    model = Ballot if manner == SECRET else NamedBallot
    more = {} if manner == SECRET else {"seat": second}

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(result={"for": 99})
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(closed_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(vote=vote).update(choice=Choice.AGAINST)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(vote=vote, choice=Choice.AGAINST, **more)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    presses=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(list(Choice))), max_size=12),
    manner=st.sampled_from(list(Vote.Manner)),
)
def test_any_storm_of_presses_counts_each_seat_once(client, presses, manner):
    """However often and in whatever order people press: one ballot per seat, and the sums agree."""
    with transaction.atomic():
        vote, seats = a_vote(client, manner, voters=3)
        first = {}
        for place, choice in presses:
            if place not in first:
                cast_ballot(vote, seat=seats[place], choice=choice, by=SYSTEM)
                first[place] = choice
                continue
            with pytest.raises(AlreadyVoted):
                cast_ballot(vote, seat=seats[place], choice=choice, by=SYSTEM)
        result = close_vote(vote, by=SYSTEM).result
        transaction.set_rollback(True)
    expected = list(first.values())
    assert [result[choice.value] for choice in Choice] == [expected.count(choice) for choice in Choice]
    assert result["voted"] == len(expected)
