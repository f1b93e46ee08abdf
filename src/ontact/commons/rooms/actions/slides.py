"""Slides: page n of a paper on everyone's stage; a turn costs a few bytes."""

from django.db import transaction

from ontact.commons.media.models import Asset
from ontact.commons.rooms.actions.tell import hold_open, tell
from ontact.commons.rooms.errors import NoSuchPage, PaperNotReady
from ontact.commons.rooms.models import Room, Slides
from ontact.commons.rooms.queries.words import slides_words
from ontact.foundation.actor import Actor


@transaction.atomic
def show_slides(room: Room, *, asset: Asset, page: int, by: Actor) -> Slides:
    """Put a page on the stage. Asking for the page that stands there changes nothing.

    Raises:
        PaperNotReady: it has no pages (yet).
        NoSuchPage: naming how many there are.
    """
    room = hold_open(room)
    if not asset.is_ready or not asset.page_count:
        raise PaperNotReady
    if not 1 <= page <= asset.page_count:
        raise NoSuchPage(pages=asset.page_count)
    slides = Slides.objects.filter(room=room).first()
    if slides is not None and (slides.asset_id, slides.page) == (asset.pk, page):
        return slides
    slides, _ = Slides.objects.update_or_create(room=room, defaults={"asset": asset, "page": page})
    tell(room, "slides", {"slides": slides_words(slides)})
    return slides


@transaction.atomic
def take_slides_away(room: Room, *, by: Actor) -> None:
    """Clear the stage. Harmless when it is clear."""
    room = hold_open(room)
    if Slides.objects.filter(room=room).delete()[0]:
        tell(room, "slides", {"slides": None})
