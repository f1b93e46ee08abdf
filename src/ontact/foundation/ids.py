"""Identities and secrets: who makes them, how long they are, and how they are kept."""

import hashlib
import os
import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """A random identity that sorts by time of birth (RFC 9562, version 7; 74 random bits)."""
    millis = time.time_ns() // 1_000_000
    value = (millis << 80) | int.from_bytes(os.urandom(10), "big")
    value &= ~(0xF << 76) & ((1 << 128) - 1)
    value |= 0x7 << 76
    value &= ~(0x3 << 62)
    value |= 0x2 << 62
    return uuid.UUID(int=value)


def new_secret() -> str:
    """256 random bits, safe in a path: 43 characters."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored instead of a secret: SHA-256 in hex, 64 characters (a 256-bit secret needs no salt)."""
    return hashlib.sha256(secret.encode()).hexdigest()
