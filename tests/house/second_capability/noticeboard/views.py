"""The board's list and its room."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from ontact.capabilities.noticeboard.models import Board

from ontact.commons.rooms.access import room_door
from ontact.foundation.access import Who, access
from ontact.web.devices import uses_devices


@access(Who.EVERYONE, why="A board for all, named in a test only.")
def boards(request: HttpRequest) -> HttpResponse:
    return render(request, "noticeboard/boards.html", {"count": Board.objects.count()})


@access(Who.SEATED)
@uses_devices
def room(request: HttpRequest, board_id: UUID) -> HttpResponse:
    board = get_object_or_404(Board.objects.select_related("room"), pk=board_id)
    room_door(request, board.room_id)
    api = f"/api/noticeboard/{board.pk}"
    addresses = {"room_id": board.room_id, "state_url": f"{api}/state", "capability_api": api}
    return render(request, "noticeboard/room.html", {"board": board, **addresses})
