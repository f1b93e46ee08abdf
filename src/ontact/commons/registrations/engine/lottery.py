"""A lottery that anyone can check: a list that is frozen, a seed that was promised before, an order that follows from both.

`docs/verify/lottery.py` does the same without this program.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence


def canonical(units: Sequence[str]) -> bytes:
    """The frozen list as bytes: a JSON list of the units' identities, in their own order, without spaces."""
    return json.dumps(sorted(units), separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(units: Sequence[str]) -> str:
    return hashlib.sha256(canonical(units)).hexdigest()


def commitment_to(seed: str) -> str:
    """What is published before: SHA-256 of the seed's bytes (the seed is written in hex)."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def lot_of(seed: str, unit: str) -> str:
    return hmac.new(bytes.fromhex(seed), unit.encode(), hashlib.sha256).hexdigest()


def drawn(seed: str, units: Iterable[str]) -> list[str]:
    """The least lot comes first."""
    return sorted(units, key=lambda unit: lot_of(seed, unit))
