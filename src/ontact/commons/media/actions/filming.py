"""Making a film that plays everywhere: measured, drawn piece by piece with a turn for other work between, joined."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import transaction

from ontact.commons.media.actions.fencing import advance, keep_alive, keep_pages, keep_piece
from ontact.commons.media.engine import film, store
from ontact.commons.media.engine.jail import cell, jailed
from ontact.commons.media.engine.kinds import MP4
from ontact.commons.media.models import Asset, Piece

# The worker has letters to send too: after so long it puts the film at the end of its list.
TURN_S = 20
SOUND = 0


def make_film(asset: Asset, attempt: int) -> bool:
    """One turn of work, from wherever the last one ended. False: another turn is needed."""
    begun = time.monotonic()
    if asset.state == Asset.State.ARRIVED:
        _measure(asset, attempt)
    done = set(asset.pieces.values_list("number", flat=True))
    for number in range(SOUND, film.piece_count(asset.length_s) + 1):
        if number in done:
            continue
        if time.monotonic() - begun > TURN_S:
            return False
        _make_piece(asset, attempt, number)
    _join(asset, attempt)
    return True


def _measure(asset: Asset, attempt: int) -> None:
    with _source(asset) as source, cell() as folder:
        measured = film.measure(source, folder, _pulse(asset, attempt))
    with transaction.atomic():
        advance(asset, attempt, state=Asset.State.CHECKED, length_s=measured.length_s)
        if not measured.has_sound:
            keep_piece(asset, attempt, Piece(asset=asset, number=SOUND, key=""))


def _make_piece(asset: Asset, attempt: int, number: int) -> None:
    key = f"assets/{asset.pk}/pieces/{number:04d}-{attempt}"
    with _source(asset) as source, cell() as folder:
        if number == SOUND:
            made = film.draw_sound(source, asset.length_s, folder, _pulse(asset, attempt))
        else:
            made = film.draw_piece(source, number, asset.length_s, folder)
        store.keep_file(_plain(made), key)
    keep_piece(asset, attempt, Piece(asset=asset, number=number, key=key))


def _join(asset: Asset, attempt: int) -> None:
    """The film replaces what was sent; that, and the pieces, are removed."""
    pulse = _pulse(asset, attempt)
    pieces = list(asset.pieces.exclude(key=""))
    with cell() as folder, ExitStack() as open_pieces:
        opened = [(piece.number, open_pieces.enter_context(store.opened(piece.key))) for piece in pieces]
        sound = next((file for number, file in opened if number == SOUND), None)
        made = film.join([file for number, file in opened if number != SOUND], sound, folder, pulse)
        _keep_poster(asset, attempt, film.draw_poster(_plain(made), asset.length_s, folder))
        key = f"assets/{asset.pk}/film-{attempt}"
        size, sha256 = store.keep_file(_plain(made), key)
    gone = [asset.key, *(piece.key for piece in pieces)]
    facts = {"key": key, "size_bytes": size, "sha256": sha256, "page_count": 1}
    name = f"{Path(asset.name).stem}.mp4"
    advance(asset, attempt, state=Asset.State.READY, content_type=MP4.content_type, name=name, **facts)
    asset.pieces.all().delete()
    store.remove(gone)


def _keep_poster(asset: Asset, attempt: int, poster: Path) -> None:
    """Drawn anew as every picture is, and kept as the film's one page."""
    with _plain(poster).open("rb") as picture, jailed("clean_picture", picture) as findings:
        keep_pages(asset, attempt, findings, range(1, 2))


def _plain(path: Path) -> Path:
    """A file that the jail has made, and not a link that points out of it."""
    if path.is_symlink() or not path.is_file():
        raise FileNotFoundError(path.name)
    return path


@contextmanager
def _source(asset: Asset) -> Iterator[film.Source]:
    with store.opened_here(asset.key) as file:
        yield film.Source(file, asset.content_type)


def _pulse(asset: Asset, attempt: int) -> Callable[[], None]:
    return lambda: keep_alive(asset, attempt)


def pattern(length_s: int) -> bytes:
    """A small film with a clock and a tone, for the demo and for tests."""
    with cell() as folder:
        return film.draw_pattern(length_s, folder).read_bytes()
