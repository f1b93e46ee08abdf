"""Rows as a file for a spreadsheet: XLSX, or CSV with the mark by which spreadsheets know UTF-8."""

import csv
import io
from collections.abc import Sequence

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
WIDTHS = (6, 22, 26, 10, 8, 12, 30, 50)


def sheet_file(rows: Sequence[Sequence[str]], file_format: str, widths: Sequence[int] = WIDTHS) -> bytes:
    return _xlsx(rows, widths) if file_format == "xlsx" else _csv(rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    from openpyxl import Workbook  # slow

    book, file = Workbook(), io.BytesIO()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    page.freeze_panes = "A2"
    for column, width in zip("ABCDEFGH", widths, strict=True):
        page.column_dimensions[column].width = width
    book.save(file)
    return file.getvalue()
