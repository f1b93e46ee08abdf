"""Every page that people can reach in the demo: no axe violation, no sideways scrolling, no error in the console."""

import pytest

from ontact.config.gallery.addresses import page_routes
from ontact.config.gallery.walking import DESK_PX, PHONE_PX, Walk
from tests.journeys.looks import AXE

# Two hundred looks with axe take minutes on a busy machine.
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.timeout(1500)]


@pytest.fixture(scope="module")
def walk(hall, new_browser) -> Walk:
    """Each kind of page once for each kind of person: on a desk in Korean, on a phone in English."""
    walk = Walk(
        base_url=hall.url,
        folder=None,
        axe=AXE.read_text(),
        examples=1,
        looks=(("ko", DESK_PX), ("en", PHONE_PX)),
    )
    walk.take(new_browser())
    return walk


def test_every_page_can_be_used_by_everyone(walk):
    found = [
        f"{picture.path} ({picture.walker}, {picture.language}, {picture.width_px} px): {fault}"
        for picture in walk.faulty()
        for fault in picture.faults
    ]
    assert not found, "\n".join(found)


def test_the_walk_knows_pages_from_machines_addresses():
    assert "/" in page_routes()
    assert not [path for path in page_routes() if path.startswith("/api/")]
