"""Paper: a document set by typst as an accessible PDF (PDF/UA-1: tagged, with a title and a language)."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from ontact.foundation.errors import MachineAway

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


def typeset(
    template: Path, sheet: Mapping[str, Any], *, written_at_s: int, drawings: Mapping[str, str] | None = None
) -> bytes:
    """The same bytes each time. The template reads `sheet` from `sys.inputs.sheet` as JSON, and each drawing (an SVG)
    by its name.

    Raises:
        KoreanFontMissing: the machine lacks a font; what was to be printed is fine.
    """
    if not KOREAN_FONTS & set(fonts().families()):
        raise KoreanFontMissing
    words = json.dumps(sheet, ensure_ascii=False)
    for _letter in range(LETTERS_REPLACED_AT_MOST):
        try:
            return _set(template, {"sheet": words, **(drawings or {})}, written_at_s)
        except typst.TypstError as error:
            unshown = UNSHOWN.search(error.message)
            if unshown is None:
                raise
            words = _without(words, unshown.group(1))
    return _set(template, {"sheet": _common_letters(words), **(drawings or {})}, written_at_s)


@cache
def fonts() -> typst.Fonts:
    folders = [folder / NANUM for folder in (settings.TOOLS / "npm", settings.ROOT)]
    return typst.Fonts(font_paths=[str(folder) for folder in folders if folder.is_dir()])


def _set(template: Path, inputs: dict[str, str], written_at_s: int) -> bytes:
    content = typst.compile(
        template.read_bytes(),
        font_paths=fonts(),
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=written_at_s,
    )
    if not isinstance(content, bytes):
        raise TypeError("typst made no single document")
    return content


def _without(words: str, unshown: str) -> str:
    """PDF/UA demands that every letter can be shown: a rare sign (in a name, in the chat) must not stop a document."""
    for sign in {unshown, *unshown}:
        if not sign.isascii():
            words = words.replace(sign, GETA)
    return words


def _common_letters(words: str) -> str:
    """The last resort: only what every Korean font has."""
    return "".join(
        c if c.isascii() or "가" <= c <= "힣" or unicodedata.category(c) == "Zs" else GETA for c in words
    )
