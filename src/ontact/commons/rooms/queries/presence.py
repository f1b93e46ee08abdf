"""Presence as evidence: who sat where from when until when, and who testifies to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ontact.commons.rooms.models import Room, Seat, Sitting, Span, Turn, UsherLease
from ontact.foundation.clock import now

# Reconnections shorter than this count as presence.
RECONNECTION = timedelta(seconds=30)


@dataclass(frozen=True)
class Stretch:
    """An interval of presence with its witnesses: joined, left, listed, heartbeat."""

    begins_at: datetime
    ends_at: datetime
    sources: frozenset[str] = frozenset()

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.begins_at


@dataclass(frozen=True)
class Attendance:
    """How long one person was present in one seat."""

    seat: Seat
    sitting: Sitting
    spans: list[Stretch] = field(default_factory=list)

    @property
    def total(self) -> timedelta:
        return sum((span.length for span in self.spans), timedelta())

    @property
    def first_at(self) -> datetime | None:
        return self.spans[0].begins_at if self.spans else None

    @property
    def last_at(self) -> datetime | None:
        return self.spans[-1].ends_at if self.spans else None


def attendance(room: Room) -> list[Attendance]:
    """Every sitting of the room with its presence: the seat's spans within the sitting, overlaps counted once.

    Reconnections shorter than 30 s count as presence; open spans count until now. Three queries. Seats that were
    taken back appear if someone was there. Final once `is_final(room)`.
    """
    until = room.closed_at or now()
    spans: dict[UUID, list[Stretch]] = {}
    for span in Span.objects.filter(line__seat__room=room).select_related("line"):
        stretch = Stretch(span.begins_at, span.ends_at or max(until, span.begins_at), frozenset(span.sources))
        spans.setdefault(span.line.seat_id, []).append(stretch)
    sittings = Sitting.objects.filter(seat__room=room).select_related("seat__organisation", "person")
    rows = [
        Attendance(sitting.seat, sitting, _within(sitting, spans.get(sitting.seat_id, [])))
        for sitting in sittings.order_by("seat__rank", "seat__created_at", "begins_at")
    ]
    return [row for row in rows if row.spans or row.seat.taken_back_at is None]


def speeches(room: Room) -> list[Turn]:
    """The speech log in order of time, with the seats. One query."""
    return list(room.turns.select_related("seat__organisation"))


def present_seats(room: Room) -> set[UUID]:
    """Seats of which a line is present at this moment. One query."""
    return set(
        Span.objects.filter(line__seat__room=room, ends_at=None).values_list("line__seat_id", flat=True)
    )


def seats_present(room: Room) -> int:
    """How many they are. One query."""
    spans = Span.objects.filter(line__seat__room=room, ends_at=None)
    return spans.values("line__seat").distinct().count()


def is_final(room: Room) -> bool:
    """Whether the usher has emptied the room after its end, so that no span can change any more."""
    return UsherLease.objects.filter(room=room, settled_at__isnull=False).exists()


def evidence_in_words(sources: Iterable[str]) -> str:
    """Who testifies to an interval, for the minutes: "media server, own device"."""
    words = {
        "joined": _("media server's report"),
        "left": _("media server's report"),
        "listed": _("check of the room"),
        "heartbeat": _("sign of life from the device"),
    }
    found = dict.fromkeys(words[source] for source in words if source in set(sources))
    return ", ".join(found)


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order of time, overlaps and short gaps closed, witnesses joined."""
    result: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: s.begins_at):
        if result and stretch.begins_at - result[-1].ends_at <= RECONNECTION:
            last = result[-1]
            sources = last.sources | stretch.sources
            result[-1] = Stretch(last.begins_at, max(last.ends_at, stretch.ends_at), sources)
        else:
            result.append(stretch)
    return result


def _within(sitting: Sitting, stretches: list[Stretch]) -> list[Stretch]:
    cut = [
        Stretch(begins_at, ends_at, stretch.sources)
        for stretch in stretches
        if (begins_at := max(stretch.begins_at, sitting.begins_at))
        < (ends_at := min(stretch.ends_at, sitting.ends_at or stretch.ends_at))
    ]
    return merged(cut)
