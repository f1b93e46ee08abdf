"""PDF and HWPX for real: opened again, searched, and tried with the huge and the empty."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pypdfium2
import pytest
import typst
from django.conf import settings
from hwpx import HwpxDocument

from ontact.capabilities.meetings.documents.body import Officer
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.hwpx import to_hwpx
from ontact.capabilities.meetings.documents.pdf import to_pdf
from ontact.capabilities.meetings.documents.sheet import Heading, Table
from ontact.capabilities.meetings.documents.tests.bodies import (
    HASH,
    LONG_NAME,
    empty_body,
    large_body,
    small_body,
)
from ontact.capabilities.meetings.documents.words import ROLES, WORDS
from ontact.web import paper
from ontact.web.paper import KoreanFontMissing

FACTS = {
    "ko": [
        "회 의 록",
        "의결 사항",
        "출석 현황",
        "서면의견",
        "채팅 기록",
        "공개 표결",
        "비밀 표결",
        "가결",
        "오세훈 대리",
        "전자 승인",
    ],
    "en": [
        "Minutes of the meeting",
        "Decisions",
        "Attendance",
        "Written opinions",
        "Chat",
        "open vote",
        "secret vote",
        "carried",
    ],
}


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pdf_says_everything_and_carries_the_hash_on_each_page(language):
    pages = pages_of(to_pdf(small_body(), HASH, language))

    assert all(HASH in page for page in pages)
    whole = flat("".join(pages))
    for fact in [*FACTS[language], "강은주", "이서연", "박도현", "성과 평가 지표를 8개로 줄이고"]:
        assert flat(fact) in whole, fact


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_hwpx_says_everything_and_opens_again(language):
    content = to_hwpx(small_body(), HASH, language)

    with HwpxDocument.open(io.BytesIO(content)) as document:
        assert document.validate().issues == ()
        whole = flat(document.text.plain())
    for fact in [*FACTS[language], "강은주", "이서연", "박도현", "성과 평가 지표를 8개로 줄이고", HASH]:
        assert flat(fact) in whole, fact


def test_the_pdf_is_accessible():
    content = to_pdf(small_body(), HASH, "ko")

    assert b"/MarkInfo" in content
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/Lang\s*\(ko", content)
    assert b"pdfuaid:part" in content


def test_the_same_minutes_make_the_same_pdf():
    assert to_pdf(small_body(), HASH, "ko") == to_pdf(small_body(), HASH, "ko")


def test_the_parts_of_the_hwpx_are_well_formed_and_stand_in_order():
    with zipfile.ZipFile(io.BytesIO(to_hwpx(small_body(), HASH, "ko"))) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/hwp+zip"
        section = archive.read("Contents/section0.xml")
        for name in archive.namelist():
            if name.endswith((".xml", ".hpf", ".rdf")):
                ElementTree.fromstring(archive.read(name))
    assert b'repeatHeader="1"' in section
    assert b'treatAsChar="1"' not in section, (
        "a table as one large letter would be cut off at the paper's edge"
    )
    assert HASH.encode() in section


@pytest.mark.parametrize("write", [to_pdf, to_hwpx])
def test_a_meeting_that_never_was_makes_a_draft_without_a_hash(write):
    content = write(empty_body(), "", "ko")

    if write is to_pdf:
        (text,) = pages_of(content)
    else:
        with HwpxDocument.open(io.BytesIO(content)) as document:
            text = document.text.plain()
    for words in ("draft", "not_held", "no_decisions", "no_items", "nobody", "awaiting"):
        assert flat(WORDS[words][0]) in flat(text)
    assert "SHA-256" not in text


@pytest.mark.slow
def test_220_people_with_long_names_and_strange_signs_fit_into_a_pdf():
    pages = pages_of(to_pdf(large_body(), HASH, "ko"))

    assert len(pages) < 60
    whole = flat("".join(pages))
    assert whole.count(LONG_NAME) > 80
    assert flat("제219동 행정복지센터") in whole


@pytest.mark.slow
def test_220_people_with_long_names_and_strange_signs_fit_into_an_hwpx():
    with HwpxDocument.open(io.BytesIO(to_hwpx(large_body(), HASH, "en"))) as document:
        assert document.validate().issues == ()
        rows = max(table.row_count for table in document.tables.all)
    assert rows == 201


@pytest.mark.parametrize(
    "sign", ["𠮷", "👨‍👩‍👧", "ꥠ", "\U0001f1f0\U0001f1f7", "\ue000", "ﷺ", "a\u0300\u0301\u0302"]
)
def test_a_sign_that_no_font_has_does_not_stop_the_minutes(sign):
    body = replace(empty_body(), chair=Officer(name=f"김{sign}수"))

    assert to_pdf(body, HASH, "ko").startswith(b"%PDF-")
    assert to_hwpx(body, HASH, "ko").startswith(b"PK")


@pytest.mark.parametrize(
    "text", ['#import "x"', "*bold* _it_ $x^2$ @ref <label> \\u{41}", "</hp:t><x>&amp;", '=HYPERLINK("x")']
)
def test_what_people_typed_is_text_and_never_a_command(text):
    body = replace(empty_body(), chair=Officer(name=text))

    assert flat(text) in flat("".join(pages_of(to_pdf(body, HASH, "ko"))))
    with HwpxDocument.open(io.BytesIO(to_hwpx(body, HASH, "ko"))) as document:
        assert flat(text) in flat(document.text.plain())


def test_a_machine_without_fonts_of_its_own_sets_the_minutes_in_ours(monkeypatch):
    ours = [str(settings.TOOLS / "npm" / paper.NANUM)]
    alone = typst.Fonts(include_system_fonts=False, font_paths=ours)
    monkeypatch.setattr(paper, "fonts", lambda: alone)

    whole = flat("".join(pages_of(to_pdf(small_body(), HASH, "ko"))))

    assert [fact for fact in FACTS["ko"] if flat(fact) not in whole] == []


def test_a_machine_without_a_korean_font_says_so(monkeypatch):
    class NoFonts:
        def families(self) -> list[str]:
            return ["DejaVu Sans"]

    monkeypatch.setattr(paper, "fonts", NoFonts)

    with pytest.raises(KoreanFontMissing):
        to_pdf(empty_body(), HASH, "ko")


def test_every_word_exists_in_both_languages():
    for korean, english in (*WORDS.values(), *ROLES.values()):
        assert korean
        assert english
        assert set(re.findall(r"{\w+}", korean)) == set(re.findall(r"{\w+}", english))


def test_headings_never_skip_a_level_and_rows_fit_their_columns():
    for body in (empty_body(), small_body(), large_body()):
        sheet = compose(body, HASH, "en")
        level = 0
        for block in (*sheet.blocks, *sheet.closing):
            if isinstance(block, Heading):
                assert block.level <= level + 1
                level = block.level
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} == {len(block.columns)}


def test_decisions_come_first_and_name_their_item():
    sheet = compose(small_body(), HASH, "ko")

    kinds = [type(block).__name__ for block in sheet.blocks[:3]]
    assert kinds == ["Heading", "Decision", "Decision"]
    assert sheet.blocks[1].aside == "안건 2"


PRESENCE = {
    "ko": [
        "의결권자의 과반수: 5명 중 3명",
        "출석 2, 불참 1, 사유 있는 불참 1",
        "장석훈 (국회 출장)",
        "늦게 입장",
        "다시 입장",
    ],
    "en": [
        "More than half of those who may vote: 3 of 5",
        "2 present, 1 absent, 1 excused",
        "came late",
        "came back",
    ],
}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_quorum_rolls_and_comings_stand_in_pdf_and_hwpx_alike(language):
    pdf = flat("".join(pages_of(to_pdf(small_body(), HASH, language))))
    with HwpxDocument.open(io.BytesIO(to_hwpx(small_body(), HASH, language))) as document:
        hwpx = flat(document.text.plain())
    for fact in PRESENCE[language]:
        assert flat(fact) in pdf, fact
        assert flat(fact) in hwpx, fact
