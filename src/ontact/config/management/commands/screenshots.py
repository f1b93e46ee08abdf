"""`manage screenshots`: the README's pictures, taken from a demo city that is open at this moment."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ontact.config.launch.chromium import known
from ontact.config.launch.hall import Hall

FOLDER = Path(settings.ROOT) / "docs" / "screenshots"
WIDTH_PX, HEIGHT_PX = 1280, 800
PATIENCE_MS = 120_000
UUID_LETTERS = 36


class Command(BaseCommand):
    help = "Make the README's pictures into docs/screenshots, from a demo hall of its own."

    def handle(self, *args: Any, **options: Any) -> None:
        from playwright.sync_api import sync_playwright  # slow, and only where the tests' tools are installed

        chromium = known()
        if chromium is None:
            raise CommandError(
                "There is no Chromium here. Install it (Debian: apt install chromium fonts-nanum)."
            )
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        FOLDER.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix="ontact-screenshots-") as place,
            Hall(Path(place), demo=True) as hall,
            sync_playwright() as driver,
        ):
            self.browser = driver.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
            self.url = hall.url
            self._take()
            self.browser.close()

    def _take(self) -> None:
        anyone = self._person()
        anyone.goto("/")
        self._keep(anyone, "home")
        meeting = self._meeting_now(anyone)
        anyone.goto(meeting)
        self._keep(anyone, "meeting")
        anyone.goto(self._minutes(anyone))
        self._keep(anyone, "minutes")

    def _person(self) -> Any:
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": WIDTH_PX, "height": HEIGHT_PX},
            locale="ko-KR",
            timezone_id="Asia/Seoul",
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def _meeting_now(self, page: Any) -> str:
        """The first meeting on the front door is the one whose doors are open."""
        return self._first(page, "/meetings/", "The demo city shows no meeting on its front door.")

    def _minutes(self, page: Any) -> str:
        """A meeting that has published its minutes links them from its page."""
        page.goto("/meetings/?show=minutes")
        for path in [path for path in self._links(page) if _names_one(path)]:
            page.goto(path)
            if found := [link for link in self._links(page) if link.endswith("/minutes/")]:
                return found[0]
        raise CommandError("The demo city shows no published minutes.")

    def _links(self, page: Any) -> list[str]:
        links: list[str] = page.locator("main a[href^='/']").evaluate_all(
            "all => all.map((one) => one.getAttribute('href'))"
        )
        return links

    def _first(self, page: Any, beginning: str, otherwise: str) -> str:
        for path in self._links(page):
            if path.startswith(beginning) and _names_one(path):
                return path
        raise CommandError(otherwise)

    def _keep(self, page: Any, name: str) -> None:
        file = FOLDER / f"{name}.png"
        page.screenshot(path=file)
        self.stdout.write(f"docs/screenshots/{file.name}")


def _names_one(path: str) -> bool:
    """Whether the address carries an identity, and so is one object's page and not a list."""
    return any(len(part) == UUID_LETTERS for part in path.split("/"))
