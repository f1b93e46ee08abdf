"""Fixtures that start real programs: the whole hall, or LiveKit alone."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontact.config.launch.hall import Hall
from ontact.config.launch.livekit import program
from ontact.config.launch.media_server import MediaServer

RESULTS = Path(__file__).resolve().parents[1] / "var" / "test-results"


def do_without(what: str) -> None:
    """A missing machine is a failure in CI and a skip elsewhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing; in CI that is a failure.")
    pytest.skip(f"{what} is missing.")


def pytest_unconfigure() -> None:
    """LiveKit's library ends while the interpreter is whole: one of its threads that calls into a half-closed one aborts
    the process, after every test has passed.
    """
    library = sys.modules.get("livekit.rtc._ffi_client")
    client = library.FfiClient._instance if library else None
    if client is not None:
        client._dispose()


@pytest.fixture(scope="session")
def livekit_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaServer]:
    """A real LiveKit server for the whole run, without webhooks; use one room for each test."""
    if program() is None:
        do_without("LiveKit")
    server = MediaServer(tmp_path_factory.mktemp("livekit")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def new_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Hall]]:
    """Opens further halls: new_hall(demo=False), new_hall(database_url=…). All are closed at the end of the run."""
    if program() is None:
        do_without("LiveKit")
    halls: list[Hall] = []

    def open_one(**wishes: object) -> Hall:
        hall = Hall(tmp_path_factory.mktemp("hall"), **wishes)
        halls.append(hall)
        hall.start()
        hall.wait_livekit()
        return hall

    yield open_one
    for hall in halls:
        hall.stop()
        _keep_logs(hall)


@pytest.fixture(scope="session")
def hall(new_hall: Callable[..., Hall]) -> Hall:
    """The demo city, open for the whole run."""
    return new_hall(demo=True)


@pytest.fixture(scope="session")
def empty_hall(new_hall: Callable[..., Hall]) -> Hall:
    """A bare city, open for the whole run."""
    return new_hall(demo=False)


def _keep_logs(hall: Hall) -> None:
    target = RESULTS / "logs" / hall.state.var.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(hall.state.log, target, dirs_exist_ok=True)
