"""Walks through a demo hall as several people, from link to link, and looks at every kind of page."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from ontact.config.access import routes

DESK_PX, PHONE_PX = 1280, 360
SETTLING_MS = 400
PATIENCE_MS = 20_000
# Not pages: files, machines' addresses, and what signs the walker out.
NOT_PAGES = ("/api/", "/health/", "/static/", "/words/", "/media/", "/accounts/logout", "/my/data/copy")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS_OF_PAGE = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
LINKS = "Array.from(document.querySelectorAll('a[href]'), (link) => link.href)"


@dataclass(frozen=True)
class Walker:
    """Who looks. Without an address it is a stranger."""

    name: str
    address: str = ""


WALKERS = (
    Walker("stranger"),
    Walker("clerk", "yujin.jeong@suwon.example"),
    Walker("administrator", "serin.oh@suwon.example"),
)


@dataclass(frozen=True)
class Picture:
    """One look at one page."""

    route: str
    path: str
    walker: str
    language: str
    width_px: int
    file: str
    status: int
    faults: tuple[str, ...]


@dataclass
class Walk:
    """All looks of one gallery. `examples`: how many pages of one route each walker looks at."""

    base_url: str
    folder: Path | None
    axe: str = ""
    examples: int = 2
    only: str = ""
    looks: tuple[tuple[str, int], ...] = (
        ("ko", DESK_PX),
        ("ko", PHONE_PX),
        ("en", DESK_PX),
        ("en", PHONE_PX),
    )
    say: Callable[[str], None] = print
    pictures: list[Picture] = field(default_factory=list)
    seen_routes: set[str] = field(default_factory=set)

    def take(self, browser: Any, walkers: tuple[Walker, ...] = WALKERS) -> list[Picture]:
        for walker in walkers:
            self._as(browser, walker)
        return self.pictures

    def missing(self) -> list[str]:
        """Pages without a picture: nobody's links lead there in the demo."""
        return sorted({route for route in page_routes() if route not in self.seen_routes})

    def _as(self, browser: Any, walker: Walker) -> None:
        context = browser.new_context(
            base_url=self.base_url, timezone_id="Asia/Seoul", locale="ko-KR", reduced_motion="reduce"
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        found: list[str] = []
        for language in dict.fromkeys(language for language, _width in self.looks):
            self._enter(page, walker, language)
            widths = [width for spoken, width in self.looks if spoken == language]
            if found:
                for path in found:
                    self._look(page, walker, path, language, widths)
            else:
                found = list(self._discover(page, walker, language, widths))
        if walker.address:
            self._speak(page, "ko")
        context.close()

    def _enter(self, page: Any, walker: Walker, language: str) -> None:
        page.set_viewport_size({"width": DESK_PX, "height": 900})
        if walker.address and not page.context.cookies(self.base_url):
            page.goto("/demo/sign-in/")
            page.locator(f"form:has-text('{walker.address}') button[name=person]").first.click()
            page.wait_for_url(lambda url: "/demo/sign-in/" not in url)
        self._speak(page, language)

    def _speak(self, page: Any, language: str) -> None:
        page.goto("/help/")
        choice = page.locator(f"form.language button[value={language}]")
        if choice.count():
            choice.click()
            page.wait_for_load_state()

    def _discover(self, page: Any, walker: Walker, language: str, widths: list[int]) -> Iterator[str]:
        """From the first page and every address without arguments on, breadth first."""
        waiting = ["/", *(route for route in page_routes() if "<" not in route)]
        known, looked = set(waiting), Counter[str]()
        while waiting:
            path = waiting.pop(0)
            route = route_of(path)
            if route is None or looked[route] >= self.examples:
                continue
            reached = self._look(page, walker, path, language, widths)
            if reached is None:
                continue
            looked[route] += 1
            yield path
            for link in reached:
                if link not in known:
                    known.add(link)
                    waiting.append(link)

    def _look(
        self, page: Any, walker: Walker, path: str, language: str, widths: list[int]
    ) -> list[str] | None:
        """Take the pictures of one page; returns the links on it, or None where it was no page of its own."""
        troubles: list[str] = []

        def hear(message: Any) -> None:
            if message.type == "error":
                troubles.append(f"console: {message.text}")

        page.on("console", hear)
        try:
            return self._pictures_of(page, walker, path, language, widths, troubles)
        finally:
            page.remove_listener("console", hear)

    def _pictures_of(
        self, page: Any, walker: Walker, path: str, language: str, widths: list[int], troubles: list[str]
    ) -> list[str] | None:
        route = route_of(path) or path
        links: list[str] | None = None
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900 if width == DESK_PX else 740})
            answer = self._go(page, path)
            if answer is None or not answer.headers.get("content-type", "").startswith("text/html"):
                return None
            if route_of(urlsplit(page.url).path) != route_of(urlsplit(path).path):
                return None
            page.wait_for_timeout(SETTLING_MS)
            if links is None:
                links = self._links(page)
            if self.only and self.only not in path:
                continue
            self.seen_routes.add(route)
            faults = (*_faults(page, answer.status, self.axe), *troubles)
            troubles.clear()
            file = self._shoot(page, route, walker, language, width)
            self.pictures.append(
                Picture(route, path, walker.name, language, width, file, answer.status, faults)
            )
        self.say(f"{walker.name} {language} {path}")
        return links

    def _go(self, page: Any, path: str) -> Any:
        try:
            return page.goto(path)
        except Exception as error:  # a download, or a page that never answers
            if "Download is starting" not in str(error):
                self.say(f"no picture of {path}: {str(error).splitlines()[0]}")
            return None

    def _links(self, page: Any) -> list[str]:
        own = urlsplit(self.base_url).netloc
        parts = [urlsplit(link) for link in page.evaluate(LINKS)]
        paths = [
            f"{part.path}?{part.query}" if part.query else part.path for part in parts if part.netloc == own
        ]
        return [path for path in dict.fromkeys(paths) if not path.startswith(NOT_PAGES)]

    def _shoot(self, page: Any, route: str, walker: Walker, language: str, width: int) -> str:
        if self.folder is None:
            return ""
        number = sum(1 for picture in self.pictures if picture.route == route)
        plain = "".join(letter if letter.isalnum() else "-" for letter in route).strip("-") or "home"
        file = f"{plain}-{walker.name}-{language}-{width}-{number}.png"
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=self.folder / file, full_page=True)
        return file


def page_routes() -> list[str]:
    """All addresses that could be pages for people."""
    paths = (route.path for route in routes())
    return [path for path in dict.fromkeys(paths) if not path.startswith(NOT_PAGES)]


def route_of(path: str) -> str | None:
    """The pattern that an address belongs to, in the form that `routes` prints."""
    try:
        return "/" + resolve(urlsplit(path).path).route
    except Resolver404:
        return None


def _faults(page: Any, status: int, axe: str) -> Iterator[str]:
    if status >= 500:
        yield f"answers {status}"
    content, window = page.evaluate(WIDTHS_OF_PAGE)
    if content > window:
        yield f"scrolls sideways: {content} px in {window} px"
    if axe:
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {{runOnly: {AXE_RULES}, resultTypes: ['violations']}})")
        for violation in found["violations"]:
            where = violation["nodes"][0]["html"][:160]
            yield f"axe {violation['id']}: {violation['help']} ({len(violation['nodes'])} ×, first: {where})"
