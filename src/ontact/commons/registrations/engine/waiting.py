"""Whose turn it is in a waiting room: what follows from a few numbers at a moment. No database, no clock, no words.

Turns go forward by the book itself: each answer that it has written lets the next one in, so that never many more press
at once than it can answer; and some each second, for those who were called and do not press.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# So many are called at once when the room opens, and may be unanswered at any time: a few seconds of work for the book.
AT_ONCE = 1_000
EACH_S = 50
# Before the opening one comes in so early, and everybody has as good a chance.
DOORS_OPEN = timedelta(minutes=30)
# So long everybody passes through the room, also when nobody else waits: a rush may come a moment late.
STANDS = timedelta(minutes=10)
# The clocks of two machines, and a page that was told so by the other one.
TOLERANCE = timedelta(seconds=1)


@dataclass(frozen=True)
class Standing:
    """How one programme's waiting room stands in the tables; what follows from it is asked for a moment.

    `answered`: lines of the book since the room opened. `is_shut`: not one person more gets a place or a rank.
    """

    has_room: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    opened_at: datetime | None = None
    seed: str = ""
    drawn: int = 0
    last_number: int = 0
    answered: int = 0
    is_shut: bool = False

    def doors_open_at(self) -> datetime | None:
        return self.opens_at - DOORS_OPEN if self.opens_at else None

    def is_before_the_opening(self, at: datetime) -> bool:
        return self.opens_at is None or at < self.opens_at

    def holds_back(self, at: datetime) -> bool:
        """Whether anybody needs a pass and a turn now."""
        if not self.has_room or self.opens_at is None or at < self.opens_at - DOORS_OPEN:
            return False
        if at < self.opens_at:
            return True
        if self.is_shut or (self.closes_at is not None and at >= self.closes_at):
            return False
        return at < self.opens_at + STANDS or self.called(at) < self.last_number

    def called(self, at: datetime) -> int:
        """Everybody up to this number may press; it only grows. 0: the room has not opened."""
        if self.opened_at is None or self.opens_at is None or at < self.opens_at:
            return 0
        since = at - max(self.opened_at, self.opens_at)
        return AT_ONCE + max(0, self.answered) + int(EACH_S * max(0.0, since.total_seconds()))

    def has_called(self, number: int, at: datetime) -> bool:
        return 0 < number <= self.called(at + TOLERANCE)

    def a_second(self, at: datetime) -> float:
        """How many are called each second, on the average so far."""
        if self.opened_at is None or self.opens_at is None:
            return EACH_S
        since_s = (at - max(self.opened_at, self.opens_at)).total_seconds()
        return max(EACH_S, (self.called(at) - AT_ONCE) / since_s) if since_s > 1 else EACH_S

    def seconds_until(self, number: int, at: datetime) -> int:
        """About; 0 for whoever has been called."""
        return max(0, round((number - self.called(at)) / self.a_second(at)))
