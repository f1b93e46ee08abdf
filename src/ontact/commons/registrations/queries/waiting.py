"""The waiting room as it stands: who must wait, whose turn it is, and the order that anyone can draw again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.waiting import number_carried
from ontact.commons.registrations.engine.lottery import commitment_to, fingerprint, lot_of
from ontact.commons.registrations.engine.waiting import Standing
from ontact.commons.registrations.models import (
    Channel,
    Preparation,
    Terms,
    WaitingPass,
    WaitingRoom,
)
from ontact.commons.registrations.queries.full import is_full
from ontact.foundation.clock import now

KNOWN_FOR_S = 1
# So many hexadecimal digits of a lot tell ten thousand people apart.
LOT_DIGITS = 16


def must_wait(programme: Programme, person: Person, request: HttpRequest) -> bool:
    """Whether a person who has prepared everything belongs into the waiting room now.

    Before the opening that is so at any time: its page says when the doors open and lets in by itself. Never for whoever
    still prepares, and never after one's turn has come. No query while nobody has to wait.
    """
    at, standing = now(), standing_of(programme.pk)
    if not standing.leads_to_it(at) or ready_preparation(programme, person) is None:
        return False
    number = number_carried(request, programme, person) or number_of(programme.pk, person.pk)
    return not standing.has_called(number, at) and not _still_calls(programme.pk, number)


def standing_of(programme_id: UUID) -> Standing:
    """At most a second old. Turns only go forward, so an old one may say "not yet" too long and never "now" too soon."""
    found: Standing | None = cache.get(_key(programme_id))
    return found or standing_now(programme_id)


def standing_now(programme_id: UUID) -> Standing:
    """From the tables; one query, two after the opening."""
    found = _read(programme_id)
    cache.set(_key(programme_id), found, KNOWN_FOR_S)
    return found


def ready_preparation(programme: Programme, person: Person) -> Preparation | None:
    """Without it there is nothing to wait for."""
    ready = Preparation.objects.filter(programme=programme, asked_by=person, channel=Channel.ONLINE)
    return ready.filter(pressed_at=None, ready_at__isnull=False).first()


def number_of(programme_id: UUID, person_id: UUID) -> int:
    """0: not in the waiting room, or it has not opened."""
    mine = WaitingPass.objects.filter(room__programme=programme_id, person=person_id)
    return mine.values_list("number", flat=True).first() or 0


def turns(programme_id: UUID) -> dict[str, Any]:
    """What everybody who waits is told, the same for all: a page reckons its own place from it.

    `lot`: of the last one called among those drawn. Whose own, HMAC-SHA-256(seed, pass), is not above it has been called.
    """
    at, standing = now(), standing_now(programme_id)
    said: dict[str, Any] = {
        "now": _milliseconds(at),
        "opens": _milliseconds(standing.opens_at) if standing.opens_at else 0,
        "waits": standing.holds_back(at),
        "called": 0,
    }
    if standing.opened_at is None or standing.is_before_the_opening(at):
        return said
    called = min(standing.called(at), standing.last_number)
    return {
        **said,
        "called": called,
        "drawn": standing.drawn,
        "last": standing.last_number,
        "each_s": round(standing.a_second(at), 1),
        "pause_s": _pause_s(standing, at),
        "seed": standing.seed,
        "lot": _lot_called(programme_id, standing, called),
    }


def order_file(room: WaitingRoom) -> dict[str, Any]:
    """order.json, in the form of a draw: `docs/verify/lottery.py` draws it again. Passes, no persons."""
    numbered = room.passes.exclude(number=None).order_by("number").values_list("pk", flat=True)
    order = [str(pk) for pk in numbered]
    frozen = sorted(order[: room.drawn])
    return {
        "format": "ontact-draw-1",
        "programme": str(room.programme_id),
        "opened_at": room.opened_at.isoformat() if room.opened_at else "",
        "commitment": commitment_to(room.seed),
        "frozen_sha256": fingerprint(frozen),
        "frozen": frozen,
        "seed": room.seed,
        "order": order,
    }


def about_words(seconds: int) -> str:
    """How long it takes until one's turn, as well as anyone can know."""
    if seconds < 60:
        return _("less than a minute")
    minutes = round(seconds / 60)
    return ngettext("about %(count)d minute", "about %(count)d minutes", minutes) % {"count": minutes}


def _read(programme_id: UUID) -> Standing:
    rows = Terms.objects.select_related("programme__waiting_room").filter(programme=programme_id)
    terms = rows.first()
    if terms is None or not terms.has_waiting_room or not _takes_place(terms.programme):
        return Standing()
    programme, room = terms.programme, getattr(terms.programme, "waiting_room", None)
    if room is None or room.opened_at is None:
        return Standing(True, programme.opens_at, programme.closes_at)
    return Standing(
        True,
        programme.opens_at,
        programme.closes_at,
        opened_at=room.opened_at,
        seed=room.seed,
        drawn=room.drawn,
        last_number=room.last_number,
        places=room.places,
        answered=terms.last_line - room.first_line,
        is_shut=is_full(terms),
    )


def _takes_place(programme: Programme) -> bool:
    """A draft has no waiting room yet: what all are told must not say that it is there."""
    return programme.is_announced() and not programme.is_cancelled


def _still_calls(programme_id: UUID, number: int) -> bool:
    """Asked of the tables, before anybody is sent to wait."""
    return number > 0 and standing_now(programme_id).has_called(number, now())


def _pause_s(standing: Standing, at: datetime) -> int:
    return max(0, round(standing.pause_s(at))) if standing.answered < standing.places else 0


def _lot_called(programme_id: UUID, standing: Standing, called: int) -> str:
    number = min(called, standing.drawn)
    last = WaitingPass.objects.filter(room__programme=programme_id, number=number).first() if number else None
    return lot_of(standing.seed, str(last.pk))[:LOT_DIGITS] if last else ""


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _key(programme_id: UUID) -> str:
    return f"registrations.waiting.{programme_id}"
