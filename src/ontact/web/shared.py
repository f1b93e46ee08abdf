"""Answers that are the same for everybody: kept for a moment, and given before anything else looks at the request.

A view says so with `@same_for_all`. Such an answer is asked for by thousands at once, so that what stands around a page
(sessions, languages, tokens) would cost a hundred times what the answer itself does.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# While one request renews an answer the others get the old one, at most so much longer.
RENEWED_WITHIN_S = 5.0
MOST_KEPT = 500


@dataclass
class _Kept:
    headers: list[tuple[str, str]]
    body: bytes
    until: float


_answers: dict[str, _Kept] = {}
_guard = threading.Lock()

View = Callable[..., HttpResponse]


def same_for_all(*, seconds: int) -> Callable[[View], View]:
    """For a view that looks at nothing of the request but its path. Caches in front may keep its answer as long."""

    def declare(view: View) -> View:
        @wraps(view)
        def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            if answer.status_code == 200:
                answer["Cache-Control"] = f"public, max-age={seconds}"
                _keep(request.path_info, answer, seconds)
            return answer

        return shared

    return declare


def forget_shared() -> None:
    """For tests: whoever asks next finds nothing kept."""
    with _guard:
        _answers.clear()


def with_shared_answers(application: "WSGIApplication") -> "WSGIApplication":
    """The application, with what is kept answered at its door."""

    def door(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        kept = _answers.get(environ.get("PATH_INFO", "")) if environ["REQUEST_METHOD"] == "GET" else None
        if kept is None or _is_mine_to_renew(kept):
            return application(environ, start)
        start("200 OK", kept.headers)
        return [kept.body]

    return door


def _keep(path: str, answer: HttpResponse, seconds: int) -> None:
    headers = [
        ("Content-Type", answer["Content-Type"]),
        ("Content-Length", str(len(answer.content))),
        ("Cache-Control", answer["Cache-Control"]),
        ("X-Content-Type-Options", "nosniff"),
    ]
    with _guard:
        if len(_answers) >= MOST_KEPT:
            _answers.clear()
        _answers[path] = _Kept(headers, answer.content, monotonic() + seconds)


def _is_mine_to_renew(kept: _Kept) -> bool:
    """Whoever comes first after its time; until that one is back, or for a few seconds, the old answer goes on."""
    at = monotonic()
    if at < kept.until:
        return False
    with _guard:
        if at < kept.until:
            return False
        kept.until = at + RENEWED_WITHIN_S
        return True
