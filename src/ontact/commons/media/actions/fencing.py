"""Writes of whoever works on a file: each passes the fence of its attempt, so that an overtaken worker changes nothing."""

from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.media.engine import store
from ontact.commons.media.engine.jail import Findings
from ontact.commons.media.models import LEASE, Asset, Page, Piece
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now


class Overtaken(Exception):
    """Our lease ran out and another worker took the file: whatever we have is of no use any more."""


def write(asset: Asset, attempt: int, **facts: Any) -> None:
    if not asset.may_write(attempt).unfinished().update(**facts):
        raise Overtaken


def keep_alive(asset: Asset, attempt: int) -> None:
    write(asset, attempt, leased_until=now() + LEASE)


def advance(asset: Asset, attempt: int, **facts: Any) -> None:
    with transaction.atomic():
        finished = facts.get("state") == Asset.State.READY
        write(asset, attempt, leased_until=None if finished else now() + LEASE, **facts)
    for name, value in facts.items():
        setattr(asset, name, value)


def keep_pages(asset: Asset, attempt: int, findings: Findings, wanted: range) -> None:
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
        keep_alive(asset, attempt)
        Page.objects.bulk_create(pages, ignore_conflicts=True)


def keys_of(asset: Asset) -> list[str]:
    """Everything of it that lies in the store."""
    pieces = asset.pieces.exclude(key="").values_list("key", flat=True)
    return [asset.key, *asset.pages.values_list("key", flat=True), *pieces]


def keep_piece(asset: Asset, attempt: int, piece: Piece) -> None:
    """Whoever got further may be interrupted as often as before."""
    with transaction.atomic():
        write(asset, attempt, leased_until=now() + LEASE, headway=attempt)
        piece.save(force_insert=True)


def refuse(asset: Asset, attempt: int, code: str, facts: dict[str, Any]) -> None:
    """The row stays to tell the uploader why; the bytes go."""
    keys = keys_of(asset)
    with transaction.atomic():
        state = {"state": Asset.State.REFUSED, "refusal": code, "refusal_facts": facts, "page_count": 0}
        if not asset.may_write(attempt).unfinished().update(leased_until=None, **state):
            return
        asset.pages.all().delete()
        asset.pieces.all().delete()
        sign(SYSTEM, "refused a file", asset, reason=code)
    store.remove(keys)


def give_back(asset: Asset) -> None:
    """For a machine's failure: the sweeper lets someone try again in a minute or two."""
    asset.may_write(asset.attempts).unfinished().update(leased_until=None)
