"""What a device check found is kept for the seat."""

from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.errors import RoomIsOver
from ontact.commons.rooms.models import DeviceCheck, Room, Seat
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def keep_check(seat: Seat, *, by: Actor, **found: Any) -> DeviceCheck:
    """The newest result stands; what an earlier one found is of no use any more.

    Raises:
        RoomIsOver: there is nothing left to be ready for.
    """
    if seat.room.phase_at(now()) is Room.Phase.OVER:
        raise RoomIsOver
    check, _made = DeviceCheck.objects.update_or_create(seat=seat, defaults={**found, "at": now()})
    sign(by, "checked the devices", seat, way=check.way, troubles=len(check.troubles))
    return check
