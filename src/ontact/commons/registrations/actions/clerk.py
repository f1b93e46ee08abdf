"""The clerk: all requests to a programme's book that wait in this process are written together, and each is
answered after the commit.

Nobody is the clerk for long: whoever comes and finds nobody at work is, writes down everyone who waits, and hands over.
"""

import logging
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection

from ontact.commons.registrations.actions.book import write_batch
from ontact.commons.registrations.actions.opened import Answer, Ask
from ontact.commons.registrations.engine.book import Why
from ontact.commons.registrations.errors import ClerkAway
from ontact.commons.registrations.models import Channel, Line, Terms
from ontact.foundation.clock import now
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
# Programme → the book's last line, and until when not one person more would be let in after it.
_shut: dict[UUID, tuple[int, datetime]] = {}


def ask(request: Ask) -> Answer:
    """Have it written and read the answer; never before the commit.

    Inside a transaction (a test's, or an act's that needs the place for itself) it is written there, alone and at once.

    Raises:
        RuleBroken: what the book says no to without a line.
        ClerkAway: no answer in time. Asking again with the same key is safe.
    """
    if connection.in_atomic_block:
        return _one_by_one([request])[0].result()
    if _is_known_shut(request):
        return Answer(refusal=Why.LIST_FULL)
    waiter = Waiter(request)
    if not _stand_in_line(waiter):
        waiter.woken.wait(ANSWERED_WITHIN_S)
        if waiter.answer is None and not _is_my_turn(waiter):
            raise ClerkAway
    if waiter.answer is None:
        _serve(waiter)
    return waiter.result()


def _is_known_shut(request: Ask) -> bool:
    """Two small reads instead of the lock; a key that has its line already is answered from the book.

    The desk is never told so: it may have places of its own.
    """
    is_online = request.channel == Channel.ONLINE and request.preparation_id is not None
    if request.verb != Line.Verb.SIGN_UP or not is_online or request.programme_id not in _shut:
        return False
    last, until = _shut.get(request.programme_id, (0, now()))
    lines = Terms.objects.filter(programme=request.programme_id).values_list("last_line", flat=True)
    if until <= now() or lines.first() != last:
        _shut.pop(request.programme_id, None)
        return False
    return not Line.objects.filter(programme=request.programme_id, key=request.key).exists()


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
        answers, shut_until = write_batch(programme, asks)
    except OperationalError:
        logger.warning("The book of %s could not be opened.", programme, exc_info=True)
        return
    except RuleBroken as no:
        answers, shut_until = [no for _ask in asks], None
    except Exception:
        if len(batch) == 1:
            raise
        logger.exception("A batch of %d requests to the book of %s failed.", len(batch), programme)
        for waiter, alone in zip(batch, _one_by_one(asks), strict=True):
            waiter.settle(alone.answer or ClerkAway())
        return
    _remember(programme, answers, shut_until)
    for waiter, answer in zip(batch, answers, strict=True):
        waiter.settle(answer)


def _one_by_one(asks: list[Ask]) -> list[Waiter]:
    alone = [Waiter(request) for request in asks]
    for waiter in alone:
        try:
            answers, _shut_until = write_batch(waiter.ask.programme_id, [waiter.ask])
            waiter.settle(answers[0])
        except Exception as no:
            waiter.settle(no)
    return alone


def _remember(programme: UUID, answers: list[Answer | RuleBroken], shut_until: datetime | None) -> None:
    last = max((one.line_number for one in answers if isinstance(one, Answer)), default=0)
    if shut_until and last:
        _shut[programme] = last, shut_until
    else:
        _shut.pop(programme, None)
