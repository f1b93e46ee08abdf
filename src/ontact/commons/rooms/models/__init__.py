"""Where people meet live: the tables, re-exported."""

from ontact.commons.rooms.models.conduct import Asked, ChatLine, Hand, RoomEvent, Slides, Turn
from ontact.commons.rooms.models.presence import Inbox, Span, UsherLease
from ontact.commons.rooms.models.room import DESK, OVERRUN, Ban, Knock, Line, Pass, Role, Room, Seat, Sitting
from ontact.commons.rooms.models.side import SidePlace, SideRoom, main_name

__all__ = [
    "DESK",
    "OVERRUN",
    "Asked",
    "Ban",
    "ChatLine",
    "Hand",
    "Inbox",
    "Knock",
    "Line",
    "Pass",
    "Role",
    "Room",
    "RoomEvent",
    "Seat",
    "Sitting",
    "SidePlace",
    "SideRoom",
    "Slides",
    "Span",
    "Turn",
    "UsherLease",
    "main_name",
]
