"""Who answers for a seat before the meeting."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from ontact.capabilities.meetings.access.meeting import meeting_door, participant_of
from ontact.capabilities.meetings.models import Meeting, Participant, Reply
from ontact.commons.rooms.access import Visitor, is_banned, visitor_of
from ontact.commons.rooms.models import Seat


def reply_door(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Participant, Seat]:
    """For whoever holds a place on the list: by the personal link, or signed in; also while a substitute sits there."""
    meeting = meeting_door(request, meeting_id)
    participant = participant_of(visitor_of(request), meeting)
    if meeting.is_rehearsal or participant is None or participant.seat is None or is_banned(participant.seat):
        raise PermissionDenied
    if sits_in(visitor_of(request), participant):
        raise PermissionDenied
    return meeting, participant, participant.seat


def sits_in(visitor: Visitor, participant: Participant) -> bool:
    """Whether this is the substitute, who cannot answer for the holder of the seat."""
    reply: Reply | None = getattr(participant, "reply", None)
    if reply is None or reply.sitting is None:
        return False
    line = visitor.line_to(reply.sitting.seat.room_id)
    if line is not None:
        return line.sitting_id == reply.sitting_id
    person = visitor.person
    return person is not None and person.selves().filter(pk__in=[reply.sitting.person_id]).exists()
