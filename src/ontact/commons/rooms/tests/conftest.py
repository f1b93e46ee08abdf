"""What the rooms' tests share: a bell that counts, a media server that is there, and short names."""

import pytest
from django.core.cache import cache

from ontact.commons.rooms.engine import pulse
from ontact.foundation.actor import Actor
from ontact.foundation.ids import uuid7

CLERK = Actor("person", uuid7(), "Clerk Kim")


@pytest.fixture(autouse=True)
def quiet_neighbours(monkeypatch, settings, tmp_path):
    """No bell rings outside the test, and no page waits for a media server that is not there."""
    settings.USHER_SOCKET = str(tmp_path / "usher.sock")
    monkeypatch.setattr(pulse, "_ask", lambda: pulse.READY)
    pulse.forget_last_answer()
    cache.clear()
    yield
    pulse.forget_last_answer()
