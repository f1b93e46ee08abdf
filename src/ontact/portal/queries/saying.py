"""What stands beside a programme on every list: its listing's word, else where its sign-up stands."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries import Shown
from ontact.foundation.worded import Worded
from ontact.web.when import moment_words


@dataclass(frozen=True)
class State:
    """A word in its colour, and one line that says more."""

    label: Worded | str
    kind: str = "neutral"
    more: str = ""


def state_of(shown: Shown, moment: datetime) -> State:
    """The number of places is the listing's own word ("3 left"), renewed after each allotment; here nothing is counted."""
    programme = shown.programme
    label, kind, more = _sign_up(programme, moment)
    if programme.is_cancelled:
        return State(shown.state or _("Cancelled"), "danger")
    return State(shown.state or label, kind, more)


def ages_words(programme: Programme) -> str:
    """Whole years on the day of the first session; nothing where everybody may come."""
    youngest, oldest = programme.age_from, programme.age_to
    facts = {"youngest": youngest, "oldest": oldest}
    if youngest is not None and oldest is not None:
        return _("Ages %(youngest)d to %(oldest)d") % facts
    if youngest is not None:
        return _("From the age of %(youngest)d") % facts
    return _("Up to the age of %(oldest)d") % facts if oldest is not None else ""


def session_state(session: Session) -> str:
    """Of a single session on its day; nothing where it takes place as planned."""
    if session.is_cancelled:
        return _("Cancelled")
    return _("Postponed") if session.is_postponed else ""


def _sign_up(programme: Programme, moment: datetime) -> tuple[str, str, str]:
    opens_at, closes_at = programme.opens_at, programme.closes_at
    if opens_at is None:
        return _("No sign-up online"), "neutral", ""
    if moment < opens_at:
        more = _("Sign-up opens %(moment)s") % {"moment": moment_words(opens_at)}
        return _("Opens soon"), "info", more
    if closes_at is not None and closes_at <= moment:
        return _("Sign-up closed"), "neutral", ""
    until = _("Sign-up until %(moment)s") % {"moment": moment_words(closes_at)} if closes_at else ""
    return _("Sign-up open"), "success", until
