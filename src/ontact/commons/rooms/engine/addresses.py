"""Where a browser finds LiveKit: the operator's word, else beside the hall's own address."""

from urllib.parse import urlsplit

from django.conf import settings


def public_address(host: str, *, secure: bool) -> str:
    """`host` as the browser asked for it, port included."""
    if settings.LIVEKIT_PUBLIC_URL:
        return str(settings.LIVEKIT_PUBLIC_URL)
    name = urlsplit(f"//{host}").hostname or "localhost"
    name = f"[{name}]" if ":" in name else name
    port = urlsplit(settings.LIVEKIT_URL).port or 7880
    return f"{'wss' if secure else 'ws'}://{name}:{port}"
