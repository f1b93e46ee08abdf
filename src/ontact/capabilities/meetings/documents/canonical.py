"""The one byte string that the hash of minutes is made of: minutes.json as it is published."""

import hashlib
import json

from ontact.capabilities.meetings.documents.body import MinutesBody


def canonical(body: MinutesBody) -> bytes:
    """Canonical JSON in the manner of RFC 8785: sorted keys, no spaces, UTF-8, texts in NFC, whole numbers only.

    `sha256sum minutes.json` prints sha256_of() of exactly these bytes; there is no line end after them.
    """
    values = body.as_dict()
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
