"""What stands beside a programme on every list: its listing's word while sign-up is open, else where sign-up stands."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme
from ontact.commons.programmes.queries.catalogue import Shown
from ontact.foundation.worded import Worded
from ontact.web.when import moment_words


@dataclass(frozen=True)
class State:
    """A word in its colour, and one line that says more."""

    label: Worded | str
    kind: str = "neutral"
    more: str = ""


def state_of(shown: Shown, moment: datetime) -> State:
    """The number of places is the listing's own word ("3 left"), renewed each minute; here nothing is counted."""
    programme = shown.programme
    if programme.is_cancelled:
        return State(shown.state or _("Cancelled"), "danger")
    state = _sign_up(programme, moment)
    if shown.state and state.kind == "success":
        return State(shown.state, "info", state.more)
    return state


def _sign_up(programme: Programme, moment: datetime) -> State:
    opens_at, closes_at = programme.opens_at, programme.closes_at
    if opens_at is None:
        return State(_("No sign-up online"))
    if moment < opens_at:
        more = _("Sign-up opens %(moment)s") % {"moment": moment_words(opens_at)}
        return State(_("Opens soon"), "info", more)
    if closes_at is not None and closes_at <= moment:
        return State(_("Sign-up closed"))
    until = _("Sign-up until %(moment)s") % {"moment": moment_words(closes_at)} if closes_at else ""
    return State(_("Sign-up open"), "success", until)
