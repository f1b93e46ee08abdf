"""What everyone in a room is shown alike: read once, kept, and after a change only in the parts that the change named."""

import json
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder

from ontact.commons.rooms.models import Room, RoomEvent
from ontact.foundation.ids import new_secret

# After so many changes reading everything is cheaper than reading what each of them named.
CHANGES_AT_MOST = 300
HOLDS_AT_MOST = 200


class WrittenList(list[Any]):
    """A list with its JSON beside it: written once, sent to everyone. Nobody may change it."""

    text = "[]"


class WrittenDict(dict[str, Any]):
    """As WrittenList. The state's own parts stay ordinary."""

    text = "{}"


def in_json(value: Any) -> str:
    if isinstance(value, WrittenList | WrittenDict):
        return value.text
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))


def written_list(values: list[Any], texts: list[str] | None = None) -> WrittenList:
    """`texts`: the JSON of each, where it is known."""
    made = WrittenList(values)
    made.text = f"[{','.join(texts)}]" if texts is not None else in_json(values)
    return made


def written_dict(values: dict[str, Any]) -> WrittenDict:
    made = WrittenDict(values)
    made.text = "{" + ",".join(f"{in_json(key)}:{in_json(value)}" for key, value in values.items()) + "}"
    return made


@dataclass
class Changes:
    """What the events after a version have named: parts of the state, seats, lines of chat."""

    parts: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    chat: set[str] = field(default_factory=set)
    # Some seat was given or changed its title: lists of people are no longer what they were.
    new_words: bool = False


def changes_since(room: Room, version: int) -> Changes | None:
    """One query. None: too many to be worth while, or no longer known."""
    events = RoomEvent.objects.filter(room=room, version__gt=version).order_by("version")
    found = list(events.values_list("payload", flat=True)[: CHANGES_AT_MOST + 1])
    if len(found) > CHANGES_AT_MOST or len(found) < room.version - version:
        return None
    changes = Changes()
    for payload in found:
        changes.parts |= payload.keys()
        changes.seats |= {seat["id"] for seat in payload.get("seats", ())}
        changes.chat |= {line["id"] for line in payload.get("chat", ())}
        changes.new_words |= any("title" in seat for seat in payload.get("seats", ()))
    return changes


@dataclass
class Kept:
    """`version`: at least all changes up to it are in `what`; `read_at`: when the whole was last read."""

    version: int
    what: Any
    read_at: float = field(default_factory=time.monotonic)


class Shelf:
    """One copy for each key and process. Who comes while somebody reads waits and takes what was read.

    Arguments:
        kept_s: after so long the whole is read again, for what no event names.
    """

    def __init__(self, kept_s: float) -> None:
        self.kept_s = kept_s
        self._copies: dict[Hashable, Kept] = {}
        self._locks: dict[Hashable, threading.Lock] = {}
        self._label = ""

    def take(
        self,
        key: Hashable,
        room: Room,
        read: Callable[[], Any],
        renew: Callable[[Any, Changes], Any],
    ) -> Any:
        """What is kept, if it is as new as `room`; else renewed by what the changes since have named."""
        self._follow_the_cache()
        with self._locks.setdefault(key, threading.Lock()):
            kept = self._copies.get(key)
            if kept is not None and time.monotonic() - kept.read_at < self.kept_s:
                if kept.version >= room.version:
                    return kept.what
                changes = changes_since(room, kept.version)
                if changes is not None:
                    self._copies[key] = Kept(room.version, renew(kept.what, changes), kept.read_at)
                    return self._copies[key].what
            self._copies[key] = Kept(room.version, read())
            self._make_room(key)
            return self._copies[key].what

    def _make_room(self, but: Hashable) -> None:
        """The rooms that were read longest ago make room."""
        oldest = sorted(self._copies.copy(), key=lambda key: self._copies[key].read_at)
        for key in oldest[: max(0, len(oldest) - HOLDS_AT_MOST)]:
            if key != but:
                self._copies.pop(key, None)
                self._locks.pop(key, None)

    def _follow_the_cache(self) -> None:
        """Whoever clears the cache clears the shelf."""
        label = cache.get_or_set("rooms.shelf", new_secret, None)
        if label != self._label:
            self._copies, self._locks, self._label = {}, {}, str(label)
