"""Pages that may ask for camera, microphone and screen: the room, the device check, the practice room."""

import functools
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

# The first sign that is found names the family: others dress up as Chrome and Safari.
FAMILIES = {
    "KakaoTalk": r"KAKAOTALK",
    "Samsung Internet": r"SamsungBrowser/",
    "Whale": r"Whale/",
    "Edge": r"Edg(A|iOS)?/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrome/|CriOS/",
    "Safari": r"Version/.*Safari/",
}
DEVICES = (
    "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), fullscreen=(self), "
    "screen-wake-lock=(self), geolocation=(), payment=(), usb=(), midi=(), serial=()"
)


def uses_devices(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the browser ask the visitor of this page for camera and microphone. Stands below @access."""

    @functools.wraps(view)
    def allowing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = DEVICES
        return response

    return allowing


def browser_family(user_agent: str) -> str:
    """The browser's name without version or device, enough for the helpline; "" where none is known."""
    return next((name for name, sign in FAMILIES.items() if re.search(sign, user_agent)), "")
