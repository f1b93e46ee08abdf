"""The fence of last resort: a route that declared no policy answers 404; the table of all policies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _
from ninja.operation import PathView
from ninja.utils import check_csrf

from ontact.foundation.access import Policy, Who, refusal_of

_SIGNING_IN = "Signing in and up is for those who are not signed in yet."
_OWN = Policy(Who.SIGNED_IN)
# Routes of libraries, which cannot declare for themselves, by the beginning of the view's dotted name: the first
# that fits. They are enforced by the middleware.
LIBRARY_POLICIES: dict[str, Policy] = {
    "allauth.account.views.EmailView": _OWN,
    "allauth.account.views.ReauthenticateView": _OWN,
    "allauth.account.": Policy(Who.EVERYONE, _SIGNING_IN),
    "allauth.mfa.base.views.AuthenticateView": Policy(Who.EVERYONE, "The second step of signing in."),
    "allauth.mfa.webauthn.views.LoginWebAuthnView": Policy(Who.EVERYONE, "Signing in with a passkey."),
    "allauth.mfa.": _OWN,
    "ninja.openapi.": Policy(
        Who.EVERYONE, "The API's description is public; its operations have their own policies."
    ),
}
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


@dataclass(frozen=True)
class Route:
    """One line of the printed table. `module`: where the view is written."""

    path: str
    name: str
    method: str
    policy: Policy | None
    module: str = ""


class FenceMiddleware:
    """Lets nobody reach a route that declared nothing, and checks the forgery token where the API library does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        operations = _operations(view)
        if operations is not None:
            return _refuse_operation(request, operations)
        policy = _page_policy(view)
        if policy is None:
            raise Http404
        return refusal_of(policy.who, request)


def _refuse_operation(request: HttpRequest, operations: list[Any]) -> HttpResponse | None:
    """The fence stands before the library reads the body; a method that nothing serves is answered by it (405)."""
    for operation in operations:
        if request.method not in operation.methods:
            continue
        policy: Policy = getattr(operation.view_func, "policy", None) or _shut()
        refusal = refusal_of(policy.who, request)
        if refusal is not None:
            return refusal
        if request.method not in SAFE_METHODS and policy.who is not Who.MACHINE:
            return _refuse_forgery(request)
    return None


def _refuse_forgery(request: HttpRequest) -> HttpResponse | None:
    if check_csrf(request) is None:
        return None
    text = _("This page has been open for too long, or cookies are switched off.")
    way_out = _("Reload the page and try again.")
    return JsonResponse({"code": "stale-page", "text": text, "way_out": way_out}, status=403)


def _shut() -> NoReturn:
    raise Http404


def routes() -> Iterator[Route]:
    """Every address of the house with its policy; None where nothing was declared.

    The API library lays down one pattern for each operation of a path, and every one of them serves all.
    """
    told = set()
    for route in _walk(get_resolver().url_patterns, "/"):
        if route.method == "*" or (route.path, route.method) not in told:
            told.add((route.path, route.method))
            yield route


def _policies_of(view: Any) -> list[tuple[str, Policy | None, str]]:
    """(methods, policy, module) of a view; an API path has one for each operation."""
    operations = _operations(view)
    if operations is None:
        return [("*", _page_policy(view), _real_view(view).__module__)]
    return [
        ("/".join(sorted(one.methods)), getattr(one.view_func, "policy", None), one.view_func.__module__)
        for one in operations
    ]


def _operations(view: Any) -> list[Any] | None:
    """The operations of an API path. ninja wraps its PathView in a closure; None for an ordinary page."""
    for cell in getattr(view, "__closure__", None) or ():
        if isinstance(cell.cell_contents, PathView):
            return list(cell.cell_contents.operations)
    return None


def _page_policy(view: Any) -> Policy | None:
    declared = getattr(view, "policy", None) or getattr(getattr(view, "view_class", None), "policy", None)
    return declared or _library_policy(view)


def _library_policy(view: Any) -> Policy | None:
    real = _real_view(view)
    dotted = f"{getattr(real, '__module__', '')}.{getattr(real, '__qualname__', '')}"
    for beginning, policy in LIBRARY_POLICIES.items():
        if dotted.startswith(beginning):
            return policy
    return None


def _real_view(view: Any) -> Any:
    real = getattr(view, "view_class", None) or view
    while hasattr(real, "func"):
        real = real.func
    return real


def _walk(patterns: list[Any], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        where = prefix + str(pattern.pattern).replace("^", "").replace("\\Z", "")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            for method, policy, module in _policies_of(pattern.callback):
                yield Route(where, pattern.name or "", method, policy, module)
