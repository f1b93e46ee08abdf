"""Offices from a sheet: CSV (also as Korean Excel writes it), XLSX, or lines pasted from one; each bad row
is named.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ontact.commons.people.actions.organisations import Office
from ontact.commons.people.models import Organisation

Kind = Organisation.Kind

MOST_ROWS = 1_000
MOST_UNPACKED_BYTES = 50_000_000
LONGEST_NAME = 100

COLUMNS = ["name_ko", "name_en", "kind", "parent_ko", "telephone"]
HEADINGS = {
    "name_ko": ("이름", "명칭", "기관명", "부서명", "name", "korean name", "name (ko)"),
    "name_en": ("영문", "영문명", "영어 이름", "english name", "name (en)", "english"),
    "kind": ("종류", "구분", "kind", "type"),
    "parent_ko": ("상위", "상위 기관", "상위기관", "소속", "parent", "above", "part of"),
    "telephone": ("전화", "전화번호", "대표전화", "telephone", "phone"),
}
KIND_WORDS = {
    Kind.DEPARTMENT: ("부서", "과", "국", "담당관", "department", "division"),
    Kind.DISTRICT: ("구청", "구", "district", "district office"),
    Kind.NEIGHBOURHOOD: (
        "동",
        "읍",
        "면",
        "행정복지센터",
        "주민센터",
        "neighbourhood",
        "neighbourhood office",
    ),
    Kind.LIBRARY: ("도서관", "library"),
    Kind.MUSEUM: ("박물관", "미술관", "museum"),
    Kind.COMPANY: ("기업", "회사", "company"),
    Kind.SCHOOL: ("학교", "school"),
    Kind.CIVIC_GROUP: ("단체", "시민단체", "civic group"),
    Kind.FOREIGN_CITY: ("해외도시", "자매도시", "foreign city"),
}


class SheetUnreadable(Exception):
    """The file is no sheet we know; the sentence says why."""


@dataclass
class Line:
    """One row as it was understood. number counts as the sheet does, from 1."""

    number: int
    office: Office
    troubles: list[str] = field(default_factory=list)
    is_known: bool = False


def read_file(name: str, content: bytes) -> list[list[str]]:
    """Raises SheetUnreadable."""
    if content[:4] == b"PK\x03\x04":
        return _xlsx(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SheetUnreadable(
            _("This is an old Excel file (.xls). Save it as .xlsx or .csv and choose it again.")
        )
    return read_text(_decoded(content))


def read_text(text: str) -> list[list[str]]:
    """Lines typed, or pasted from a sheet: tabs, commas or semicolons between the cells."""
    delimiter = max("\t,;", key=re.sub(r'"[^"]*"', "", text).count)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise SheetUnreadable(_("This is no sheet: its lines cannot be told apart.")) from error
    return _bounded(rows)


def offices_in(rows: Sequence[Sequence[str]], known: Iterable[str]) -> list[Line]:
    """Understand each row; what is wrong with it stands in its troubles. `known`: names of offices that
    exist.
    """
    order, first = _columns(rows)
    standing, seen = set(known), set[str]()
    lines = []
    for number, cells in enumerate(rows[first:], start=first + 1):
        if not any(cells):
            continue
        words = {column: cells[place].strip() for column, place in order.items() if place < len(cells)}
        line = _line(number, words, standing, seen)
        seen.add(line.office.name_ko)
        lines.append(line)
    return lines


def _line(number: int, words: dict[str, str], standing: set[str], seen: set[str]) -> Line:
    name, parent = words.get("name_ko", ""), words.get("parent_ko", "")
    kind = kind_meant(words.get("kind", ""), name)
    office = Office(
        kind or Kind.DEPARTMENT, name, words.get("name_en", ""), parent, words.get("telephone", "")[:30]
    )
    line = Line(number, office, is_known=name in standing)
    if not name:
        line.troubles.append(_("The name is missing."))
    if len(name) > LONGEST_NAME or len(office.name_en) > LONGEST_NAME:
        line.troubles.append(_("The name is longer than %d letters.") % LONGEST_NAME)
    if kind is None:
        line.troubles.append(_("We do not know the kind “%s”.") % words.get("kind", ""))
    if name and name in seen:
        line.troubles.append(_("This name stands in the sheet twice."))
    if parent and parent not in standing and parent not in seen:
        line.troubles.append(
            _("The office above it, “%s”, is neither here yet nor in an earlier row.") % parent
        )
    return line


def kind_meant(word: str, name: str = "") -> str | None:
    """The kind that a word means; without a word it is guessed from how the name ends."""
    wanted = word.strip().lower()
    if not wanted:
        return _kind_by_name(name)
    for kind, words in KIND_WORDS.items():
        if wanted == kind.value or wanted in words or wanted == str(kind.label).lower():
            return kind
    return None


def _kind_by_name(name: str) -> str:
    endings = (("구청", Kind.DISTRICT), ("행정복지센터", Kind.NEIGHBOURHOOD), ("동", Kind.NEIGHBOURHOOD))
    more = (("도서관", Kind.LIBRARY), ("박물관", Kind.MUSEUM), ("미술관", Kind.MUSEUM), ("학교", Kind.SCHOOL))
    return next((kind for ending, kind in (*endings, *more) if name.endswith(ending)), Kind.DEPARTMENT)


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Which column stands where, and on which row the offices begin."""
    for number, cells in enumerate(rows[:5]):
        words = [cell.strip().lower() for cell in cells]
        found = {column: _place(words, headings) for column, headings in HEADINGS.items()}
        if found["name_ko"] is not None:
            return {column: place for column, place in found.items() if place is not None}, number + 1
    return {column: place for place, column in enumerate(COLUMNS)}, 0


def _place(words: Sequence[str], headings: Sequence[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in headings), None)


def _xlsx(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # slow

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise SheetUnreadable(_("This sheet is too large when unpacked."))
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = [
            [_cell(value) for value in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 10, max_col=20, values_only=True)
        ]
    except SheetUnreadable:
        raise
    except Exception as error:
        # openpyxl raises whatever the broken part of a file provokes.
        raise SheetUnreadable(
            _("This file cannot be read as a sheet. Save it again as .xlsx or .csv.")
        ) from error
    return _bounded(rows)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949", "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable(_("This file is no text. Save it as .xlsx or .csv and choose it again."))


def _bounded(rows: list[list[str]]) -> list[list[str]]:
    if len([row for row in rows if any(row)]) > MOST_ROWS:
        raise SheetUnreadable(_("This sheet has more than %d rows. Split it, please.") % MOST_ROWS)
    if not any(any(row) for row in rows):
        raise SheetUnreadable(_("There is nothing in this sheet."))
    return rows
