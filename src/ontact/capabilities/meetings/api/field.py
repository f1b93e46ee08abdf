"""Field reports beside their agenda item: words, places, photographs."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from ontact.capabilities.meetings.access import field_group_on_agenda, speaking_line_door
from ontact.capabilities.meetings.queries.field import told_group
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class PhotoOut(Schema):
    """alt: what it shows; asset: for showing it on the stage."""

    asset: UUID
    url: str
    alt: str


class FieldReportOut(Schema):
    office: dict[str, str]
    place: str
    text: str
    urgency: str
    citizens: int | None
    photos: list[PhotoOut]


class FieldGroupOut(Schema):
    id: UUID
    reports: list[FieldReportOut]


@router.get("/{uuid:meeting_id}/field/{uuid:group_id}", response=FieldGroupOut)
@access(Who.SEATED)
def field_reports(request: HttpRequest, meeting_id: UUID, group_id: UUID) -> dict[str, Any]:
    """What the neighbourhoods reported, for those in the room."""
    meeting, _line = speaking_line_door(request, meeting_id)
    return told_group(field_group_on_agenda(meeting, group_id))
