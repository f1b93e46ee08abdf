"""Who comments on a draft of minutes: the seats that were asked; and who answers."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.access.meeting import meeting_door, minutes_door, seat_of
from ontact.capabilities.meetings.models import Comment, Commenter, Meeting
from ontact.commons.rooms.access import is_banned, visitor_of
from ontact.commons.rooms.models import Seat


def commenter_door(request: HttpRequest, meeting_id: UUID) -> tuple[Meeting, Commenter, Seat]:
    """By the personal link, or signed in: the seat's place in the last round. For everyone else there is none."""
    meeting = meeting_door(request, meeting_id)
    seat = seat_of(visitor_of(request), meeting)
    if seat is None or is_banned(seat):
        raise Http404
    return meeting, _place_in_round(meeting, seat), seat


def own_comment_door(commenter: Commenter, comment_id: UUID) -> Comment:
    """Everyone's own only."""
    found: Comment = get_object_or_404(commenter.comments.select_related("commenter__round"), pk=comment_id)
    return found


def comment_door(request: HttpRequest, meeting_id: UUID, comment_id: UUID) -> tuple[Meeting, Comment]:
    """For whoever keeps the minutes."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    rows = Comment.objects.select_related("commenter__round__minutes")
    found: Comment = get_object_or_404(rows, pk=comment_id, commenter__round__minutes__meeting=meeting)
    return meeting, found


def _place_in_round(meeting: Meeting, seat: Seat) -> Commenter:
    laid = meeting.minutes.rounds.last() if hasattr(meeting, "minutes") else None
    rows = Commenter.objects.select_related("round__minutes__meeting__room")
    found: Commenter = get_object_or_404(rows, round=laid, participant__seat=seat)
    return found
