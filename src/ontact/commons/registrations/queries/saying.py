"""What is said to whoever asked: a place, a number in line, refused and why. One sentence for each reason of the engine."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontact.commons.registrations.engine.book import State, Why
from ontact.commons.registrations.models import Line, Registration
from ontact.commons.registrations.queries.account import place_in_line, refused_by, rule_in

REASONS = {
    Why.FREE: gettext_lazy("A place was free."),
    Why.UNDECIDED: gettext_lazy("It will be decided later who gets a place; this page will say so."),
    Why.FULL: gettext_lazy("All places were taken."),
    Why.LIST_FULL: gettext_lazy("All places are taken, and the waiting list is full."),
    Why.NOT_OPEN: gettext_lazy("Sign-up had not opened yet."),
    Why.CLOSED: gettext_lazy("Sign-up had closed."),
    Why.ALREADY: gettext_lazy("This person is signed up here already; that sign-up stays as it is."),
    Why.DRAWN: gettext_lazy("The lot fell on you."),
    Why.CHOSEN: gettext_lazy("You were chosen."),
    Why.NOT_CHOSEN: gettext_lazy("Others were chosen."),
    Why.CAME_FREE: gettext_lazy("A place came free, and you were the first in line who fitted."),
    Why.ACCEPTED: gettext_lazy("You accepted the place that came free."),
    Why.OWN_WISH: gettext_lazy("You gave it up yourself."),
    Why.TOO_LATE: gettext_lazy("The offer was not answered in time and went to the next in line."),
    Why.CANCELLED: gettext_lazy("It has been cancelled."),
}


@dataclass(frozen=True)
class Said:
    """`is_final`: nothing more will happen by itself. `rule`: the house rule that refused; `reason` quotes it then."""

    registration: Registration
    sentence: str
    reason: str
    rule: str = ""
    is_final: bool = False

    @property
    def in_full(self) -> str:
        """Sentence and reason behind each other."""
        stop = "" if self.sentence.endswith(".") else "."
        return f"{self.sentence}{stop} {self.reason}".strip()


def said_about(registration: Registration, place: int = 0) -> Said:
    """`place`: as the answer to the press had it; without it the line is counted. Two queries at most."""
    state = State(registration.state)
    rule = refused_by(registration)
    sentence = str(registration.get_state_display())
    if state is State.WAITING:
        sentence = _("You are number %(n)d in line.") % {"n": place or place_in_line(registration)}
    reason = published_sentence(registration) if rule else str(REASONS[Why(registration.why)])
    ends = (State.REFUSED, State.WITHDRAWN, State.DECLINED, State.LAPSED)
    return Said(registration, sentence, reason, rule or "", state in ends)


def said_from_memory(refusal: str) -> str:
    """The answer of a programme that is known to be full: no line, and no registration."""
    refused = _("Refused")
    return f"{refused}. {REASONS[Why(refusal)]}"


def published_sentence(registration: Registration) -> str:
    """The rule that refused, in the words that were published when it did: the line keeps them."""
    line = Line.objects.get(programme=registration.programme_id, number=registration.line_number)
    return rule_in(line, str(registration.unit))
