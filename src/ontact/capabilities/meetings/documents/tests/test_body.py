"""The whitelist and the canonical form: what a stranger hashes is what was approved."""

import hashlib
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontact.capabilities.meetings.documents.body import (
    Attendance,
    BodyRefused,
    Item,
    MinutesBody,
    Officer,
    said,
)
from ontact.capabilities.meetings.documents.canonical import canonical, sha256_of
from ontact.capabilities.meetings.documents.contacts import HIDDEN, without_contacts
from ontact.capabilities.meetings.documents.tests.bodies import at, empty_body, large_body, small_body


@pytest.mark.parametrize("body", [empty_body(), small_body(), large_body()], ids=["empty", "small", "large"])
def test_reading_back_gives_the_same_bytes(body):
    content = canonical(body)

    assert canonical(MinutesBody.from_dict(json.loads(content))) == content


def test_the_canonical_form_is_what_rfc_8785_asks_for():
    content = canonical(small_body())
    text = content.decode()

    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert not text.endswith("\n")
    assert '"begins_at":"2026-09-24T14:03:00+09:00"' in text


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_a_stranger_gets_the_printed_hash_with_sha256sum(tmp_path):
    content = canonical(small_body())
    (tmp_path / "minutes.json").write_bytes(content)

    printed = subprocess.run(
        ["sha256sum", "minutes.json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert printed.stdout.split()[0] == sha256_of(content) == hashlib.sha256(content).hexdigest()


def test_one_letter_changes_the_hash():
    body = small_body()
    changed = replace(body, items=(replace(body.items[0], notes=body.items[0].notes + "."), *body.items[1:]))

    assert sha256_of(canonical(changed)) != sha256_of(canonical(body))


def test_the_same_text_in_another_normal_form_has_the_same_hash():
    composed, decomposed = (
        replace(empty_body(), title={"ko": "각"}),
        replace(empty_body(), title={"ko": "각"}),
    )

    assert canonical(composed) == canonical(decomposed)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"email": "kim@suwon.example"}, "email"),
        ({"chair": {"name": "강은주", "telephone": "010-1234-5678"}}, "chair.telephone"),
        ({"attendance": [{"seat": "시민", "birthday": "1990-01-01"}]}, "attendance.0.birthday"),
        ({"items": [{"number": "1", "title": {"ko": "가"}}]}, "items.0.number"),
        ({"items": [{"number": True, "title": {"ko": "가"}}]}, "items.0.number"),
        ({"items": [{"title": {"ko": "가"}}]}, "items.0.number"),
        ({"title": {"ko": 3}}, "title.ko"),
        ({"title": "가"}, "title"),
        ({"attendance": {}}, "attendance"),
        ({"planned": {"begins_at": "2026-09-24T14:00:00"}}, "planned.begins_at"),
        ({"planned": {"begins_at": "tomorrow"}}, "planned.begins_at"),
        ({"chair": None}, "chair"),
        ({"schema": "ontact.minutes/2"}, "schema"),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_its_place(change, place):
    with pytest.raises(BodyRefused) as refused:
        MinutesBody.from_dict({**empty_body().as_dict(), **change})

    assert refused.value.place == place


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kim.hana+x@suwon.go.kr 로 주세요", f"{HIDDEN} 로 주세요"),
        ("010-1234-5678", HIDDEN),
        ("01012345678", HIDDEN),
        ("+82 10 1234 5678", HIDDEN),
        ("(010) 1234-5678"[1:], f"{HIDDEN}"),
        ("900101-1234567", HIDDEN),
        ("9001011234567", HIDDEN),
        ("사무실 031-228-2114", "사무실 031-228-2114"),
        ("예산 2,010,123,456,789원, 2026-2030년", "예산 2,010,123,456,789원, 2026-2030년"),
        ("제2026-01012호", "제2026-01012호"),
        ("", ""),
    ],
)
def test_contact_data_that_people_typed_is_hidden(typed, kept):
    assert without_contacts(typed) == kept


def test_contact_data_is_hidden_wherever_it_was_typed():
    secret = "kim@suwon.example 010-1234-5678"
    body = replace(
        small_body(),
        title={"ko": secret},
        chair=Officer(name=secret, title=secret),
        attendance=(Attendance(seat=secret, name=secret, organisation=secret, substitute_for=secret),),
        items=(Item(number=1, title={"ko": secret}, presenter=secret, notes=secret),),
    )

    text = canonical(body).decode()

    assert "suwon.example" not in text
    assert "1234" not in text


def test_hidden_direction_marks_and_control_characters_are_dropped():
    body = replace(empty_body(), chair=Officer(name="강\u202e은\x00주\ud800"))

    assert MinutesBody.from_dict(body.as_dict()).chair.name == "강은주"


@given(st.text(), st.text())
def test_any_text_at_all_survives_the_way_out_and_back(name, notes):
    body = replace(
        empty_body(), chair=Officer(name=name), items=(Item(number=1, title={"ko": notes}, notes=notes),)
    )

    content = canonical(body)

    assert canonical(MinutesBody.from_dict(json.loads(content))) == content


def test_moments_are_written_in_the_meetings_own_zone():
    body = replace(empty_body(), time_zone="Asia/Ho_Chi_Minh")

    assert body.as_dict()["planned"]["begins_at"] == "2026-09-24T12:00:00+07:00"
    assert datetime.fromisoformat("2026-09-24T12:00:00+07:00") == at(0)


def test_a_text_is_said_in_the_language_there_is():
    assert said({"ko": "가", "en": "a"}, "en") == "a"
    assert said({"ko": "가"}, "en") == "가"
    assert said({"vi": "x"}, "en") == "x"
    assert said({}, "en") == ""


def test_heads_are_counted_not_seats():
    assert (len(small_body().present), small_body().people_present) == (5, 6)
