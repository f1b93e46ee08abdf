"""The bytes of a file: never run, never sniffed, never framed as a page of ours."""

from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ontact.commons.media.access import asset_door
from ontact.commons.media.engine import store
from ontact.commons.media.engine.ranges import OutOfRange, Part, asked_part, pieces
from ontact.commons.media.models import Asset
from ontact.foundation.access import Who, access

SIGNED = "The address itself is the key: signed, for one file, for a few hours; it is handed out only behind a door."
# What a stranger's file may do in a browser: nothing.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'none'; script-src 'none'; sandbox; frame-ancestors 'none'"
)
# A player asks for the rest of the film and reads it as slowly as it plays: a part at a time leaves our threads to others.
FILM_PART_BYTES = 2 * 1024**2
CACHE = "private, max-age=3600, immutable"


@access(Who.EVERYONE, why=SIGNED)
@require_safe
def file(request: HttpRequest, stamp: str, asset_id: UUID, name: str) -> HttpResponseBase:
    asset = asset_door(stamp, asset_id)
    return _answer(request, asset, inline=asset.kind in (Asset.Kind.IMAGE, Asset.Kind.VIDEO))


@access(Who.EVERYONE, why=SIGNED)
@require_safe
def download(request: HttpRequest, stamp: str, asset_id: UUID, name: str) -> HttpResponseBase:
    return _answer(request, asset_door(stamp, asset_id), inline=False)


@access(Who.EVERYONE, why=SIGNED)
@require_safe
def page(request: HttpRequest, stamp: str, asset_id: UUID, number: int) -> HttpResponseBase:
    """One page as a picture. Small, so it is sent whole."""
    found = get_object_or_404(asset_door(stamp, asset_id).pages, number=number)
    mark = f'"{found.key.rpartition("/")[2]}"'
    if request.headers.get("If-None-Match") == mark:
        return _dressed(HttpResponseNotModified(), mark)
    try:
        picture = store.opened(found.key)
    except FileNotFoundError:
        raise Http404 from None
    return _dressed(FileResponse(picture, content_type="image/webp"), mark)


def _answer(request: HttpRequest, asset: Asset, *, inline: bool) -> HttpResponseBase:
    mark = f'"{asset.sha256}"'
    if request.headers.get("If-None-Match") == mark:
        return _dressed(HttpResponseNotModified(), mark)
    # A part of an older version would not fit: If-Range names the version that the reader has.
    wants_part = request.headers.get("If-Range", mark) == mark
    try:
        part = asked_part(request.headers.get("Range", ""), asset.size_bytes) if wants_part else None
    except OutOfRange:
        return _dressed(
            HttpResponse(status=416, headers={"Content-Range": f"bytes */{asset.size_bytes}"}), mark
        )
    if part is not None and asset.kind == Asset.Kind.VIDEO:
        part = Part(part.first, min(part.last, part.first + FILM_PART_BYTES - 1))
    try:
        answer = _whole(asset) if part is None else _part(request, asset, part)
    except FileNotFoundError:
        raise Http404 from None
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = (
        f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(asset.name, safe='')}"
    )
    return _dressed(answer, mark)


def _whole(asset: Asset) -> HttpResponseBase:
    answer = FileResponse(store.opened(asset.key), content_type=asset.content_type)
    answer["Content-Length"] = str(asset.size_bytes)
    return answer


def _part(request: HttpRequest, asset: Asset, part: Part) -> HttpResponseBase:
    content: Iterator[bytes] = iter(()) if request.method == "HEAD" else pieces(store.opened(asset.key), part)
    answer = StreamingHttpResponse(content, status=206, content_type=asset.content_type)
    answer["Content-Range"] = f"bytes {part.first}-{part.last}/{asset.size_bytes}"
    answer["Content-Length"] = str(part.length)
    return answer


def _dressed(answer: HttpResponseBase, mark: str) -> HttpResponseBase:
    answer["ETag"] = mark
    answer["Cache-Control"] = CACHE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
