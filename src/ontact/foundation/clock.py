"""The city's clock: the only place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

_moved_by: ContextVar[timedelta] = ContextVar("clock_moved_by", default=timedelta(0))


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now() + _moved_by.get()  # noqa: TID251 (this is the place)


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at another moment: demo data lives a past and a future."""
    token = _moved_by.set(moment - timezone.now())  # noqa: TID251
    try:
        yield
    finally:
        _moved_by.reset(token)
