"""Every page and every API operation declares who may come near it; what declares nothing stays shut."""

import enum
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _


class Who(enum.Enum):
    """The outer fence only; what someone may see inside is decided by the package's doors."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed in"
    SEATED = "holder of a seat (by line cookie or sign-in)"
    STAFF = "member of an organisation of the city"
    ADMINISTRATOR = "administrator of the city"
    MACHINE = "a machine with its own proof (signed request)"
    DEMO = "anyone, while the hall runs as a demo"


@dataclass(frozen=True)
class Policy:
    who: Who
    why: str = ""


def access(who: Who, *, why: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare and enforce the outer fence of a view or an API operation.

    A stranger is sent to sign-in where signing in could help (before any look-up), else sees 404.
    EVERYONE and MACHINE must say why.
    """
    if who in (Who.EVERYONE, Who.MACHINE) and not why:
        raise ValueError("A route without a fence must say why.")

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(view)
        def fenced(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refusal = refusal_of(who, request)
            return refusal if refusal is not None else view(request, *args, **kwargs)

        fenced.policy = Policy(who, why)  # type: ignore[attr-defined]  # read by config.access
        return fenced

    return declare


def refusal_of(who: Who, request: HttpRequest) -> HttpResponse | None:
    """What the fence answers; None lets the request pass.

    Raises:
        Http404: signing in again would not help.
    """
    if who is Who.DEMO:
        if not settings.DEMO:
            raise Http404
        return None
    if who in (Who.EVERYONE, Who.MACHINE, Who.SEATED):
        return None
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    if who is Who.STAFF and not request.user.is_staff_member:
        raise Http404
    if who is Who.ADMINISTRATOR and not request.user.is_administrator:
        raise Http404
    return None


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        text = _("Please sign in first.")
        return JsonResponse({"code": "sign-in-first", "text": text, "way_out": ""}, status=401)
    return redirect_to_login(request.get_full_path())
