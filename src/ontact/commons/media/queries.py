"""Reads of files worth a name: addresses, how a check goes, why a file was refused."""

import unicodedata
from dataclasses import dataclass

from django.urls import reverse

from ontact.commons.media.access import stamp_for
from ontact.commons.media.models import Asset, Page
from ontact.commons.media.refusals import FileRefused, reason
from ontact.foundation.clock import now


@dataclass(frozen=True)
class Progress:
    """How far a file has come. sentence and way_out are filled only when it was refused. percent: 0 to 100."""

    state: str
    word: str
    percent: int
    pages: int
    sentence: str = ""
    way_out: str = ""


def progress_of(asset: Asset) -> Progress:
    """In the reader's language. One query while pages are being made, none otherwise."""
    refusal = refusal_of(asset)
    return Progress(
        state=asset.state,
        word=str(asset.get_state_display()),
        percent=_percent(asset),
        pages=asset.page_count,
        sentence=refusal.sentence if refusal else "",
        way_out=refusal.advice if refusal else "",
    )


def refusal_of(asset: Asset) -> FileRefused | None:
    if asset.state != Asset.State.REFUSED:
        return None
    return reason(asset.refusal, asset.name, asset.refusal_facts)


def url_of(asset: Asset, *, download: bool = False) -> str:
    """An address that opens this file for twelve hours, for whoever has it: hand it out only behind a door.

    Pictures are shown in place unless `download`; everything else arrives as a download.
    """
    name = "media:download" if download else "media:file"
    return reverse(name, args=[stamp_for(asset.pk, now()), asset.pk, safe_name(asset.name)])


def view_url(asset: Asset) -> str:
    """The page on which a PDF or a picture is read; for other files there is none (empty)."""
    if not asset.can_be_read_here:
        return ""
    return reverse("media:view", args=[stamp_for(asset.pk, now()), asset.pk])


def page_url(page: Page) -> str:
    """The page as a picture (WebP, 1,600 px wide)."""
    return reverse("media:page", args=[stamp_for(page.asset_id, now()), page.asset_id, page.number])


def safe_name(name: str) -> str:
    """A file's name as the last part of an address: no slashes, no dots alone."""
    plain = unicodedata.normalize("NFC", name).replace("/", "_").replace("\\", "_").strip(". ")
    return plain or "file"


def _percent(asset: Asset) -> int:
    if asset.state in (Asset.State.READY, Asset.State.REFUSED, Asset.State.DESTROYED):
        return 100
    if asset.state == Asset.State.ARRIVED or not asset.page_count:
        return 5
    return 10 + 90 * asset.pages.count() // asset.page_count
