"""Presence is put together from three witnesses: LiveKit's webhooks, its list of who is there, and heartbeats.

An interval is keyed by LiveKit's sid of the connection. Applying is idempotent and does not depend on order:
"joined" can only tell the beginning, "left" is the one authority on the end, and the list repairs the rest.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ontact.commons.rooms.actions.tell import hold, tell
from ontact.commons.rooms.engine.words import Present
from ontact.commons.rooms.models import Inbox, Line, Room, Span
from ontact.commons.rooms.queries.presence import present_seats
from ontact.foundation.clock import now

JOINED, LEFT, LISTED, HEARTBEAT = "joined", "left", "listed", "heartbeat"
# Heartbeats come every 30 s; two may be lost.
SILENT_AFTER = timedelta(seconds=75)
HEARTBEATS_APART = timedelta(seconds=10)
# The clocks of two machines, and the moment between our asking and LiveKit's answer.
SKEW = timedelta(seconds=2)


@transaction.atomic
def heartbeat(line: Line, *, mode: str, quality: str = "") -> None:
    """A device is alive. Where LiveKit does not see it (text mode, LiveKit away) this alone is presence."""
    moment = now()
    fresh = line.seen_at is not None and moment - line.seen_at < HEARTBEATS_APART
    if fresh and line.mode == mode and Span.objects.filter(line=line, ends_at=None).exists():
        return
    room = hold(line.seat.room)
    changed = Line.objects.standing().filter(pk=line.pk, entered_at__isnull=False, seat__admitted_at__isnull=False)
    if not changed.update(seen_at=moment, quality=quality[:12], mode=mode):
        return
    was_present = Span.objects.filter(line__seat=line.seat_id, ends_at=None).exists()
    _hear(line, moment)
    words = {"id": str(line.seat_id)}
    if line.mode != mode:
        words["mode"] = mode
    if not was_present:
        words["present"] = True  # type: ignore[assignment]
    if len(words) > 1:
        tell(room, "presence", {"seats": [words]})


def _hear(line: Line, moment: datetime) -> None:
    spans = list(Span.objects.filter(line=line, ends_at=None))
    by_livekit = [span for span in spans if span.sid]
    for span in by_livekit or spans:
        span.seen_at = max(span.seen_at, moment)
        span.sources = _with(span.sources, HEARTBEAT)
    for span in spans if by_livekit else []:
        if not span.sid:
            span.ends_at = moment
    Span.objects.bulk_update(spans, ["seen_at", "sources", "ends_at"])
    if not spans:
        Span.objects.create(line=line, begins_at=moment, seen_at=moment, sources=[HEARTBEAT])


@transaction.atomic
def apply_inbox(room: Room) -> int:
    """Apply LiveKit's reports that have come in for this room. Returns how many there were."""
    reports = list(Inbox.objects.filter(livekit_name=room.livekit_name, applied_at=None).order_by("received_at"))
    if not reports:
        return 0
    room = hold(room)
    before = present_seats(room)
    lines = _lines_named({report.identity for report in reports}, room)
    for report in reports:
        if report.identity in lines:
            apply_report(report, lines[report.identity])
    Inbox.objects.filter(pk__in=[report.pk for report in reports]).update(applied_at=now())
    _tell_presence(room, before)
    return len(reports)


def apply_report(report: Inbox, line: Line) -> None:
    """One report on one line; any order, any number of times."""
    if report.kind == "participant_joined" and report.joined_at is not None:
        _testify(line, report.sid, report.joined_at, JOINED, at=report.joined_at)
    if report.kind == "participant_left" and report.joined_at is not None:
        _testify(line, report.sid, report.joined_at, LEFT, at=report.at, ends_at=report.at)


@transaction.atomic
def reconcile(room: Room, present: Iterable[Present], *, asked_at: datetime) -> bool:
    """Make the open intervals equal to who LiveKit says is there. Returns whether anyone came or went.

    What LiveKit no longer lists ended, for all we know, when it was last seen.
    """
    room = hold(room)
    before = present_seats(room)
    present = list(present)
    lines = _lines_named({one.identity for one in present}, room)
    listed = {one.sid for one in present if one.identity in lines}
    for one in present:
        if one.identity in lines:
            _testify(lines[one.identity], one.sid, one.joined_at, LISTED, at=asked_at)
    vanished = Span.objects.filter(line__seat__room=room, ends_at=None, begins_at__lte=asked_at - SKEW)
    for span in vanished.exclude(sid="").exclude(sid__in=listed):
        _end(span, max(min(span.seen_at, asked_at), span.begins_at))
    _end_the_silent(room, asked_at)
    Line.objects.filter(pk__in=[line.pk for line in lines.values()]).update(seen_at=asked_at)
    return _tell_presence(room, before)


def close_all_spans(room: Room) -> None:
    """The room is empty for good: what is still open ended with the room, or when it was last seen."""
    limit = room.closed_at or now()
    for span in Span.objects.filter(line__seat__room=room, ends_at=None):
        _end(span, max(min(max(span.seen_at, span.begins_at), limit), span.begins_at))


def _testify(
    line: Line, sid: str, joined_at: datetime, source: str, *, at: datetime, ends_at: datetime | None = None
) -> None:
    span = Span.objects.filter(line=line, sid=sid).first()
    if span is None:
        span = Span(line=line, sid=sid, begins_at=joined_at, seen_at=joined_at, sources=[])
    span.begins_at = min(span.begins_at, joined_at)
    span.seen_at = max(span.seen_at, at)
    span.sources = _with(span.sources, source)
    if source == LEFT and ends_at is not None:
        span.ends_at = max(ends_at, span.begins_at)
    elif source == LISTED and LEFT not in span.sources:
        span.ends_at = None
    span.save()


def _end(span: Span, moment: datetime) -> None:
    span.ends_at = moment
    span.save(update_fields=["ends_at"])


def _end_the_silent(room: Room, moment: datetime) -> None:
    silent = Span.objects.filter(line__seat__room=room, sid="", ends_at=None, seen_at__lt=moment - SILENT_AFTER)
    for span in silent:
        _end(span, max(span.seen_at, span.begins_at))
    over = Span.objects.filter(line__seat__room=room, sid="", ends_at=None, line__ended_at__isnull=False)
    for span in over.select_related("line"):
        assert span.line.ended_at is not None
        _end(span, max(span.line.ended_at, span.begins_at))


def _lines_named(identities: Iterable[str], room: Room) -> dict[str, Line]:
    """Lines of this room by LiveKit identity; robots and foreign identities are left out."""
    ids = [known for identity in identities if (known := _uuid(identity))]
    return {line.identity: line for line in Line.objects.filter(pk__in=ids, seat__room=room)}


def _uuid(identity: str) -> UUID | None:
    try:
        return UUID(identity)
    except ValueError:
        return None


def _tell_presence(room: Room, before: set[UUID]) -> bool:
    after = present_seats(room)
    changed = sorted(before ^ after, key=str)
    if changed:
        tell(room, "presence", {"seats": [{"id": str(seat), "present": seat in after} for seat in changed]})
    return bool(changed)


def _with(sources: list[str], source: str) -> list[str]:
    return sorted({*sources, source})
