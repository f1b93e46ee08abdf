"""Those who have not tried their devices are asked to: by the clerk's press, and by the letter of the day before."""

from django.db import transaction

from ontact.capabilities.meetings.actions.letters import Letters
from ontact.capabilities.meetings.errors import MeetingOver, NotConvenedYet
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.checks import unchecked
from ontact.commons.journal.actions import sign
from ontact.foundation.actor import Actor


@transaction.atomic
def remind_of_checks(meeting: Meeting, *, by: Actor) -> int:
    """A mail with a fresh link to the device check, but to nobody twice a day. Returns how many were queued."""
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_draft:
        raise NotConvenedYet
    if meeting.is_over:
        raise MeetingOver
    waiting = unchecked(meeting)
    letters = Letters(meeting, by=by)
    for participant in waiting:
        letters.post(participant, "device_check", None)
    if waiting:
        sign(by, "reminded of the device check", meeting, count=len(waiting))
    return len(waiting)
