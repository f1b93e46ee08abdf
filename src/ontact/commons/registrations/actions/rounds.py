"""What happens to books by itself each minute: offers run out, draws and releases fall due, lists are frozen."""

import logging
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.clerk import ask
from ontact.commons.registrations.actions.drawing import draw_is_due_at, freeze
from ontact.commons.registrations.actions.opened import Ask
from ontact.commons.registrations.engine.book import Method, State
from ontact.commons.registrations.errors import ClerkAway
from ontact.commons.registrations.models import Line, Registration, Terms
from ontact.foundation.actor import SYSTEM
from ontact.foundation.errors import RuleBroken

logger = logging.getLogger(__name__)


def make_rounds(moment: datetime) -> None:
    """One programme's trouble does not keep the others waiting."""
    for programme in freezing(moment):
        freeze(programme=programme, by=SYSTEM)
    for programme_id, units in sorted(due(moment).items()):
        try:
            lapse(programme_id=programme_id, units=units, moment=moment)
        except (RuleBroken, ClerkAway):
            logger.warning("The book of %s was left for the next round.", programme_id, exc_info=True)


def lapse(*, programme_id: UUID, units: set[str], moment: datetime) -> None:
    """Offers that have run out go to the next in line, in one line of the book. Without units: only what is
    due by the clock.

    What has not run out by the time under the lock is left alone.
    """
    key = f"lapse:{moment:%Y%m%dT%H%M%S.%f}"
    ask(Ask(programme_id, Line.Verb.LAPSE, key, SYSTEM, {"units": sorted(units)}))


def due(moment: datetime) -> dict[UUID, set[str]]:
    """Programmes whose book must be opened now, and the units whose offers have run out."""
    found: dict[UUID, set[str]] = {}
    over = Registration.objects.filter(state=State.OFFERED, offered_until__lt=moment)
    for programme_id, unit in over.values_list("programme", "unit"):
        found.setdefault(programme_id, set()).add(str(unit))
    by_clock = Terms.objects.filter(
        Q(allotment__in=[Method.WINDOW, Method.LOTTERY], drawn_at=None)
        | Q(releases_at__lte=moment, released_at=None),
        programme__opens_at__lte=moment,
        programme__cancelled_at=None,
        programme__is_template=False,
    )
    for terms in by_clock.select_related("programme"):
        draws_at = draw_is_due_at(terms.programme, terms)
        releases = terms.releases_at and terms.releases_at <= moment and not terms.released_at
        if releases or (draws_at is not None and draws_at <= moment):
            found.setdefault(terms.programme_id, set())
    return found


def freezing(moment: datetime) -> list[Programme]:
    """Lotteries that have closed and whose list nobody has frozen yet."""
    return list(
        Programme.objects.filter(
            sign_up_terms__allotment=Method.LOTTERY,
            sign_up_terms__drawn_at=None,
            closes_at__lte=moment,
            cancelled_at=None,
            draw__frozen_at=None,
        )
    )
