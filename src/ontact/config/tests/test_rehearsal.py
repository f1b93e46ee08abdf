"""A rehearsal says what the machine can hold, touches nothing of the operator's, and leaves nothing behind."""

import os
import re
import subprocess
import sys

import pytest
from django.utils import translation

from ontact.config.launch import livekit, robots
from ontact.config.launch.apart import hall_of_its_own
from ontact.config.launch.meters import Stalls, Use
from ontact.config.launch.places import ROOT
from ontact.config.rehearsal import Found
from ontact.config.verdict import is_fit, seats_that_fit, sentences

GOOD = {
    "seats": 220,
    "with_camera": False,
    "joined": 220,
    "join_s": 31,
    "cores": {"web": 0.05, "livekit": 0.35},
    "memory_bytes": 700_000_000,
    "robots_cores": 0.3,
    "bits_s": 8e6,
    "heard_s": [0.2] * 219,
    "hearing": 219,
}
GIGABYTE = 10**9


@pytest.mark.parametrize(
    "changed",
    [
        {"joined": 219},
        {"hearing": 200},
        {"long_holes": 3, "stalled_holes": 2},
        {"heard_s": [0.2] * 100 + [3] * 119},
        {"cores": {"livekit": 1.9}},
    ],
)
def test_a_machine_is_fit_only_when_nothing_was_short(changed):
    assert is_fit(Found(**GOOD), 2)
    assert not is_fit(Found(**{**GOOD, **changed}), 2)


def test_pauses_while_the_machine_stood_still_are_told_but_not_held_against_the_hall():
    found = Found(**GOOD, long_holes=2, stalled_holes=2, longest_hole_s=1.5)
    assert is_fit(found, 2)
    with translation.override("en"):
        said = "\n".join(sentences(found, cores=2, memory_bytes=4 * GIGABYTE))
    assert "2 of these fell into moments in which the machine itself stood still" in said


def test_the_limit_is_what_is_short_first():
    with translation.override("en"):
        assert seats_that_fit(Found(**GOOD), 2, 8 * GIGABYTE) == (770, "the processor")
        assert seats_that_fit(Found(**GOOD), 2, 1 * GIGABYTE) == (220, "memory")


def test_few_robots_say_nothing_about_many():
    with translation.override("en"):
        few = sentences(Found(**{**GOOD, "seats": 10, "joined": 10}), cores=2, memory_bytes=GIGABYTE)
        many = sentences(Found(**GOOD), cores=2, memory_bytes=GIGABYTE)
    assert [any("By this measure" in one for one in said) for said in (few, many)] == [False, True]


def test_the_verdict_is_korean_for_a_korean_operator():
    with translation.override("ko"):
        said = sentences(Found(**GOOD, long_holes=2, stalled_holes=1), cores=2, memory_bytes=GIGABYTE)
    assert all(re.search("[가-힣]", sentence) for sentence in said)


def test_cores_are_seconds_of_processor_by_seconds_that_passed():
    use = Use(110, {"web": 9, "livekit": 3}, {}).cores_since(Use(100, {"web": 4, "livekit": 5}, {}))
    assert use == {"web": 0.5, "livekit": 0}


def test_a_pause_is_explained_by_as_much_as_the_machine_stood_still_in_it():
    stalls = Stalls(found=[(10, 2), (20, 1)])
    assert stalls.between(11, 20.5) == 1.5
    assert stalls.between(12.5, 19) == 0


def test_the_operators_own_database_is_out_of_reach(monkeypatch, tmp_path):
    """What would be opened shows in the environment: nothing of the operator's hall is left in it."""
    monkeypatch.setattr("os.environ", os.environ.copy())
    monkeypatch.setenv("ONTACT_DATABASE_URL", "postgres://city/real")
    monkeypatch.setenv("ONTACT_LIVEKIT_PUBLIC_URL", "wss://media.city.example")
    monkeypatch.setattr("ontact.config.launch.hall.Hall.__enter__", lambda hall: hall)
    monkeypatch.setattr("ontact.config.launch.hall.Hall.__exit__", lambda *_: None)
    monkeypatch.setattr("ontact.config.launch.hall.Hall.wait_livekit", lambda hall: None)
    with hall_of_its_own(tmp_path, demo=False) as hall:
        left = {name for name in hall.environment if name.startswith("ONTACT_")}
        assert left <= {"ONTACT_TOOLS", "ONTACT_VAR", "ONTACT_DEMO", "ONTACT_BASE_URL", "ONTACT_LIVEKIT_URL"}
        assert hall.environment["ONTACT_VAR"].startswith(str(tmp_path))
        assert "ONTACT_DATABASE_URL" not in os.environ
    assert not any(tmp_path.iterdir())


@pytest.mark.livekit
@pytest.mark.slow
def test_a_small_rehearsal_is_held_and_cleaned_up(tmp_path):
    if livekit.program() is None:
        pytest.skip("LiveKit is missing.")
    robots.build()
    command = [
        sys.executable,
        "-m",
        "django",
        "rehearse",
        "--seats",
        "4",
        "--minutes",
        "0.1",
        "--language",
        "ko",
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "ONTACT_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert "좌석 4개 가운데 4개가 찼고" in done.stdout, done.stderr
    assert "발언자 2/2" in done.stdout
    assert not list(tmp_path.glob("rehearsal-*"))
