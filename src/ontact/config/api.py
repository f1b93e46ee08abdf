"""The house's API: each package's router under /api/<package>/, found by discovery; errors in one shape."""

from importlib import import_module
from importlib.util import find_spec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ontact.foundation.capability import capabilities
from ontact.foundation.errors import MachineAway, RuleBroken

api = NinjaAPI(title="Ontact", version="1", urls_namespace="api", docs_url=None, openapi_url="openapi.json")


@api.exception_handler(RuleBroken)
def rule_broken(request: HttpRequest, error: RuleBroken) -> HttpResponse:
    return _answer(request, error.status, error.code, error.sentence, error.advice)


@api.exception_handler(MachineAway)
def machine_away(request: HttpRequest, error: MachineAway) -> HttpResponse:
    answer = _answer(request, 503, error.code, str(error.text))
    answer["Retry-After"] = str(error.retry_after_s)
    return answer


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _answer(request, 404, "not-found", _("There is nothing here, or it is not open to you."))


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _answer(request, 403, "refused", _("You may look at this, but not change it."))


@api.exception_handler(HttpError)
def other_refusal(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, error.status_code, f"http-{error.status_code}", str(error))


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names the places that were wrong, never the values: they may be personal."""
    places = [".".join(str(part) for part in found.get("loc", ())) for found in error.errors]
    text = _("A part of what was sent could not be understood: %(places)s") % {"places": ", ".join(places)}
    return _answer(request, 422, "not-understood", text)


def _answer(request: HttpRequest, status: int, code: str, text: str, way_out: str = "") -> HttpResponse:
    return api.create_response(request, {"code": code, "text": text, "way_out": way_out}, status=status)


for _config in capabilities():
    if find_spec(f"{_config.name}.api"):
        api.add_router(f"/{_config.label}", import_module(f"{_config.name}.api").router)
