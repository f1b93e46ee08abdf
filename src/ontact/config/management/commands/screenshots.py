"""`manage screenshots`: the README's pictures, taken from a demo city that is open at this moment."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ontact.config.launch.apart import hall_of_its_own
from ontact.config.launch.chromium import known

FOLDER = Path(settings.ROOT) / "docs" / "screenshots"
WIDTH_PX, HEIGHT_PX = 1280, 800
PATIENCE_MS = 120_000
UUID_LETTERS = 36
CLERK, PRESENTER = "정유진", "강은주"
# Who prepares the lecture series, which has a waiting list.
TEACHING = "안나리"
# Pictures of people arrive after the room's frame.
SETTLING_MS = 6_000


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
        with hall_of_its_own(Path(settings.VAR), demo=True) as hall, sync_playwright() as driver:
            flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
            self.browser = driver.chromium.launch(executable_path=str(chromium), args=flags)
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
        anyone.goto("/catalogue/")
        self._from(anyone, "main form")
        self._keep(anyone, "catalogue")
        officer = self._person(TEACHING)
        officer.goto(self._desk_of_places(officer))
        self._from(officer, "main h2")
        self._keep(officer, "places")
        clerk, presenter = self._person(CLERK), self._person(PRESENTER)
        self._enter(clerk, meeting)
        clerk.get_by_role("toolbar").first.wait_for()
        self._enter(presenter, meeting)
        clerk.locator("section[aria-labelledby=desk-lobby] .button-primary").first.click()
        presenter.get_by_role("toolbar").first.wait_for()
        clerk.wait_for_timeout(SETTLING_MS)
        self._keep(clerk, "room")

    def _person(self, name: str = "") -> Any:
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": WIDTH_PX, "height": HEIGHT_PX},
            locale="ko-KR",
            timezone_id="Asia/Seoul",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        if name:
            page.goto("/demo/sign-in/")
            page.locator(f"form:has-text('{name}') button[name=person]").first.click()
            page.wait_for_url(lambda url: "/demo/sign-in/" not in url)
        return page

    def _enter(self, page: Any, meeting: str) -> None:
        page.goto(meeting)
        page.locator("main .button-primary").first.click()
        page.locator("form[data-door] .button-primary").click()

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

    def _desk_of_places(self, page: Any) -> str:
        """The first programme of the office for which people wait: its desk shows all who are in, and who is n-th."""
        page.goto("/registrations/making/")
        for path in [path for path in self._links(page) if path.endswith("/making/") and _names_one(path)]:
            desk = path.removesuffix("making/") + "desk/"
            page.goto(f"{desk}?group=waiting")
            if any(link.startswith("/registrations/places/") for link in self._links(page)):
                return desk
        raise CommandError("The demo city shows no programme for which people wait.")

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

    def _from(self, page: Any, place: str) -> None:
        """The picture begins here: what stands above it is on every page."""
        page.locator(place).first.evaluate("(one) => one.scrollIntoView()")

    def _keep(self, page: Any, name: str) -> None:
        file = FOLDER / f"{name}.png"
        page.screenshot(path=file)
        self.stdout.write(f"docs/screenshots/{file.name}")


def _names_one(path: str) -> bool:
    """Whether the address carries an identity, and so is one object's page and not a list."""
    return any(len(part) == UUID_LETTERS for part in path.split("/"))
