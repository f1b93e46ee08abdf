"""A certificate's facts, checked by an outsider who has one script and the file."""

import json
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from ontact.commons.registrations.engine.certifying import AttendedLecture, Facts, sha256_of

SCRIPT = Path(__file__).parents[5] / "docs" / "verify" / "certificate.py"
LECTURE = AttendedLecture(1, "별자리 읽기", "2026-09-24", 5400, 63, "seat")
FACTS = Facts(
    number="2026-4821-0937",
    name="한지우",
    programme="지식 여행",
    host="평생학습과",
    issued_on="2026-11-27",
    replaces="",
    lectures=(LECTURE, replace(LECTURE, number=2, by="replay", minutes=90)),
    held=3,
    needed=2,
    percent=70,
    replay_counts=True,
    rule_version=1,
)


def exported(facts, **changes):
    body = facts.as_dict()
    return {"facts": body, "sha256": sha256_of(body), "state": "valid", **changes}


def checked(tmp_path, file, *printed):
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), str(path), *printed]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def test_an_outsider_finds_a_true_certificate_true(tmp_path):
    file = exported(FACTS)

    done = checked(tmp_path, file, file["sha256"].upper())

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        ({"name": "다른 사람"}, "the hash is that of the facts"),
        ({"lectures": []}, "enough sessions were attended"),
        ({"needed": 0}, "enough sessions were attended"),
        ({"percent": 71}, "each session was attended long enough"),
        ({"replay_counts": False}, "replays count only where the rule says so"),
    ],
)
def test_an_outsider_finds_each_lie(tmp_path, lie, found):
    file = exported(FACTS)
    file["facts"].update(lie)

    done = checked(tmp_path, file)

    assert done.returncode == 1
    assert f"NO  {found}" in done.stdout


def test_a_lecture_cannot_be_counted_twice(tmp_path):
    done = checked(tmp_path, exported(replace(FACTS, lectures=(LECTURE, LECTURE))))

    assert done.returncode == 1
    assert "NO  no session is counted twice" in done.stdout


@pytest.mark.parametrize("state", ["revoked", "replaced"])
def test_what_does_not_stand_any_more_is_told(tmp_path, state):
    done = checked(tmp_path, exported(FACTS, state=state))

    assert done.returncode == 1
    assert "NO  it is neither revoked nor replaced" in done.stdout


def test_another_hash_on_the_paper_is_told(tmp_path):
    done = checked(tmp_path, exported(FACTS), "0" * 64)

    assert done.returncode == 1
    assert "NO  the hash is that of the paper" in done.stdout


def test_the_same_name_typed_in_parts_has_the_same_hash():
    apart = replace(FACTS, name=unicodedata.normalize("NFD", FACTS.name))

    assert sha256_of(apart.as_dict()) == sha256_of(FACTS.as_dict())


def test_facts_come_back_from_json_as_they_were():
    body = FACTS.as_dict()

    assert json.loads(json.dumps(body)) == body


def test_the_script_is_short_and_imports_nothing_of_ours():
    source = SCRIPT.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 40
    assert [line for line in source.splitlines() if line.startswith(("import", "from"))] == [
        "import hashlib, json, sys"
    ]
