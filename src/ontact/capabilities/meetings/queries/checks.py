"""Who has tried their devices for a meeting, whose trouble the clerk should know, and whom a reminder would reach."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Meeting, Participant
from ontact.commons.notices.models import Notice
from ontact.commons.rooms.models import DeviceCheck
from ontact.commons.rooms.queries import checks_of
from ontact.foundation.clock import now

LETTER = "meetings/mail/device_check"
REMINDED_ONCE_IN = timedelta(hours=24)


@dataclass(frozen=True)
class CheckWord:
    """A tag in the clerk's table: a word, its kind, and what there is to say."""

    word: str
    kind: str
    note: str = ""


def check_word(check: DeviceCheck | None) -> CheckWord:
    if check is None:
        return CheckWord(_("Not checked"), "neutral")
    troubles = check.troubles
    if not troubles:
        return CheckWord(_("Ready"), "success", _("Sound travels %(way)s") % {"way": check.get_way_display()})
    return CheckWord(_("To mend"), "warning", ", ".join(troubles))


@dataclass(frozen=True)
class CheckCount:
    """For one sentence above the table. `reached`: whom a reminder would reach now."""

    ready: int
    troubled: int
    missing: int
    reached: int


def check_count(meeting: Meeting, words: list[CheckWord]) -> CheckCount:
    """Of those who hold a seat. Costs three queries where someone is missing, else none."""
    kinds = [one.kind for one in words]
    missing = kinds.count("neutral")
    reached = len(unchecked(meeting)) if missing else 0
    return CheckCount(kinds.count("success"), kinds.count("warning"), missing, reached)


def unchecked(meeting: Meeting) -> list[Participant]:
    """Who holds a seat, has not tried the devices, and was not reminded of it within a day."""
    people = list(meeting.participants.told().select_related("seat", "person"))
    done = checks_of(person.seat_id for person in people if person.seat_id)
    waiting = [person for person in people if person.seat_id not in done]
    recently = Notice.objects.filter(
        template=LETTER,
        about_type=Participant._meta.label_lower,
        about_id__in=[str(person.pk) for person in waiting],
        created_at__gt=now() - REMINDED_ONCE_IN,
    )
    reminded = set(recently.values_list("about_id", flat=True))
    return [person for person in waiting if str(person.pk) not in reminded]
