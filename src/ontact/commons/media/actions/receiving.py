"""Taking files in: what can be told at once is told at once, the rest is checked later."""

import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.media import refusals
from ontact.commons.media.actions.checking import check_later
from ontact.commons.media.actions.fencing import keys_of
from ontact.commons.media.engine import ffmpeg, store
from ontact.commons.media.engine.kinds import BY_ENDING, FileKind, NotAccepted, kind_of, video_kind_of
from ontact.commons.media.models import Asset
from ontact.commons.media.uploads import LIMIT_BYTES, LIMIT_MB, VIDEO_LIMIT_BYTES, VIDEO_LIMIT_MB
from ontact.commons.people.models import Person
from ontact.foundation.actor import Actor
from ontact.foundation.ids import uuid7

NAME_AT_MOST = 200
# These turn the reading direction or hide characters: "annexe‮fdp.exe" would read as a PDF.
UNWANTED_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
JOINERS = "\u200c\u200d"  # needed inside names of some languages and in emoji


def receive(*, file: UploadedFile[Any], name: str, uploaded_by: Person | None, by: Actor) -> Asset:
    """Keep an uploaded file and have it checked. It is shown to nobody before it is ready.

    Raises:
        FileRefused: with the sentence for the uploader; nothing has been kept.
    """
    if (file.size or 0) > LIMIT_BYTES:
        raise refusals.TooLarge(name=clean_name(name), megabytes=_megabytes(file), limit=LIMIT_MB)
    return _received(file, name, uploaded_by, by, kind_of)


def receive_video(*, file: UploadedFile[Any], name: str, uploaded_by: Person | None, by: Actor) -> Asset:
    """The same for a film, up to 2 GB: it becomes one that plays everywhere. The page must be marked `@takes_videos`.

    Raises:
        FileRefused: with the sentence for the uploader; nothing has been kept.
    """
    if ffmpeg.program() is None:
        raise refusals.NoFilmProgram
    if (file.size or 0) > VIDEO_LIMIT_BYTES:
        raise refusals.VideoTooLarge(name=clean_name(name), megabytes=_megabytes(file), limit=VIDEO_LIMIT_MB)
    return _received(file, name, uploaded_by, by, video_kind_of)


def store_own(*, content: bytes, name: str, content_type: str, by: Actor) -> Asset:
    """Keep a file that the house itself has made. It needs no check and is ready at once; it has no page pictures."""
    asset = Asset(pk=uuid7(), name=clean_name(name), kind=Asset.Kind.DOCUMENT, content_type=content_type)
    asset.key = f"assets/{asset.pk}/original"
    asset.state = Asset.State.READY
    try:
        with store.arriving(iter([content]), len(content)) as arrived:
            asset.size_bytes, asset.sha256 = arrived.size_bytes, arrived.sha256
            store.keep(arrived, asset.key)
    except store.DiskFull:
        raise refusals.NoRoom(name=asset.name) from None
    return _enter(asset, by)


def destroy(*, asset: Asset, by: Actor) -> None:
    """Remove the bytes, the pages and the name; an empty row stays, so that what pointed to it still points somewhere."""
    keys = keys_of(asset)
    with transaction.atomic():
        locked: Asset = Asset.objects.locked(asset.pk)
        if locked.state == Asset.State.DESTROYED:
            return
        locked.pages.all().delete()
        locked.pieces.all().delete()
        locked.viewings.all().delete()
        locked.state, locked.name, locked.refusal_facts = Asset.State.DESTROYED, "", {}
        locked.page_count, locked.uploaded_by = 0, None
        locked.save()
        sign(by, "destroyed a file", locked, sha256=locked.sha256)
        transaction.on_commit(lambda: store.remove(keys))
    asset.refresh_from_db()


def clean_name(name: str) -> str:
    """The bare name in NFC, without folders, control characters and tricks of reading direction."""
    base = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = "".join(c for c in base if c in JOINERS or unicodedata.category(c) not in UNWANTED_CATEGORIES)
    plain = " ".join(plain.split()).strip(". ")
    if len(plain) > NAME_AT_MOST:
        stem, dot, ending = plain.rpartition(".")
        plain = (
            stem[: NAME_AT_MOST - len(ending) - 1] + dot + ending
            if dot and len(ending) < 10
            else plain[:NAME_AT_MOST]
        )
    return plain or "file"


Told = Callable[[IO[bytes]], FileKind]


def _received(file: UploadedFile[Any], name: str, uploaded_by: Person | None, by: Actor, tell: Told) -> Asset:
    name = clean_name(name)
    if not file.size:
        raise refusals.Empty(name=name)
    asset = Asset(pk=uuid7(), uploaded_by=uploaded_by)
    asset.key = f"assets/{asset.pk}/original"
    _take_in(asset, name, file, tell)
    return _enter(asset, by)


def _megabytes(file: UploadedFile[Any]) -> str:
    return f"{(file.size or 0) / 1024**2:.1f}"


def _take_in(asset: Asset, name: str, file: UploadedFile[Any], tell: Told) -> None:
    size = file.size or 0
    try:
        with store.arriving(file.chunks(), size) as arrived:
            if arrived.size_bytes != size:
                raise refusals.Incomplete(name=name)
            kind = _kind(arrived.file, name, tell)
            asset.name = _with_ending(name, kind)
            asset.kind, asset.content_type = kind.group, kind.content_type
            asset.size_bytes, asset.sha256 = arrived.size_bytes, arrived.sha256
            store.keep(arrived, asset.key)
    except store.DiskFull:
        raise refusals.NoRoom(name=name) from None
    except store.Overflow:
        raise refusals.Incomplete(name=name) from None


def _kind(file: IO[bytes], name: str, tell: Told) -> FileKind:
    """The kind by content; it must be what the name's ending claims."""
    try:
        found = tell(file)
    except NotAccepted as error:
        raise refusals.reason(error.code, name, {}) from None
    ending = _ending(name)
    if ending and ending not in found.endings:
        raise refusals.OtherKind(name=name, ending=ending, found=found.label)
    return found


def _ending(name: str) -> str:
    """Only what looks like one: "3. Report" has none."""
    stem, _dot, ending = name.rpartition(".")
    known = ending.lower() in BY_ENDING or (ending.isascii() and ending.isalnum() and 2 <= len(ending) <= 5)
    return ending.lower() if stem and known and not ending.isdigit() else ""


def _with_ending(name: str, kind: FileKind) -> str:
    return name if _ending(name) in kind.endings else f"{name[: NAME_AT_MOST - 5]}.{kind.endings[0]}"


def _enter(asset: Asset, by: Actor) -> Asset:
    """The row comes after the bytes. If it cannot be written the bytes go again."""
    facts = {"kind": asset.content_type, "bytes": asset.size_bytes, "sha256": asset.sha256}
    try:
        with transaction.atomic():
            asset.save(force_insert=True)
            if asset.is_ready:
                sign(by, "made a file", asset, **facts)
            else:
                sign(by, "received a file", asset, **facts)
                check_later(str(asset.pk))
    except Exception:
        store.remove([asset.key])
        raise
    return asset
