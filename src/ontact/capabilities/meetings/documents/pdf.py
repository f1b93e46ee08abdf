"""Minutes as an accessible PDF (PDF/UA-1): tagged, with a title, a language, and table heads that repeat."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.composing import compose
from ontact.capabilities.meetings.documents.sheet import Sheet
from ontact.foundation.errors import MachineAway

TEMPLATE = Path(__file__).with_name("minutes.typ")
# Comes with the npm packages (OFL), so that no machine is without a Korean font; a finer one of the system goes before.
NANUM = "node_modules/@expo-google-fonts/nanum-gothic"
KOREAN_FONTS = frozenset({
    "Pretendard GOV", "Pretendard", "Noto Sans CJK KR", "Noto Sans KR", "NanumBarunGothic", "NanumGothic",
    "Malgun Gothic", "Apple SD Gothic Neo",
})  # fmt: skip
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
# A printer's mark for a letter that the type case does not hold.
GETA = "〓"
LETTERS_REPLACED_AT_MOST = 40


class KoreanFontMissing(MachineAway):
    """No font with Hangul on this machine; `bin/manage doctor` names the remedy."""

    code = "korean-font-missing"


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
    if not KOREAN_FONTS & set(fonts().families()):
        raise KoreanFontMissing
    words = json.dumps(sheet.as_dict(), ensure_ascii=False)
    for _letter in range(LETTERS_REPLACED_AT_MOST):
        try:
            return _typeset(words, sheet)
        except typst.TypstError as error:
            unshown = UNSHOWN.search(error.message)
            if unshown is None:
                raise
            words = _without(words, unshown.group(1))
    return _typeset(_common_letters(words), sheet)


def _typeset(words: str, sheet: Sheet) -> bytes:
    content = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=fonts(),
        sys_inputs={"sheet": words},
        pdf_standards=["ua-1"],
        timestamp=sheet.written_at_s,
    )
    if not isinstance(content, bytes):
        raise TypeError("typst made no single document")
    return content


@cache
def fonts() -> typst.Fonts:
    folders = [folder / NANUM for folder in (settings.TOOLS / "npm", settings.ROOT)]
    return typst.Fonts(font_paths=[str(folder) for folder in folders if folder.is_dir()])


def _without(words: str, unshown: str) -> str:
    """PDF/UA demands that every letter can be shown: a rare sign (in a name, in the chat) must not stop the minutes."""
    for sign in {unshown, *unshown}:
        if not sign.isascii():
            words = words.replace(sign, GETA)
    return words


def _common_letters(words: str) -> str:
    """The last resort: only what every Korean font has."""
    return "".join(
        c if c.isascii() or "가" <= c <= "힣" or unicodedata.category(c) == "Zs" else GETA for c in words
    )
