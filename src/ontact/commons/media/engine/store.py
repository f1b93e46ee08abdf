"""The store: a file is there whole under its name, or not at all; and never where the disk would run full."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages

CHUNK = 1024 * 1024
ARRIVING = "arriving"
# Databases, logs and the running system need this much to go on when uploads have filled the rest.
FREE_BYTES_AT_LEAST = 256 * CHUNK
STALE = timedelta(hours=24)


class DiskFull(Exception):
    """There is no room for this many bytes beside what the hall itself needs."""

    retry = True


class Overflow(Exception):
    """More bytes came than were announced."""


@dataclass(frozen=True)
class Arrived:
    """A complete file outside the store. `file` can be read and sought; it vanishes with the context."""

    file: IO[bytes]
    path: Path
    size_bytes: int
    sha256: str


@contextlib.contextmanager
def arriving(chunks: Iterable[bytes], size_bytes: int) -> Iterator[Arrived]:
    """Write what comes into a file of its own, its whole room taken beforehand.

    Raises:
        DiskFull: before the first byte, or (on disks that cannot reserve) when a write fails.
        Overflow: more than `size_bytes` came.
    """
    folder = _arrivals()
    _see_that_it_fits(folder, size_bytes)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part") as part:
        try:
            _reserve(part.fileno(), size_bytes)
            sha256, size = _write(part, chunks, size_bytes)
        except OSError as error:
            raise DiskFull from error
        part.seek(0)
        yield Arrived(part.file, Path(part.name), size, sha256)


def keep(arrived: Arrived, key: str) -> None:
    """Put it under its key: by renaming where the store is a folder, by copying where it is elsewhere.

    Asking twice is harmless: the same key gets the same bytes.
    """
    target = _local(key)
    if target is None:
        arrived.file.seek(0)
        if not storages["default"].exists(key):
            storages["default"].save(key, File(arrived.file))
        return
    os.fsync(arrived.file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    # A hard link leaves the temporary name to its context, which removes it.
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    os.link(arrived.path, beside)
    os.replace(beside, target)
    _fsync_folder(target.parent)


def keep_file(path: Path, key: str) -> tuple[int, str]:
    """Store a file that the jail made. Returns its size in bytes and its SHA-256."""
    size = path.stat().st_size
    with path.open("rb") as file, arriving(iter(lambda: file.read(CHUNK), b""), size) as arrived:
        keep(arrived, key)
        return arrived.size_bytes, arrived.sha256


def opened(key: str) -> IO[bytes]:
    """Raises FileNotFoundError."""
    file: IO[bytes] = storages["default"].open(key, "rb")
    return file


@contextlib.contextmanager
def opened_here(key: str) -> Iterator[IO[bytes]]:
    """The same as a file of this machine, which another program can be handed; copied where the store is elsewhere."""
    with opened(key) as file:
        if _local(key) is not None:
            yield file
            return
        with tempfile.TemporaryFile(dir=_arrivals()) as copy:
            shutil.copyfileobj(file, copy, CHUNK)
            yield copy


def remove(keys: Iterable[str]) -> None:
    """What is not there any more is no failure."""
    for key in keys:
        with contextlib.suppress(FileNotFoundError):
            storages["default"].delete(key)
        folder = _local(key)
        if folder is not None:
            with contextlib.suppress(OSError):
                folder.parent.rmdir()


def sweep_arrivals(moment: datetime) -> None:
    """Parts whose writer died: older than a day."""
    oldest = (moment - STALE).timestamp()
    for part in _arrivals().glob("*.part"):
        with contextlib.suppress(FileNotFoundError):
            if part.stat().st_mtime < oldest:
                part.unlink()


def _arrivals() -> Path:
    """Beside the store, so that renaming works; a temporary folder where the store is elsewhere."""
    folder = _local(ARRIVING) or Path(tempfile.gettempdir()) / "ontact-arriving"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _local(key: str) -> Path | None:
    """Where the key lies on this machine's disk; None when the store is elsewhere (S3, or memory in tests)."""
    storage = storages["default"]
    return Path(storage.path(key)) if isinstance(storage, FileSystemStorage) else None


def _see_that_it_fits(folder: Path, size_bytes: int) -> None:
    if shutil.disk_usage(folder).free - size_bytes < FREE_BYTES_AT_LEAST:
        raise DiskFull


def _reserve(descriptor: int, size_bytes: int) -> None:
    # Some file systems cannot; then the check before has to do.
    with contextlib.suppress(AttributeError):
        if size_bytes:
            os.posix_fallocate(descriptor, 0, size_bytes)


def _write(part: IO[bytes], chunks: Iterable[bytes], size_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > size_bytes:
            raise Overflow
        digest.update(chunk)
        part.write(chunk)
    part.truncate(size)
    part.flush()
    return digest.hexdigest(), size


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
