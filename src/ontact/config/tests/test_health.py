"""Health pages tell a supervisor the truth, and nobody a secret."""

from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from ontact.config import health

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "live"})


def test_a_hall_without_livekit_still_serves_pages(client):
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "database": "ok",
        "migrations": "ok",
        "disk": "ok",
        "media_server": "away",
        "usher": "away",
    }


def test_a_lost_database_is_told_with_a_time_to_come_back(client):
    with patch.object(connection, "cursor", side_effect=DatabaseError("gone")):
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["database"], answer["Retry-After"]) == (503, "away", "5")


def test_a_full_disk_is_told(client):
    with patch.object(health, "FREE_AT_LEAST_BYTES", 10**18):
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["disk"]) == (503, "full")


def test_health_is_never_cached_and_holds_no_secret(client):
    for path in ("/health/live", "/health/ready"):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert settings.SECRET_KEY not in answer.content.decode()
        assert settings.LIVEKIT_SECRET not in answer.content.decode()


@pytest.fixture(autouse=True)
def no_machines(settings, tmp_path):
    settings.LIVEKIT_URL = "http://127.0.0.1:1"
    settings.USHER_SOCKET = str(tmp_path / "no.sock")
    settings.VAR = tmp_path
