"""What a log may not keep: secrets in addresses, tokens, cookies, e-mail addresses. One redactor for every log."""

import json
import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

BLANK = "[removed]"

# Order matters: whole addresses and headers before the single words inside them.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # Personal links, calendar feeds and expiring media paths carry their secret in the path.
    (re.compile(r"(/rooms/pass/|/meetings/consent/)[^/\s?#\"']+"), rf"\g<1>{BLANK}"),
    (re.compile(r"(/calendar/feed/|/registrations/calendar/)[^/\s?#\"']+"), rf"\g<1>{BLANK}"),
    (re.compile(r"(/media/)[^/\s?#\"']{12,}"), rf"\g<1>{BLANK}"),
    # Headers and settings: Authorization: Bearer …, Cookie: …, SECRET_KEY=…
    (
        re.compile(
            r"(?i)\b((?:proxy-)?authorization[\"']?\s*[:=]\s*[\"']?)(?:(bearer|basic)\s+)?[^\s\"',;]+"
        ),
        rf"\1{BLANK}",
    ),
    (re.compile(r"(?i)\b((?:set-)?cookie[\"']?\s*[:=]\s*)[^\r\n\"]+"), rf"\1{BLANK}"),
    (
        re.compile(
            r"(?i)([\w-]*(?:secret|password|passwd|token|api[_-]?key|csrf\w*|session\w*|ontact_lines|pass_?code)"
            r"[\w-]*[\"']?\s*[:=]\s*[\"']?)(?!\[removed\])[^\s\"'&,;)}]+"
        ),
        rf"\1{BLANK}",
    ),
    # A URL with a password in it (database, mail).
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)[^\s@/]+(@)"), rf"\1{BLANK}\2"),
    # A signed token standing alone (header.payload.signature).
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}"), BLANK),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
)


def redact(words: str) -> str:
    """The same words without secrets and e-mail addresses.

    Names cannot be recognised; they are never handed to a logger: log ids.
    """
    for pattern, replacement in _RULES:
        words = pattern.sub(replacement, words)
    return words


class Redactor(logging.Filter):
    """Blanks the message itself, so that no handler further on sees the secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            words = record.getMessage()
        except (TypeError, ValueError):
            words = str(record.msg)
        record.msg, record.args = redact(words), None
        return True


class Lines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and whatever was given as `facts`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": redact(record.getMessage()),
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            line.update(
                {key: redact(value) if isinstance(value, str) else value for key, value in facts.items()}
            )
        if record.exc_info:
            line["trace"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=lambda value: redact(str(value)))


class RequestIdMiddleware:
    """Gives each request a number, says it in the answer, and logs how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.log = logging.getLogger("ontact.requests")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        request.id = uuid4().hex[:16]  # type: ignore[attr-defined]  # our own attribute, read by error pages
        response = self.get_response(request)
        response["X-Request-Id"] = request.id  # type: ignore[attr-defined]  # set three lines above
        if not request.path.startswith(("/static/", "/health/")):
            self._tell(request, response, time.perf_counter() - began)
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        self.log.info(
            "request",
            extra={
                "facts": {
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                    "request": request.id,  # type: ignore[attr-defined]  # set in __call__
                }
            },
        )
