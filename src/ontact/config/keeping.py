"""Backups: a running hall is copied consistently into one tar file; a restored one is proved by counts and hashes."""

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection

from ontact.config import ledger, snapshots
from ontact.foundation.clock import now

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
# Small files of the hall that make it the same hall: who it is, and what its secrets were sealed with.
EXTRAS = ("secrets.env", "city-kind")


class Unusable(Exception):
    """The backup cannot be used; the message says why, nothing was touched."""


@dataclass
class Manifest:
    """What a backup says about itself; written last, so that a torn file has none."""

    made_at: str
    release: str
    engine: str
    migrations: list[str]
    tables: dict[str, dict[str, Any]]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(self.__dict__, indent=1, sort_keys=True).encode()


def release() -> str:
    """The version in pyproject.toml (the house is not installed as a package)."""
    try:
        return version("ontact")
    except PackageNotFoundError:
        import tomllib  # noqa: PLC0415 (slow: only for backups)

        with (Path(settings.ROOT) / "pyproject.toml").open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])


def back_up(target: Path) -> Manifest:
    """Write the backup. The database is a snapshot; files are copied after it, so none that it names is missing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(target.name + ".half")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        snapshot = Path(folder) / DATABASE
        tables, migrations = snapshots.take(snapshot)
        manifest = Manifest(now().isoformat(), release(), connection.vendor, migrations, tables)
        _write(half, snapshot, manifest)
    half.replace(target)
    return manifest


def _write(target: Path, snapshot: Path, manifest: Manifest) -> None:
    target.touch(mode=0o600)
    with tarfile.open(target, "w") as tar:
        manifest.files[DATABASE] = _put(tar, DATABASE, snapshot)
        for name, file in _files():
            try:
                manifest.files[name] = _put(tar, name, file)
            except FileNotFoundError:
                continue  # removed meanwhile, rightly: retention goes on during a backup
        _put_words(tar, MANIFEST, manifest.as_json())


def examine(file: Path) -> Manifest:
    """Read every byte of a backup and compare; touches nothing.

    Raises:
        Unusable: torn, altered, of a newer release or another database.
    """
    try:
        with tarfile.open(file, "r:") as tar:
            seen = {member.name: _digest_of(tar, member) for member in tar if member.name != MANIFEST}
            source = tar.extractfile(MANIFEST)
            told = json.loads(source.read()) if source else None
    except (tarfile.TarError, KeyError, EOFError, ValueError) as error:
        raise Unusable(f"{file} is incomplete or no backup of Ontact ({error}).") from error
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}.") from error
    if not isinstance(told, dict) or not isinstance(told.get("format"), int):
        raise Unusable(f"{file} has no manifest; it is no backup of Ontact.")
    if told["format"] > FORMAT:
        raise Unusable(
            f"{file} was made by a newer Ontact ({told.get('release')}). Install that release first."
        )
    manifest = Manifest(**told)
    _compare(file, manifest, seen)
    return manifest


def put_back(file: Path, manifest: Manifest) -> None:
    """Fill the empty hall. Call `examine` first, and migrate afterwards.

    Raises:
        Unusable: the hall is not empty, or is not as it was after loading.
    """
    filled = snapshots.what_is_here()
    if filled:
        raise Unusable(
            f"This hall is not empty: {filled}. Restore into an empty folder (ONTACT_VAR) or database."
        )
    var = Path(settings.VAR)
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=var) as folder, tarfile.open(file, "r:") as tar:
        for name in manifest.files:
            _extract(tar, name, Path(folder) / name)
        snapshots.load(Path(folder) / DATABASE)
        wrong = list(ledger.differences(manifest.tables, ledger.count_all(connection)))
        if wrong:
            told = "; ".join(wrong[:5])
            raise Unusable(f"The restored tables differ: {told}. Empty this hall before trying again.")
        for name in manifest.files:
            if name != DATABASE:
                _move(Path(folder) / name, var / name)


def _compare(file: Path, manifest: Manifest, seen: dict[str, dict[str, Any]]) -> None:
    for name, wanted in manifest.files.items():
        if seen.get(name) != wanted:
            raise Unusable(f"{file} is damaged: {name} is not as it was written.")
    if manifest.engine != connection.vendor:
        raise Unusable(f"{file} holds a {manifest.engine} database; this hall runs on {connection.vendor}.")
    newer = ledger.unknown_migrations(manifest.migrations)
    if newer:
        raise Unusable(
            f"{file} was made by a newer Ontact ({manifest.release}); this one does not know {newer[0]}. "
            "Install that release first."
        )


def _files() -> Iterator[tuple[str, Path]]:
    """Uploaded files and the few that say who this hall is."""
    var = Path(settings.VAR)
    for name in EXTRAS:
        if (var / name).is_file():
            yield name, var / name
    for file in sorted((var / "media").rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(var).as_posix(), file


def _put(tar: tarfile.TarFile, name: str, file: Path) -> dict[str, Any]:
    """Add a file and say its size and hash as they were at that moment."""
    with file.open("rb") as source:
        member = tar.gettarinfo(arcname=name, fileobj=source)
        member.mode = 0o600
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        reader = _Hashing(source)
        tar.addfile(member, reader)
    return {"bytes": member.size, "sha256": reader.digest.hexdigest()}


def _put_words(tar: tarfile.TarFile, name: str, words: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(words), 0o600
    tar.addfile(member, io.BytesIO(words))


class _Hashing(io.RawIOBase):
    """Hashes what is read through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.source.read(size)
        self.digest.update(block)
        return block


def _digest_of(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    if not member.isfile() or member.name.startswith("/") or ".." in Path(member.name).parts:
        raise tarfile.TarError(f"it holds {member.name}, which does not belong there")
    source = tar.extractfile(member)
    digest, count = hashlib.sha256(), 0
    while source and (block := source.read(1024 * 1024)):
        digest.update(block)
        count += len(block)
    if count != member.size:
        raise tarfile.TarError("it ends too early")
    return {"bytes": count, "sha256": digest.hexdigest()}


def _extract(tar: tarfile.TarFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source = tar.extractfile(name)
    if source is None:
        raise Unusable(f"{name} is missing in the backup.")
    target.touch(mode=0o600)
    with target.open("wb") as out:
        shutil.copyfileobj(source, out)


def _move(source: Path, target: Path) -> None:
    """Into its place; what stands there (fresh secrets of a hall that never opened) is kept beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.replace(target.with_name(target.name + ".before-restore"))
    source.replace(target)
