"""Minutes, and other documents of their form, as a PDF. Table heads repeat on each page."""

from pathlib import Path

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.sheet import Sheet
from ontact.web import paper

TEMPLATE = Path(__file__).with_name("minutes.typ")


def to_pdf(body: MinutesBody, sha256: str, language: str) -> bytes:
    """The same bytes each time. 220 people take about a second.

    Raises:
        KoreanFontMissing: the machine lacks a font; the minutes themselves are fine.
    """
    return typeset(compose(body, sha256, language))


def typeset(sheet: Sheet) -> bytes:
    """Any document of this form.

    Raises:
        KoreanFontMissing.
    """
    return paper.typeset(TEMPLATE, sheet.as_dict(), written_at_s=sheet.written_at_s)
