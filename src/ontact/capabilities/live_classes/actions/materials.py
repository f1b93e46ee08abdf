"""Materials: files of a class or of one session, for the stage and to take home."""

from collections.abc import Iterator

from django.db import transaction

from ontact.capabilities.live_classes.actions.beginning import kept
from ontact.capabilities.live_classes.models import LiveClass, Material
from ontact.capabilities.live_classes.queries.room import materials_slice
from ontact.commons.journal.actions import sign
from ontact.commons.media.actions import destroy
from ontact.commons.media.models import Asset
from ontact.commons.programmes.models import Session
from ontact.commons.rooms.actions import take_slides_away, tell
from ontact.commons.rooms.models import Room, Slides
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def add_material(live_class: LiveClass, *, asset: Asset, session: Session | None, by: Actor) -> Material:
    """Rooms that are open are told at once."""
    row = kept(live_class)
    material: Material = Material.objects.create(live_class=row, asset=asset, session=session)
    sign(by, "added a file to a class", row)
    _tell(row)
    return material


@transaction.atomic
def remove_material(material: Material, *, by: Actor) -> None:
    """The file goes with it, also from a stage on which it stands."""
    live_class, asset = material.live_class, material.asset
    _take_off_the_stage(live_class, asset, by)
    material.delete()
    destroy(asset=asset, by=by)
    sign(by, "took a file away from a class", live_class)
    _tell(live_class)


def _tell(live_class: LiveClass) -> None:
    for session, room in _open_rooms(live_class):
        tell(room, "live_classes.materials", {"ext": materials_slice(live_class, session)})


def _take_off_the_stage(live_class: LiveClass, asset: Asset, by: Actor) -> None:
    for _session, room in _open_rooms(live_class):
        if Slides.objects.filter(room=room, asset=asset).exists():
            take_slides_away(room, by=by)


def _open_rooms(live_class: LiveClass) -> Iterator[tuple[Session, Room]]:
    """Each held until the transaction ends, always in the same order."""
    moment = now()
    sessions = Session.objects.filter(
        programme=live_class.programme, room__closed_at=None, room__isnull=False
    )
    for session in sessions.select_related("room").order_by("room_id"):
        if session.room is not None and session.room.is_open_at(moment):
            session.programme = live_class.programme
            yield session, Room.objects.locked(session.room_id)
