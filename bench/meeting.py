"""A meeting in session with a seat and a pass for everyone, in a hall of its own, for benches and the robots' test."""

import json
from typing import Any

from ontact.config.launch.hall import Hall

MAKE_A_MEETING = """
import json
from datetime import timedelta
from ontact.capabilities.meetings.models import Meeting, Part
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms.actions import issue_pass
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM
PersonFactory.reset_sequence(Person.objects.count(), force=True)
meeting = a_meeting_in_session(title="확대간부회의", guests={guests}, manner=Room.Manner.BROADCAST, has_lobby={lobby})
Notice.objects.all().delete()
Room.objects.filter(pk=meeting.room_id).update(
    ends_at=meeting.begins_at + timedelta(hours=3), capacity={guests} + 20
)
told = meeting.participants.told().select_related("seat").order_by("pk")
seats = [(one.part, str(one.seat_id), issue_pass(one.seat, by=SYSTEM)) for one in told]
rest = [(seat, word) for part, seat, word in seats if part == Part.MEMBER]
chair = next((seat, word) for part, seat, word in seats if part == Part.CHAIR)
print("BENCH" + json.dumps({{
    "meeting": str(meeting.pk), "room": str(meeting.room_id), "page": meeting.room.page, "chair": chair,
    "seats": [seat for seat, _ in rest], "passes": [word for _, word in rest],
}}))
"""


def make_a_meeting(hall: Hall, guests: int, *, lobby: bool = False) -> dict[str, Any]:
    """Identities of meeting and room; (seat, pass) of the chair; seats and passes of the others."""
    said = hall.manage("shell", "-v", "0", "-c", MAKE_A_MEETING.format(guests=guests, lobby=lobby))
    made: dict[str, Any] = json.loads(said.split("BENCH")[1])
    return made
