"""Checking what arrived: probed, drawn, cleaned and filmed in the jail; killed halfway, it goes on from where it stood."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from ontact.commons.media.actions.fencing import Overtaken, advance, give_back, keep_pages, refuse
from ontact.commons.media.actions.filming import make_film
from ontact.commons.media.actions.viewing import forget_old_viewings
from ontact.commons.media.engine import store
from ontact.commons.media.engine.jail import Findings, JailBroken, Refused, jailed
from ontact.commons.media.models import Asset
from ontact.foundation.clock import now
from ontact.foundation.later import later

logger = logging.getLogger(__name__)

PAGES_AT_ONCE = 8
# All pages of one file together; a decent 500-page file needs about three minutes.
DRAWING_S_AT_MOST = 600


@later
def check_later(asset_id: str, after: int = 0) -> None:
    check(asset_id, after)


def check(asset_id: str, after: int = 0) -> None:
    """Bring one file to ready or refused. Harmless when repeated, and when several workers try at once.

    `after`: the attempt whose next turn this is.
    """
    moment = now()
    asset = Asset.objects.go_on(asset_id, after, moment) if after else Asset.objects.claim(asset_id, moment)
    if asset is None:
        return
    try:
        if CHECKS[asset.kind](asset, asset.attempts) is False:
            _end_turn(asset)
    except Overtaken:
        logger.warning("File %s was taken over by another worker.", asset.pk)
    except Refused as refusal:
        refuse(asset, asset.attempts, refusal.code, refusal.facts)
    except (JailBroken, store.DiskFull, FileNotFoundError) as trouble:
        logger.warning("File %s: attempt %d failed: %r", asset.pk, asset.attempts, trouble)
        give_back(asset)


def look_after(moment: datetime) -> None:
    """Nudge what nobody works on; refuse visibly what has been tried often enough; sweep the floor."""
    for asset in Asset.objects.forsaken(moment).order_by("created_at")[:50]:
        if asset.is_given_up:
            refuse(asset, asset.attempts, "given-up", {})
        else:
            check_later(str(asset.pk))
    store.sweep_arrivals(moment)
    forget_old_viewings(moment)


def _end_turn(asset: Asset) -> None:
    """To the end of the list; what else waits comes before. The lease stays, or the rounds would nudge it a second time."""
    check_later(str(asset.pk), asset.attempts)


def _check_document(asset: Asset, attempt: int) -> None:
    if asset.state == Asset.State.ARRIVED:
        with _in_jail(asset, "probe_document") as findings:
            advance(asset, attempt, state=Asset.State.CHECKED, page_count=int(findings.facts["pages"]))
    begun = time.monotonic()
    done = set(asset.pages.values_list("number", flat=True))
    missing = [number for number in range(1, asset.page_count + 1) if number not in done]
    while missing:
        if time.monotonic() - begun > DRAWING_S_AT_MOST:
            raise Refused("too-hard")
        first, last = missing[0], min(missing[0] + PAGES_AT_ONCE - 1, asset.page_count)
        with _in_jail(asset, "draw_pages", first=first, last=last) as findings:
            keep_pages(asset, attempt, findings, range(first, last + 1))
        missing = [number for number in missing if number > last]
    advance(asset, attempt, state=Asset.State.READY)


def _check_picture(asset: Asset, attempt: int) -> None:
    """The cleaned picture replaces the one that was sent; that one, with its notes of place and time, is removed."""
    sent = asset.key
    with _in_jail(asset, "clean_picture") as findings:
        key = f"assets/{asset.pk}/cleaned-{attempt}"
        size, sha256 = store.keep_file(findings.made("picture"), key)
        keep_pages(asset, attempt, findings, range(1, 2))
    advance(asset, attempt, state=Asset.State.READY, key=key, size_bytes=size, sha256=sha256, page_count=1)
    store.remove([sent])


def _check_office_file(asset: Asset, attempt: int) -> None:
    if asset.content_type != "application/x-hwp":
        with _in_jail(asset, "inflate"):
            pass
    advance(asset, attempt, state=Asset.State.READY)


# False: its turn is over, but the work is not.
CHECKS: dict[str, Callable[[Asset, int], bool | None]] = {
    Asset.Kind.DOCUMENT: _check_document,
    Asset.Kind.IMAGE: _check_picture,
    Asset.Kind.OFFICE: _check_office_file,
    Asset.Kind.VIDEO: make_film,
}


@contextmanager
def _in_jail(asset: Asset, job: str, **wishes: int) -> Iterator[Findings]:
    with store.opened(asset.key) as source, jailed(job, source, **wishes) as findings:
        yield findings
