"""The fence of last resort: a route that declared no policy answers 404; the table of all policies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from ontact.foundation.access import Policy, Who

# Routes of libraries, which cannot declare for themselves. Matched by the beginning of the view's dotted name.
LIBRARY_POLICIES: dict[str, Policy] = {
    "allauth.account.": Policy(Who.EVERYONE, "Signing in and out is for those who are not signed in yet."),
    "allauth.mfa.": Policy(Who.EVERYONE, "A passkey is shown before sign-in; allauth itself asks for sign-in elsewhere."),
    "django.views.i18n.JavaScriptCatalog": Policy(Who.EVERYONE, "Interface words are public."),
    "ninja.openapi.": Policy(Who.EVERYONE, "The API's description is public; its operations have their own policies."),
}


@dataclass(frozen=True)
class Route:
    """One line of the printed table."""

    path: str
    name: str
    method: str
    policy: Policy | None


class FenceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if all(policy is None for _method, policy in policies_of(view)):
            raise Http404


def routes() -> Iterator[Route]:
    """Every address of the house with its policy; None where nothing was declared."""
    yield from _walk(get_resolver().url_patterns, "/")


def policies_of(view: Any) -> list[tuple[str, Policy | None]]:
    """(method, policy) pairs of a view; an API path has one for each operation."""
    operations = getattr(getattr(view, "__self__", None), "operations", None)
    if operations is None:
        operations = getattr(_path_view(view), "operations", None)
    if operations is not None:
        return [
            ("/".join(sorted(operation.methods)), getattr(operation.view_func, "policy", None))
            for operation in operations
        ]
    declared = getattr(view, "policy", None) or getattr(getattr(view, "view_class", None), "policy", None)
    return [("*", declared or _library_policy(view))]


def _path_view(view: Any) -> Any:
    """ninja wraps a PathView in a closure; find it."""
    for cell in getattr(view, "__closure__", None) or ():
        if hasattr(cell.cell_contents, "operations"):
            return cell.cell_contents
    return None


def _library_policy(view: Any) -> Policy | None:
    real = getattr(view, "view_class", None) or view
    while hasattr(real, "func"):
        real = real.func
    dotted = f"{getattr(real, '__module__', '')}.{getattr(real, '__qualname__', '')}"
    for beginning, policy in LIBRARY_POLICIES.items():
        if dotted.startswith(beginning):
            return policy
    return None


def _walk(patterns: list[Any], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        where = prefix + str(pattern.pattern).replace("^", "").replace("\\Z", "")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            for method, policy in policies_of(pattern.callback):
                yield Route(where, pattern.name or "", method, policy)
