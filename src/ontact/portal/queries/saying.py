"""What the front door says of a programme's ages, and of a session on its day."""

from django.utils.translation import gettext as _

from ontact.commons.programmes.models import Programme, Session


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
