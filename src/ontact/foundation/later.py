"""Work that goes on without the page: a task is a nudge, the truth lives in the domain row."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks.base import Task


class Later(Task[..., None]):
    """A queued function. The worker finds it again by its module's name, so that name must hold this very object."""

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        transaction.on_commit(lambda: self.enqueue(*args, **kwargs))

    @property
    def is_waiting(self) -> bool:
        """Queued without arguments, and nobody has begun it: whatever is committed by now will be seen by it."""
        from django_tasks_db.models import DBTaskResult  # app ready

        return DBTaskResult.objects.ready().filter(task_path=self.module_path).exists()

    @property
    def now(self) -> Callable[..., None]:
        """The function itself, for tests and for whoever cannot wait."""
        return self.func


def later(function: Callable[..., None]) -> Later:
    """Make `f_later(ids…)` queue the call once the present transaction has been committed.

    The function must be harmless when repeated, take only JSON values and fetch its own rows.
    """
    return Later(func=function)
