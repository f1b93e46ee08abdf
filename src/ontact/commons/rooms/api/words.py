"""What in-room calls say and hear."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

Minutes = Annotated[int, Field(ge=1, le=480)]
SecondsOrNone = Annotated[int, Field(ge=0, le=10_800)]
Seconds = Annotated[int, Field(ge=1, le=10_800)]


class Answer(Schema):
    v: int


class Token(Schema):
    url: str
    token: str
    identity: str
    expires_at: str


class CheckTickets(Schema):
    url: str
    speaker: str
    listener: str


CheckedDevice = Literal["ok", "silent", "off", "refused", "missing", "busy", "shut", "unknown"]


class CheckFound(Schema):
    way: Literal["udp", "tcp", "relay", "relay_443", "none"]
    loss_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    trip_ms: Annotated[int, Field(ge=0, le=60_000)] | None = None
    microphone: CheckedDevice
    level: Annotated[int, Field(ge=0, le=100)] | None = None
    camera: CheckedDevice


class CheckKept(Schema):
    troubles: list[str]


class Beat(Schema):
    mode: Literal["video", "audio", "text"]
    quality: Annotated[str, Field(max_length=12)] = ""


class Mode(Schema):
    mode: Literal["video", "audio", "text"]


class HandUp(Schema):
    raised: bool
    kind: Literal["statement", "question", "point_of_order"] = "statement"


class Said(Schema):
    text: Annotated[str, Field(max_length=20_000)]


class Shown(Schema):
    asset: UUID | None
    page: int = 1


class FloorTo(Schema):
    """Without a limit the room's time for this kind of speaker; 0 is without a limit."""

    seat: UUID | None
    limit_s: SecondsOrNone | None = None
    kind: Literal["", "statement", "question", "point_of_order", "rejoinder"] = ""


class Next(Schema):
    limit_s: SecondsOrNone | None = None


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


class Sharing(Schema):
    allowed: bool


class Stage(Schema):
    """Seats in the order of their places; without any, speaker and slides follow the floor."""

    layout: Literal["auto", "speaker", "slides", "two", "panel"]
    seats: Annotated[list[UUID], Field(max_length=50)] = []


class Limits(Schema):
    presenter: SecondsOrNone | None = None
    participant: SecondsOrNone | None = None
    rejoinder: SecondsOrNone | None = None
    point_of_order: SecondsOrNone | None = None


class Rule(Schema):
    rule: Literal["hands", "first_time", "alternating"]


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
