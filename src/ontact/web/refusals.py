"""Pages that say no, each with a way out: broken rules, busy machines, what is not there."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ontact.foundation.errors import MachineAway, RuleBroken

# What SQLite and PostgreSQL say when the row, the file or a connection was not free in time.
BUSY_WORDS = ("locked", "lock timeout", "statement timeout", "deadlock", "too many", "get a connection")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
HIDDEN_KEYS = ("csrfmiddlewaretoken",)
RESEND_LIMIT_BYTES = 200_000


class DatabaseBusy(MachineAway):
    code = "busy"


def rule_broken(request: HttpRequest, error: RuleBroken) -> HttpResponse:
    if is_api(request):
        return JsonResponse(
            {"code": error.code, "text": error.sentence, "way_out": error.advice}, status=error.status
        )
    return render(request, "web/errors/rule_broken.html", {"error": error}, status=error.status)


def busy(request: HttpRequest, failure: MachineAway) -> HttpResponse:
    """503 with Retry-After; a form that was sent can be sent again as it was."""
    if is_api(request):
        said = {"code": failure.code, "text": str(failure.text), "way_out": _("Trying again is safe.")}
        response: HttpResponse = JsonResponse(said, status=503)
    else:
        context = {"failure": failure, "resend": _typed(request)}
        response = _safely(request, "web/errors/503.html", context, 503)
    response.headers["Retry-After"] = str(failure.retry_after_s)
    return response


def machine_failure(error: BaseException | None) -> MachineAway | None:
    """The failure behind an error, if trying again is safe."""
    if isinstance(error, MachineAway):
        return error
    words = str(error).lower()
    if isinstance(error, (OperationalError, InterfaceError)) and any(word in words for word in BUSY_WORDS):
        return DatabaseBusy()
    return None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refuse(request, 400, "bad-request", _("The hall did not understand this request."))


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return _refuse(request, 403, "forbidden", _("This is not open to you."), reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refuse(request, 404, "not-found", _("There is no such page."))


def only_forms(request: HttpRequest) -> HttpResponse:
    return _refuse(request, 405, "only-forms", _("This address only takes what is sent from a page."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW: mostly a page that stood open overnight."""
    text = _("This page was open too long. Please send it once more.")
    return _refuse(
        request, 403, "page-too-old", text, template="web/errors/csrf.html", resend=_typed(request)
    )


def server_error(request: HttpRequest) -> HttpResponse:
    failure = machine_failure(sys.exc_info()[1])
    if failure:
        return busy(request, failure)
    return _refuse(request, 500, "our-fault", _("Something went wrong on our side. It has been noted."))


def is_api(request: HttpRequest) -> bool:
    """Scripts that send a page's own form ask for JSON by name; browsers never do."""
    return request.path.startswith("/api/") or request.headers.get("Accept") == "application/json"


def _refuse(
    request: HttpRequest, status: int, code: str, text: str, *, template: str = "", **context: Any
) -> HttpResponse:
    if is_api(request):
        return JsonResponse({"code": code, "text": text, "way_out": ""}, status=status)
    return _safely(request, template or f"web/errors/{status}.html", {"text": text, **context}, status)


def _safely(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    """The page in its frame; without it where even that fails (no database: no city's name)."""
    try:
        return render(request, template, context, status=status)
    except Exception:
        page = render_to_string("web/errors/plain.html", {"status": status, **context})
        return HttpResponse(page, status=status)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a small form of ours, so that it can be sent again with one press.

    Only what our own page sent (the browser says so): another site must not get its words into our form.
    """
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    if request.method != "POST" or request.content_type not in FORM_TYPES or request.FILES:
        return []
    pairs = [
        (key, value) for key, values in request.POST.lists() for value in values if key not in HIDDEN_KEYS
    ]
    return pairs if sum(len(value) for _key, value in pairs) < RESEND_LIMIT_BYTES else []
