"""Parts of a file as RFC 9110 asks for them: one range; anything odd gets the whole file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 256 * 1024


class OutOfRange(Exception):
    """Answered with 416."""


@dataclass(frozen=True)
class Part:
    """first and last byte, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def asked_part(header: str, size: int) -> Part | None:
    """None: send everything.

    Raises:
        OutOfRange: the range begins behind the end.
    """
    found = ONE_RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise OutOfRange
        return Part(max(0, size - int(last)), size - 1)
    if int(first) >= size:
        raise OutOfRange
    if last and int(last) < int(first):
        return None
    return Part(int(first), min(int(last), size - 1) if last else size - 1)


def pieces(file: IO[bytes], part: Part) -> Iterator[bytes]:
    with file:
        file.seek(part.first)
        left = part.length
        while left and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
