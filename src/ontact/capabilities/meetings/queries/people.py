"""Who takes part, how their mail fares, and who may vote at this moment."""

from datetime import timedelta
from uuid import UUID

from ontact.capabilities.meetings.models import Meeting
from ontact.commons.rooms.models import Ban, Line
from ontact.foundation.clock import now

# Who dropped out and reconnects within this time has not left; heartbeats come every 30 s.
RECONNECTING = timedelta(minutes=3)


def seats_entitled_now(meeting: Meeting) -> list[UUID]:
    """Seats with the right to vote whose holders are in the meeting."""
    voters = meeting.participants.told().filter(has_vote=True, seat__taken_back_at__isnull=True)
    seats = set(voters.values_list("seat_id", flat=True))
    here = (
        Line.objects.filter(seat__in=seats, entered_at__isnull=False, ended_at__isnull=True)
        .filter(seen_at__gte=now() - RECONNECTING)
        .values_list("seat_id", flat=True)
    )
    banned = Ban.objects.filter(seat__in=seats, lifted_at__isnull=True).values_list("seat_id", flat=True)
    return sorted(set(here) - set(banned))
