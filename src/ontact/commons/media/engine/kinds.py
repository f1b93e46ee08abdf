"""Which kinds of file the city takes, and by which names they go."""

from dataclasses import dataclass
from typing import IO

from ontact.commons.media.engine.compound import stream_names
from ontact.commons.media.engine.zipped import Zipped, look_inside


@dataclass(frozen=True)
class FileKind:
    """group: document, image, office, video; label: how people call it."""

    group: str
    content_type: str
    label: str
    endings: tuple[str, ...]


OOXML = "application/vnd.openxmlformats-officedocument"
PDF = FileKind("document", "application/pdf", "PDF", ("pdf",))
PNG = FileKind("image", "image/png", "PNG", ("png",))
JPEG = FileKind("image", "image/jpeg", "JPEG", ("jpg", "jpeg"))
WEBP = FileKind("image", "image/webp", "WebP", ("webp",))
DOCX = FileKind("office", f"{OOXML}.wordprocessingml.document", "Word (docx)", ("docx",))
PPTX = FileKind("office", f"{OOXML}.presentationml.presentation", "PowerPoint (pptx)", ("pptx",))
XLSX = FileKind("office", f"{OOXML}.spreadsheetml.sheet", "Excel (xlsx)", ("xlsx",))
ODT = FileKind("office", "application/vnd.oasis.opendocument.text", "OpenDocument (odt)", ("odt",))
HWP = FileKind("office", "application/x-hwp", "HWP", ("hwp",))
HWPX = FileKind("office", "application/hwp+zip", "HWPX", ("hwpx",))
MP4 = FileKind("video", "video/mp4", "MP4", ("mp4", "m4v", "mov"))
MATROSKA = FileKind("video", "video/x-matroska", "WebM", ("webm", "mkv"))

ACCEPTED = (PDF, PNG, JPEG, WEBP, DOCX, PPTX, XLSX, ODT, HWP, HWPX)
VIDEOS = (MP4, MATROSKA)
BY_ENDING = {ending: kind for kind in (*ACCEPTED, *VIDEOS) for ending in kind.endings}
ACCEPT_ATTRIBUTE = ",".join(f".{ending}" for kind in ACCEPTED for ending in kind.endings)
ACCEPT_VIDEOS = ",".join(f".{ending}" for kind in VIDEOS for ending in kind.endings)
# The box formats of still pictures, which begin as an MP4 does.
STILL_BRANDS = (b"avif", b"avis", b"mif1", b"msf1", b"heic", b"heix", b"hevc", b"hevx", b"crx ", b"jxl ")


class NotAccepted(Exception):
    """code: unknown-kind, old-office, has-macros, locked, damaged, inflates; see refusals.py for the sentences."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def kind_of(file: IO[bytes]) -> FileKind:
    """The kind by content alone. Reads a few kilobytes; a zip's directory only if it is small enough to be honest.

    Raises:
        NotAccepted: nothing that the city takes.
    """
    file.seek(0)
    head = file.read(1024)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(file)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(file)
    # Some printers put a few bytes of their own before the header; readers allow 1,024.
    if b"%PDF-" in head:
        return PDF
    raise NotAccepted("unknown-kind")


def video_kind_of(file: IO[bytes]) -> FileKind:
    """The same for films. Reads the first kilobyte.

    Raises:
        NotAccepted: no film that the city takes.
    """
    file.seek(0)
    head = file.read(1024)
    if head[4:8] == b"ftyp" and head[8:12] not in STILL_BRANDS:
        return MP4
    if head.startswith(b"\x1a\x45\xdf\xa3") and (b"webm" in head or b"matroska" in head):
        return MATROSKA
    raise NotAccepted("no-video")


def _kind_of_zip(file: IO[bytes]) -> FileKind:
    inside = look_inside(file)
    if inside is Zipped.DAMAGED:
        raise NotAccepted("damaged")
    if inside is Zipped.TOO_MUCH:
        raise NotAccepted("inflates")
    if "macroEnabled" in inside.main_type:
        raise NotAccepted("has-macros")
    for kind in (ODT, HWPX):
        if inside.mimetype == kind.content_type:
            return kind
    for kind in (DOCX, PPTX, XLSX):
        if inside.main_type.startswith(f"{kind.content_type}.main"):
            return kind
    raise NotAccepted("unknown-kind")


def _kind_of_compound(file: IO[bytes]) -> FileKind:
    names = stream_names(file)
    if "FileHeader" in names and "DocInfo" in names:
        return HWP
    if "EncryptedPackage" in names:
        raise NotAccepted("locked")
    if names & {"WordDocument", "Workbook", "Book", "PowerPoint Document"}:
        raise NotAccepted("old-office")
    raise NotAccepted("unknown-kind")
