"""How in-room calls answer: once per key, not too fast, and the state with its ETag."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.errors import TooFast
from ontact.commons.rooms.models import Line, Seat

# A person at a desk presses a button twice a second at most; a script does not get further.
CALLS_AT_MOST = 60
WITHIN_S = 20


def state_answer(request: HttpRequest, state: dict[str, Any]) -> HttpResponse:
    """The state with its ETag, or 304; capabilities answer with theirs through this too."""
    tag = queries.etag(state)
    known = request.headers.get("If-None-Match", "") == tag
    response = HttpResponse(status=304) if known else _in_json(state)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _in_json(state: dict[str, Any]) -> HttpResponse:
    return HttpResponse(queries.state_in_json(state), content_type="application/json")


def answered(request: HttpRequest, line: Line, act: Callable[[], object]) -> dict[str, int]:
    keep_the_pace(line)
    return {"v": actions.answered_once(line, request.headers.get("Idempotency-Key", "")[:64], act)}


def keep_the_pace(line: Line | Seat) -> None:
    """A count per line (or seat) and process; a script is told to slow down long before it slows others."""
    key = f"rooms.pace.{line.pk}"
    cache.add(key, 0, WITHIN_S)
    try:
        calls = cache.incr(key)
    except ValueError:  # it expired between the two
        return
    if calls > CALLS_AT_MOST:
        raise TooFast(most=CALLS_AT_MOST, seconds=WITHIN_S)
