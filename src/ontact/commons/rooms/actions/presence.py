"""Presence is put together from three witnesses: LiveKit's webhooks, its list of who is there, and heartbeats.

An interval is keyed by LiveKit's sid of the connection. Applying is idempotent and does not depend on order:
"joined" can only tell the beginning, "left" is the one authority on the end, and the list repairs the rest.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ontact.commons.rooms.actions.tell import hold, tell
from ontact.commons.rooms.engine.words import Present, Word
from ontact.commons.rooms.models import Inbox, Line, Room, Span, main_name
from ontact.commons.rooms.queries.presence import present_seats
from ontact.foundation.clock import now

JOINED, LEFT, LISTED, HEARTBEAT = "joined", "left", "listed", "heartbeat"
KEPT_KINDS = ("participant_", "room_")
# Heartbeats come every 30 s; two may be lost.
SILENT_AFTER = timedelta(seconds=75)
HEARTBEATS_APART = timedelta(seconds=20)
# The clocks of two machines, and the moment between our asking and LiveKit's answer.
SKEW = timedelta(seconds=2)


def heartbeat(line: Line, *, mode: str, quality: str = "") -> None:
    """A device is alive. Where LiveKit does not see it (text mode, LiveKit away) this alone is presence.

    A heartbeat that comes within twenty seconds of the last sign of life writes nothing once it has testified: where
    the usher sees the device each 15 s, that is nearly every one.
    """
    moment = now()
    fresh = line.seen_at is not None and moment - line.seen_at < HEARTBEATS_APART
    if fresh and line.mode == mode and _has_testified(line):
        return
    _beat(line, mode, quality, moment)


def _has_testified(line: Line) -> bool:
    open_spans = list(Span.objects.filter(line=line, ends_at=None))
    return bool(open_spans) and all(HEARTBEAT in span.sources for span in open_spans)


@transaction.atomic
def _beat(line: Line, mode: str, quality: str, moment: datetime) -> None:
    room = hold(line.seat.room)
    changed = Line.objects.standing().filter(
        pk=line.pk, entered_at__isnull=False, seat__admitted_at__isnull=False
    )
    if not changed.update(seen_at=moment, quality=quality[:12], mode=mode):
        return
    was_present = Span.objects.filter(line__seat=line.seat_id, ends_at=None).exists()
    _hear(line, moment)
    words: dict[str, object] = {"id": str(line.seat_id)}
    if line.mode != mode:
        words["mode"] = mode
    if not was_present:
        words["present"] = True
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


def receive(word: Word) -> None:
    """Keep one of LiveKit's reports as it came; applied later. One insert, harmless when it comes again."""
    if not word.kind.startswith(KEPT_KINDS):
        return
    # LiveKit tells whole seconds; when the report is prompt, its arrival says more exactly when it was.
    at = max(word.at, min(now(), word.at + timedelta(seconds=1)))
    report = Inbox(
        event_id=word.id,
        kind=word.kind,
        livekit_name=main_name(word.room),
        room_sid=word.room_sid,
        identity=word.identity,
        sid=word.sid,
        joined_at=word.joined_at,
        at=at,
    )
    Inbox.objects.bulk_create([report], ignore_conflicts=True)


@transaction.atomic
def apply_inbox(room: Room) -> int:
    """Apply LiveKit's reports that have come in for this room. Returns how many there were."""
    reports = list(
        Inbox.objects.filter(livekit_name=room.livekit_name, applied_at=None).order_by("received_at")
    )
    if not reports:
        return 0
    room = hold(room)
    before = present_seats(room)
    lines = _lines_named({report.identity for report in reports}, room)
    for report in reports:
        # Who slips in after the end is shown out again and was not at the meeting.
        too_late = room.closed_at and report.joined_at and report.joined_at > room.closed_at
        if report.identity in lines and not too_late:
            apply_report(report, lines[report.identity])
    Inbox.objects.filter(pk__in=[report.pk for report in reports]).update(applied_at=now())
    _tell_presence(room, before)
    return len(reports)


def apply_report(report: Inbox, line: Line) -> None:
    """One report on one line; any order, any number of times."""
    source = {"participant_joined": JOINED, "participant_left": LEFT}.get(report.kind)
    if source is None or report.joined_at is None:
        return
    begun = {"begins_at": report.joined_at, "seen_at": report.joined_at}
    span, _ = Span.objects.get_or_create(line=line, sid=report.sid, defaults=begun)
    _testify(span, source, report.joined_at, ends_at=report.at)
    span.seen_at = max(span.seen_at, report.joined_at if source == JOINED else report.at)
    span.save()


@transaction.atomic
def reconcile(room: Room, present: Iterable[Present], *, asked_at: datetime) -> bool:
    """Make the open intervals equal to who LiveKit says is there. Returns whether anyone came or went.

    What LiveKit no longer lists ended, for all we know, when it was last seen. Nine queries for any number of guests.
    """
    room = hold(room)
    before = present_seats(room)
    guests = list(present)
    lines = _lines_named({guest.identity for guest in guests}, room)
    guests = [guest for guest in guests if guest.identity in lines]
    _see(guests, lines, asked_at)
    vanished = Span.objects.filter(line__seat__room=room, ends_at=None, begins_at__lte=asked_at - SKEW)
    for span in vanished.exclude(sid="").exclude(sid__in=[guest.sid for guest in guests]):
        _end(span, max(min(span.seen_at, asked_at), span.begins_at))
    _end_the_silent(room, asked_at)
    Line.objects.filter(pk__in=[line.pk for line in lines.values()]).update(seen_at=asked_at)
    return _tell_presence(room, before)


@transaction.atomic
def end_the_silent(room: Room) -> bool:
    """What can be known while LiveKit is away: whose heartbeats stopped. Returns whether anyone went."""
    room = hold(room)
    before = present_seats(room)
    _end_the_silent(room, now())
    return _tell_presence(room, before)


def _see(guests: list[Present], lines: dict[str, Line], asked_at: datetime) -> None:
    """The list testifies: unknown connections begin, known ones go on, and wrongly ended ones are taken up again."""
    known = {span.sid: span for span in Span.objects.filter(sid__in=[guest.sid for guest in guests])}
    new, repaired = [], []
    for guest in guests:
        span = known.get(guest.sid)
        if span is None:
            line = lines[guest.identity]
            new.append(
                Span(line=line, sid=guest.sid, begins_at=guest.joined_at, seen_at=asked_at, sources=[LISTED])
            )
        elif _testify(span, LISTED, guest.joined_at):
            repaired.append(span)
    Span.objects.bulk_create(new, ignore_conflicts=True)
    Span.objects.bulk_update(repaired, ["begins_at", "ends_at", "sources"])
    Span.objects.filter(sid__in=list(known), seen_at__lt=asked_at).update(seen_at=asked_at)


def close_all_spans(room: Room) -> None:
    """The room is empty for good: what is still open ended with the room, or when it was last seen."""
    limit = room.closed_at or now()
    for span in Span.objects.filter(line__seat__room=room, ends_at=None):
        _end(span, max(min(max(span.seen_at, span.begins_at), limit), span.begins_at))


def _testify(span: Span, source: str, joined_at: datetime, *, ends_at: datetime | None = None) -> bool:
    """What one witness changes about an interval; returns whether anything changed."""
    told = (span.begins_at, span.ends_at, span.sources)
    span.begins_at = min(span.begins_at, joined_at)
    span.sources = _with(span.sources, source)
    if source == LEFT and ends_at is not None:
        span.ends_at = max(ends_at, span.begins_at)
    elif source == LISTED and LEFT not in span.sources:
        span.ends_at = None
    return told != (span.begins_at, span.ends_at, span.sources)


def _end(span: Span, moment: datetime) -> None:
    span.ends_at = moment
    span.save(update_fields=["ends_at"])


def _end_the_silent(room: Room, moment: datetime) -> None:
    silent = Span.objects.filter(
        line__seat__room=room, sid="", ends_at=None, seen_at__lt=moment - SILENT_AFTER
    )
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
