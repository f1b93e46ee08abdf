"""LiveKit's webhooks: proved by their signature over the raw bytes, then read."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import jwt
from django.conf import settings

from ontact.commons.rooms.engine.words import Word


class NotFromLiveKit(Exception):
    """The signature, or the body it was made for, is not right."""


def read(body: bytes, authorization: str) -> Word:
    """Prove and read one webhook. Costs no query.

    Raises:
        NotFromLiveKit: no signature, a foreign one, an expired one, or another body.
    """
    _prove(body, authorization)
    try:
        event = json.loads(body)
        return _word(event)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise NotFromLiveKit("the body is not a webhook") from error


def sign(body: bytes, *, secret: str = "", key: str = "") -> str:
    """What LiveKit puts into the Authorization header (for our stand-in and for tests)."""
    seal = base64.b64encode(hashlib.sha256(body).digest()).decode()
    claims = {"iss": key or settings.LIVEKIT_KEY, "sha256": seal, "exp": 4102444800}
    return jwt.encode(claims, secret or settings.LIVEKIT_SECRET, algorithm="HS256")


def _prove(body: bytes, authorization: str) -> None:
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer "),
            settings.LIVEKIT_SECRET,
            algorithms=["HS256"],
            issuer=settings.LIVEKIT_KEY,
            # LiveKit may run on a machine whose clock differs a little.
            leeway=60,
            options={"require": ["exp", "iss"]},
        )
    except jwt.PyJWTError as error:
        raise NotFromLiveKit("the signature is not LiveKit's") from error
    seal = base64.b64encode(hashlib.sha256(body).digest()).decode()
    if claims.get("sha256") != seal:
        raise NotFromLiveKit("the signature was made for another body")


def _word(event: dict[str, Any]) -> Word:
    room = event.get("room") or {}
    guest = event.get("participant") or {}
    joined_s = int(guest.get("joinedAtMs") or 0) / 1000 or int(guest.get("joinedAt") or 0)
    return Word(
        id=str(event["id"])[:80],
        kind=str(event["event"])[:40],
        at=_moment(int(event["createdAt"])),
        room=str(room.get("name", ""))[:64],
        room_sid=str(room.get("sid", ""))[:40],
        identity=str(guest.get("identity", ""))[:64],
        sid=str(guest.get("sid", ""))[:40],
        joined_at=_moment(joined_s) if joined_s else None,
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
