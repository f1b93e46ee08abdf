"""Rules, ties, elections, amendments, votes by roll, paper ballots; and what travels to 220 seats."""

import json

import pytest

from ontact.capabilities.meetings.actions.paper import enter_ballot, enter_paper_box
from ontact.capabilities.meetings.actions.proposals import amend_motion, lay_motion, withdraw_proposal
from ontact.capabilities.meetings.actions.rounds import close_forgotten
from ontact.capabilities.meetings.actions.voting import (
    Election,
    cast_ballot,
    close_vote,
    decide_tie,
    open_election,
    open_runoff,
    open_vote,
)
from ontact.capabilities.meetings.errors import (
    AlreadyVoted,
    AmendmentPending,
    BallotUnclear,
    CandidatesUnclear,
    NoRunoff,
    NoTie,
    PaperUneven,
    ProposalSettled,
    SecretByName,
    VoteOpen,
    VoteTied,
)
from ontact.capabilities.meetings.models import BoxedBallot, Choice, NamedBallot, Proposal, Vote
from ontact.capabilities.meetings.models.counting import Base, Electing, ElectionTie, Majority, Needs, Tie
from ontact.capabilities.meetings.queries.votes import roll, votes_slice
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside, seat_of
from ontact.commons.journal.models import Entry
from ontact.commons.rooms.models import RoomEvent
from ontact.foundation.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OPEN, NAMED, SECRET = Vote.Manner
FOR, AGAINST, ABSTAIN = Choice
LIVEKIT_TAKES = 15_000


@pytest.fixture
def seats(client):
    meeting = a_meeting_in_session(guests=4)
    return [go_inside(client, meeting, place=place) for place in range(3)] + [seat_of(meeting, place=3)]


@pytest.fixture
def meeting(seats):
    from ontact.capabilities.meetings.models import Meeting

    return Meeting.objects.get(room=seats[0].room)


def a_motion(meeting, manner=OPEN, **more):
    return open_vote(meeting, motion="원안 가결", manner=manner, by=SYSTEM, **more)


def an_election(meeting, *names, manner=SECRET, **rule):
    election = Election(names or ("가", "나", "다"), Electing(**rule))
    return open_election(meeting, title="부위원장", election=election, manner=manner, by=SYSTEM)


def cast_all(vote, seats, *choices):
    for seat, choice in zip(seats, choices, strict=False):
        cast_ballot(vote, seat=seat, choice=str(choice), by=SYSTEM)
    return close_vote(vote, by=SYSTEM)


def test_of_all_members_counts_those_who_are_not_here(meeting, seats):
    vote = a_motion(meeting, rule=Majority(base=Base.MEMBERS))
    assert (len(vote.entitled), vote.members) == (3, 5)  # the chair and one member are not here
    result = cast_all(vote, seats, FOR, FOR).result
    assert (result["whole"], result["needed"], result["carried"]) == (5, 3, False)


@pytest.mark.parametrize("manner", [OPEN, SECRET])
@pytest.mark.parametrize(("said", "carried"), [(FOR, True), (AGAINST, False)])
def test_the_chair_decides_a_tie(meeting, seats, manner, said, carried):
    vote = cast_all(a_motion(meeting, manner, rule=Majority(tie=Tie.CHAIR)), seats, FOR, AGAINST)
    assert (vote.is_open, vote.tied_at is not None, vote.result) == (True, True, None)
    with pytest.raises(VoteTied):
        cast_ballot(vote, seat=seats[2], choice=FOR, by=SYSTEM)
    with pytest.raises(NoTie):
        decide_tie(vote, choice=ABSTAIN, by=SYSTEM)

    decided = decide_tie(vote, choice=said, by=SYSTEM)

    assert (decided.result["carried"], decided.result["tied"], decided.casting) == (carried, True, said)
    assert decide_tie(vote, choice=said, by=SYSTEM).result == decided.result


def test_a_tie_without_the_chair_s_right_fails_at_once(meeting, seats):
    vote = cast_all(a_motion(meeting), seats, FOR, AGAINST)
    assert (vote.result["tied"], vote.result["carried"]) == (True, False)
    with pytest.raises(NoTie):
        decide_tie(vote, choice=FOR, by=SYSTEM)


def test_a_tie_that_was_forgotten_fails_with_the_meeting(meeting, seats):
    vote = cast_all(a_motion(meeting, rule=Majority(tie=Tie.CHAIR)), seats, FOR, AGAINST)
    close_forgotten(meeting, by=SYSTEM)
    vote.refresh_from_db()
    assert vote.result["carried"] is False


def test_several_are_elected_and_a_run_off_fills_what_is_left(meeting, seats):
    vote = an_election(
        meeting, "가", "나", "다", "라", places=2, needs=Needs.MAJORITY, tie=ElectionTie.RUNOFF
    )
    result = cast_all(vote, seats, "1,2", "1,3", "1,2").result
    assert (result["elected"], result["runoff"]) == ([1, 2], [])
    with pytest.raises(NoRunoff):
        open_runoff(vote, by=SYSTEM)


def test_a_run_off_is_between_those_who_were_level(meeting, seats):
    vote = cast_all(an_election(meeting, places=2, tie=ElectionTie.RUNOFF), seats, "1,2", "1,3", "1")
    assert (vote.result["elected"], vote.result["runoff"]) == ([1], [2, 3])

    again = open_runoff(vote, by=SYSTEM)

    assert (again.numbers, again.electing.places, again.runoff_of) == ([2, 3], 1, vote)
    assert open_runoff(vote, by=SYSTEM) == again
    assert cast_all(again, seats, "3", "3", "2").result["elected"] == [3]


def test_the_lot_is_sealed_before_anyone_votes_and_decides_a_tie(meeting, seats):
    vote = an_election(meeting, places=1)
    shown = votes_slice(meeting)["votes"][0]["lot"]
    seed = vote.lot_seed
    assert seed not in json.dumps(votes_slice(meeting))

    result = cast_all(vote, seats, "1", "2", ABSTAIN).result

    assert (result["by_lot"], len(result["elected"]), result["abstain"]) == ([1, 2], 1, 1)
    vote.refresh_from_db()
    assert (vote.lot_seed, vote.lot_commitment) == (seed, shown)


@pytest.mark.parametrize("ballot", ["1,2,3", "9", "2,1", "for", "", "1;2", "1,1"])
def test_an_election_s_ballot_must_be_clear(meeting, seats, ballot):
    with pytest.raises(BallotUnclear):
        cast_ballot(an_election(meeting, places=2), seat=seats[0], choice=ballot, by=SYSTEM)
    assert not BoxedBallot.objects.exists()


@pytest.mark.parametrize(
    ("names", "places"), [(["가"], 2), (["가", "가"], 1), ([str(n) for n in range(25)], 1)]
)
def test_candidates_must_be_clear(meeting, seats, names, places):
    with pytest.raises(CandidatesUnclear):
        an_election(meeting, *names, places=places)


def test_an_amendment_comes_before_its_motion_and_is_taken_over(meeting, seats):
    motion = lay_motion(meeting, text="예산 10억 원", moved_by="김위원", by=SYSTEM)
    amendment = amend_motion(motion, text="예산 8억 원", by=SYSTEM)
    with pytest.raises(AmendmentPending):
        a_motion(meeting, proposal=motion)

    vote = cast_all(a_motion(meeting, proposal=amendment), seats, FOR, FOR, AGAINST)
    assert (vote.motion, amendment.replaces) == ("예산 8억 원", "예산 10억 원")
    motion.refresh_from_db()
    assert motion.text == "예산 8억 원"

    whole = cast_all(a_motion(meeting, proposal=motion), seats, FOR)
    assert whole.motion == "예산 8억 원"
    assert [one["state"] for one in votes_slice(meeting)["proposals"]] == ["carried", "carried"]
    with pytest.raises(ProposalSettled):
        a_motion(meeting, proposal=motion)


def test_a_lost_amendment_leaves_the_wording(meeting, seats):
    motion = lay_motion(meeting, text="예산 10억 원", by=SYSTEM)
    first, second = (amend_motion(motion, text=text, by=SYSTEM) for text in ("예산 8억 원", "예산 9억 원"))
    cast_all(a_motion(meeting, proposal=first), seats, AGAINST)
    cast_all(a_motion(meeting, proposal=second), seats, FOR)
    motion.refresh_from_db()
    assert motion.text == "예산 9억 원"


def test_what_is_withdrawn_takes_its_amendments_along(meeting):
    motion = lay_motion(meeting, text="원안", by=SYSTEM)
    amend_motion(motion, text="수정안", by=SYSTEM)
    assert lay_motion(meeting, text="원안", by=SYSTEM) == motion

    withdraw_proposal(motion, by=SYSTEM)
    withdraw_proposal(motion, by=SYSTEM)

    assert set(Proposal.objects.values_list("state", flat=True)) == {"withdrawn"}
    with pytest.raises(ProposalSettled):
        amend_motion(motion, text="다른 안", by=SYSTEM)


def test_what_is_being_voted_on_stays_on_the_table(meeting, seats):
    motion = lay_motion(meeting, text="원안", by=SYSTEM)
    a_motion(meeting, proposal=motion)
    with pytest.raises(VoteOpen):
        withdraw_proposal(motion, by=SYSTEM)


def test_a_vote_by_roll_is_seen_seat_by_seat_as_it_is_cast(meeting, seats):
    vote = a_motion(meeting, NAMED)
    cast_ballot(vote, seat=seats[0], choice=FOR, by=SYSTEM)
    spoken = NamedBallot.Source.SPOKEN
    enter_ballot(vote, seat=seats[1], choice=AGAINST, source=spoken, reason="마이크 고장", by=SYSTEM)

    by_hand = {"seat": str(seats[1].pk), "choice": "against", "source": "spoken", "reason": "마이크 고장"}
    assert roll(vote) == [{"seat": str(seats[0].pk), "choice": "for"}, by_hand]
    last = RoomEvent.objects.filter(kind="meetings.ballot").last()
    assert last.payload["ext"]["ballot"] == {"id": str(vote.pk), "voted": 2, **by_hand}
    assert Entry.objects.get(verb="entered a ballot").details["reason"] == "마이크 고장"
    with pytest.raises(AlreadyVoted):
        cast_ballot(vote, seat=seats[1], choice=FOR, by=SYSTEM)


def test_paper_ballots_of_a_secret_vote_go_into_the_box_without_names(meeting, seats):
    vote = a_motion(meeting, SECRET)
    cast_ballot(vote, seat=seats[0], choice=FOR, by=SYSTEM)
    paper = NamedBallot.Source.PAPER
    with pytest.raises(SecretByName):
        enter_ballot(vote, seat=seats[1], choice=FOR, source=paper, reason="-", by=SYSTEM)
    with pytest.raises(PaperUneven):
        enter_paper_box(vote, seats=seats[1:3], counts={"for": 1}, reason="정전", by=SYSTEM)
    with pytest.raises(AlreadyVoted):
        enter_paper_box(vote, seats=seats[:2], counts={"for": 2}, reason="정전", by=SYSTEM)

    enter_paper_box(vote, seats=seats[1:3], counts={"against": 1, "abstain": 1}, reason="정전", by=SYSTEM)

    result = close_vote(vote, by=SYSTEM).result
    assert [result[choice] for choice in ("for", "against", "abstain", "voted")] == [1, 1, 1, 3]
    assert [(box.count, box.reason) for box in vote.paper_boxes.all()] == [(2, "정전")]
    assert Entry.objects.get(verb="entered paper ballots").details == {"count": 2, "reason": "정전"}


def test_two_secret_votes_at_once_do_not_empty_each_other_s_box(client, meeting, seats):
    other = a_meeting_in_session(guests=2)
    others = [go_inside(client, other, place=place) for place in range(2)]
    mine, theirs = a_motion(meeting, SECRET), a_motion(other, SECRET)
    cast_ballot(mine, seat=seats[0], choice=FOR, by=SYSTEM)
    cast_ballot(theirs, seat=others[0], choice=AGAINST, by=SYSTEM)

    assert close_vote(mine, by=SYSTEM).result["for"] == 1
    cast_ballot(theirs, seat=others[1], choice=AGAINST, by=SYSTEM)
    assert close_vote(theirs, by=SYSTEM).result["against"] == 2
    assert not BoxedBallot.objects.exists()


def test_what_travels_stays_below_what_livekit_takes(meeting, seats):
    """The longest motion, the most candidates with the longest names, in letters of six bytes."""
    names = [f"{'가' * 57}{number:03d}" for number in range(24)]
    election = Election(names, Electing(places=12))
    vote = open_election(meeting, title="나" * 500, election=election, manner=NAMED, by=SYSTEM)
    cast_all(vote, seats, *["1,2,3,4,5,6,7,8,9,10,11,12"] * 3)
    sizes = {
        kind: max(
            len(json.dumps(event.payload)) for event in RoomEvent.objects.filter(kind=f"meetings.{kind}")
        )
        for kind in ("vote", "ballot")
    }
    assert sizes["vote"] < LIVEKIT_TAKES
    assert sizes["ballot"] < 300


def test_a_count_is_as_small_with_many_seats_as_with_few(client):
    """220 ballots are told to 220 seats: what is told must not grow with the seats, nor must what is asked."""
    sizes = {}
    for guests in (3, 12):
        meeting = a_meeting_in_session(guests=guests)
        voters = [go_inside(client, meeting, place=place) for place in range(guests)]
        cast_all(a_motion(meeting), voters, *[FOR] * guests)
        events = RoomEvent.objects.filter(room=meeting.room, kind__in=["meetings.vote", "meetings.ballot"])
        sizes[guests] = max(len(json.dumps(event.payload)) for event in events)
    assert abs(sizes[12] - sizes[3]) < 20
