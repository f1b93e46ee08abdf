"""Casting lots: when a draw is due, what is promised before it, and the order that follows."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.opened import OpenBook
from ontact.commons.registrations.engine.book import Method, State
from ontact.commons.registrations.engine.lottery import commitment_to, drawn, fingerprint
from ontact.commons.registrations.models import Draw, Registration, Terms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def promise_draw(*, programme: Programme, by: Actor) -> Draw:
    """Choose the seed and publish its commitment, before anybody signs up. Harmless when repeated."""
    draw, is_new = Draw.objects.get_or_create(programme=programme, defaults=_promise())
    if is_new:
        sign(by, "promised a draw", programme, commitment=draw.commitment)
    return draw


@transaction.atomic
def freeze(*, programme: Programme, by: Actor) -> Draw:
    """After the closing, fix who takes part in the draw and publish the list's hash. Harmless when repeated."""
    terms = Terms.objects.locked(Terms.objects.values_list("pk", flat=True).get(programme=programme))
    draw = promise_draw(programme=programme, by=by)
    closes_at = programme.closes_at
    if draw.frozen_at or terms.drawn_at or closes_at is None or closes_at > now():
        return draw
    held = Registration.objects.filter(programme=programme, state=State.HELD)
    _freeze(draw, sorted({str(unit) for unit in held.values_list("unit", flat=True)}), now())
    draw.save(update_fields=["frozen", "frozen_sha256", "frozen_at"])
    sign(by, "froze the list of a draw", programme, sha256=draw.frozen_sha256)
    return draw


def order_of_lots(opened: OpenBook) -> dict[str, Any]:
    """The draw's line. Who has withdrawn since the freeze keeps the lot and gets nothing; whom the desk
    entered after the freeze stands behind, in the order of the book.
    """
    draw, _new = Draw.objects.get_or_create(programme=opened.programme, defaults=_promise())
    held = [row for row in opened.rows.values() if row.state == State.HELD]
    units = list(dict.fromkeys(str(row.unit) for row in sorted(held, key=lambda row: row.line_number)))
    if draw.frozen_at is None:
        _freeze(draw, sorted(units), opened.at)
    draw.revealed_at = opened.at
    draw.save()
    frozen = set(draw.frozen)
    later = [unit for unit in units if unit not in frozen]
    return {
        "order": [*drawn(draw.seed, draw.frozen), *later],
        "seed": draw.seed,
        "frozen_sha256": draw.frozen_sha256,
    }


def draw_is_due_at(programme: Programme, terms: Terms) -> datetime | None:
    """None: there is no draw, or it has been."""
    if terms.drawn_at is not None or programme.opens_at is None or programme.is_cancelled:
        return None
    if terms.allotment == Method.WINDOW:
        return programme.opens_at + terms.window
    if terms.allotment == Method.LOTTERY:
        return terms.draws_at or programme.closes_at
    return None


def _promise() -> dict[str, str]:
    seed = secrets.token_hex(32)
    return {"seed": seed, "commitment": commitment_to(seed)}


def _freeze(draw: Draw, units: list[str], at: datetime) -> None:
    draw.frozen, draw.frozen_sha256, draw.frozen_at = units, fingerprint(units), at
