"""The list of contents of an OLE compound file ([MS-CFB]): how .hwp, .doc and locked office files tell themselves apart."""

import struct
from typing import IO

END = 0xFFFFFFFA  # this and everything above it is no sector number
SECTORS_AT_MOST = 64
ENTRY_BYTES = 128


def stream_names(file: IO[bytes]) -> frozenset[str]:
    """Names of the first streams; empty if the file is not built as it should be. Reads at most 64 sectors."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        return frozenset()
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in (9, 12):
        return frozenset()
    names: set[str] = set()
    table = struct.unpack_from("<109I", header, 76)
    sector, seen = struct.unpack_from("<I", header, 48)[0], set[int]()
    while sector < END and sector not in seen and len(seen) < SECTORS_AT_MOST:
        seen.add(sector)
        names |= _names_in(_sector(file, sector, shift))
        sector = _next_sector(file, sector, shift, table)
    return frozenset(names)


def _sector(file: IO[bytes], number: int, shift: int) -> bytes:
    file.seek((number + 1) << shift)
    return file.read(1 << shift)


def _names_in(sector: bytes) -> set[str]:
    names = set()
    for at in range(0, len(sector) - ENTRY_BYTES + 1, ENTRY_BYTES):
        length = struct.unpack_from("<H", sector, at + 64)[0]
        if 2 < length <= 64:
            names.add(sector[at : at + length - 2].decode("utf-16-le", "replace"))
    return names


def _next_sector(file: IO[bytes], sector: int, shift: int, table: tuple[int, ...]) -> int:
    """Follow the allocation table, as far as the header itself maps it (the first 7 MB; 436 MB with large sectors)."""
    per_sector = (1 << shift) // 4
    where, at = divmod(sector, per_sector)
    if where >= len(table) or table[where] >= END:
        return END
    entries = _sector(file, table[where], shift)
    if len(entries) < 4 * (at + 1):
        return END
    following: int = struct.unpack_from("<I", entries, 4 * at)[0]
    return following
