"""A guest's browser without a browser: cookies, forms and calls over HTTP. Used by bench/join and bench/drills."""

import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Self

FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NAME_AT_THE_DOOR = re.compile(r'name="name" value="([^"]*)"')
ANSWERS_WITHIN_S = 30


@dataclass
class Visitor:
    url: str
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def enter(self, room: str, secret: str) -> Self:
        """By the personal link through the door: four pages, two presses."""
        invitation = f"/rooms/pass/{secret}/"
        door = self.press(invitation, self.get(invitation), {})
        name = NAME_AT_THE_DOOR.search(door)
        words = {"agreed": "yes", "name": name[1] if name else "Guest", "people": "1", "mode": "video"}
        self.press(f"/rooms/{room}/door/", door, words)
        return self

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.url + path)).decode()

    def read(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get(path))
        return found

    def press(self, path: str, page: str, words: dict[str, str]) -> str:
        found = FORM_TOKEN.search(page)
        assert found, f"No form on the page before {path}"
        body = urllib.parse.urlencode({**words, "csrfmiddlewaretoken": found[1]}).encode()
        return self._open(urllib.request.Request(self.url + path, body, {"Origin": self.url})).decode()

    def ask(self, path: str, words: dict[str, Any], *, key: str = "") -> dict[str, Any]:
        """`key`: the same key asked again is the same act."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken") or ""
        headers = {"Origin": self.url, "Content-Type": "application/json", "X-CSRFToken": token}
        if key:
            headers["Idempotency-Key"] = key
        request = urllib.request.Request(self.url + path, json.dumps(words).encode(), headers)
        found: dict[str, Any] = json.loads(self._open(request))
        return found

    def _open(self, request: urllib.request.Request) -> bytes:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        with opener.open(request, timeout=ANSWERS_WITHIN_S) as answer:
            body: bytes = answer.read()
            return body
