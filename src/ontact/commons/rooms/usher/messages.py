"""How what has happened is sent: many changes in one message, none of them larger than LiveKit carries reliably."""

import json
from collections.abc import Iterable
from typing import Any

# LiveKit advises at most 15 KiB for a reliable message; its own envelope needs some of it.
MESSAGE_AT_MOST = 14_000


def packed(events: Iterable[dict[str, Any]]) -> list[bytes]:
    """All events in their order, in as few messages as hold them. One that is larger than a message goes alone."""
    messages: list[list[bytes]] = []
    size = 0
    for event in events:
        words = json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()
        if not messages or size + len(words) + 1 > MESSAGE_AT_MOST:
            messages.append([])
            size = len(_message([]))
        messages[-1].append(words)
        size += len(words) + 1
    return [_message(words) for words in messages]


def _message(words: list[bytes]) -> bytes:
    return b'{"events":[' + b",".join(words) + b"]}"
