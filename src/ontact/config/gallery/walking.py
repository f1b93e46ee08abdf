"""Walks through a demo hall as several people, from link to link, and looks at every kind of page."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from ontact.config.gallery.addresses import is_page_path, page_routes, public_routes, route_of

DESK_PX, PHONE_PX = 1280, 360
DESK_HEIGHT_PX, PHONE_HEIGHT_PX = 900, 740
LETTERS_TRIED = 12
EXAMPLES_PASSED_BY = 3
HREF = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
SETTLING_MS = 250
PATIENCE_MS = 60_000
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS_OF_PAGE = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
LINKS = "Array.from(document.querySelectorAll('a[href]'), (link) => link.href)"


@dataclass(frozen=True)
class Walker:
    """Who looks: a stranger, somebody of the demo's cast, or a guest with a personal link from a mail."""

    name: str
    of_the_cast: str = ""
    is_guest: bool = False


WALKERS = (
    Walker("stranger"),
    Walker("guest", is_guest=True),
    Walker("citizen", "조순자"),
    Walker("clerk", "정유진"),
    Walker("administrator", "오세린"),
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
            context = browser.new_context(
                base_url=self.base_url, timezone_id="Asia/Seoul", locale="ko-KR", reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            Eyes(self, walker, page).walk()
            context.close()
        return self.pictures

    def missing(self) -> list[str]:
        """Pages without a picture: nobody's links lead there in the demo."""
        return sorted({route for route in page_routes() if route not in self.seen_routes})

    def faulty(self) -> list[Picture]:
        return [picture for picture in self.pictures if picture.faults]


@dataclass
class Eyes:
    """One walker in front of one browser window."""

    walk_of: Walk
    walker: Walker
    page: Any
    language: str = "ko"
    troubles: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Find the pages in the first language, look at the same pages in the others."""
        self.page.on("console", self._hear)
        found: list[str] = []
        for language in dict.fromkeys(language for language, _width in self.walk_of.looks):
            self._enter(language)
            if found:
                for path in found:
                    self._look(path)
            else:
                found = list(self._discover())
        if self.walker.of_the_cast:
            self._speak("ko")  # the language of a person is kept; leave the demo as it was

    def _enter(self, language: str) -> None:
        if not self.page.context.cookies(self.walk_of.base_url):
            if self.walker.of_the_cast:
                self.page.goto("/demo/sign-in/")
                self.page.locator(
                    f"form:has-text('{self.walker.of_the_cast}') button[name=person]"
                ).first.click()
                self.page.wait_for_url(lambda url: "/demo/sign-in/" not in url)
            if self.walker.is_guest:
                self._go_in_by_a_pass()
        self._speak(language)

    def _speak(self, language: str) -> None:
        self.language = language
        self.page.set_viewport_size({"width": DESK_PX, "height": DESK_HEIGHT_PX})  # a phone folds it away
        self.page.goto("/help/")
        choice = self.page.locator(f"form.language button[value={language}]")
        if choice.count():
            choice.click()
            self.page.wait_for_load_state()

    def _go_in_by_a_pass(self) -> None:
        """Open the newest letters until a personal link leads past the door of a room."""
        self.page.goto("/demo/outbox/")
        letters = [path for path in self._links() if path.startswith("/demo/outbox/")]
        for letter in letters[:LETTERS_TRIED]:
            self.page.goto(letter)
            passes = [path for path in self._links() if path.startswith("/rooms/pass/")]
            if not passes:
                continue
            self.page.goto(passes[0])
            for _step in ("pass", "door"):
                self._press_on()
            if "/door/" not in self.page.url and "/rooms/pass/" not in self.page.url:
                return

    def _press_on(self) -> None:
        """Agree to what is asked and press the page's one primary button, if it has one that is open."""
        for box in self.page.locator("main input[type=checkbox]").all():
            box.check()
        button = self.page.locator("main form .button-primary:not([aria-disabled=true])")
        if button.count():
            button.first.click()
            self.page.wait_for_load_state()

    def _discover(self) -> Iterator[str]:
        """From the first page, here, and every address without arguments on, breadth first."""
        here = urlsplit(self.page.url).path
        waiting = list(dict.fromkeys(["/", here, *(route for route in page_routes() if "<" not in route)]))
        known, looked, same_for_all = set(waiting), Counter[str](), public_routes()
        while waiting:
            path = waiting.pop(0)
            route = route_of(path)
            if route is None or looked[route] >= self.walk_of.examples + EXAMPLES_PASSED_BY:
                continue
            old_news = route in same_for_all and route in self.walk_of.seen_routes
            worth_a_look = not old_news and looked[route] < self.walk_of.examples
            reached = self._look(path) if worth_a_look else self._pass_by(path)
            if reached is None:
                continue
            looked[route] += 1
            if worth_a_look:
                yield path
            waiting += [link for link in reached if link not in known]
            known.update(reached)

    def _pass_by(self, path: str) -> list[str] | None:
        """Only the links of a page: it shows everyone the same, or enough of its kind were looked at."""
        body = self._fetch(path)
        return (
            None
            if body is None
            else self._own([urljoin(self.walk_of.base_url, unescape(href)) for href in HREF.findall(body)])
        )

    def _look(self, path: str) -> list[str] | None:
        """Take the pictures of one page; returns the links on it, or None where it was no page of its own."""
        links: list[str] | None = None
        for language, width in self.walk_of.looks:
            if language != self.language:
                continue
            self.page.set_viewport_size(
                {"width": width, "height": DESK_HEIGHT_PX if width == DESK_PX else PHONE_HEIGHT_PX}
            )
            self.troubles.clear()
            status = self._open(path)
            if status is None:
                return None
            links = self._links() if links is None else links
            if not self.walk_of.only or self.walk_of.only in path:
                self._picture(path, width, status)
        self.walk_of.say(f"{self.walker.name} {self.language} {path}")
        return links

    def _open(self, path: str) -> int | None:
        """The page's status, or None where the address is no page for this walker."""
        if self._fetch(path) is None:
            return None
        answer = self.page.goto(path)
        self.page.wait_for_timeout(SETTLING_MS)
        return int(answer.status)

    def _fetch(self, path: str) -> str | None:
        answer = self.page.request.get(path, max_redirects=0, timeout=PATIENCE_MS)
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if answer.ok and not is_page:
            self.walk_of.seen_routes.add(route_of(path) or path)  # a file: nothing to look at
        if not is_page or 300 <= answer.status < 500:
            return None  # leads elsewhere, or is not for this walker
        return str(answer.text())

    def _picture(self, path: str, width: int, status: int) -> None:
        walk, route = self.walk_of, route_of(path) or path
        walk.seen_routes.add(route)
        heard = tuple(self.troubles)  # before we add to the page ourselves
        faults = (*faults_of(self.page, status, walk.axe), *heard)
        number = sum(1 for picture in walk.pictures if picture.route == route)
        plain = "".join(letter if letter.isalnum() else "-" for letter in route).strip("-") or "home"
        file = f"{plain}-{self.walker.name}-{self.language}-{width}-{number}.png"
        if walk.folder is not None:
            self.page.evaluate("window.scrollTo(0, 0)")
            self.page.screenshot(path=walk.folder / file, full_page=True)
        walk.pictures.append(
            Picture(route, path, self.walker.name, self.language, width, file, status, faults)
        )

    def _links(self) -> list[str]:
        return self._own(self.page.evaluate(LINKS))

    def _own(self, links: list[str]) -> list[str]:
        own = urlsplit(self.walk_of.base_url).netloc
        parts = [urlsplit(link) for link in links]
        paths = [
            f"{part.path}?{part.query}" if part.query else part.path for part in parts if part.netloc == own
        ]
        return [path for path in dict.fromkeys(paths) if is_page_path(path)]

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text}")


def faults_of(page: Any, status: int, axe: str) -> Iterator[str]:
    """What is wrong with the page that stands open: sideways scrolling, and axe's findings where its source is given."""
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
