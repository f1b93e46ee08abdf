"""In-room calls as the client makes them."""

import json

from ontact.commons.rooms.models import Span
from ontact.foundation.clock import now


def call(client, room, what, body=None, **headers):
    return client.post(
        f"/api/rooms/{room.pk}/{what}",
        json.dumps(body or {}),
        content_type="application/json",
        headers=headers,
    )


def state(client, room, **headers):
    return client.get(f"/api/rooms/{room.pk}/state", headers=headers)


def seen(seat):
    """The seat's line is present."""
    Span.objects.create(line=seat.line, sid=f"PA_{seat.pk.hex[-8:]}", begins_at=now())
    return seat
