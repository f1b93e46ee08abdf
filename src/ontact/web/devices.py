"""Pages that may ask for camera, microphone and screen: the room, the device check, the practice room."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

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
