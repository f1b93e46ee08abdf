"""What the front door says about a meeting: one listing, renewed with every change of its state."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models import Meeting
from ontact.commons.listings.actions import announce, withdraw
from ontact.foundation.worded import in_every_language

# Old meetings stay findable as long as their minutes matter to someone.
SHOWN_FOR = timedelta(days=365 * 10)
ONLINE = _("Online")
AUDIENCE = _("Invited guests; papers and minutes are open to everyone")


def announce_meeting(meeting: Meeting) -> None:
    """Show a public meeting on home, calendar and search; take anything else off. Of a rehearsal nobody is told."""
    if meeting.is_rehearsal:
        return
    if meeting.is_draft or not meeting.is_public:
        withdraw(meeting)
        return
    announce(
        meeting,
        title=meeting.title,
        summary=meeting.purpose,
        page=meeting.get_absolute_url(),
        begins_at=meeting.begins_at,
        ends_at=meeting.closed_at or meeting.ends_at,
        place=in_every_language(ONLINE),
        host=meeting.host,
        audience=in_every_language(AUDIENCE),
        state=in_every_language(state_words(meeting)),
        visible_until=meeting.ends_at + SHOWN_FOR,
    )


def state_words(meeting: Meeting) -> Promise | str:
    """The one word that stands beside the title everywhere."""
    if meeting.published_minutes:
        return _("Minutes published")
    if meeting.state == Meeting.State.CLOSED and meeting.opened_at is None:
        return _("Not held")
    return Meeting.State(meeting.state).label
