"""What happens by itself each minute: reminders, forgotten closings, files that a dead worker left unmade."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from ontact.capabilities.meetings.actions.box import clear_what_is_left
from ontact.capabilities.meetings.actions.commenting import follow_comments
from ontact.capabilities.meetings.actions.consents import close_what_ran_out, remind_guardians
from ontact.capabilities.meetings.actions.filing import make_files
from ontact.capabilities.meetings.actions.forgetting import forget_old_addresses
from ontact.capabilities.meetings.actions.inviting import remind
from ontact.capabilities.meetings.actions.rehearsing import clear_rehearsals
from ontact.capabilities.meetings.actions.reminding import follow_instructions
from ontact.capabilities.meetings.actions.running import end_meeting
from ontact.capabilities.meetings.actions.voting import close_vote, decide_tie
from ontact.capabilities.meetings.models import Choice, Edition, Meeting, MinutesFile
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM, Actor

logger = logging.getLogger(__name__)

REMINDED_BEFORE = timedelta(hours=24)
# Whoever was invited within this time has the invitation still on top of the mail box.
FRESHLY_INVITED = timedelta(hours=48)


def make_rounds(moment: datetime) -> None:
    remind_guests(moment)
    close_what_ran_out(moment)
    close_what_is_over(moment)
    clear_rehearsals(moment)
    make_missing_files()
    clear_what_is_left()
    follow_instructions(moment)
    follow_comments(moment)
    if moment.minute == 0:
        remind_guardians(moment)
        forget_old_addresses(moment)


def remind_guests(moment: datetime) -> int:
    """The day before, once. Returns how many meetings were reminded of."""
    due = Meeting.objects.on_record().filter(
        state=Meeting.State.CONVENED,
        reminded_at__isnull=True,
        room__begins_at__gt=moment,
        room__begins_at__lte=moment + REMINDED_BEFORE,
        convened_at__lte=moment - FRESHLY_INVITED,
    )
    for meeting in due:
        remind(meeting, by=SYSTEM)
    return len(due)


def close_what_is_over(moment: datetime) -> None:
    """A room that was closed or ran out takes its meeting with it, so that the minutes are not forgotten."""
    live = (
        Meeting.objects.on_record()
        .filter(state__in=[Meeting.State.CONVENED, Meeting.State.OPENED])
        .select_related("room")
    )
    for meeting in live.filter(
        Q(room__closed_at__isnull=False) | Q(room__ends_at__lt=moment - timedelta(hours=4))
    ):
        if meeting.room.phase_at(moment) is Room.Phase.OVER:
            close_forgotten(meeting, by=SYSTEM)


@transaction.atomic
def close_forgotten(meeting: Meeting, *, by: Actor) -> Meeting:
    """The room is over and nobody closed the meeting: an open vote is counted as it stands, a tie fails.

    The minutes are drafted as after any meeting.
    """
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_over or meeting.is_draft:
        return meeting
    for vote in meeting.votes.filter(closed_at__isnull=True):
        if close_vote(vote, by=by).is_open:
            decide_tie(vote, choice=Choice.AGAINST, by=by)
    end_meeting(meeting, by)
    return meeting


def make_missing_files() -> None:
    expected = len(MinutesFile.Format) * 2
    unmade = Edition.objects.annotate(made=Count("files")).filter(made__lt=expected)
    for edition in unmade.select_related("minutes__meeting__room")[:5]:
        try:
            make_files(edition)
        except Exception:
            logger.exception(
                "Files of edition %s could not be made; trying again at the next round.", edition.pk
            )
