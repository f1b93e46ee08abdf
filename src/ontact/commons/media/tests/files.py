"""Small files of every kind, honest and hostile, made in memory."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument"


def uploaded(content: bytes, name: str = "file.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def pdf(*texts: str, width: int = 595, height: int = 842) -> bytes:
    """One page for each text, with that text on it."""
    texts = texts or ("Hello",)
    streams = [f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode() for text in texts]
    return _pdf(len(texts), width, height, streams)


def pdf_of(pages: int) -> bytes:
    """Many empty pages that share one object: 10,000 of them are a small file."""
    kids = b" ".join([b"3 0 R"] * pages)
    body = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj" % (pages, kids),
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj",
    ]
    return _with_table(body)


def locked_pdf() -> bytes:
    """Names an encryption whose user password nobody has given."""
    body = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj",
        b"4 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>>>endobj" % (b"41" * 32, b"42" * 32),
    ]
    return _with_table(body, b"/Encrypt 4 0 R/ID[<41><42>]")


def picture(form: str = "PNG", size: tuple[int, int] = (64, 48), **wishes: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (37, 110, 244)).save(out, form, **wishes)
    return out.getvalue()


def photograph_with_place() -> bytes:
    """A JPEG taken sideways, with the owner's name and a GPS position."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "Camera of Kim"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif)


def pixel_flood(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a hundred bytes that says it has 900 million pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def office(kind: str = "wordprocessingml.document", *, more: dict[str, bytes] | None = None) -> bytes:
    types = f'<Types><Override PartName="/x.xml" ContentType="{OOXML}.{kind}.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types.encode(), "x.xml": b"<x/>", **(more or {})})


def with_macros() -> bytes:
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types})


def open_document(mimetype: str = "application/vnd.oasis.opendocument.text") -> bytes:
    return zipped({"mimetype": mimetype.encode(), "content.xml": b"<x/>"})


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def zip_bomb() -> bytes:
    """A docx of 10 kB whose picture would unpack to 10 MB of nothing; the limit counts from 8 MB."""
    return office(more={"media/image1.bmp": b"\0" * 10 * 1024**2})


def lying_zip() -> bytes:
    """Its directory says that the entry is tiny; the entry itself is not."""
    honest = office(more={"big.bin": b"\0" * 3_000_000})
    at = honest.rfind(b"PK\x01\x02")
    return honest[: at + 24] + struct.pack("<I", 10) + honest[at + 28 :]


def link_zip() -> bytes:
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def compound(*names: str) -> bytes:
    """An OLE file with nothing but a list of stream names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 0)
    for number in range(109):
        struct.pack_into("<I", header, 76 + 4 * number, 0xFFFFFFFF)
    directory = b"".join(_entry(name) for name in ("Root Entry", *names))
    return bytes(header) + directory.ljust(512, b"\0")


def _entry(name: str) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + b"\0" * 62


def _pdf(count: int, width: int, height: int, streams: list[bytes]) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    body = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj" % (count, kids),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
    ]
    for number, stream in enumerate(streams):
        page, content = 4 + 2 * number, 5 + 2 * number
        body.append(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>endobj"
            % (page, width, height, content)
        )
        body.append(b"%d 0 obj<</Length %d>>stream\n%s\nendstream endobj" % (content, len(stream), stream))
    return _with_table(body)


def _with_table(body: list[bytes], trailer: bytes = b"") -> bytes:
    out, places = b"%PDF-1.7\n", []
    for part in body:
        places.append(len(out))
        out += part + b"\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(body) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, len(out),
    )  # fmt: skip


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
