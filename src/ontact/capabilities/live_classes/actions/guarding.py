"""Children's safety: the rooms of a class are rooms for children as its age or its office says."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ontact.capabilities.live_classes.actions.beginning import kept
from ontact.capabilities.live_classes.models import PREFIX, LiveClass
from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Session
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now


@transaction.atomic
def set_children(live_class: LiveClass, *, children: str, by: Actor) -> LiveClass:
    """Say whether children meet here; rooms of sessions to come follow at once. Harmless when repeated."""
    row = kept(live_class)
    if row.children != children:
        row.children = children
        row.save(update_fields=["children"])
        sign(by, "said whether children meet in a class", row, children=children)
    for session in _with_rooms(now()).filter(programme=row.programme):
        _guard(session.room, row.is_for_children, by)
    return row


def guard_rooms(moment: datetime) -> None:
    """Rooms that were made, or programmes whose age changed, since. One query where nothing has."""
    for session in _with_rooms(moment).select_related("programme__live_class"):
        known = getattr(session.programme, "live_class", None) or LiveClass(programme=session.programme)
        known.programme = session.programme
        _guard(session.room, known.is_for_children, SYSTEM)


def _guard(room: Room | None, protected: bool, by: Actor) -> None:
    if room is not None and room.for_children != protected:
        rooms.protect_children(room, protected=protected, by=by)


def _with_rooms(moment: datetime) -> QuerySet[Session]:
    """Sessions of classes to come, or on, whose room stands."""
    found: QuerySet[Session] = Session.objects.standing().filter(
        programme__page__startswith=PREFIX, room__closed_at=None, room__isnull=False, ends_at__gt=moment
    )
    return found.select_related("room", "programme")
