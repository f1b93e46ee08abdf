"""Who was there during the session, from the evidence: late arrivals and leavings, by the minute."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.people import RECONNECTING
from ontact.commons.rooms import queries as rooms
from ontact.foundation.clock import now

Spans = Sequence[tuple[datetime, datetime]]
LATE, LEFT, BACK = "late", "left", "back"
# Who comes in within the minute of the opening is not late.
ON_TIME = timedelta(minutes=1)


@dataclass(frozen=True)
class Coming:
    """A seat came late, left, or came back. Evidence holds for the seat, whoever sits in it."""

    at: datetime
    kind: str
    seat: UUID


def session_presence(
    meeting: Meeting, attendance: Iterable[rooms.Attendance] | None = None
) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """Each seat's intervals within the session; whoever dropped out and came back within three minutes had not left.

    Three queries, none when the attendance has been read already. Empty before the opening.
    """
    if meeting.opened_at is None:
        return {}
    begins_at, ends_at = meeting.opened_at, meeting.closed_at or now()
    spans: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for row in rooms.attendance(meeting.room) if attendance is None else attendance:
        spans.setdefault(row.seat.pk, []).extend((span.begins_at, span.ends_at) for span in row.spans)
    bridged = {seat: joined(found, bridge=RECONNECTING) for seat, found in spans.items()}
    return {
        seat: [
            (max(start, begins_at), min(end, ends_at))
            for start, end in found
            if start < ends_at and end > begins_at
        ]
        for seat, found in bridged.items()
    }


def comings(presence: Mapping[UUID, Spans], begins_at: datetime, ends_at: datetime) -> list[Coming]:
    """In order of time. A gap up to the end is a gap like others: below three minutes nobody has left."""
    found = []
    for seat, spans in presence.items():
        for number, (start, end) in enumerate(spans):
            if number or start >= begins_at + ON_TIME:
                found.append(Coming(start, BACK if number else LATE, seat))
            if ends_at - end >= RECONNECTING:
                found.append(Coming(end, LEFT, seat))
    return sorted(found, key=lambda one: one.at)


def joined(spans: Spans, *, bridge: timedelta = timedelta()) -> list[tuple[datetime, datetime]]:
    """A seat counts once, however many sit in it or devices it has; gaps below `bridge` are closed."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or start - found[-1][1] < bridge):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
