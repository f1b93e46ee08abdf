"""From frozen records to JSON values: every field present, moments in the meeting's zone, texts cleaned."""

import dataclasses
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ontact.capabilities.meetings.documents.contacts import without_contacts

# Written by the house itself: an address and hashes, in which digits are no telephone numbers.
OWN_WORDS = frozenset({
    "schema", "meeting_id", "page", "sha256", "time_zone", "replaces", "full_sha256", "salt",
})  # fmt: skip


def written(value: Any, zone: str, name: str = "") -> Any:
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: written(getattr(value, field.name), zone, field.name) for field in fields}
    if isinstance(value, Mapping):
        texts = {str(key): written(inner, zone, name) for key, inner in value.items()}
        return {key: text for key, text in texts.items() if text}
    if isinstance(value, tuple | list):
        return [written(inner, zone, name) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    if isinstance(value, str):
        return value if name in OWN_WORDS else without_contacts(plain(value))
    return value


def plain(text: str) -> str:
    """NFC, line ends as one character; no control characters, no halves of surrogate pairs, no reversed writing."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in BIDI)
    )


BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
