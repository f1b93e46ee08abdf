"""Office files, inside the jail: unpacked to nowhere, to see that they are whole and no larger than they say."""

import stat
import zipfile
import zlib
from typing import Any

from ontact.commons.media.engine.jail import Refused
from ontact.commons.media.engine.zipped import INFLATED_BYTES_AT_MOST, promises_too_much

CHUNK = 1024 * 1024
LOCKED_FLAG = 0x1


def inflate() -> dict[str, Any]:
    total = 0
    try:
        with zipfile.ZipFile("source") as archive:
            if promises_too_much(archive):
                raise Refused("inflates")
            for entry in archive.infolist():
                _refuse_strange(entry)
                total += _inflated(archive, entry, INFLATED_BYTES_AT_MOST - total)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Refused("damaged") from None
    return {"inflated_bytes": total}


def _refuse_strange(entry: zipfile.ZipInfo) -> None:
    """Links, and names that would leave the folder they are unpacked in."""
    if entry.flag_bits & LOCKED_FLAG:
        raise Refused("locked")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    parts = entry.filename.replace("\\", "/").split("/")
    if is_link or ".." in parts or entry.filename.startswith(("/", "\\")):
        raise Refused("damaged")
    if parts[-1].lower() == "vbaproject.bin":
        raise Refused("has-macros")


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    size = 0
    with archive.open(entry) as content:
        while chunk := content.read(CHUNK):
            size += len(chunk)
            if size > left:
                raise Refused("inflates")
    return size
