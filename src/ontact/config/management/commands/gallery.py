"""`manage gallery`: every page as several people see it, ko and en, 1280 and 360 px, into var/gallery."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ontact.config.gallery.showing import write_index
from ontact.config.gallery.walking import Walk
from ontact.config.launch.apart import hall_of_its_own
from ontact.config.launch.chromium import known

AXE = Path(settings.ROOT) / "node_modules" / "axe-core" / "axe.min.js"


class Command(BaseCommand):
    help = (
        "Make pictures of every page into var/gallery. Opens a demo hall of its own unless --hall names one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hall", default="", help="address of a running demo hall")
        parser.add_argument("--axe", action="store_true", help="check each page with axe-core too")
        parser.add_argument("--only", default="", help="only pages whose address contains this")
        parser.add_argument("--examples", type=int, default=2, help="pages of one kind for each person")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.VAR) / "gallery"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        walk = Walk(
            base_url=options["hall"],
            folder=folder,
            axe=AXE.read_text() if options["axe"] else "",
            examples=options["examples"],
            only=options["only"],
            say=self.stdout.write,
        )
        try:
            self._walk(walk) if options["hall"] else self._in_a_hall_of_its_own(walk)
        finally:  # what was seen is shown, also when the walk was cut short
            index = write_index(folder, walk.pictures, [] if options["only"] else walk.missing())
        self.stdout.write(
            f"{len(walk.pictures)} pictures, {len(walk.faulty())} with something to mend: {index}"
        )

    def _in_a_hall_of_its_own(self, walk: Walk) -> None:
        with hall_of_its_own(Path(settings.VAR), demo=True) as hall:
            walk.base_url = hall.url
            self._walk(walk)

    def _walk(self, walk: Walk) -> None:
        from playwright.sync_api import sync_playwright  # slow, and only where the tests' tools are installed

        chromium = known()
        if chromium is None:
            raise CommandError(
                "There is no Chromium here. Install it (Debian: apt install chromium fonts-nanum)."
            )
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=str(chromium),
                args=["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
            )
            walk.take(browser)
            browser.close()
