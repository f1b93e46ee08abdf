"""Whether somebody of the desk is in the room: what a room for children needs at every moment."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from ontact.commons.rooms.models import DESK, Line, Room, Seat, Span

# A line that drops comes back within this time; nobody is silenced for a lift or a change of network.
GRACE = timedelta(seconds=60)


def is_attended(room: Room, moment: datetime) -> bool:
    """Somebody of the desk is here on a device that speaks, or was until a minute ago and has not left. One query.

    Who presses Leave, is put out or has the seat taken back is gone at once. A device that has just come in is
    believed for a minute, until a witness has seen it; so is a seat that is moving to another device.
    """
    since = moment - GRACE
    seen = Span.objects.filter(line=OuterRef("pk")).filter(Q(ends_at=None) | Q(ends_at__gt=since))
    here = Q(ended_at=None) & (Exists(seen) | Q(entered_at__gt=since))
    moves = Q(end_reason=Line.End.ELSEWHERE, ended_at__gt=since)
    lines = Line.objects.filter(
        here | moves,
        seat__room=room,
        seat__role__in=DESK,
        seat__taken_back_at=None,
        entered_at__isnull=False,
        is_companion=False,
    )
    return lines.exists()


def must_wait_for_the_desk(room: Room, seat: Seat, moment: datetime) -> bool:
    """In a room for children nobody else comes in before somebody of the desk."""
    return room.for_children and not seat.is_at_the_desk and not is_attended(room, moment)
