"""Answers that are the same for everybody: given before anything else looks at the request.

A view says so with `@same_for_all`, and its answer is kept for a moment. A package that can answer a form without looking at
who sent it and without changing anything stands `@at_the_door`. Such an answer is asked for by thousands at once, and what
stands around a page (sessions, languages, tokens) would cost a hundred times what the answer itself does.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# While one request renews an answer the others get the old one, at most so much longer.
RENEWED_WITHIN_S = 5.0
MOST_KEPT = 500
LARGEST_FORM = 4096
FORM = "application/x-www-form-urlencoded"


# When a request found nothing kept, on the monotonic clock.
CAME = "ontact.came"


@dataclass
class _Kept:
    headers: list[tuple[str, str]]
    body: bytes
    made: float
    until: float


_answers: dict[str, _Kept] = {}
_guard = threading.Lock()

View = Callable[..., HttpResponse]
# A form's address, its fields and the language wished for ("" where none is named) → the body of a JSON answer, or None.
Doorman = Callable[[str, Mapping[str, str], str], bytes | None]
_doormen: list[Doorman] = []


def same_for_all(*, seconds: int) -> Callable[[View], View]:
    """For a view that looks at nothing of the request but its path. Caches in front may keep its answer as long.

    Of those who come before there is an answer one has it made; the others wait and share it.
    """

    def declare(view: View) -> View:
        one_at_a_time = threading.Lock()

        @wraps(view)
        def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with one_at_a_time:
                kept = _made_meanwhile(request)
                if kept is not None:
                    return HttpResponse(kept.body, headers=dict(kept.headers))
                answer = view(request, *args, **kwargs)
                if answer.status_code == 200:
                    answer["Cache-Control"] = f"public, max-age={seconds}"
                    _keep(request.path_info, answer, seconds)
                return answer

        return shared

    return declare


def at_the_door(doorman: Doorman) -> Doorman:
    """For forms that scripts send with `Accept: application/json`. None: the form goes in, as any other does."""
    _doormen.append(doorman)
    return doorman


def forget_shared() -> None:
    """For tests: whoever asks next finds nothing kept."""
    with _guard:
        _answers.clear()


def with_shared_answers(application: "WSGIApplication") -> "WSGIApplication":
    """The application, with what is kept answered at its door."""

    def door(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        said = _said_to(environ)
        if said is None:
            return application(environ, start)
        headers, body = said
        start("200 OK", headers)
        return [body]

    return door


def _said_to(environ: "WSGIEnvironment") -> tuple[list[tuple[str, str]], bytes] | None:
    if environ["REQUEST_METHOD"] == "POST":
        body = _said_to_form(environ) if environ.get("HTTP_ACCEPT") == "application/json" else None
        return None if body is None else (_headers("application/json", body, "no-store"), body)
    if environ["REQUEST_METHOD"] != "GET":
        return None
    kept = _answers.get(environ.get("PATH_INFO", ""))
    if kept is None:
        environ[CAME] = monotonic()
        return None
    return None if _is_mine_to_renew(kept) else (kept.headers, kept.body)


def _made_meanwhile(request: HttpRequest) -> _Kept | None:
    came, kept = request.META.get(CAME), _answers.get(request.path_info)
    return kept if kept is not None and came is not None and kept.made >= came else None


def _said_to_form(environ: "WSGIEnvironment") -> bytes | None:
    """Large forms and files go in unread; whatever is read here is laid back."""
    length = environ.get("CONTENT_LENGTH", "")
    if environ.get("CONTENT_TYPE", "") != FORM or not length.isdecimal() or int(length) > LARGEST_FORM:
        return None
    sent = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(sent)
    fields, wish = dict(parse_qsl(sent.decode(errors="replace"))), environ.get("HTTP_ACCEPT_LANGUAGE", "")[:2]
    answers = (doorman(environ.get("PATH_INFO", ""), fields, wish) for doorman in _doormen)
    return next((body for body in answers if body is not None), None)


def _headers(kind: str, body: bytes, caching: str) -> list[tuple[str, str]]:
    return [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", caching),
        ("X-Content-Type-Options", "nosniff"),
    ]


def _keep(path: str, answer: HttpResponse, seconds: int) -> None:
    headers = _headers(answer["Content-Type"], answer.content, answer["Cache-Control"])
    with _guard:
        if len(_answers) >= MOST_KEPT:
            _answers.clear()
        made = monotonic()
        _answers[path] = _Kept(headers, answer.content, made, made + seconds)


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
