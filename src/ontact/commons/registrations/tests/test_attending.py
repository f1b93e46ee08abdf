"""Attendance and certificate against a plain model that counts seconds one by one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontact.commons.registrations.engine.attending import (
    DONE,
    STILL_OPEN,
    Lecture,
    Mark,
    Rule,
    Standing,
    account,
    counts,
    minutes_needed,
    minutes_present,
    standing,
)

NOON = datetime(2026, 9, 24, 12, tzinfo=UTC)
LENGTH_S = 40 * 60
STRETCH = (NOON, NOON + timedelta(seconds=LENGTH_S))
SECONDS = st.integers(-600, LENGTH_S + 600)
INTERVALS = st.lists(st.tuples(SECONDS, SECONDS).map(lambda pair: tuple(sorted(pair))), max_size=6)


def at(second):
    return NOON + timedelta(seconds=second)


def lecture(**facts):
    return Lecture(**{"id": "1", "begins_at": NOON, "ends_at": STRETCH[1], **facts})


@given(INTERVALS)
def test_presence_is_every_second_that_some_interval_covers(pairs):
    covered = {s for begins, ends in pairs for s in range(max(begins, 0), min(ends, LENGTH_S))}

    assert minutes_present([(at(b), at(e)) for b, e in pairs], STRETCH) == -(-len(covered) // 60)


@given(INTERVALS, st.randoms())
def test_the_order_of_evidence_changes_nothing(pairs, dice):
    intervals = [(at(b), at(e)) for b, e in pairs]
    shuffled = dice.sample(intervals, len(intervals))

    assert minutes_present(shuffled + intervals, STRETCH) == minutes_present(intervals, STRETCH)


@given(st.integers(0, 100), st.integers(60, 4 * 3600))
def test_the_printed_minutes_are_the_least_that_count(percent, length_s):
    stretch = (NOON, at(length_s))
    least = minutes_needed(stretch, percent)

    assert counts(least, stretch, percent)
    assert not counts(least - 1, stretch, percent)


def test_whoever_did_not_come_does_not_count_even_from_zero_percent():
    assert not counts(0, STRETCH, 0)


LECTURES = st.lists(
    st.builds(
        Lecture,
        id=st.uuids().map(str),
        begins_at=st.just(NOON),
        ends_at=st.just(STRETCH[1]),
        is_cancelled=st.booleans(),
        has_replay=st.booleans(),
        is_replay_ready=st.booleans(),
        replay_from=st.none() | SECONDS.map(at),
        replay_until=st.none() | SECONDS.map(at),
    ),
    max_size=8,
)
MARKS = st.lists(st.builds(Mark, st.integers(0, 40), st.booleans(), st.booleans(), st.booleans()), max_size=3)
RULES = st.builds(Rule, st.integers(0, 9), st.booleans())


def plainly_attended(one, marks, rule):
    if one.is_cancelled:
        return False
    if any(mark.is_correction for mark in marks):
        return any(mark.counts for mark in marks if mark.is_correction)
    return any(mark.counts and (rule.replay_counts or not mark.is_replay) for mark in marks)


@given(LECTURES, st.data(), RULES, SECONDS.map(at))
def test_the_account_is_what_a_plain_count_says(lectures, data, rule, moment):
    marks = {one.id: data.draw(MARKS) for one in lectures}
    held = [one for one in lectures if not one.is_cancelled]
    attended = sum(plainly_attended(one, marks[one.id], rule) for one in lectures)

    told = account(lectures, marks, rule, moment)

    assert told.held == len(held)
    assert told.needed == min(rule.needed, len(held))
    assert told.done == attended
    assert told.is_earned == (0 < told.needed <= attended)
    assert told.is_possible or not told.is_earned
    assert told.lacking == max(0, told.needed - attended)


@given(LECTURES, st.data(), RULES, SECONDS.map(at))
def test_one_more_attended_lecture_never_takes_a_certificate_away(lectures, data, rule, moment):
    marks = {one.id: data.draw(MARKS) for one in lectures}
    before = account(lectures, marks, rule, moment)
    more = {key: [Mark(40, counts=True, is_correction=True)] for key in marks}

    after = account(lectures, marks | more, rule, moment)

    assert after.done == after.held
    assert after.is_earned or not before.is_earned


@pytest.mark.parametrize(
    ("facts", "marks", "moment", "expected"),
    [
        ({}, [], -1, Standing.AHEAD),
        ({}, [], LENGTH_S, Standing.UNNOTED),
        ({}, [Mark(0, counts=False)], LENGTH_S, Standing.MISSED),
        ({}, [Mark(30, counts=True)], LENGTH_S, Standing.ATTENDED),
        ({"is_cancelled": True}, [Mark(30, counts=True)], LENGTH_S, Standing.CANCELLED),
        ({"has_replay": True}, [Mark(0, counts=False)], LENGTH_S, Standing.REPLAY_OPEN),
        (
            {"has_replay": True, "is_replay_ready": False},
            [Mark(0, counts=False)],
            9000,
            Standing.REPLAY_AHEAD,
        ),
        ({"has_replay": True, "replay_from": at(9000)}, [Mark(0, counts=False)], 8999, Standing.REPLAY_AHEAD),
        ({"has_replay": True, "replay_until": at(9000)}, [Mark(0, counts=False)], 9000, Standing.MISSED),
        ({}, [Mark(0, counts=False), Mark(35, counts=True, is_replay=True)], LENGTH_S, Standing.REPLAYED),
        ({}, [Mark(40, counts=True), Mark(0, counts=False, is_correction=True)], LENGTH_S, Standing.MISSED),
    ],
)
def test_how_a_lecture_stands(facts, marks, moment, expected):
    assert standing(lecture(**facts), marks, Rule(1, replay_counts=True), at(moment)) == expected


def test_a_replay_counts_only_where_the_rule_says_so():
    marks = [Mark(0, counts=False), Mark(40, counts=True, is_replay=True)]

    assert standing(lecture(has_replay=True), marks, Rule(1), at(LENGTH_S)) == Standing.MISSED


def test_done_and_open_do_not_overlap():
    assert not DONE & STILL_OPEN
