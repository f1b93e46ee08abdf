"""The quorum against plain models: the sum it comes to, and when it came and went."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontact.capabilities.meetings.models import QuorumRule
from ontact.capabilities.meetings.models.quorum import seats_needed
from ontact.capabilities.meetings.queries.quorum import changes

START = datetime(2026, 9, 24, 5, 0, tzinfo=UTC)
SHARES = {
    QuorumRule.MAJORITY: lambda present, total: Fraction(present) > Fraction(total, 2),
    QuorumRule.TWO_THIRDS: lambda present, total: Fraction(present) >= Fraction(2 * total, 3),
    QuorumRule.THIRD: lambda present, total: Fraction(present) >= Fraction(total, 3),
    QuorumRule.NONE: lambda present, total: True,
}


@given(rule=st.sampled_from(list(SHARES)), total=st.integers(0, 500))
def test_the_seats_needed_are_the_fewest_that_make_the_share(rule, total):
    enough = SHARES[rule]
    fewest = next(present for present in range(total + 2) if enough(present, total))
    assert seats_needed(rule, total=total) == fewest


@given(total=st.integers(0, 500), number=st.integers(1, 500))
def test_a_fixed_number_stays_whatever_the_total(total, number):
    assert seats_needed(QuorumRule.NUMBER, total=total, number=number) == number


@pytest.mark.parametrize(
    ("rule", "total", "needed"),
    [("majority", 220, 111), ("majority", 21, 11), ("two_thirds", 220, 147), ("third", 9, 3)],
)
def test_sums_that_an_office_knows_by_heart(rule, total, needed):
    assert seats_needed(rule, total=total) == needed


SPANS = st.lists(st.tuples(st.integers(-20, 70), st.integers(0, 40)), max_size=4)


@given(
    seats=st.lists(SPANS, max_size=5),
    needed=st.integers(0, 4),
    length=st.integers(1, 60),
)
def test_the_history_is_that_of_someone_who_counts_every_second(seats, needed, length):
    spans = [[(start, start + stays) for start, stays in one] for one in seats]
    counted = [
        sum(any(start <= second < end for start, end in one) for one in spans) for second in range(length)
    ]
    naive = [
        (second, counted[second])
        for second in range(length)
        if second == 0 or (counted[second] >= needed) != (counted[second - 1] >= needed)
    ]

    found = changes(
        {place: [(_at(start), _at(end)) for start, end in one] for place, one in enumerate(spans)},
        needed,
        START,
        _at(length),
    )

    assert [((one.at - START).seconds, one.present) for one in found] == naive
    assert all(one.reached == (one.present >= needed) for one in found)


def _at(second):
    return START + timedelta(seconds=second)
