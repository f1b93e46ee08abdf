"""What every act of the room page answers, and how it is done once however often it is sent."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema

from ontact.commons.rooms.actions import answered_once
from ontact.commons.rooms.models import Line


class Done(Schema):
    """v: the room's version after the act. id: what was made, if anything."""

    v: int
    id: UUID | None = None


def once(request: HttpRequest, line: Line, act: Callable[[], Any]) -> Done:
    """Do it once per Idempotency-Key; a repeated call gets the first one's version."""
    made: list[Any] = []
    key = request.headers.get("Idempotency-Key", "")[:64]
    if not key:
        made.append(act())
        return Done(v=_version(line), id=_id(made))
    version = answered_once(line, key, lambda: made.append(act()))
    return Done(v=version, id=_id(made))


def _version(line: Line) -> int:
    line.seat.room.refresh_from_db(fields=["version"])
    version: int = line.seat.room.version
    return version


def _id(made: list[Any]) -> UUID | None:
    return made[0].pk if made else None
