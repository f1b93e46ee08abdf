"""The yearly register of minutes: each gets its number of the office's year, and of closed meetings the ground is named."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ontact.capabilities.meetings.models import Minutes
from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation
from ontact.foundation.actor import Actor


def enter_into_register(minutes: Minutes) -> None:
    """The next number of the year in which the meeting was held; a number once given stays. Inside publication."""
    if minutes.number is not None:
        return
    meeting = minutes.meeting
    host = Organisation.objects.locked(meeting.host_id)
    minutes.year = timezone.localdate(meeting.opened_at or meeting.begins_at).year
    rows = Minutes.objects.filter(meeting__host=host, year=minutes.year)
    minutes.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def name_ground(minutes: Minutes, *, ground: str, hides_title: bool, by: Actor) -> Minutes:
    """Why a meeting is closed to the public as a whole, as the register says it. The same again changes nothing."""
    minutes = Minutes.objects.locked(minutes.pk)
    if (minutes.ground, minutes.hides_title) != (ground, hides_title):
        minutes.ground, minutes.hides_title = ground, hides_title
        minutes.save(update_fields=["ground", "hides_title"])
        sign(by, "named the ground of a closed meeting", minutes, ground=ground)
    return minutes
