"""The captions of a meeting: what was said word for word is for those who keep its minutes."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.access.meeting import may_keep_minutes, meeting_door
from ontact.capabilities.meetings.models import Meeting
from ontact.commons.rooms.access import visitor_of
from ontact.commons.rooms.models import CaptionLine


def captions_door(request: HttpRequest, meeting_id: UUID) -> Meeting:
    """Of a rehearsal nobody takes them away."""
    meeting = meeting_door(request, meeting_id)
    if meeting.is_rehearsal or not may_keep_minutes(visitor_of(request), meeting):
        raise PermissionDenied
    return meeting


def caption_door(meeting: Meeting, caption_id: UUID) -> CaptionLine:
    lines = CaptionLine.objects.select_related("room")
    found: CaptionLine = get_object_or_404(lines, pk=caption_id, room=meeting.room_id)
    return found
