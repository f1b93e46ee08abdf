"""What a certificate says, and the one byte string of which its hash is made; `docs/verify/certificate.py` reads it."""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

FORM_VERSION = 1


@dataclass(frozen=True)
class AttendedLecture:
    """`held_on`: the day in the city's zone, YYYY-MM-DD. `by`: who testifies (seat, replay, roll, paper, desk)."""

    number: int
    title: str
    held_on: str
    length_s: int
    minutes: int
    by: str


@dataclass(frozen=True)
class Facts:
    """`held`, `needed`: sessions that took place, and how many of them the certificate asks for."""

    number: str
    name: str
    programme: str
    host: str
    issued_on: str
    replaces: str
    lectures: tuple[AttendedLecture, ...]
    held: int
    needed: int
    percent: int
    replay_counts: bool
    rule_version: int

    def as_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = _composed({"form": FORM_VERSION, **asdict(self)})
        return body


def canonical(facts: dict[str, Any]) -> bytes:
    """Canonical JSON in the manner of RFC 8785: sorted keys, no spaces, UTF-8, no line end."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def sha256_of(facts: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(facts)).hexdigest()


def _composed(value: Any) -> Any:
    """Texts in NFC, so that the same name has the same bytes; tuples as lists, as JSON gives them back."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _composed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(one) for one in value]
    return value
