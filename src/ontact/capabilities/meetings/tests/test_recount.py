"""The exported file of a meeting's votes: counted again by the script for outsiders, and caught when tampered with."""

import json

import pytest

from ontact.capabilities.meetings.actions.minutes import approve_minutes, lay_before_chair, publish_minutes
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.actions.voting import (
    Election,
    cast_ballot,
    close_vote,
    decide_tie,
    open_election,
    open_vote,
)
from ontact.capabilities.meetings.models import Choice, Meeting, Vote
from ontact.capabilities.meetings.models.counting import Electing, Majority, Tie
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, cast_around, go_inside
from ontact.capabilities.meetings.tests.test_counting import recounted
from ontact.commons.journal.models import Entry
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db

FOR, AGAINST, ABSTAIN = Choice


@pytest.fixture
def meeting(client):
    """An open vote, a tie that the chair decided, a secret vote by two thirds, an election cut by lot."""
    meeting = a_meeting_in_session(guests=3)
    seats = [go_inside(client, meeting, place=place) for place in range(3)]

    def cast(vote, *choices):
        for seat, choice in zip(seats, choices, strict=False):
            cast_ballot(vote, seat=seat, choice=choice, by=SYSTEM)
        return close_vote(vote, by=SYSTEM)

    cast(open_vote(meeting, motion="원안 가결", manner=Vote.Manner.OPEN, by=SYSTEM), FOR, FOR, AGAINST)
    tie = open_vote(meeting, motion="동수", manner=Vote.Manner.NAMED, rule=Majority(tie=Tie.CHAIR), by=SYSTEM)
    decide_tie(cast(tie, FOR, AGAINST, ABSTAIN), choice=FOR, by=SYSTEM)
    two_thirds = Majority(share=(2, 3), strict=False)
    secret = open_vote(meeting, motion="비밀", manner=Vote.Manner.SECRET, rule=two_thirds, by=SYSTEM)
    cast(secret, AGAINST, FOR, AGAINST)
    election = Election(["가", "나", "다"], Electing(places=2))
    manner = Vote.Manner.SECRET
    cast(
        open_election(meeting, title="부위원장", election=election, manner=manner, by=SYSTEM),
        "1,2",
        "1,3",
        "1",
    )
    return meeting


@pytest.fixture
def file(client, meeting):
    cast_around(meeting).enter(client, "clerk")
    return client.get(f"/meetings/{meeting.pk}/votes.json").json()


def test_an_outsider_counts_the_exported_file(file, tmp_path):
    done = recounted(file["votes"], tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["same"] * 4


def test_the_file_names_seats_and_in_a_secret_vote_nobody(file):
    named, _tie, secret, election = file["votes"]
    assert {frozenset(ballot) for ballot in named["ballots"]} == {frozenset({"seat", "choice"})}
    assert secret["ballots"] == [{"choice": "against"}, {"choice": "against"}, {"choice": "for"}]
    assert election["ballots"] == [{"choice": "1"}, {"choice": "1,2"}, {"choice": "1,3"}]
    assert "위원 0" not in json.dumps(file, ensure_ascii=False)


def test_the_seal_stands_in_the_journal(file, meeting):
    sealed = [entry.details["sha256"] for entry in Entry.objects.filter(verb="closed a vote").order_by("id")]
    assert [vote["sha256"] for vote in file["votes"]] == sealed
    opened = Entry.objects.filter(verb="opened a vote").order_by("id").last()
    assert opened.details["lot"] == meeting.votes.last().lot_commitment


def tamper_ballot(votes):
    votes[2]["ballots"][0]["choice"] = "for"


def tamper_result(votes):
    votes[0]["result"]["carried"] = False


def tamper_rule(votes):
    votes[2]["rule"]["share"] = [1, 3]


def tamper_lot(votes):
    votes[3]["lot_seed"] = "another seed"


def tamper_both(votes):
    """Ballot and result changed so that they agree: the seal does not."""
    votes[0]["ballots"][0]["choice"] = votes[0]["ballots"][1]["choice"] = "against"
    votes[0]["result"] |= {"for": 0 + sum(b["choice"] == "for" for b in votes[0]["ballots"])}
    votes[0]["result"] |= {"against": 3 - votes[0]["result"]["for"], "carried": False}


def tamper_box(votes):
    votes[2]["ballots"].append({"choice": "for"})


@pytest.mark.parametrize(
    "tamper", [tamper_ballot, tamper_result, tamper_rule, tamper_lot, tamper_both, tamper_box]
)
def test_a_file_that_was_tampered_with_is_caught(file, tmp_path, tamper):
    tamper(file["votes"])

    done = recounted(file["votes"], tmp_path)

    assert done.returncode == 1, done.stdout
    assert "DIFFERENT" in done.stdout


def test_everyone_may_count_once_the_minutes_are_published(client, meeting):
    page = f"/meetings/{meeting.pk}/votes.json"
    cast = cast_around(meeting)
    assert type(client)().get(page).status_code == 302
    close_meeting(meeting, by=SYSTEM)
    assert cast.enter(type(client)(), "citizen").get(page).status_code == 404
    _publish(Meeting.objects.get(pk=meeting.pk))

    assert len(type(client)().get(page).json()["votes"]) == 4


def _publish(meeting):
    lay_before_chair(meeting.minutes, by=SYSTEM)
    meeting.minutes.refresh_from_db()
    chair = meeting.participants.get(part="chair").person
    minutes = approve_minutes(meeting.minutes, version=meeting.minutes.version, title="의장", by=chair)
    publish_minutes(minutes, by=SYSTEM)
