"""Reads of files worth a name: addresses, how a check goes, why a file was refused; a film and who watched it."""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.media.access import stamp_for
from ontact.commons.media.engine.film import piece_count
from ontact.commons.media.engine.watching import CELL_S, Stretch, share, stretches
from ontact.commons.media.models import Asset, Page, Viewing
from ontact.commons.media.refusals import FileRefused, reason
from ontact.commons.people.models import Person
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
        word=_word(asset),
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


@dataclass(frozen=True)
class Watched:
    """How far somebody has watched a film. `covered`: first and last cell of each stretch, of `cells` in all."""

    covered: list[Stretch]
    done: int
    cells: int
    position_s: int


def watched_by(asset: Asset, person: Person) -> Watched:
    """One query."""
    viewing = Viewing.objects.filter(asset=asset, person=person).first()
    return watched_in(viewing) if viewing else Watched([], 0, share(0, asset.length_s)[1], 0)


def watched_in(viewing: Viewing) -> Watched:
    cells, length_s = int.from_bytes(viewing.cells, "little"), viewing.asset.length_s
    done, count = share(cells, length_s)
    return Watched(stretches(cells, length_s), done, count, viewing.position_s)


def covered_by_all(asset: Asset, people: Collection[Person]) -> str:
    """What everybody in front of one screen has: "0-3,7-7". One query."""
    rows = Viewing.objects.filter(asset=asset, person__in=people).values_list("cells", flat=True)
    cells = [int.from_bytes(row, "little") for row in rows]
    return _told(stretches(reduce(and_, cells), asset.length_s)) if len(cells) == len(people) > 0 else ""


def viewings_of(person: Person) -> list[tuple[str, str]]:
    """For the person's own eyes, and the guardian's: film, how much of it, and when last. One query."""
    selves = person.selves().values("pk")
    theirs = Viewing.objects.filter(Q(person__in=selves) | Q(person__guardian__in=selves))
    rows = []
    for viewing in theirs.select_related("asset", "person").order_by("-reckoned_at"):
        seen = watched_in(viewing)
        percent = _("%(percent)d %% watched") % {"percent": 100 * seen.done // max(seen.cells, 1)}
        rows.append(
            (f"{viewing.asset.name} · {viewing.person}", f"{percent}, {viewing.reckoned_at:%Y-%m-%d}")
        )
    return rows


@dataclass(frozen=True)
class Player:
    """What `media/_player.html` shows: a ready film, and where its watching is reported to (empty: nowhere)."""

    asset: Asset
    film: str
    poster: str
    cell_s: int = CELL_S
    report: str = ""
    resume_s: int = 0
    covered: str = ""


def player_of(asset: Asset, *, report: str = "", watched: Watched | None = None) -> Player:
    """Two addresses that expire: hand them out only behind a door. One query."""
    poster = asset.pages.first()
    plain = Player(asset, url_of(asset), page_url(poster) if poster else "", report=report)
    if watched is None:
        return plain
    covered = _told(watched.covered)
    # Whoever has come to the end begins anew.
    resume_s = watched.position_s if watched.position_s < asset.length_s - CELL_S else 0
    return replace(plain, resume_s=resume_s, covered=covered)


def _told(covered: Iterable[Stretch]) -> str:
    return ",".join(f"{first}-{last}" for first, last in covered)


def _word(asset: Asset) -> str:
    if asset.kind == Asset.Kind.VIDEO and asset.state == Asset.State.CHECKED:
        return _("Being made ready to play")
    return str(asset.get_state_display())


def _percent(asset: Asset) -> int:
    if asset.state in (Asset.State.READY, Asset.State.REFUSED, Asset.State.DESTROYED):
        return 100
    if asset.state == Asset.State.CHECKED and asset.kind == Asset.Kind.VIDEO:
        return 5 + 90 * asset.pieces.count() // (piece_count(asset.length_s) + 1)
    if asset.state == Asset.State.ARRIVED or not asset.page_count:
        return 5
    return 10 + 90 * asset.pages.count() // asset.page_count
