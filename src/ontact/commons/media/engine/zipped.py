"""What a zip says it holds, read without trusting it: sizes are checked before the directory is parsed."""

import enum
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

ENTRIES_AT_MOST = 5_000
DIRECTORY_BYTES_AT_MOST = 2 * 1024**2
INFLATED_BYTES_AT_MOST = 600 * 1024**2
RATIO_AT_MOST = 200
# Small parts of honest office files compress far better than 1:200 (empty sheets, blank images).
RATIO_COUNTS_ABOVE_BYTES = 8 * 1024**2
TYPES_BYTES_AT_MOST = 1024**2
MAIN_TYPE = re.compile(r'ContentType="(application/[^"]*\.main\+xml)"')


class Zipped(enum.Enum):
    DAMAGED = "damaged"
    TOO_MUCH = "too much"


@dataclass(frozen=True)
class Inside:
    """mimetype: of OpenDocument and HWPX; main_type: of the main part of an OOXML file."""

    mimetype: str
    main_type: str


def look_inside(file: IO[bytes]) -> Inside | Zipped:
    """Cheap and bounded: nothing but two small entries is unpacked."""
    directory_bytes = _directory_bytes(file)
    if directory_bytes is None:
        return Zipped.DAMAGED
    if directory_bytes > DIRECTORY_BYTES_AT_MOST:
        return Zipped.TOO_MUCH
    try:
        with zipfile.ZipFile(file) as archive:
            if promises_too_much(archive):
                return Zipped.TOO_MUCH
            mimetype = _entry(archive, "mimetype", 100)
            types = _entry(archive, "[Content_Types].xml", TYPES_BYTES_AT_MOST)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return Zipped.DAMAGED
    found = [found for found in MAIN_TYPE.findall(types) if "document" in found or "macroEnabled" in found]
    return Inside(mimetype.strip(), found[0] if found else "")


def promises_too_much(archive: zipfile.ZipFile) -> bool:
    entries = archive.infolist()
    if len(entries) > ENTRIES_AT_MOST or sum(entry.file_size for entry in entries) > INFLATED_BYTES_AT_MOST:
        return True
    return any(
        entry.file_size > RATIO_COUNTS_ABOVE_BYTES
        and entry.file_size > RATIO_AT_MOST * max(entry.compress_size, 1)
        for entry in entries
    )


def _directory_bytes(file: IO[bytes]) -> int | None:
    """Size of the central directory by the record at the end of the file; None if there is no such record."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return None
    directory_bytes: int = struct.unpack_from("<I", tail, at + 12)[0]
    return directory_bytes


def _entry(archive: zipfile.ZipFile, name: str, bytes_at_most: int) -> str:
    if name not in archive.NameToInfo:
        return ""
    with archive.open(name) as entry:
        return entry.read(bytes_at_most).decode("utf-8", "replace")
