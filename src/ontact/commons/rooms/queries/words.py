"""Slices of the room's state in the protocol's words: what the state holds whole, events carry in parts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from ontact.commons.media.queries import page_url
from ontact.commons.rooms.models import USUAL_LIMITS_S, ChatLine, Line, Room, Seat, Sitting, Slides, Turn

# Latecomers can read this much; the whole chat is kept for the minutes.
CHAT_LINES_SHOWN = 200


def room_words(room: Room, moment: datetime) -> dict[str, Any]:
    """Facts of the room that every language shares, so that events may carry them."""
    return {
        "id": str(room.pk),
        "begins_at": room.begins_at.isoformat(),
        "ends_at": room.ends_at.isoformat(),
        "doors_at": room.doors_at.isoformat(),
        "manner": room.manner,
        "lobby": room.has_lobby,
        "rehearsal": room.is_rehearsal,
        "locked": room.locked_at is not None,
        "hushed": room.hushed_at is not None,
        "sharing": room.sharing_closed_at is None,
        "for_children": room.for_children,
        "paused": room.paused_at is not None,
        "stage": stage_words(room),
        "queue_rule": room.queue_rule,
        "limits_s": USUAL_LIMITS_S | room.limits_s,
        "phase": room.phase_at(moment).value,
        "closed_at": _iso(room.closed_at),
        "helpline": room.helpline,
        "languages": {"floor": room.floor_language, "channels": room.channels},
        "slow_asked_at": _iso(room.slow_asked_at),
    }


def stage_words(room: Room) -> dict[str, Any]:
    """What the desk has chosen for everybody's stage, with the seats in the order of their places."""
    return {"layout": room.layout, "seats": list(room.on_stage)}


def floor_words(turn: Turn | None) -> dict[str, Any] | None:
    if turn is None:
        return None
    return {
        "seat": str(turn.seat_id),
        "begins_at": turn.begins_at.isoformat(),
        "limit_s": turn.limit_s,
        "due_at": _iso(turn.due_at),
        "turn": str(turn.pk),
        "kind": turn.kind,
    }


def seat_words(
    seat: Seat,
    *,
    sitting: Sitting | None,
    lines: list[Line],
    present: bool,
    removed: bool,
    side: UUID | None = None,
    spoken_s: int = 0,
) -> dict[str, Any]:
    """Everything the room may know about a seat. The organisation's name is in the language of the moment."""
    speaking = next((line for line in lines if not line.is_companion), None)
    return {
        "id": str(seat.pk),
        "title": seat.title,
        "name": sitting.name if sitting else "",
        "role": seat.role,
        "organisation": seat.on_behalf_of or _organisation(seat),
        "rank": seat.rank,
        "people": sitting.people if sitting else 1,
        "substitute": sitting.is_substitute if sitting else False,
        "present": present,
        "mode": speaking.mode if speaking else None,
        "lines": [line.identity for line in lines],
        "muted": seat.silenced_at is not None,
        "removed": removed,
        "side": str(side) if side else None,
        "spoken_s": spoken_s,
        "serves": _service_words(seat),
    }


def slides_words(slides: Slides | None) -> dict[str, Any] | None:
    """One query for the page. The picture's address expires, so it is made anew for each state and event."""
    if slides is None:
        return None
    page = slides.asset.pages.filter(number=slides.page).first()
    return {
        "asset": str(slides.asset_id),
        "name": slides.asset.name,
        "page": slides.page,
        "pages": slides.asset.page_count,
        "image": page_url(page) if page else "",
        "text": page.text if page else "",
    }


def chat_words(line: ChatLine) -> dict[str, Any]:
    return {
        "id": str(line.pk),
        "seat": str(line.seat_id),
        "name": line.name,
        "text": "" if line.hidden_at else line.text,
        "at": line.created_at.isoformat(),
        "hidden": line.hidden_at is not None,
    }


def language() -> str:
    return (get_language() or "ko")[:2]


def same(one: UUID | str | None, other: UUID | str | None) -> bool:
    return one is not None and other is not None and str(one) == str(other)


def _service_words(seat: Seat) -> dict[str, str] | None:
    if not seat.service:
        return None
    return {"as": seat.service, "from": seat.from_language, "to": seat.to_language}


def _organisation(seat: Seat) -> str | None:
    return str(seat.organisation.name) if seat.organisation else None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def who_sits(seats: Iterable[Seat]) -> dict[UUID, str]:
    """Who sits there now, and as what. One query."""
    found = list(seats)
    names = names_now(seat.pk for seat in found)
    return {seat.pk: " · ".join(filter(None, [names.get(seat.pk), seat.title])) for seat in found}


def names_now(seats: Iterable[UUID]) -> dict[UUID, str]:
    """Of whoever sits there, by seat; an empty seat is not in it. One query."""
    sittings = Sitting.objects.current().filter(seat__in=list(seats))
    return dict(sittings.order_by("-begins_at").values_list("seat_id", "name"))
