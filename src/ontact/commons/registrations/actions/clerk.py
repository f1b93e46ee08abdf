"""The clerk: all requests to a programme's book that wait in this process are written together, and each is
answered after the commit.

Nobody is the clerk for long: whoever comes and finds nobody at work is, writes down everyone who waits, and hands over.
"""

import logging
import threading
from collections import deque
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, OperationalError, connection

from ontact.commons.registrations.actions.book import write_batch
from ontact.commons.registrations.actions.opened import Answer, Ask
from ontact.commons.registrations.engine.book import Why
from ontact.commons.registrations.errors import ClerkAway
from ontact.commons.registrations.models import Channel, Line
from ontact.commons.registrations.queries.full import is_known_full, look_whether_full
from ontact.foundation.errors import RuleBroken

logger = logging.getLogger(__name__)

LARGEST_BATCH = 500
ANSWERED_WITHIN_S = 20.0


@dataclass(eq=False)
class Waiter:
    """One request and the thread that sleeps until it is answered, or until it is its turn to write."""

    ask: Ask
    woken: threading.Event = field(default_factory=threading.Event)
    answer: Answer | Exception | None = None

    def settle(self, answer: Answer | Exception) -> None:
        self.answer = answer
        self.woken.set()

    def result(self) -> Answer:
        if isinstance(self.answer, Answer):
            return self.answer
        raise self.answer or ClerkAway()


@dataclass(eq=False)
class Counter:
    """Where the requests to one programme wait in this process."""

    waiting: deque[Waiter] = field(default_factory=deque)
    is_manned: bool = False


_guard = threading.Lock()
_counters: dict[UUID, Counter] = {}


def ask(request: Ask) -> Answer:
    """Have it written and read the answer; never before the commit.

    Inside a transaction (a test's, or an act's that needs the place for itself) it is written there, alone and at once.

    Raises:
        RuleBroken: what the book says no to without a line.
        ClerkAway: no answer in time. Asking again with the same key is safe.
    """
    if connection.in_atomic_block:
        return _one_by_one([request])[0].result()
    if _is_known_full(request):
        return Answer(refusal=Why.LIST_FULL)
    waiter = Waiter(request)
    if not _stand_in_line(waiter):
        waiter.woken.wait(ANSWERED_WITHIN_S)
        if waiter.answer is None and not _is_my_turn(waiter):
            raise ClerkAway
    if waiter.answer is None:
        _serve(waiter)
    return waiter.result()


def _is_known_full(request: Ask) -> bool:
    """The desk is never told so: it may have places of its own."""
    if (
        request.verb != Line.Verb.SIGN_UP
        or request.channel != Channel.ONLINE
        or request.preparation_id is None
    ):
        return False
    return is_known_full(request.programme_id, request.preparation_id)


def _stand_in_line(waiter: Waiter) -> bool:
    """Whether nobody is at work, so that whoever came must be."""
    with _guard:
        counter = _counters.setdefault(waiter.ask.programme_id, Counter())
        counter.waiting.append(waiter)
        leads = not counter.is_manned
        counter.is_manned = True
        return leads


def _is_my_turn(waiter: Waiter) -> bool:
    """Woken without an answer: still in line, and the counter is ours. Too late: out of the line."""
    with _guard:
        counter = _counters[waiter.ask.programme_id]
        if waiter not in counter.waiting:
            return False
        if waiter.woken.is_set():
            return True
        counter.waiting.remove(waiter)
        return False


def _serve(mine: Waiter) -> None:
    """Write down everyone who waits, then hand the counter to the first of those who have come meanwhile."""
    counter = _counters[mine.ask.programme_id]
    batch: list[Waiter] = []
    try:
        with _guard:
            batch = [counter.waiting.popleft() for _n in range(min(LARGEST_BATCH, len(counter.waiting)))]
        _write(batch)
    finally:
        for waiter in batch:
            if waiter.answer is None:
                waiter.settle(ClerkAway())
        with _guard:
            if counter.waiting:
                counter.waiting[0].woken.set()
            else:
                counter.is_manned = False


def _write(batch: list[Waiter]) -> None:
    """Together; where that fails by one request's fault, each alone, so that it is the only one to fail."""
    asks = [waiter.ask for waiter in batch]
    programme = asks[0].programme_id
    try:
        answers = write_batch(programme, asks)
    except OperationalError:
        logger.warning("The book of %s could not be opened.", programme, exc_info=True)
        return
    except RuleBroken as no:
        answers = [no for _ask in asks]
    except Exception:
        if len(batch) == 1:
            raise
        logger.exception("A batch of %d requests to the book of %s failed.", len(batch), programme)
        for waiter, alone in zip(batch, _one_by_one(asks), strict=True):
            waiter.settle(alone.answer or ClerkAway())
        return
    for waiter, answer in zip(batch, answers, strict=True):
        waiter.settle(answer)
    _look(programme)


def _look(programme: UUID) -> None:
    """An answer stays given, whatever comes of looking."""
    try:
        look_whether_full(programme)
    except DatabaseError:
        logger.warning("Whether %s is full could not be read.", programme, exc_info=True)


def _one_by_one(asks: list[Ask]) -> list[Waiter]:
    alone = [Waiter(request) for request in asks]
    for waiter in alone:
        try:
            waiter.settle(write_batch(waiter.ask.programme_id, [waiter.ask])[0])
        except Exception as no:
            waiter.settle(no)
    return alone
