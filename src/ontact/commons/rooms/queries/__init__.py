"""Reads worth a name: the room's state as everyone sees it, and presence with its evidence."""

from ontact.commons.rooms.queries.attended import is_attended
from ontact.commons.rooms.queries.board import board
from ontact.commons.rooms.queries.check import CheckTickets, check_tickets, checks_of
from ontact.commons.rooms.queries.kept import (
    captions_of,
    chat_of,
    device_checks_of,
    poll_answers_of,
    sittings_of,
)
from ontact.commons.rooms.queries.languages import captions_of_record, webvtt
from ontact.commons.rooms.queries.lobby import Waiting, waiting_in_the_lobby
from ontact.commons.rooms.queries.presence import (
    Attendance,
    Stretch,
    attendance,
    evidence_in_words,
    is_final,
    present_seats,
    speeches,
)
from ontact.commons.rooms.queries.queue import waiting_in_order
from ontact.commons.rooms.queries.state import etag, kept_ext, room_state, state_in_json
from ontact.commons.rooms.queries.ticket import MediaTicket, guest_of, media_ticket
from ontact.commons.rooms.queries.words import who_sits

__all__ = [
    "Attendance",
    "CheckTickets",
    "MediaTicket",
    "Stretch",
    "Waiting",
    "attendance",
    "board",
    "captions_of",
    "captions_of_record",
    "chat_of",
    "check_tickets",
    "checks_of",
    "device_checks_of",
    "etag",
    "evidence_in_words",
    "guest_of",
    "is_attended",
    "is_final",
    "kept_ext",
    "media_ticket",
    "poll_answers_of",
    "present_seats",
    "room_state",
    "sittings_of",
    "speeches",
    "state_in_json",
    "waiting_in_order",
    "waiting_in_the_lobby",
    "webvtt",
    "who_sits",
]
