"""Checking what arrived: probed, drawn and cleaned in the jail; killed halfway, it goes on from where it stood."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.media.engine import store
from ontact.commons.media.engine.jail import Findings, JailBroken, Refused, jailed
from ontact.commons.media.models import ATTEMPTS_AT_MOST, LEASE, Asset, Page
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.later import later

logger = logging.getLogger(__name__)

PAGES_AT_ONCE = 8
# All pages of one file together; a decent 500-page file needs about three minutes.
DRAWING_S_AT_MOST = 600


class Overtaken(Exception):
    """Our lease ran out and another worker took the file: whatever we have is of no use any more."""


@later
def check_later(asset_id: str) -> None:
    check(asset_id)


def check(asset_id: str) -> None:
    """Bring one file to ready or refused. Harmless when repeated, and when several workers try at once."""
    asset = Asset.objects.claim(asset_id, now())
    if asset is None:
        return
    try:
        CHECKS[asset.kind](asset, asset.attempts)
    except Overtaken:
        logger.warning("File %s was taken over by another worker.", asset.pk)
    except Refused as refusal:
        _refuse(asset, asset.attempts, refusal.code, refusal.facts)
    except (JailBroken, store.DiskFull, FileNotFoundError) as trouble:
        logger.warning("File %s: attempt %d failed: %r", asset.pk, asset.attempts, trouble)
        _give_back(asset)


def look_after(moment: datetime) -> None:
    """Nudge what nobody works on; refuse visibly what has been tried often enough; sweep the floor."""
    for asset in Asset.objects.forsaken(moment).order_by("created_at")[:50]:
        if asset.attempts >= ATTEMPTS_AT_MOST:
            _refuse(asset, asset.attempts, "given-up", {})
        else:
            check_later(str(asset.pk))
    store.sweep_arrivals(moment)


def _check_document(asset: Asset, attempt: int) -> None:
    if asset.state == Asset.State.ARRIVED:
        with _in_jail(asset, "probe_document") as findings:
            _advance(asset, attempt, state=Asset.State.CHECKED, page_count=int(findings.facts["pages"]))
    begun = time.monotonic()
    done = set(asset.pages.values_list("number", flat=True))
    missing = [number for number in range(1, asset.page_count + 1) if number not in done]
    while missing:
        if time.monotonic() - begun > DRAWING_S_AT_MOST:
            raise Refused("too-hard")
        first, last = missing[0], min(missing[0] + PAGES_AT_ONCE - 1, asset.page_count)
        with _in_jail(asset, "draw_pages", first=first, last=last) as findings:
            _keep_pages(asset, attempt, findings, range(first, last + 1))
        missing = [number for number in missing if number > last]
    _advance(asset, attempt, state=Asset.State.READY)


def _check_picture(asset: Asset, attempt: int) -> None:
    """The cleaned picture replaces the one that was sent; that one, with its notes of place and time, is removed."""
    sent = asset.key
    with _in_jail(asset, "clean_picture") as findings:
        key = f"assets/{asset.pk}/cleaned-{attempt}"
        size, sha256 = store.keep_file(findings.made("picture"), key)
        _keep_pages(asset, attempt, findings, range(1, 2))
    _advance(asset, attempt, state=Asset.State.READY, key=key, size_bytes=size, sha256=sha256, page_count=1)
    store.remove([sent])


def _check_office_file(asset: Asset, attempt: int) -> None:
    if asset.content_type != "application/x-hwp":
        with _in_jail(asset, "inflate"):
            pass
    _advance(asset, attempt, state=Asset.State.READY)


CHECKS: dict[str, Callable[[Asset, int], None]] = {
    Asset.Kind.DOCUMENT: _check_document,
    Asset.Kind.IMAGE: _check_picture,
    Asset.Kind.OFFICE: _check_office_file,
}


@contextmanager
def _in_jail(asset: Asset, job: str, **wishes: int) -> Iterator[Findings]:
    with store.opened(asset.key) as source, jailed(job, source, **wishes) as findings:
        yield findings


def _keep_pages(asset: Asset, attempt: int, findings: Findings, wanted: range) -> None:
    pages = []
    for number, claim in zip(wanted, findings.facts["pages"], strict=True):
        key = f"assets/{asset.pk}/pages/{number:04d}-{attempt}.webp"
        store.keep_file(findings.drawn(f"{number}.webp"), key)
        size = {"width_px": int(claim["width"]), "height_px": int(claim["height"])}
        pages.append(
            Page(asset=asset, number=number, key=key, text=str(claim["text"]).replace("\0", ""), **size)
        )
    with transaction.atomic():
        # Also moves the lease: who still makes pages is alive.
        _write(asset, attempt, leased_until=now() + LEASE)
        Page.objects.bulk_create(pages, ignore_conflicts=True)


def _advance(asset: Asset, attempt: int, **facts: Any) -> None:
    with transaction.atomic():
        finished = facts.get("state") == Asset.State.READY
        _write(asset, attempt, leased_until=None if finished else now() + LEASE, **facts)
    for name, value in facts.items():
        setattr(asset, name, value)


def _refuse(asset: Asset, attempt: int, code: str, facts: dict[str, Any]) -> None:
    """The row stays to tell the uploader why; the bytes go."""
    keys = [asset.key, *asset.pages.values_list("key", flat=True)]
    with transaction.atomic():
        state = {"state": Asset.State.REFUSED, "refusal": code, "refusal_facts": facts, "page_count": 0}
        if not asset.may_write(attempt).unfinished().update(leased_until=None, **state):
            return
        asset.pages.all().delete()
        sign(SYSTEM, "refused a file", asset, reason=code)
    store.remove(keys)


def _give_back(asset: Asset) -> None:
    """For a machine's failure: the sweeper lets someone try again in a minute or two."""
    asset.may_write(asset.attempts).unfinished().update(leased_until=None)


def _write(asset: Asset, attempt: int, **facts: Any) -> None:
    if not asset.may_write(attempt).unfinished().update(**facts):
        raise Overtaken
