"""The reader in a real browser: pictures at once, the exact page in a frame that is nobody."""

import pytest
from playwright.sync_api import expect

from ontact.commons.media.tests import files

pytestmark = pytest.mark.journey

KEEP = """
from django.core.files.uploadedfile import SimpleUploadedFile
import time
from ontact.commons.media.actions import receive
from ontact.commons.media.queries import view_url
from ontact.foundation.actor import SYSTEM
file = SimpleUploadedFile("plan.pdf", bytes.fromhex("{content}"))
asset = receive(file=file, name="plan.pdf", uploaded_by=None, by=SYSTEM)
for _second in range(120):
    asset.refresh_from_db()
    if asset.is_ready:
        break
    time.sleep(1)
print("address", asset.state, asset.attempts, view_url(asset))
"""


@pytest.fixture(scope="module")
def address(hall):
    content = files.pdf("The first page", "The second page", "The third page").hex()
    """Handed in by one process, checked by the hall's worker."""
    said = hall.manage("shell", "-v", "0", "-c", KEEP.format(content=content))
    (line,) = [line for line in said.splitlines() if line.startswith("address ")]
    _word, state, attempts, address = line.split()
    assert (state, attempts) == ("ready", "1")
    return hall.url + address


@pytest.mark.parametrize(("language", "width"), [("ko", 1280), ("en", 360)])
def test_reading_by_pictures_and_then_exactly(person, address, language, width):
    page = person(language=language, width=width)
    fetched = []
    page.on("response", lambda answer: fetched.append(answer.url))

    page.goto(address)
    expect(page.locator(".reader-picture")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.locator(".reader-picture").evaluate("(picture) => picture.naturalWidth") >= 1600
    assert not any("/client/pdf" in url for url in fetched), "pdf.js comes only when it is wished for"

    page.keyboard.press("ArrowRight")
    page.wait_for_url("**page=2")
    page.keyboard.press("+")
    expect(page.locator(".reader.is-exact")).to_be_visible()
    frame = next(frame for frame in page.frames if frame.url.endswith("/media/frame/"))
    expect(frame.locator(".textLayer", has_text="The second page")).to_be_attached()

    assert frame.evaluate("origin") == "null"
    assert frame.evaluate("fetch('/').then(() => 'let through', () => 'refused')") == "refused"
    page.click("[data-turn=after]")
    expect(page.locator("input[name=page]")).to_have_value("3")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
