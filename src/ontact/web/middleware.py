"""What happens around every page: language and time zone, refusals in words, what the browser may use."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from ontact.foundation.errors import MachineAway, RuleBroken
from ontact.web.refusals import busy, is_api, machine_failure, only_forms, rule_broken

Answer = Callable[[HttpRequest], HttpResponse]
ZONE_COOKIE = "ontact_zone"
NO_DEVICES = (
    "camera=(), microphone=(), display-capture=(), geolocation=(), payment=(), usb=(), midi=(), serial=()"
)


class LanguageAndZoneMiddleware:
    """Person → cookie → the browser's wish → the city's own. Dates are shown in the reader's zone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)), timezone.override(zone_of(request)):
            response = self.get_response(request)
            spoken = translation.get_language() or settings.LANGUAGE_CODE
            response.headers.setdefault("Content-Language", spoken)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


class RefusalMiddleware:
    """A broken rule becomes a page (or JSON under /api/) in this one place; a busy machine 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return only_forms(request) if _is_a_form_address(request, response) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RuleBroken):
            return rule_broken(request, error)
        failure = machine_failure(error)
        return busy(request, failure) if isinstance(failure, MachineAway) else None


class PermissionsMiddleware:
    """No page may use camera or microphone unless its view says so with @uses_devices."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_DEVICES)
        return response


def _is_a_form_address(request: HttpRequest, response: HttpResponse) -> bool:
    """Someone opened (or reloaded) the address of a form as if it were a page."""
    return response.status_code == 405 and request.method == "GET" and not is_api(request)


def language_of(request: HttpRequest) -> str:
    """The language code in which this request is answered."""
    supported = dict(settings.LANGUAGES)
    own = getattr(getattr(request, "user", None), "language", "")
    return own if own in supported else translation.get_language_from_request(request)


def zone_of(request: HttpRequest) -> zoneinfo.ZoneInfo | None:
    """The reader's time zone, or none for the city's."""
    own = getattr(getattr(request, "user", None), "time_zone", "")
    for name in (own, request.COOKIES.get(ZONE_COOKIE, "")):
        try:
            if name:
                return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
