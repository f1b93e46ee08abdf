"""Where people meet live: the tables, re-exported."""

from ontact.commons.rooms.models.check import DeviceCheck
from ontact.commons.rooms.models.conduct import Asked, ChatLine, Hand, RoomEvent, Slides, Turn
from ontact.commons.rooms.models.door import Ban, Knock, Pass
from ontact.commons.rooms.models.languages import Air, CaptionLine, Language, Service
from ontact.commons.rooms.models.polls import Poll, PollAnswer
from ontact.commons.rooms.models.presence import Inbox, Span, UsherLease
from ontact.commons.rooms.models.queue import (
    ASKED_BY_HAND,
    ON_THE_MATTER,
    USUAL_LIMITS_S,
    QueueRule,
    SpeechKind,
    Waiting,
    in_order,
)
from ontact.commons.rooms.models.room import DESK, OVERRUN, Line, Role, Room, Seat, Sitting
from ontact.commons.rooms.models.side import SidePlace, SideRoom, main_name
from ontact.commons.rooms.models.stage import PLACES, StageLayout, takes, what_is_left

__all__ = [
    "ASKED_BY_HAND",
    "DESK",
    "ON_THE_MATTER",
    "OVERRUN",
    "PLACES",
    "USUAL_LIMITS_S",
    "Air",
    "Asked",
    "Ban",
    "CaptionLine",
    "ChatLine",
    "DeviceCheck",
    "Hand",
    "Inbox",
    "Knock",
    "Language",
    "Line",
    "Pass",
    "Poll",
    "PollAnswer",
    "QueueRule",
    "Role",
    "Room",
    "RoomEvent",
    "Seat",
    "Service",
    "Sitting",
    "SidePlace",
    "SideRoom",
    "Slides",
    "Span",
    "SpeechKind",
    "StageLayout",
    "Turn",
    "UsherLease",
    "Waiting",
    "in_order",
    "main_name",
    "takes",
    "what_is_left",
]
