"""What has been watched, rule version 1: cells of five seconds, credited as fast as a film can be followed. No database,
no clock.

A film can be followed at twice its speed. Each report brings twice the time since the last one as an allowance, whatever
it claims; what it claims beyond that waits until the clock has caught up. So who sends everything at once has gained
nothing: it takes half the film's length in any case.
"""

from collections.abc import Iterable
from dataclasses import dataclass

RULE_VERSION = 1
CELL_S = 5
SPEED = 2
# A line may be away for so long while the film plays on from what has already arrived.
AWAY_S_AT_MOST = 15 * 60
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Credit:
    """`cells`: a bit for each covered cell, the first lowest."""

    cells: int
    allowance_s: float


def cell_count(length_s: int) -> int:
    return -(-length_s // CELL_S)


def allowed(allowance_s: float, since_s: float) -> float:
    """What may be credited after so many seconds. It is not saved up for longer than a line may be away."""
    grown = allowance_s + SPEED * min(max(since_s, 0.0), AWAY_S_AT_MOST)
    return min(grown, SPEED * AWAY_S_AT_MOST)


def credit(covered: int, claimed: Iterable[Stretch], length_s: int, allowance_s: float) -> Credit:
    """Of the cells claimed, in the order of the film, as many new ones as the allowance is enough for."""
    left, count = allowance_s, cell_count(length_s)
    for first, last in sorted(claimed):
        for number in range(max(first, 0), min(last, count - 1) + 1):
            if covered >> number & 1:
                continue
            if left < CELL_S:
                return Credit(covered, left)
            covered |= 1 << number
            left -= CELL_S
    return Credit(covered, left)


def share(covered: int, length_s: int) -> tuple[int, int]:
    """Cells covered, of so many."""
    count = cell_count(length_s)
    return (covered & ((1 << count) - 1)).bit_count(), count


def stretches(covered: int, length_s: int) -> list[Stretch]:
    """First and last cell of each covered stretch."""
    found: list[Stretch] = []
    for number in range(cell_count(length_s)):
        if covered >> number & 1:
            if found and found[-1][1] == number - 1:
                found[-1] = (found[-1][0], number)
            else:
                found.append((number, number))
    return found
