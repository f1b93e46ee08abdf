"""Identities and secrets: who makes them, how long they are, and how they are kept."""

import hashlib
import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """An identity that sorts by time of birth: the millisecond, its 4096ths, 62 random bits.

    The 4096ths (RFC 9562, version 7, section 6.2, method 3) keep what one process makes in the order it was made.
    """
    millis, nanos = divmod(time.time_ns(), 1_000_000)
    fraction = nanos * 4096 // 1_000_000
    return uuid.UUID(int=millis << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62))


def new_secret() -> str:
    """256 random bits, safe in a path: 43 characters."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored instead of a secret: SHA-256 in hex, 64 characters (a 256-bit secret needs no salt)."""
    return hashlib.sha256(secret.encode()).hexdigest()
