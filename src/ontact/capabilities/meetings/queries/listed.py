"""Which meetings must stand in the listings, read from the meetings alone."""

from collections.abc import Iterator
from datetime import datetime

from ontact.capabilities.meetings.models import Meeting
from ontact.foundation.capability import Listed


def listed(moment: datetime) -> Iterator[Listed]:
    """Public meetings that have left the desk. One query, in pieces."""
    for meeting in Meeting.objects.public().with_frame().iterator(500):
        yield Listed(
            app="meetings",
            object_id=str(meeting.pk),
            title=meeting.title.texts,
            page=meeting.get_absolute_url(),
            begins_at=meeting.begins_at,
            ends_at=meeting.closed_at or meeting.ends_at,
        )
