"""kill -9 of web, worker and database in the middle of a rush: what was answered is in the book, once, and nothing else.

`bench/crash` does it two hundred times.
"""

import secrets
import sys

import pytest
from bench.crashing import Crashes
from bench.database import Durable

from ontact.config.launch.hall import Hall
from ontact.config.launch.postgres import programs
from tests.machines import do_without

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TRIALS = 3


@pytest.fixture
def seed(capsys):
    drawn = secrets.randbelow(10**6)
    with capsys.disabled():
        sys.stdout.write(f"\nThe rush dies by the seed {drawn}.\n")
    return drawn


def test_three_deaths_on_sqlite(tmp_path, seed):
    with Hall(tmp_path, demo=False, livekit=False) as hall:
        verdict = Crashes(hall, None, seed).run(TRIALS)

    assert verdict.wrong == 0, verdict
    assert (verdict.trials, verdict.acknowledged) == (TRIALS, TRIALS * 100)


def test_three_deaths_on_postgresql(tmp_path, seed):
    place = programs()
    if place is None:
        do_without("PostgreSQL")
    server = Durable(place)
    with server as url, Hall(tmp_path, demo=False, livekit=False, database_url=url) as hall:
        verdict = Crashes(hall, server, seed).run(TRIALS)

    assert verdict.wrong == 0, verdict
    assert set(verdict.killed) == {"web", "worker", "database"}
