"""Who waits in the lobby, in order of arrival."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ontact.commons.rooms.models import Knock, Room
from ontact.commons.rooms.queries.words import names_now
from ontact.foundation.clock import now

# The lobby page asks every 3-5 s (a sleeping telephone less often); who has not asked for so long has gone.
GONE_AFTER = timedelta(seconds=90)


@dataclass(frozen=True)
class Waiting:
    seat: UUID
    name: str
    title: str
    role: str
    invited: bool
    arrived_at: datetime
    is_gone: bool


def waiting_in_the_lobby(room: Room) -> list[Waiting]:
    """Two queries."""
    knocks = list(Knock.objects.open().filter(seat__room=room).select_related("seat"))
    names = names_now(knock.seat_id for knock in knocks)
    return [
        Waiting(
            seat=knock.seat_id,
            name=names.get(knock.seat_id, ""),
            title=knock.seat.title,
            role=knock.seat.role,
            invited=knock.seat.is_invited,
            arrived_at=knock.created_at,
            is_gone=knock.seen_at < now() - GONE_AFTER,
        )
        for knock in knocks
    ]
