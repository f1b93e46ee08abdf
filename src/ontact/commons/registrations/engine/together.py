"""Those who come while one is writing wait, and the next one writes for all of them: a crowd shares a commit."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class _Brought(Generic[Item]):
    def __init__(self, item: Item) -> None:
        self.item = item
        self.is_written = False
        self.raised: Exception | None = None


class Together(Generic[Item]):
    """`write` gets all that wait in this process, in the order in which they came."""

    def __init__(self, write: Callable[[list[Item]], None]) -> None:
        self._write = write
        self._waiting: list[_Brought[Item]] = []
        self._guard = threading.Lock()
        self._pen = threading.Lock()

    def bring(self, item: Item) -> None:
        """Returns when it has been written.

        Raises:
            Exception: what writing raised, to everyone whose item was in that batch.
        """
        mine = _Brought(item)
        with self._guard:
            self._waiting.append(mine)
        with self._pen:
            if not mine.is_written:
                self._write_all()
        if mine.raised is not None:
            raise mine.raised

    def _write_all(self) -> None:
        with self._guard:
            batch, self._waiting = self._waiting, []
        raised: Exception | None = None
        try:
            self._write([one.item for one in batch])
        except Exception as trouble:
            raised = trouble
        for one in batch:
            one.is_written, one.raised = True, raised
