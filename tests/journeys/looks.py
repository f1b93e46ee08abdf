"""A look at the page that a journey has just reached: anyone can use it."""

from playwright.sync_api import Page

from ontact.config.gallery.walking import faults_of
from ontact.config.launch.places import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def anyone_can_use(page: Page) -> None:
    """No axe violation, no sideways scrolling."""
    page.wait_for_load_state()
    found = list(faults_of(page, 200, AXE.read_text()))
    assert not found, f"{page.url}\n" + "\n".join(found)
