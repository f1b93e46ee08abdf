"""A secret vote stays secret from whoever takes database, files, journal and logs after its close.

The same attacks succeed on two planted tables: one as a naive program leaves it, one rewritten but not cleared.
"""

import random
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from ontact.capabilities.meetings.actions.voting import close_vote, open_vote
from ontact.capabilities.meetings.models import Ballot, BoxedBallot, Choice, Vote, Voted
from ontact.capabilities.meetings.tests import joining
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.capabilities.meetings.tests.test_api import Browser
from ontact.foundation.actor import SYSTEM

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]

VOTERS = 90
NAIVE, REWRITTEN = "planted_naive", "planted_rewritten"
# With about sixty attacks, less than one run in fifty thousand fails by chance.
DEVIATIONS = 5.0


@dataclass
class Held:
    vote: Vote
    truth: dict[str, str]
    boxed: set[bytes]
    planted: dict[str, UUID]
    log: str

    @property
    def voters(self):
        return joining.order_of_voters(self.vote.meeting.room)


@pytest.fixture(scope="module")
def dice():
    return random.Random()  # noqa: S311 -- which choice is cast, not what hides it


@pytest.fixture
def held(caplog, dice):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("What lies in files is tried on a database in a file: bin/test sets ONTACT_TEST_SQLITE.")
    caplog.set_level("INFO")
    meeting = a_meeting_in_session(guests=VOTERS)
    browsers = [Browser(Client(), meeting, place=place) for place in range(VOTERS)]
    vote = open_vote(meeting, motion="원안 가결", manner=Vote.Manner.SECRET, by=SYSTEM)
    planted = {NAIVE: uuid4(), REWRITTEN: uuid4()}
    for table in planted:
        joining.plant(table)
    choices = list(Choice) * (VOTERS // 3)
    dice.shuffle(choices)
    dice.shuffle(browsers)
    truth = {}
    for browser, choice in zip(browsers, choices, strict=True):
        assert browser.post(f"votes/{vote.pk}/ballot", {"choice": choice}).status_code == 200
        truth[str(browser.seat.pk)] = str(choice)
        for table, vote_id in planted.items():
            joining.put(table, uuid4(), choice, vote_id)
    boxed = {key.bytes if connection.vendor == "postgresql" else key.hex.encode() for key in _boxed(vote)}
    close_vote(vote, by=SYSTEM)
    _rewrite(REWRITTEN, planted[REWRITTEN])
    yield Held(Vote.objects.get(pk=vote.pk), truth, boxed, planted, caplog.text)
    joining.drop(*planted)


def _boxed(vote):
    return BoxedBallot.objects.filter(vote=vote).values_list("pk", flat=True)


def _rewrite(table, vote_id):
    """As careful as one can be without knowing how databases delete: random order, new keys, then DELETE."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete=OFF")
        cursor.execute(f"SELECT choice FROM {table}")  # noqa: S608
        choices = [row[0] for row in cursor.fetchall()]
        random.SystemRandom().shuffle(choices)
        cursor.execute(f"DELETE FROM {table} WHERE choice <> ''")  # noqa: S608
        for choice in choices[:3]:
            joining.put(table, uuid4(), choice, vote_id)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA secure_delete=ON")


def test_nobody_is_joined_to_a_ballot(held):
    # The attacker knows in which order people voted; that is the premise, not the secret.
    assert held.voters == list(held.truth)
    limit = joining.chance(held.truth, deviations=DEVIATIONS)

    ours = joining.best(held.voters, Ballot._meta.db_table, held.vote.pk, held.truth)
    naive = joining.best(held.voters, NAIVE, held.planted[NAIVE], held.truth)
    rewritten = joining.best(held.voters, REWRITTEN, held.planted[REWRITTEN], held.truth)

    assert ours[0] <= limit, ours
    assert naive[0] == VOTERS, naive
    assert rewritten[0] > limit, rewritten
    _no_byte_is_left_of_the_single_ballots(held)


def _no_byte_is_left_of_the_single_ballots(held):
    assert held.vote.cleared_at is not None
    assert not BoxedBallot.objects.exists()
    content = joining.files()
    assert sum(one in part for one in held.boxed for part in content) == 0
    # What can be carved out is exactly what was laid down at the close.
    assert {row.key for row in joining.carved(held.vote.pk)} <= joining.live_rows(
        Ballot._meta.db_table, held.vote.pk
    )


def test_no_row_and_no_line_of_the_log_names_a_voter_with_a_choice(held):
    rows = list(joining.every_row())
    with_choice = [row for row in rows if any(f'"{choice}"' in row for choice in Choice.values)]
    assert with_choice  # the ballots themselves, and the planted ones
    for seat in held.truth:
        assert not [row for row in with_choice if UUID(seat).hex in row]
    assert "request" in held.log
    assert not [choice for choice in ("against", "abstain") if choice in held.log]
    for model in (Ballot, Voted):
        ids = [str(pk) for pk in model.objects.filter(vote=held.vote).order_by().values_list("pk", flat=True)]
        assert ids == sorted(ids)
        assert len(ids) == VOTERS
