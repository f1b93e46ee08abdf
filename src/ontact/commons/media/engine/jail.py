"""A jail for whatever parses foreign bytes: own process, own folder, no network, bounded time, memory and files."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ontact.commons.media.engine.walls import NOBODY

logger = logging.getLogger(__name__)

SOURCE_ROOT = Path(__file__).resolve().parents[4]
START = (
    "import sys; sys.path.insert(0, {root!r}); from ontact.commons.media.engine.inmate import serve; serve()"
)
WALL_S = 60
ANSWER_BYTES_AT_MOST = 8 * 1024**2


class Refused(Exception):
    """The content cannot be accepted; trying again would not help. code and facts: see refusals.py."""

    def __init__(self, code: str, facts: dict[str, Any] | None = None) -> None:
        self.code = code
        self.facts = facts or {}
        super().__init__(code)


class JailBroken(Exception):
    """The jail itself failed (killed from outside, no space for its folder). Trying again may help."""

    retry = True


@dataclass(frozen=True)
class Findings:
    """What the inmate says (never to be trusted as more than a claim), and the folder with the files it made."""

    facts: dict[str, Any]
    folder: Path = field(repr=False)

    def made(self, name: str) -> Path:
        """A file made by the inmate, as long as it is a plain file in its own folder."""
        path = self.folder / Path(name).name
        if path.is_symlink() or not path.is_file():
            raise Refused("too-hard")
        return path

    def drawn(self, name: str) -> Path:
        """A page picture: WebP and nothing else, whatever has happened in the jail."""
        path = self.made(name)
        with path.open("rb") as file:
            head = file.read(12)
        if not (head.startswith(b"RIFF") and head.endswith(b"WEBP")):
            raise Refused("too-hard")
        return path


@contextmanager
def jailed(job: str, source: IO[bytes], **wishes: int | str) -> Iterator[Findings]:
    """Let the inmate do one job on a copy of `source`. The folder is gone afterwards.

    Raises:
        Refused: the content is to be refused, or it needed more time or memory than a decent file does.
        JailBroken: trying again may help.
    """
    with cell() as folder:
        with open(folder / "source", "wb") as copy:
            shutil.copyfileobj(source, copy, 1024 * 1024)
        if os.geteuid() == 0:
            os.chmod(folder / "source", 0o444)
        yield Findings(_run(job, folder, wishes), folder)


@contextmanager
def cell() -> Iterator[Path]:
    """A folder of the inmate's own, gone afterwards.

    Raises:
        JailBroken: the disk failed; trying again may help.
    """
    folder = Path(tempfile.mkdtemp(prefix="ontact-jail-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
    except OSError as error:
        raise JailBroken(str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start_inmate(
    start: str, order: str, folder: Path, last_words: IO[bytes], handed: Sequence[int] = ()
) -> "subprocess.Popen[bytes]":
    """A process that knows nothing of ours but its order; open are its last words and the files that are `handed` to it."""
    return subprocess.Popen(  # noqa: S603 (our own program, no shell)
        [sys.executable, "-I", "-c", start, order],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=last_words,
        start_new_session=True,
        pass_fds=handed,
    )


def _run(job: str, folder: Path, wishes: dict[str, int | str]) -> dict[str, Any]:
    order = json.dumps({"job": job, "warden": os.getpid(), **wishes})
    start = START.format(root=str(SOURCE_ROOT))
    with open(folder / "last-words", "wb") as last_words:
        status = _served(start, order, folder, last_words)
    return _verdict(status, folder)


def _served(start: str, order: str, folder: Path, last_words: IO[bytes]) -> int:
    inmate = start_inmate(start, order, folder, last_words)
    try:
        return inmate.wait(WALL_S)
    except subprocess.TimeoutExpired:
        raise Refused("too-hard") from None
    finally:
        if inmate.poll() is None:
            inmate.kill()
            inmate.wait()


def _verdict(status: int, folder: Path) -> dict[str, Any]:
    answer = folder / "answer.json"
    if status == -9:  # SIGKILL: the machine ran out of memory, or someone swept it away
        raise JailBroken("killed")
    if (
        status != 0
        or answer.is_symlink()
        or not answer.is_file()
        or answer.stat().st_size > ANSWER_BYTES_AT_MOST
    ):
        logger.warning("The jail ended with %d (%s).", status, last_error(folder / "last-words"))
        raise Refused("too-hard")
    facts = _read(answer)
    if "refused" in facts:
        raise Refused(str(facts["refused"]), dict(facts.get("facts", {})))
    return facts


def _read(answer: Path) -> dict[str, Any]:
    try:
        facts = json.loads(answer.read_bytes())
    except (ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        raise Refused("too-hard")
    return facts


def last_error(last_words: Path) -> str:
    """The kind of error only: what follows it may quote the file."""
    lines = last_words.read_bytes()[-4_000:].decode("utf-8", "replace").strip().splitlines()
    return lines[-1].partition(":")[0][:60] if lines else "no words"
