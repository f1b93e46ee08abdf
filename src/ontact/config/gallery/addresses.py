"""Which addresses of the house are pages for people."""

import inspect
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from ontact.config.access import routes
from ontact.foundation.access import Who

# Files, machines' addresses, and what signs the walker out.
NOT_PAGES = ("/api/", "/health/", "/static/", "/words/", "/media/", "/accounts/logout", "/my/data/copy")


def page_routes() -> list[str]:
    """All addresses that could be pages: not those of files, of machines, and not those that only take forms."""
    forms = set(_form_paths(get_resolver().url_patterns, "/"))
    paths = (route.path for route in routes())
    return [path for path in dict.fromkeys(paths) if is_page_path(path) and path not in forms]


def public_routes() -> set[str]:
    """Pages without arguments that anyone may see: one picture shows them all."""
    open_to_all = (Who.EVERYONE, Who.DEMO)
    return {r.path for r in routes() if r.policy and r.policy.who in open_to_all and "<" not in r.path}


def is_page_path(path: str) -> bool:
    return not path.startswith(NOT_PAGES)


def route_of(path: str) -> str | None:
    """The pattern that an address belongs to, in the form that `routes` prints."""
    try:
        return "/" + resolve(urlsplit(path).path).route
    except Resolver404:
        return None


def _form_paths(patterns: list[Any], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _form_paths(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern) and _methods(pattern.callback) == ["POST"]:
            yield where


def _methods(view: Any) -> list[str] | None:
    """What Django's require_http_methods was told; it keeps that only in its closure."""
    while inspect.isfunction(view):
        told = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if told:
            return list(told)
        view = getattr(view, "__wrapped__", None)
    return None
