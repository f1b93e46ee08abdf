"""The state of a class's room; everything that is done in it are calls of the room itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from ontact.capabilities.live_classes.models import PREFIX, LiveClass
from ontact.capabilities.live_classes.queries.room import class_ext
from ontact.commons.programmes.models import Session
from ontact.commons.rooms import queries as rooms
from ontact.commons.rooms.access import state_door
from ontact.commons.rooms.actions import still_waiting
from ontact.commons.rooms.api import state_answer
from ontact.foundation.access import Who, access

router = Router(tags=["live_classes"])


@router.get("/{uuid:session_id}/state", response={200: dict[str, Any]})
@access(Who.SEATED)
def state(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The room's state with the class's part in `ext`; whoever waits learns which session this is, no more."""
    sessions = Session.objects.filter(programme__page__startswith=PREFIX, room__isnull=False)
    session: Session = get_object_or_404(
        sessions.select_related("programme__live_class", "themed__theme"), pk=session_id
    )
    assert session.room_id is not None
    line = state_door(request, session.room_id)
    room = line.seat.room
    if line.entered_at is None:
        still_waiting(line.seat)
    body = rooms.room_state(room, line)
    if body["me"]["admitted"]:
        known = getattr(session.programme, "live_class", None) or LiveClass(programme=session.programme)
        known.programme = session.programme
        body["ext"] = rooms.kept_ext(room, "live_classes", lambda: class_ext(known, session))
    return state_answer(request, body)
