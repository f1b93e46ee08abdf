"""A lottery's file: drawn again by the script for outsiders, and caught when something in it was changed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontact.commons.registrations.engine.lottery import commitment_to, drawn, fingerprint

SCRIPT = Path(__file__).parents[5] / "docs" / "verify" / "lottery.py"
SEED = "5e" * 32


def the_file(units, seed=SEED, later=()):
    return {
        "commitment": commitment_to(seed),
        "seed": seed,
        "frozen": sorted(units),
        "frozen_sha256": fingerprint(units),
        "order": [*drawn(seed, units), *later],
    }


def drawn_again(file, folder, *receipt):
    path = folder / "draw.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), str(path), *receipt]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.uuids().map(str), unique=True, max_size=50), st.binary(min_size=32, max_size=32))
def test_an_outsider_draws_the_same(tmp_path_factory, units, seed):
    done = drawn_again(the_file(units, seed.hex()), tmp_path_factory.mktemp("draw"))

    assert done.returncode == 0, done.stdout + done.stderr


def test_whoever_has_a_receipt_finds_their_place(tmp_path):
    file = the_file(["a", "b", "c"], later=["d"])

    done = drawn_again(file, tmp_path, file["order"][1])

    assert "place in the draw: 2 of 4" in done.stdout


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "00" * 32},
        {"frozen": ["a", "b"]},
        {"frozen": ["a", "b", "c", "c"]},
        {"order": ["a", "b", "c"]},
        {"order": ["c", "b", "a"]},
        {"commitment": "0" * 64},
    ],
)
def test_a_changed_file_is_caught(tmp_path, change):
    file = the_file(["a", "b", "c"])
    if change.get("order") == file["order"]:
        change = {"order": file["order"][::-1]}

    done = drawn_again({**file, **change}, tmp_path)

    assert done.returncode == 1
    assert "DIFFERENT" in done.stdout


def test_the_script_is_short_enough_to_be_read_in_one_go():
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 40


def test_the_order_of_entering_says_nothing_about_the_order_drawn():
    units = [str(number) for number in range(100)]

    assert drawn(SEED, units) == drawn(SEED, reversed(units))
