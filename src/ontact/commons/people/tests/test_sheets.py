"""Sheets of offices: read as people have them, every bad row named."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ontact.commons.people.forms.sheets import SheetUnreadable, kind_meant, offices_in, read_file, read_text

ROWS = [
    ["기관명", "영문명", "구분", "상위기관", "전화번호"],
    ["영통구청", "Yeongtong-gu Office", "구청", "", "031-228-8300"],
    ["매탄1동", "Maetan 1-dong", "", "영통구청", ""],
]


def xlsx(rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def csv(rows, encoding="utf-8-sig"):
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


@pytest.mark.parametrize(
    "content",
    [
        xlsx(ROWS),
        csv(ROWS),
        csv(ROWS, "cp949"),
        csv(ROWS).replace(b",", b"\t"),
        csv(ROWS).replace(b",", b";"),
    ],
)
def test_one_sheet_in_five_shapes(content):
    lines = offices_in(read_file("offices", content), ())

    assert [(one.number, one.office.name_ko, one.office.kind, one.troubles) for one in lines] == [
        (2, "영통구청", "district", []),
        (3, "매탄1동", "neighbourhood", []),
    ]
    assert (lines[0].office.telephone, lines[1].office.parent_ko) == ("031-228-8300", "영통구청")


def test_columns_may_stand_in_any_order():
    rows = [["전화", "소속", "이름"], ["031", "", "정책기획과"]]

    assert offices_in(rows, ())[0].office.name_ko == "정책기획과"


def test_lines_without_a_heading_are_read_by_place():
    lines = offices_in(read_text("정책기획과, Policy Division\n\n총무과"), ())

    assert [(one.number, one.office.name_ko, one.office.name_en) for one in lines] == [
        (1, "정책기획과", "Policy Division"),
        (3, "총무과", ""),
    ]


def test_every_bad_row_says_what_is_wrong():
    text = "가과\n,No name\n가과\n나과,,우주선\n다과,,,없는청\n" + "라" * 101

    troubles = {one.number: one.troubles for one in offices_in(read_text(text), ())}

    assert troubles == {
        1: [],
        2: ["The name is missing."],
        3: ["This name stands in the sheet twice."],
        4: ["We do not know the kind “우주선”."],
        5: ["The office above it, “없는청”, is neither here yet nor in an earlier row."],
        6: ["The name is longer than 100 letters."],
    }


def test_an_office_that_is_here_is_known():
    assert [one.is_known for one in offices_in([["가과"], ["나과"]], ["가과"])] == [True, False]


@pytest.mark.parametrize(
    ("word", "name", "kind"),
    [("", "권선구청", "district"), ("", "광교1동", "neighbourhood"), ("", "인재개발원", "department")]
    + [("동", "x", "neighbourhood"), ("Library", "x", "library"), ("spaceship", "x", None)],
)
def test_what_kind_is_meant(word, name, kind):
    assert kind_meant(word, name) == kind


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, "old Excel file"),
        (b"PK\x03\x04 broken", "cannot be read as a sheet"),
        (bomb(), "too large when unpacked"),
        (b"", "nothing in this sheet"),
        (b"\n\n , ,\n", "nothing in this sheet"),
        (("과\n" * 1_001).encode(), "more than 1000 rows"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_reason(content, says):
    with pytest.raises(SheetUnreadable, match=says):
        read_file("offices", content)


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused_with_a_sentence(content):
    try:
        rows = read_file("x", content)
    except SheetUnreadable:
        return
    offices_in(rows, ())
