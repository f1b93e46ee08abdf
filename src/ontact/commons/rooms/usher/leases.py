"""Which usher looks after a room: a leased row with a fence, taken over when its holder is silent or dead."""

import os
import socket
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from ontact.commons.rooms.models import UsherLease
from ontact.foundation.clock import now

LEASE = timedelta(seconds=10)
RENEW_EVERY_S = 3.0


def this_usher() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def take(room_id: UUID, holder: str) -> int | None:
    """The fence number with which the holder may write, or None while another usher holds the room."""
    moment = now()
    try:
        with transaction.atomic():
            lease, is_new = UsherLease.objects.get_or_create(
                room_id=room_id, defaults={"holder": holder, "until": moment + LEASE}
            )
    except IntegrityError:
        return None
    if is_new or lease.holder == holder:
        return lease.fence
    if lease.until > moment and not _is_dead(lease.holder):
        return None
    taken = UsherLease.objects.filter(room_id=room_id, fence=lease.fence).update(
        holder=holder, until=moment + LEASE, fence=F("fence") + 1
    )
    return lease.fence + 1 if taken else None


def renew(rooms: Iterable[UUID], holder: str) -> set[UUID]:
    """Prolong all leases at once. Returns the rooms still held. Two statements for any number of rooms."""
    mine = UsherLease.objects.filter(room_id__in=list(rooms), holder=holder)
    mine.update(until=now() + LEASE)
    return set(mine.values_list("room_id", flat=True))


def told(room_id: UUID, fence: int, version: int) -> bool:
    """Everyone inside has been sent everything up to this version. False: another usher has taken over."""
    return bool(UsherLease.objects.filter(room_id=room_id, fence=fence).update(told_version=version))


def settle(room_id: UUID, fence: int) -> bool:
    """The room is over and empty: nobody needs to look after it any more."""
    return bool(UsherLease.objects.filter(room_id=room_id, fence=fence).update(settled_at=now()))


def _is_dead(holder: str) -> bool:
    """A process of this machine that is gone need not be waited for."""
    host, _, pid = holder.rpartition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
