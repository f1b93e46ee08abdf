"""Chat: written once, numbered, readable for latecomers; too much of it is slowed down."""

from datetime import timedelta

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold_open, tell
from ontact.commons.rooms.errors import NobodyOfTheDesk, NothingSaid, TooFast, TooLong
from ontact.commons.rooms.models import ChatLine, Seat, Sitting
from ontact.commons.rooms.queries.words import chat_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

LENGTH_AT_MOST = 1000
# A fast writer sends a line every two seconds for a while; a flood is something else.
LINES_AT_MOST = 8
WITHIN = timedelta(seconds=15)


@transaction.atomic
def say(seat: Seat, text: str, *, by: Actor) -> ChatLine:
    """Write one line to everyone in the room.

    Raises:
        RoomIsOver, RoomNotOpen, NothingSaid, TooLong.
        NobodyOfTheDesk: in a room for children nobody looks after the chat.
        TooFast: more than eight lines within 15 s.
    """
    room = hold_open(seat.room)
    if room.paused_at is not None and not seat.is_at_the_desk:
        raise NobodyOfTheDesk
    text = text.strip().replace("\x00", "")
    if not text:
        raise NothingSaid
    if len(text) > LENGTH_AT_MOST:
        raise TooLong(length=len(text), most=LENGTH_AT_MOST)
    if room.chat.filter(seat=seat, created_at__gt=now() - WITHIN).count() >= LINES_AT_MOST:
        raise TooFast(most=LINES_AT_MOST, seconds=int(WITHIN.total_seconds()))
    name = Sitting.objects.current().filter(seat=seat).values_list("name", flat=True).first()
    line: ChatLine = ChatLine.objects.create(room=room, seat=seat, name=name or seat.title, text=text)
    tell(room, "chat", {"chat": [chat_words(line)]})
    return line


@transaction.atomic
def hide(line: ChatLine, *, hidden: bool, by: Actor) -> None:
    """Take a line off everyone's screen, or put it back; what was hidden stays on record. Harmless when repeated."""
    room = hold_open(line.room)
    line = ChatLine.objects.locked(line.pk)
    if (line.hidden_at is not None) == hidden:
        return
    line.hidden_at = now() if hidden else None
    line.save(update_fields=["hidden_at"])
    if hidden:
        sign(by, "hid a line of chat", line)
    else:
        sign(by, "showed a line of chat again", line)
    tell(room, "chat", {"chat": [chat_words(line)]})
