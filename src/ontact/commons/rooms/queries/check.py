"""The device check: two tickets into a room of its own, and who has done it with what result."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ontact.commons.rooms.engine.tokens import ticket
from ontact.commons.rooms.engine.words import Grant, Guest
from ontact.commons.rooms.models import DeviceCheck
from ontact.commons.rooms.queries.ticket import require_media
from ontact.foundation.ids import uuid7


@dataclass(frozen=True)
class CheckTickets:
    """One speaks, the other listens: what arrives there has travelled the whole way."""

    speaker: str
    listener: str


def check_tickets() -> CheckTickets:
    """A room for this check alone, named by chance: nobody is there to be heard, and it leads into no meeting.

    Raises:
        MediaServerAway, MediaServerPreparing: trying again is safe.
    """
    require_media()
    room = f"check-{uuid7().hex}"
    speaker = ticket(room, Guest("speaker", "", {}, Grant(microphone=True)))
    return CheckTickets(speaker.token, ticket(room, Guest("listener", "", {})).token)


def checks_of(seats: Iterable[UUID]) -> dict[UUID, DeviceCheck]:
    """The last check of each seat that has done one. One query."""
    return {check.seat_id: check for check in DeviceCheck.objects.filter(seat__in=list(seats))}
