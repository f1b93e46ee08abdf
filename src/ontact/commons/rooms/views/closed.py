"""The door stays shut: one sentence why, one way out, the number to call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ontact.commons.rooms.models import Room
from ontact.foundation.errors import RuleBroken

# Pages that look again by themselves, and how often: what shuts these doors passes.
LOOKS_AGAIN_S = {"room-full": 20, "room-locked": 15, "room-not-open": 30}
DRAWINGS = {"room-over": "papers", "room-not-open": "calendar", "room-full": "people"}


def closed_door(request: HttpRequest, refusal: RuleBroken, room: Room | None, **more: Any) -> HttpResponse:
    """`room` only where whoever asks has proved to belong there."""
    facts = {
        "refusal": refusal,
        "room": room,
        "looks_again_s": LOOKS_AGAIN_S.get(refusal.code) if request.method == "GET" else None,
        "drawing": DRAWINGS.get(refusal.code, "door"),
        "page": room.page if room is not None and refusal.code == "room-over" else "",
        **more,
    }
    return render(request, "rooms/closed.html", facts, status=refusal.status)
