"""ffmpeg, run in the jail: foreign films come in as an open file, bounded in time, memory and what it may write."""

import json
import logging
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from ontact.commons.media.engine.jail import SOURCE_ROOT, JailBroken, Refused, last_error, start_inmate
from ontact.commons.media.engine.walls import Walls

logger = logging.getLogger(__name__)

START = (
    "import sys; sys.path.insert(0, {root!r}); from ontact.commons.media.engine.walls import become; become()"
)
# Nobody wants to lose a word in a live room because a film is being made.
NICE = 10
PULSE_S = 5
# Put in where an argument must name the open file.
SOURCE_FD = "{source}"


@dataclass(frozen=True)
class Bounds:
    cpu_s: int
    wall_s: int
    file_bytes: int

    @property
    def walls(self) -> Walls:
        return Walls(memory_bytes=4 * 1024**3, cpu_s=self.cpu_s, file_bytes=self.file_bytes, threads=128)


def program() -> Path | None:
    """Where the set-up found ffmpeg; None where there is none (any more)."""
    note = Path(settings.TOOLS) / "ffmpeg"
    try:
        found = Path(note.read_text().strip())
    except OSError:
        return None
    return found if found.is_file() else None


def run(
    arguments: Sequence[str],
    bounds: Bounds,
    *,
    folder: Path,
    source: IO[bytes] | None = None,
    pulse: Callable[[], None] | None = None,
) -> str:
    """One call. What it writes lies in `folder`; what it says on the way is returned. `pulse` is called while it works.

    Raises:
        Refused: it failed on the content, or wanted more than it may take.
        JailBroken: killed from outside, or too slow on a machine that is busy; trying again may help.
    """
    found = program()
    if found is None:
        raise JailBroken("ffmpeg is not there")
    words = folder / "last-words"
    with found.open("rb") as binary, words.open("wb") as last_words:
        status = _served(arguments, bounds, (folder, binary, source, last_words), pulse)
    said = words.read_bytes()[-64_000:].decode("utf-8", "replace")
    if status == 0:
        return said
    if status == -9:  # SIGKILL: the machine ran out of memory, someone swept it away, or the worker died
        raise JailBroken("killed")
    logger.warning("ffmpeg ended with %d (%s).", status, last_error(words))
    raise Refused("unplayable")


def _served(
    arguments: Sequence[str],
    bounds: Bounds,
    things: tuple[Path, IO[bytes], IO[bytes] | None, IO[bytes]],
    pulse: Callable[[], None] | None,
) -> int:
    folder, binary, source, last_words = things
    if source is not None:
        os.lseek(source.fileno(), 0, os.SEEK_SET)  # the place in it is shared with whoever read it before
    handed = [file.fileno() for file in (binary, source) if file is not None]
    named = [one.replace(SOURCE_FD, str(source.fileno() if source else "")) for one in arguments]
    order = json.dumps(
        {
            "program": binary.fileno(),
            "warden": os.getpid(),
            "walls": asdict(bounds.walls),
            "arguments": ["ffmpeg", *named],
        }
    )
    inmate = start_inmate(START.format(root=str(SOURCE_ROOT)), order, folder, last_words, handed)
    try:
        os.setpriority(os.PRIO_PROCESS, inmate.pid, NICE)
        return _waited(inmate, bounds.wall_s, pulse)
    finally:
        if inmate.poll() is None:
            inmate.kill()
            inmate.wait()


def _waited(inmate: "subprocess.Popen[bytes]", wall_s: int, pulse: Callable[[], None] | None) -> int:
    ends = time.monotonic() + wall_s
    while time.monotonic() < ends:
        try:
            return inmate.wait(PULSE_S)
        except subprocess.TimeoutExpired:
            if pulse is not None:
                pulse()
    raise JailBroken("too slow")
