"""Pictures, inside the jail: drawn anew without what the camera noted (place, time, owner)."""

import io
from typing import Any

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from ontact.commons.media.engine.jail import Refused

PIXELS_AT_MOST = 40_000_000
PAGE_WIDTH_PX = 1600
FORMATS = ("PNG", "JPEG", "WEBP")

Image.MAX_IMAGE_PIXELS = None  # our own limit comes before the first pixel
# Loaded now: nothing can be imported once the doors are shut.
PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)


def clean() -> dict[str, Any]:
    """The picture as `picture` in its own format, and as 1.webp for the stage. Of moving pictures the first frame."""
    try:
        with Image.open("source", formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS_AT_MOST:
                raise _too_many_pixels(picture)
            form = str(picture.format)
            drawn = _plain(picture)
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused("damaged") from None
    _save(drawn, form)
    page = drawn.convert("RGB")
    page.thumbnail((PAGE_WIDTH_PX, 3 * PAGE_WIDTH_PX))
    page.save("1.webp", "WEBP", quality=85, method=3)
    return {"pages": [{"number": 1, "width": page.width, "height": page.height, "text": ""}]}


def _plain(picture: Any) -> Any:
    """Upright, in sRGB, in 8 bits, with nothing but pixels."""
    upright = ImageOps.exif_transpose(picture)
    profile = upright.info.get("icc_profile")
    has_alpha = upright.mode in ("LA", "PA", "RGBA") or "transparency" in upright.info
    if profile and upright.mode in ("RGB", "CMYK", "L"):
        try:
            srgb = ImageCms.createProfile("sRGB")
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            upright = ImageCms.profileToProfile(upright, given, srgb, outputMode="RGB") or upright
        except ImageCms.PyCMSError:
            pass  # a broken profile only costs a shade of colour
    drawn = upright.convert("RGBA" if has_alpha else "RGB")
    drawn.info = {}
    return drawn


def _save(drawn: Any, form: str) -> None:
    if form == "JPEG":
        drawn.convert("RGB").save("picture", "JPEG", quality=90, optimize=True)
    elif form == "WEBP":
        drawn.save("picture", "WEBP", quality=90, method=3)
    else:
        drawn.save("picture", "PNG", optimize=False)


def _too_many_pixels(picture: Any) -> Refused:
    millions = round(picture.width * picture.height / 1_000_000)
    return Refused("too-many-pixels", {"millions": millions, "limit": PIXELS_AT_MOST // 1_000_000})
