"""Who may see a record: the public what is public, those who were there what concerns them."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.records.models import Record
from ontact.commons.rooms.access import visitor_of


def record_door(request: HttpRequest, record_id: UUID) -> Record:
    """What you may not see does not exist."""
    records = Record.objects.visible_to(visitor_of(request)).select_related("asset")
    record: Record = get_object_or_404(records, pk=record_id)
    return record
