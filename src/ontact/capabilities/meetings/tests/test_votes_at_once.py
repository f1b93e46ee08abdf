"""Ballots pressed at the same moment, on a database that several write to."""

import pytest

from ontact.capabilities.meetings.actions.voting import cast_ballot, close_vote, open_vote
from ontact.capabilities.meetings.errors import AlreadyVoted
from ontact.capabilities.meetings.models import Choice, Vote
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside
from ontact.commons.rooms.models import RoomEvent
from ontact.commons.rooms.tests.test_floor import at_once
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.database

OPEN, _NAMED, SECRET = Vote.Manner
FOR, AGAINST, _ABSTAIN = Choice


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("manner", [OPEN, SECRET])
def test_of_ballots_pressed_at_once_each_seat_s_first_counts(client, manner):
    meeting = a_meeting_in_session(guests=6)
    voters = [go_inside(client, meeting, place=place) for place in range(6)]
    vote = open_vote(meeting, motion="원안 가결", manner=manner, by=SYSTEM)
    answers = []

    def press(seat, choice):
        try:
            cast_ballot(vote, seat=seat, choice=choice, by=SYSTEM)
            answers.append((seat.pk, "counted"))
        except AlreadyVoted:
            answers.append((seat.pk, "already"))

    at_once(
        [lambda seat=seat, choice=choice: press(seat, choice) for seat in voters for choice in (FOR, AGAINST)]
    )

    assert sorted(answers) == sorted((seat.pk, word) for seat in voters for word in ("counted", "already"))
    assert close_vote(vote, by=SYSTEM).result["voted"] == 6
    versions = list(
        RoomEvent.objects.filter(room=meeting.room).order_by("version").values_list("version", flat=True)
    )
    assert versions == list(range(versions[0], versions[0] + len(versions)))
