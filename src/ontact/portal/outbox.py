"""The demo's outbox: the mails that Django's file backend has written, read back as letters."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe

# Django's file backend ends each message with a line of 79 hyphens.
END_OF_LETTER = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Enclosure:
    """A file that came with the mail."""

    name: str
    content_type: str
    content: bytes

    @property
    def file_name(self) -> str:
        """Safe in a header."""
        return re.sub(r"[^\w.-]", "_", self.name, flags=re.ASCII) or "file"


@dataclass(frozen=True)
class Letter:
    id: str
    at: datetime | None
    to: str
    sender: str
    subject: str
    text: str
    enclosures: tuple[Enclosure, ...]

    @property
    def text_with_links(self) -> SafeString:
        """Escaped, with addresses made pressable; a demo's links lead back into this hall."""
        return mark_safe(urlize(self.text, nofollow=True, autoescape=True))  # noqa: S308 (urlize escapes)


def letters(folder: Path) -> list[Letter]:
    """All mails, newest first."""
    return [_read(raw) for _written, raw in sorted(_raw_letters(folder), reverse=True)]


def letter(folder: Path, letter_id: str) -> Letter | None:
    for _written, raw in _raw_letters(folder):
        if _id(raw) == letter_id:
            return _read(raw)
    return None


def _raw_letters(folder: Path) -> Iterator[tuple[tuple[int, int], bytes]]:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if file.suffix not in (".log", ".eml"):
            continue
        written = file.stat().st_mtime_ns
        pieces = (file.read_bytes().replace(b"\r\n", b"\n") + b"\n").split(END_OF_LETTER)
        for number, raw in enumerate(pieces):
            if raw.strip():
                yield (written, number), raw.strip()


def _id(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:20]


def _read(raw: bytes) -> Letter:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)  # what the default policy makes
    body = message.get_body(preferencelist=("plain",))
    return Letter(
        id=_id(raw),
        at=_date(message["Date"]),
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        text=str(body.get_content()) if body is not None else "",
        enclosures=tuple(_enclosures(message)),
    )


def _date(words: str | None) -> datetime | None:
    """As the header says; a mail without a zone (-0000) means UTC."""
    try:
        written = parsedate_to_datetime(str(words)) if words else None
    except ValueError:
        return None
    return written.replace(tzinfo=written.tzinfo or UTC) if written else None


def _enclosures(message: EmailMessage) -> Iterator[Enclosure]:
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Enclosure(part.get_filename() or part.get_content_type(), part.get_content_type(), content)
