"""Rows as a file for a spreadsheet: XLSX, or CSV with the mark by which spreadsheets know UTF-8; never a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# What Excel, LibreOffice and Hancell would calculate (OWASP, "CSV injection"); the wide ones where Korean is typed.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# XML 1.0 has no place for them, and openpyxl refuses the whole row.
NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def cells_of(*texts: str) -> list[str]:
    """A cell that begins like a formula becomes text."""
    return [f"'{text}" if text.startswith(FORMULA_SIGNS) else text for text in texts]


def guarded(text: str) -> str:
    """A cell that begins like a formula, or like a guard, gets the guard of a spreadsheet: an apostrophe."""
    return f"'{text}" if text.startswith((*FORMULA_SIGNS, "'")) else text


def unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith((*FORMULA_SIGNS, "'")) else text


def sheet_file(rows: Iterable[Sequence[str]], file_format: str, widths: Sequence[int] = ()) -> bytes:
    """The first row is the heading. `widths`: of the columns in letters; a spreadsheet's own where there is none."""
    return _xlsx(rows, widths) if file_format == "xlsx" else _csv(rows)


def sheet_answer(rows: Iterable[Sequence[str]], name: str, widths: Sequence[int] = ()) -> HttpResponse:
    """As a download that stays on no shared computer's disk; `name` ends in its format."""
    file_format = name.rsplit(".", maxsplit=1)[-1]
    answer = HttpResponse(sheet_file(rows, file_format, widths), content_type=TYPES[file_format])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> bytes:
    from openpyxl import Workbook  # slow
    from openpyxl.utils import get_column_letter  # slow

    book, file = Workbook(), io.BytesIO()
    page = book.active
    assert page is not None
    for row in rows:
        page.append([NO_LETTERS.sub("", cell) for cell in row])
    page.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    book.save(file)
    return file.getvalue()
