"""What in-room calls say and hear."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

Minutes = Annotated[int, Field(ge=1, le=480)]
Seconds = Annotated[int, Field(ge=1, le=10_800)]


class Answer(Schema):
    v: int


class Token(Schema):
    url: str
    token: str
    identity: str
    expires_at: str


class Beat(Schema):
    mode: Literal["video", "audio", "text"]
    quality: Annotated[str, Field(max_length=12)] = ""


class Mode(Schema):
    mode: Literal["video", "audio", "text"]


class HandUp(Schema):
    raised: bool


class Said(Schema):
    text: Annotated[str, Field(max_length=20_000)]


class Shown(Schema):
    asset: UUID | None
    page: int = 1


class FloorTo(Schema):
    seat: UUID | None
    limit_s: Seconds | None = None


class Next(Schema):
    limit_s: Seconds | None = None


class MoreSeconds(Schema):
    seconds: Seconds


class MoreMinutes(Schema):
    minutes: Minutes


class SeatNamed(Schema):
    seat: UUID


class PlaceFor(Schema):
    seat: UUID
    place: Annotated[int, Field(ge=1, le=10_000)]


class Admission(Schema):
    seats: Annotated[list[UUID], Field(max_length=2_000)] = []
    all_invited: bool = False


class Mute(Schema):
    seat: UUID | None = None
    all: bool = False
    muted: bool


class Removal(Schema):
    seat: UUID
    removed: bool
    reason: Annotated[str, Field(max_length=200)] = ""


class Hidden(Schema):
    line: UUID
    hidden: bool


class Locked(Schema):
    locked: bool


class WaitingSeat(Schema):
    seat: UUID
    name: str
    title: str
    role: str
    invited: bool
    arrived_at: str
    gone: bool


class Lobby(Schema):
    waiting: list[WaitingSeat]
