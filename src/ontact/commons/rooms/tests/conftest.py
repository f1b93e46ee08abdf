"""What the rooms' tests share: a bell that counts, a media server that is there, and short names."""

import socket

import pytest
from django.core.cache import cache
from django.test import Client

from ontact.commons.rooms.engine import pulse
from ontact.commons.rooms.models import Role
from ontact.commons.rooms.tests.calls import seen
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory, enter_as
from ontact.commons.rooms.tests.stages import Stage
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


@pytest.fixture
def stage(monkeypatch):
    monkeypatch.setattr("ontact.commons.rooms.usher.keeper.FAREWELL_S", 0)
    monkeypatch.setattr("ontact.commons.rooms.usher.keeper.LISTS_APART_S", 0)
    stage = Stage()
    yield stage
    stage.ask.close()


@pytest.fixture
def room():
    return RoomFactory()


@pytest.fixture
def chair(room):
    return seen(SeatFactory(room=room, role=Role.HOST, inside=True))


@pytest.fixture
def guest(room):
    return seen(SeatFactory(room=room, inside=True))


@pytest.fixture
def at_the_desk(chair):
    client = Client()
    enter_as(client, chair)
    return client


@pytest.fixture
def as_guest(guest):
    client = Client()
    enter_as(client, guest)
    return client


@pytest.fixture
def house(tmp_path, settings, livekit_server):
    from ontact.commons.rooms.tests.live_house import House  # slow

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # One of its own, which may be killed and reports to us.
    livekit = type(livekit_server)(tmp_path, webhook=f"http://127.0.0.1:{port}/").start()
    settings.LIVEKIT_URL, settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = (
        livekit.url,
        livekit.key,
        livekit.secret,
    )
    settings.USHER_SOCKET = str(tmp_path / "bell")
    yield House(livekit, port, RoomFactory(broadcast=True))
    livekit.stop()
