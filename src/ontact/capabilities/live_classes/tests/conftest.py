"""Sentences are compared in English; no bell rings outside the test, and the media server is there."""

import pytest
from django.core.cache import cache
from django.utils import translation

from ontact.commons.rooms.engine import pulse


@pytest.fixture(autouse=True)
def quiet_neighbours(monkeypatch, settings, tmp_path):
    settings.USHER_SOCKET = str(tmp_path / "usher.sock")
    monkeypatch.setattr(pulse, "_ask", lambda: pulse.READY)
    pulse.forget_last_answer()
    cache.clear()
    with translation.override("en"):
        yield
    pulse.forget_last_answer()


@pytest.fixture
def client(client):
    """A browser whose reader reads English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
