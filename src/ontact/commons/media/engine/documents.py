"""PDF, inside the jail: how many pages, and each page as a picture with its text."""

import unicodedata
from typing import Any

import pypdfium2 as pdfium
from PIL import WebPImagePlugin  # noqa: F401 (loaded now: nothing can be imported once the doors are shut)

from ontact.commons.media.engine.jail import Refused

PAGES_AT_MOST = 500
WIDTH_PX = 1600
# A page three times as high as wide is still a page; more is a scroll and is drawn smaller.
HEIGHT_PX_AT_MOST = 4800
TEXT_AT_MOST = 20_000
PASSWORD_ERROR = 4
QUALITY = 80


def probe() -> dict[str, Any]:
    document = _open()
    count = len(document)
    if count == 0:
        raise Refused("damaged")
    if count > PAGES_AT_MOST:
        raise Refused("too-many-pages", {"pages": count, "limit": PAGES_AT_MOST})
    return {"pages": count}


def draw_pages(first: int, last: int) -> dict[str, Any]:
    """Pages first…last (from 1) as <number>.webp."""
    document = _open()
    return {"pages": [_draw(document, number) for number in range(first, last + 1)]}


def _open() -> Any:
    try:
        return pdfium.PdfDocument("source")
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == PASSWORD_ERROR or "assword" in str(error)
        raise Refused("locked" if locked else "damaged") from None


def _draw(document: Any, number: int) -> dict[str, Any]:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH_PX / max(width, 1), HEIGHT_PX_AT_MOST / max(height, 1))
        picture = page.render(scale=scale, draw_annots=True, may_draw_forms=False).to_pil().convert("RGB")
        text = _text(page)
    except pdfium.PdfiumError:
        raise Refused("damaged") from None
    picture.save(f"{number}.webp", "WEBP", quality=QUALITY, method=3)
    return {"number": number, "width": picture.width, "height": picture.height, "text": text}


def _text(page: Any) -> str:
    text = page.get_textpage().get_text_bounded()[:TEXT_AT_MOST]
    kept = (
        c
        for c in text.replace("\r\n", "\n")
        if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()
