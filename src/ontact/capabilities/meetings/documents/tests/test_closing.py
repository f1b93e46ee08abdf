"""For whatever is closed: the public text is valid, hashes to what it says, and holds nothing of it."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.canonical import canonical, sha256_of
from ontact.capabilities.meetings.documents.closing import (
    GROUNDS,
    Closing,
    in_language,
    is_part_of_a_marker,
    marker,
    masked,
    masks_of,
    public_text,
    stands_in,
)
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.hwpx import to_hwpx
from ontact.capabilities.meetings.documents.pdf import to_pdf
from ontact.capabilities.meetings.documents.tests.bodies import small_body

BODY = small_body()
TEXTS = [
    *(item.notes for item in BODY.items if item.notes),
    *(decision.text for decision in BODY.decisions),
    *(opinion.text for opinion in BODY.opinions),
    *(line.text for line in BODY.chat),
    *(seat.name for seat in BODY.attendance),
    *BODY.purpose.values(),
]


# A machine that stalls is no finding.
unhurried = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def passages(draw):
    """Any stretch of what was said. A marker has brackets, and whoever closes one bracket could still see another's."""
    text = draw(st.sampled_from(TEXTS))
    begins = draw(st.integers(0, len(text) - 2))
    ends = draw(st.integers(begins + 2, len(text)))
    return text[begins:ends]


closings = st.one_of(
    st.builds(
        Closing,
        st.just("text"),
        passages().filter(lambda text: not is_part_of_a_marker(text)),
        st.sampled_from(list(GROUNDS)),
        st.sampled_from(["", "직원의 건강"]),
    ),
    st.builds(Closing, st.just("item"), st.sampled_from(["1", "2", "3"]), st.sampled_from(list(GROUNDS))),
    st.builds(Closing, st.just("paper"), st.just("중간보고서.pdf"), st.sampled_from(list(GROUNDS))),
)


@unhurried
@given(st.lists(closings, max_size=6))
def test_nothing_of_what_is_closed_is_left_and_the_public_text_is_whole(chosen):
    full = canonical(replace(BODY, salt="00" * 32))
    public = replace(public_text(BODY, chosen), full_sha256=sha256_of(full))
    content = canonical(public)
    read_again = MinutesBody.from_dict(json.loads(content))

    assert canonical(read_again) == content
    assert sha256_of(content) == hashlib.sha256(content).hexdigest()
    assert read_again.full_sha256 == hashlib.sha256(full).hexdigest()
    assert [one.ground for one in read_again.closed] == [one.ground for one in chosen]
    for text, _ground in masks_of(BODY, chosen):
        assert not stands_in(read_again, text)
    for language in ("ko", "en"):
        sheet = json.dumps(compose(read_again, "0" * 64, language).as_dict(), ensure_ascii=False)
        assert all(text not in sheet for text, _ground in masks_of(BODY, chosen) if len(text) > 12)


@unhurried
@given(st.lists(closings, max_size=4))
def test_who_came_when_and_how_many_voted_is_told_all_the_same(chosen):
    public = public_text(BODY, chosen)
    assert [seat.spans for seat in public.attendance] == [seat.spans for seat in BODY.attendance]
    assert [item.number for item in public.items] == [item.number for item in BODY.items]
    assert [decision.number for decision in public.decisions] == [one.number for one in BODY.decisions]


def test_pdf_and_hwpx_hold_the_ground_and_not_the_name():
    public = public_text(BODY, [Closing("text", "이서연", "6", "시민의 이름")])
    pages = pypdfium2.PdfDocument(to_pdf(public, "0" * 64, "ko"))
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    archive = zipfile.ZipFile(io.BytesIO(to_hwpx(public, "0" * 64, "ko")))
    written = "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist())
    for text in (printed, written):
        assert "이서연" not in text
        assert "비공개" in text
        assert "시민의 이름" in text


def test_of_two_passages_one_inside_the_other_the_longer_goes_first():
    masks = [("김민지", "6"), ("김민지의 병가", "5")]
    assert masked("김민지의 병가, 김민지", masks) == f"{marker('5')}, {marker('6')}"


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_is_said_in_both_languages(ground):
    public = public_text(BODY, [Closing("text", "이서연", ground)])
    assert stands_in(public, marker(ground, "ko"))
    assert stands_in(in_language(public, "en"), marker(ground, "en"))
    assert not stands_in(in_language(public, "en"), marker(ground, "ko"))


def test_no_hash_is_left_by_which_a_guess_could_be_proved():
    vote = replace(BODY.items[1].votes[0], sha256="a" * 64)
    items = (BODY.items[0], replace(BODY.items[1], votes=(vote, *BODY.items[1].votes[1:])), BODY.items[2])
    body = replace(BODY, items=items)
    public = public_text(body, [Closing("text", "12개에서 8개로", "5"), Closing("text", "중간보고서", "7")])
    assert public.items[1].votes[0].sha256 == ""
    assert public.items[0].papers[0].sha256 == ""
    assert public_text(body, []).items[1].votes[0].sha256 == "a" * 64
