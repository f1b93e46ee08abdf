"""Majorities and elections against a plain model; and the script for outsiders counts like the house."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontact.capabilities.meetings.models.counting import (
    Base,
    Choice,
    Counted,
    Electing,
    ElectionTie,
    Majority,
    Needs,
    Tie,
    lot,
    marked,
    picks,
    result_of_election,
    result_of_motion,
)
from ontact.capabilities.meetings.queries.recount import digest_of

RECOUNT = Path(__file__).parents[5] / "docs" / "verify" / "recount.py"

SHARES = st.sampled_from([((1, 2), True), ((2, 3), False), ((3, 4), False), ((3, 5), True)])
MAJORITIES = st.builds(
    lambda base, share, tie: Majority(base=base, share=share[0], strict=share[1], tie=tie),
    st.sampled_from(Base),
    SHARES,
    st.sampled_from(Tie),
)
MOTIONS = st.lists(st.sampled_from(Choice.values), max_size=12)
ELECTINGS = st.builds(
    lambda places, needs, tie: Electing(places=places, needs=needs, tie=tie),
    st.integers(1, 4),
    st.sampled_from(Needs),
    st.sampled_from(ElectionTie),
)
CANDIDATES = range(1, 7)


def counted(ballots, absent=0, silent=0):
    present = len(ballots) + silent
    return Counted(present=present, members=present + absent, ballots=ballots)


@given(MAJORITIES, MOTIONS, st.integers(0, 5), st.integers(0, 5), st.sampled_from(["", "for", "against"]))
def test_a_majority_is_what_its_sentence_says(rule, ballots, absent, silent, casting):
    count = counted(ballots, absent, silent)
    result = result_of_motion(rule, count, casting=casting)

    yes, no = ballots.count("for"), ballots.count("against")
    whole = {"sides": yes + no, "voting": len(ballots), "present": count.present, "members": count.members}
    share = Fraction(yes, whole[rule.base]) if whole[rule.base] else Fraction(0)
    wanted = Fraction(*rule.share)
    alone = yes > 0 and (share > wanted if rule.strict else share >= wanted)
    if result["tied"]:
        assert yes == no > 0
        assert not alone
        by_chair = {"": None, "for": True, "against": False}[casting]
        assert result["carried"] is (by_chair if rule.tie == Tie.CHAIR else False)
    else:
        assert result["carried"] is alone
    assert (result["for"], result["against"], result["whole"]) == (yes, no, whole[rule.base])


@given(MAJORITIES, st.integers(0, 400))
def test_the_number_needed_is_the_least_that_carries(rule, whole):
    needed = rule.needed(whole)
    assert rule.carries(needed, whole)
    assert needed == 0 or not rule.carries(needed - 1, whole)


@pytest.mark.parametrize(
    ("yes", "no", "blank", "rule", "carried"),
    [
        (2, 1, 5, Majority(), True),
        (2, 1, 5, Majority(base=Base.VOTING), False),
        (2, 2, 0, Majority(), False),
        (4, 2, 0, Majority(share=(2, 3), strict=False), True),
        (4, 2, 1, Majority(base=Base.VOTING, share=(2, 3), strict=False), False),
        (0, 0, 3, Majority(), False),
    ],
)
def test_known_cases(yes, no, blank, rule, carried):
    ballots = ["for"] * yes + ["against"] * no + ["abstain"] * blank
    assert result_of_motion(rule, counted(ballots))["carried"] is carried


@st.composite
def elections(draw):
    rule = draw(ELECTINGS)
    one = st.sets(st.sampled_from(list(CANDIDATES)), max_size=rule.places).map(marked)
    return rule, draw(st.lists(one, max_size=14)), draw(st.text("abcdef0123456789", min_size=4, max_size=8))


def plainly(rule, ballots, seed):
    """Whom a patient clerk would declare elected, seat by seat, from the piles."""
    votes = {number: sum(number in picks(ballot) for ballot in ballots) for number in CANDIDATES}
    named = sum(ballot != Choice.ABSTAIN for ballot in ballots)
    able = {
        n
        for n in CANDIDATES
        if votes[n] and (rule.needs == Needs.MOST or Fraction(votes[n], named) > Fraction(1, 2))
    }
    elected = set()
    while able and len(elected) < rule.places:
        best = max(votes[n] for n in able)
        level = {n for n in able if votes[n] == best}
        if len(elected) + len(level) > rule.places:
            if rule.tie == ElectionTie.RUNOFF:
                break
            level = set(sorted(level, key=lambda n: lot(seed, n))[: rule.places - len(elected)])
        elected |= level
        able -= level
    return votes, elected


@given(elections())
def test_an_election_is_what_a_patient_clerk_declares(election):
    rule, ballots, seed = election
    result = result_of_election(rule, counted(ballots), candidates=CANDIDATES, seed=seed)
    votes, elected = plainly(rule, ballots, seed)

    assert set(result["elected"]) == elected
    assert {one["number"]: one["votes"] for one in result["candidates"]} == votes
    assert [one["votes"] for one in result["candidates"]] == sorted(votes.values(), reverse=True)
    assert not set(result["runoff"]) & elected
    assert len(result["runoff"]) != 1
    if result["by_lot"]:
        assert 0 < len(elected & set(result["by_lot"])) < len(result["by_lot"])
    for one in result["candidates"]:
        assert one["rank"] == 1 + sum(other > one["votes"] for other in votes.values())


@given(st.sets(st.integers(1, 99), max_size=6))
def test_the_order_of_ticking_says_nothing(numbers):
    assert marked(sorted(numbers, reverse=True)) == marked(numbers)
    assert set(picks(marked(numbers))) == numbers


def exported(number, rule, ballots, *, candidates=(), casting="", seed="seed"):
    """A vote as the file has it, made without a database."""
    is_election = bool(candidates)
    count = counted(ballots)
    result = (
        result_of_election(rule, count, candidates=candidates, seed=seed)
        if is_election
        else result_of_motion(rule, count, casting=casting)
    )
    if not is_election and result["carried"] is None:
        return exported(number, rule, ballots, casting="for")
    vote = SimpleNamespace(
        pk=number,
        motion="안건",
        kind="election" if is_election else "motion",
        rule=rule.stored(),
        candidates=[{"number": n, "name": f"후보 {n}"} for n in candidates],
        entitled=[0] * count.present,
        members=count.members,
        casting=casting,
        lot_seed=seed,
        result=result,
    )
    return {
        **vars(vote),
        "id": str(number),
        "entitled": count.present,
        "ballots": [{"choice": ballot} for ballot in ballots],
        "sha256": digest_of(vote, ballots),
    }


def recounted(votes, tmp_path):
    file = tmp_path / "votes.json"
    file.write_text(json.dumps({"votes": votes}, default=str), encoding="utf-8")
    command = [sys.executable, "-I", str(RECOUNT), str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(MAJORITIES, MOTIONS), max_size=30), st.lists(elections(), max_size=30))
def test_an_outsider_counts_the_same(tmp_path_factory, motions, chosen):
    votes = [exported(n, rule, ballots) for n, (rule, ballots) in enumerate(motions)]
    votes += [
        exported(100 + n, rule, ballots, candidates=list(CANDIDATES), seed=seed)
        for n, (rule, ballots, seed) in enumerate(chosen)
    ]
    done = recounted(votes, tmp_path_factory.mktemp("recount"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_script_is_short_and_imports_nothing_of_ours():
    source = RECOUNT.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 40
    assert [line for line in source.splitlines() if line.startswith(("import", "from"))] == [
        "import hashlib, json, sys",
        "from collections import Counter",
    ]
