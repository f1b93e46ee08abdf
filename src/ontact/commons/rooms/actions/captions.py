"""Captions: typed live, line by line, corrected afterwards; the speaker of the moment is noted by the server."""

from datetime import timedelta

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold, hold_open, tell
from ontact.commons.rooms.errors import CaptionTooLong, NotStenographer
from ontact.commons.rooms.models import CaptionLine, Room, Seat, Service
from ontact.commons.rooms.queries.languages import caption_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

LENGTH_AT_MOST = 500
# What comes faster than twice a second is left out: the next stroke brings it.
STROKES_APART = timedelta(milliseconds=450)


@transaction.atomic
def type_caption(
    seat: Seat, text: str, *, is_done: bool, speaker: Seat | None = None, by: Actor
) -> CaptionLine | None:
    """What the line being typed says now; `is_done` ends it. An empty line leaves nothing behind.

    `speaker` defaults to whoever has the floor when the line begins.

    Raises:
        RoomIsOver, RoomNotOpen.
        NotStenographer: this is not a caption seat.
        CaptionTooLong.
    """
    room = hold_open(seat.room)
    text = _clean(text)
    _may_type(seat)
    moment = now()
    line: CaptionLine | None = room.captions.filter(typed_by=seat, closed_at=None).first()
    if line is None and not text:
        return None
    if line is not None and not is_done and (line.text == text or moment - line.typed_at < STROKES_APART):
        return line
    if line is None:
        line = CaptionLine(room=room, typed_by=seat, speaker=speaker or _speaker(room))
    line.text, line.typed_at = text, moment
    line.closed_at = moment if is_done or not text else None
    line.save()
    tell(room, "caption", {"captions": [caption_words(line)]})
    if not text:
        line.delete()
        return None
    return line


@transaction.atomic
def correct_caption(line: CaptionLine, text: str, *, by: Actor) -> CaptionLine:
    """Another wording; without words the line goes. During the meeting everyone's screen follows. Harmless twice.

    Raises:
        CaptionTooLong.
    """
    room = hold(line.room)
    line = CaptionLine.objects.locked(line.pk)
    text = _clean(text)
    if line.text == text:
        return line
    line.text, line.corrected_at = text, now()
    line.closed_at = line.closed_at or line.corrected_at
    line.save(update_fields=["text", "corrected_at", "closed_at"])
    sign(by, "corrected a caption", line)
    tell(room, "caption", {"captions": [caption_words(line)]})
    return line


def _may_type(seat: Seat) -> None:
    if seat.service != Service.CAPTIONS:
        raise NotStenographer


def _clean(text: str) -> str:
    text = " ".join(text.replace("\x00", "").split())
    if len(text) > LENGTH_AT_MOST:
        raise CaptionTooLong(length=len(text), most=LENGTH_AT_MOST)
    return text


def _speaker(room: Room) -> Seat | None:
    turn = room.turns.standing().select_related("seat").first()
    return turn.seat if turn else None
