"""Boards are put up with their room; pins are told to everyone inside."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from ontact.capabilities.noticeboard.models import Board, Pin

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions import open_room, tell
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded


@transaction.atomic
def put_up_a_board(*, title: Worded, begins_at: datetime, by: Actor) -> Board:
    room = open_room(title, begins_at, begins_at + timedelta(hours=1), page="", by=by, lobby=False)
    board = Board.objects.create(room=room)
    room.page = reverse("noticeboard:room", args=[board.pk])
    room.save(update_fields=["page"])
    return board


@transaction.atomic
def pin(*, board: Board, seat: Seat, text: str, by: Actor) -> Pin:
    pinned = Pin.objects.create(board=board, seat=seat, text=text)
    sign(by, "pinned a note", pinned)
    tell(board.room, "pin", {"ext": {"pins": [one.text for one in board.pins.order_by("created_at")]}})
    return pinned
