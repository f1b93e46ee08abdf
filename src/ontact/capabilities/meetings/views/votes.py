"""The votes as a file from which anyone can count them again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ontact.capabilities.meetings.access import strangers_sign_in, votes_door, works_on_minutes
from ontact.capabilities.meetings.queries.page import masks_for
from ontact.capabilities.meetings.queries.recount import canonical, votes_file
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access


@access(Who.EVERYONE, why="published results are public; the door asks who may see the others")
@strangers_sign_in
@require_safe
def votes_json(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = votes_door(request, meeting_id)
    masks = masks_for(meeting, is_insider=works_on_minutes(visitor_of(request), meeting))
    answer = HttpResponse(
        canonical(votes_file(meeting, masks)), content_type="application/json; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="votes-{meeting.pk}.json"'
    return answer
