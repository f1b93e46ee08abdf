"""The rehearsal of a meeting that is on, and who has not been asked to it yet."""

from django.db.models import QuerySet

from ontact.capabilities.meetings.access import participant_of
from ontact.capabilities.meetings.models import Meeting, Participant
from ontact.commons.rooms.access import Visitor
from ontact.commons.rooms.models import Sitting


def standing_rehearsal(meeting: Meeting) -> Meeting | None:
    found: Meeting | None = meeting.rehearsals.filter(closed_at=None).select_related("room").first()
    return found


def rehearsal_open_to(visitor: Visitor, meeting: Meeting) -> Meeting | None:
    """The one that is on, for those to whom its door is open. Everyone else does not hear of it."""
    rehearsal = standing_rehearsal(meeting)
    if rehearsal is None or participant_of(visitor, rehearsal) is None:
        return None
    return rehearsal


def still_to_ask(rehearsal: Meeting) -> QuerySet[Participant]:
    """Whoever holds a seat and comes to the meeting, by rank, as long as the door is shut to them."""
    open_to = Sitting.objects.current().filter(seat__room=rehearsal.room_id, person__isnull=False)
    rows: QuerySet[Participant] = rehearsal.participants.told().filter(person__isnull=False)
    return rows.exclude(seat__in=open_to.values("seat")).select_related("seat__room", "person")
