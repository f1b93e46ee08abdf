"""What can no longer be changed about a programme, and the sentence that says why."""

from datetime import datetime

from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import Draw, Preparation, Terms

# People signed up by these; they are in the book's first line.
OF_ALLOTMENT = ("allotment", "extent", "window")
OF_ATTENDANCE = ("counts_from_percent", "replay_counts", "certificate_from")


def terms_as_they_are(programme: Programme) -> Terms:
    """Its own, or the usual ones as they would be laid down. One query."""
    return Terms.objects.filter(programme=programme).first() or Terms(programme=programme)


def fixed_terms(terms: Terms, moment: datetime) -> dict[str, str]:
    """Field of the terms → why it stays. Two queries."""
    programme = terms.programme
    fixed: dict[str, str] = {}
    if has_begun(terms) or has_opened(programme, moment):
        why = _("Sign-up has opened, or people have signed up already: this stays as it was announced.")
        fixed |= dict.fromkeys(OF_ALLOTMENT, why)
    if has_opened(programme, moment):
        fixed["has_waiting_room"] = _("Sign-up has opened: the waiting room stays as it was announced.")
    if is_list_fixed(terms):
        fixed["draws_at"] = _("The list for the draw is fixed; the time of the draw stays.")
    if terms.released_at is not None:
        fixed["releases_at"] = _("The desk's places have been released.")
    if has_been_held(programme, moment):
        why = _("The first session has been held: whoever came counts on this rule.")
        fixed |= dict.fromkeys(OF_ATTENDANCE, why)
    return fixed


def has_begun(terms: Terms) -> bool:
    """Whether the book has lines: from then on every number of places is a line."""
    return terms.last_line > 0


def has_opened(programme: Programme, moment: datetime) -> bool:
    is_open = programme.opens_at is not None and programme.opens_at <= moment
    return is_open and programme.is_announced(moment)


def has_been_held(programme: Programme, moment: datetime) -> bool:
    """Whether a session of an announced programme is over. One query."""
    held = programme.sessions.filter(cancelled_at=None, ends_at__lte=moment)
    return programme.is_announced(moment) and held.exists()


def is_list_fixed(terms: Terms) -> bool:
    """Whether a draw has been held or its list been frozen. One query."""
    frozen = Draw.objects.filter(programme=terms.programme_id, frozen_at__isnull=False)
    return terms.drawn_at is not None or frozen.exists()


def why_questions_are_fixed(terms: Terms) -> str:
    """Empty: they can be changed. One query."""
    answered = Preparation.objects.filter(programme=terms.programme_id)
    if has_begun(terms) or answered.exists():
        return _("Somebody has answered already: the questions stay, so that everybody answers the same.")
    return ""


def why_pools_are_fixed(terms: Terms) -> str:
    """Empty: kinds of places can be added and taken away, and those kept for the desk be changed."""
    if has_begun(terms):
        return _(
            "People have signed up: only the number of places can be changed, and each change is written down."
        )
    return ""
