"""Whose turn it is in a waiting room: what follows from a few numbers at a moment. No database, no clock, no words.

First as many are called as there are places, and each has half a minute before others are called in their stead: who is
slow loses nothing to who is quick. When the places are gone, each answer in the book lets the next one in, so that never
many more press at once than it can answer, and some each second come in for those who were called and do not press.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# So many may be called and unanswered at any time: a few seconds of work for the book.
AT_ONCE = 1_000
EACH_S = 50
PATIENCE = timedelta(seconds=30)
# While there are places: a tenth of them each second, and not fewer than this.
FEWEST_EACH_S = 5
# Before the opening one comes in so early, and everybody has as good a chance.
DOORS_OPEN = timedelta(minutes=30)
# So long everybody passes through the room, also when nobody else waits: a rush may come a moment late.
STANDS = timedelta(minutes=10)
# The clocks of two machines, and a page that was told so by the other one.
TOLERANCE = timedelta(seconds=1)


@dataclass(frozen=True)
class Standing:
    """How one programme's waiting room stands in the tables; what follows from it is asked for a moment.

    `places`: how many were free at the opening, where who comes first gets them. `answered`: lines of the book since then.
    `is_shut`: not one person more gets a place or a rank.
    """

    has_room: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    opened_at: datetime | None = None
    seed: str = ""
    drawn: int = 0
    last_number: int = 0
    places: int = 0
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

    def leads_to_it(self, at: datetime) -> bool:
        """Whether the button's page sends people to the room: also before its doors open."""
        is_early = self.has_room and self.opens_at is not None and at < self.opens_at
        return is_early or self.holds_back(at)

    def called(self, at: datetime) -> int:
        """Everybody up to this number may press; it only grows. 0: the room has not opened."""
        if self.opened_at is None or self.is_before_the_opening(at):
            return 0
        answered, late_s = max(0, self.answered), max(0.0, -self.pause_s(at))
        if answered >= self.places:
            return answered + AT_ONCE + int(EACH_S * late_s)
        each_s = min(EACH_S, max(FEWEST_EACH_S, self.places // 10))
        return min(self.places, answered + AT_ONCE) + int(each_s * late_s)

    def pause_s(self, at: datetime) -> float:
        """Seconds until others are called for those who do not press; below 0 since then."""
        since = max(filter(None, (self.opened_at, self.opens_at)), default=at)
        return (since + PATIENCE - at).total_seconds()

    def has_called(self, number: int, at: datetime) -> bool:
        return 0 < number <= self.called(at + TOLERANCE)

    def a_second(self, at: datetime) -> float:
        """How many are called each second once turns go on: on the average so far, or what is likely."""
        since_s = PATIENCE.total_seconds() - self.pause_s(at)
        if self.answered < self.places or since_s < 1:
            return 2 * EACH_S
        return max(EACH_S, self.called(at) / since_s)

    def seconds_until(self, number: int, at: datetime) -> int:
        """About; 0 for whoever has been called."""
        ahead = number - self.called(at)
        if ahead <= 0:
            return 0
        pause_s = self.pause_s(at) if self.answered < self.places else 0
        return round(max(0.0, pause_s) + ahead / self.a_second(at))
