"""How the desk speaks of a registration: the state as a word with its colour, and why, said about somebody."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.engine.book import State, Why
from ontact.commons.registrations.models import Line, Registration
from ontact.commons.registrations.queries.account import refused_by, rule_in

STATES = {
    State.HELD: (_("To be decided"), "neutral"),
    State.PLACED: (_("Has a place"), "success"),
    State.OFFERED: (_("Is offered a place"), "info"),
    State.WAITING: (_("Waits"), "warning"),
    State.REFUSED: (_("Refused"), "danger"),
    State.WITHDRAWN: (_("Sign-up withdrawn"), "neutral"),
    State.DECLINED: (_("Declined"), "neutral"),
    State.LAPSED: (_("Offer ran out"), "neutral"),
}

REASONS = {
    Why.FREE: _("A place was free."),
    Why.UNDECIDED: _("Entered; it is not decided yet who gets a place."),
    Why.FULL: _("All places were taken."),
    Why.LIST_FULL: _("All places were taken, and the waiting list was full."),
    Why.NOT_OPEN: _("Sign-up had not opened yet."),
    Why.CLOSED: _("Sign-up had closed."),
    Why.ALREADY: _("Was signed up here already; that sign-up stayed as it was."),
    Why.DRAWN: _("So the draw decided."),
    Why.CHOSEN: _("Chosen by the desk."),
    Why.NOT_CHOSEN: _("The desk chose others."),
    Why.CAME_FREE: _("A place came free, and this was the first in line who fitted."),
    Why.ACCEPTED: _("Accepted the place that came free."),
    Why.OWN_WISH: _("Gave it up."),
    Why.TOO_LATE: _("The offer was not answered in time and went to the next in line."),
    Why.CANCELLED: _("It was cancelled."),
}


def state_words(state: str) -> str:
    return str(STATES[State(state)][0])


def state_kind(state: str) -> str:
    """The colour of its tag."""
    return STATES[State(state)][1]


def why_words(why: str, sentence: str = "") -> str:
    """`sentence`: the house rule as it was published, where one refused."""
    return sentence or (str(REASONS[Why(why)]) if why in list(Why) else why)


def rules_quoted(registrations: Iterable[Registration]) -> dict[UUID, str]:
    """Registration → the published sentence that refused it. One query for all of one programme, none for none."""
    refused = [one for one in registrations if refused_by(one)]
    if not refused:
        return {}
    numbers = {one.line_number for one in refused}
    rows = Line.objects.filter(programme=refused[0].programme_id, number__in=numbers)
    lines = {line.number: line for line in rows}
    return {one.pk: rule_in(lines[one.line_number], str(one.unit)) for one in refused}
