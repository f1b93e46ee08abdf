"""A crowd that presses: many signed-in people over few or many connections, each asked until there is a definite answer.

HTTP/1.1 by hand, because the driver shares the machine with the hall: a ready-made client costs more than the hall does.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

# What a browser would do: ask again, after a moment that grows, with the same form.
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 1.0
GIVES_UP_AFTER_S = 120.0
ANSWERS_WITHIN_S = 30.0
LARGEST_HEAD = 64 * 1024
NOT_DEFINITE = (425, 429)
LEADS_ON = (301, 302, 303)
WAITING = "/waiting/"


@dataclass(frozen=True)
class Browser:
    """Somebody's cookies: signed in, with a form token."""

    session: str
    token: str

    @property
    def cookies(self) -> str:
        return f"sessionid={self.session}; csrftoken={self.token}"


@dataclass
class Told:
    """The answer to one press: the last status, where it led, and what it said; by this machine's own clock."""

    status: int = 0
    path: str = ""
    body: str = ""
    began: float = 0.0
    ended: float = 0.0
    tries: int = 0

    @property
    def ms(self) -> float:
        return (self.ended - self.began) * 1000


@dataclass
class Press:
    """One person's wish: a form of `fields` sent to `path`, as the page's script sends it, or (text/html) as without one."""

    browser: Browser
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    accept: str = "application/json"


class Away(Exception):
    """Nobody was there, or somebody died in the middle of the answer."""


class Line:
    """One connection, kept open; opened anew when it breaks."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "localhost", parts.port or 80
        self.origin = url
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def post(self, press: Press) -> tuple[int, str, str]:
        """As a form of ours is sent by a browser. Raises Away."""
        body = urlencode({**press.fields, "csrfmiddlewaretoken": press.browser.token}).encode()
        head = (
            f"POST {press.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nOrigin: {self.origin}\r\n"
            f"Sec-Fetch-Site: same-origin\r\nCookie: {press.browser.cookies}\r\nAccept: {press.accept}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return await self._ask(head.encode() + body)

    async def get(self, path: str, browser: Browser | None = None) -> tuple[int, str, str]:
        cookie = f"Cookie: {browser.cookies}\r\n" if browser else ""
        head = f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: text/html\r\n{cookie}\r\n"
        return await self._ask(head.encode())

    async def head(self, path: str) -> tuple[int, str, str]:
        request = f"HEAD {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n"
        return await self._ask(request.encode(), with_body=False)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    async def _ask(self, request: bytes, *, with_body: bool = True) -> tuple[int, str, str]:
        """Status, where it leads, and the body."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                if self.reader is None or self.writer is None:
                    self.reader, self.writer = await asyncio.open_connection(
                        self.host, self.port, limit=LARGEST_HEAD
                    )
                self.writer.write(request)
                return await self._read(self.reader, with_body)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as broken:
            self.close()
            raise Away from broken

    async def _read(self, reader: asyncio.StreamReader, with_body: bool) -> tuple[int, str, str]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        said = dict(_headers(head[1:]))
        body = await reader.readexactly(int(said.get("content-length", "0"))) if with_body else b""
        if said.get("connection", "").lower() == "close":
            self.close()
        return int(head[0].split(" ", 2)[1]), said.get("location", ""), body.decode(errors="replace")


def _headers(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def press_all(url: str, presses: Sequence[Press], *, connections: int) -> list[Told]:
    """Everybody's definite answer, in the order of the presses; so many are on their way at any time."""
    return asyncio.run(_press_all(url, presses, connections))


async def _press_all(url: str, presses: Sequence[Press], connections: int) -> list[Told]:
    told = [Told() for _press in presses]
    turns = iter(range(len(presses)))

    async def one_line() -> None:
        line = Line(url)
        for number in turns:
            await press_until_answered(line, presses[number], told[number])
        line.close()

    await asyncio.gather(*(one_line() for _n in range(min(connections, len(presses)))))
    return told


async def press_until_answered(line: Line, press: Press, told: Told) -> None:
    """A page that leads on is followed: the answer is what stands there, unless it is the waiting room."""
    told.began, pause_s = time.monotonic(), FIRST_PAUSE_S
    while True:
        told.tries, told.path = told.tries + 1, ""
        try:
            status, place, body = await line.post(press)
            if status in LEADS_ON:
                told.path = urlsplit(place).path
                status, _place, body = await line.get(told.path, press.browser)
            told.status, told.body, told.ended = status, body, time.monotonic()
            if status < 500 and status not in NOT_DEFINITE and not told.path.endswith(WAITING):
                return
        except Away:
            told.status, told.ended = 0, time.monotonic()
        if told.ended - told.began > GIVES_UP_AFTER_S:
            return
        await asyncio.sleep(pause_s)
        pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)
