"""Work that goes on without the page: a task is a nudge, the truth lives in the domain row."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks import task


def later(function: Callable[..., None]) -> Callable[..., None]:
    """Make `f_later(ids…)` queue the call once the present transaction has been committed.

    The function must be harmless when repeated, take only JSON values and fetch its own rows.
    """
    queued = task()(function)

    def enqueue(*args: Any, **kwargs: Any) -> None:
        transaction.on_commit(lambda: queued.enqueue(*args, **kwargs))

    enqueue.__name__ = function.__name__
    enqueue.__doc__ = function.__doc__
    enqueue.now = function  # type: ignore[attr-defined]
    return enqueue
