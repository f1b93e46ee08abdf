"""The hall's programs may die; the supervisor brings each back, and closing it leaves nothing behind."""

import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ontact.config.launch.hall import Hall
from ontact.config.launch.trouble import Trouble

pytestmark = [pytest.mark.journey, pytest.mark.slow]
# How many seconds it takes is bench/drills' question.
PATIENCE_S = 120


def of_this_hall(hall: Hall) -> set[int]:
    """Every process that works for the hall."""
    mine = f"ONTACT_VAR={hall.state.var}\0".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mine in (process / "environ").read_bytes():
                found.add(int(process.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("program", ["web", "worker", "usher", "livekit"])
def test_a_killed_program_comes_back(hall, program):
    """How many seconds it takes is judged by bench/drills."""
    before = hall.pid_of(program)
    os.kill(before, signal.SIGKILL)
    assert wait_for_another(hall, program, before) != before
    hall.wait_ready()
    hall.wait_livekit()


def test_a_killed_web_leaves_no_child_that_holds_the_port(hall):
    before = hall.pid_of("web")
    family = {pid for pid in of_this_hall(hall) if os.getpgid(pid) == before}
    os.kill(before, signal.SIGKILL)
    wait_for_another(hall, "web", before)
    hall.wait_ready()
    assert len(family) > 1
    assert family & of_this_hall(hall) == set()


def test_a_second_hall_on_the_same_folder_is_refused(hall):
    with pytest.raises(Trouble, match="A hall is already open"):
        Hall(hall.state.var).prepare()


def test_closing_ends_every_process(new_hall):
    hall = new_hall(demo=False)
    assert len(of_this_hall(hall)) >= 5
    hall.stop()
    assert of_this_hall(hall) == set()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{hall.port}/health/live", timeout=2)


def test_a_killed_supervisor_takes_nobody_hostage(new_hall):
    hall = new_hall(demo=False)
    assert hall.supervisor
    hall.supervisor.kill()
    hall.supervisor.wait()
    hall.supervisor = None
    hall.start()
    hall.wait_livekit()
    hall.stop()
    assert of_this_hall(hall) == set()


def test_the_logs_hold_neither_secrets_nor_addresses(hall):
    secrets = [line.partition("=")[2] for line in hall.state.secrets.read_text().splitlines()]
    logs = "".join(file.read_text(errors="replace") for file in hall.state.log.iterdir())
    assert [secret for secret in secrets if secret in logs and not secret.startswith("hall-")] == []
    assert "@suwon" not in logs


def wait_for_another(hall: Hall, program: str, before: int) -> int:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            after = hall.pid_of(program)
            if after != before:
                return after
        except Trouble:
            pass
        time.sleep(0.1)
    pytest.fail(f"{program} did not come back within 120 s")
