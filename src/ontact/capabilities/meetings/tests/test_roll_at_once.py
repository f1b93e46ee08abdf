"""The roll pressed at the same moment, on a database that several write to."""

import pytest

from ontact.capabilities.meetings.queries.roll import seats_on_the_roll
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.capabilities.meetings.tests.test_roll import PRESENT, SEAT, aloud, current, press, table
from ontact.commons.rooms.models import RoomEvent
from ontact.commons.rooms.tests.test_floor import at_once

pytestmark = pytest.mark.database


@pytest.mark.django_db(transaction=True)
def test_presses_at_once_leave_one_answer_a_seat_and_one_place_called(client):
    meeting = a_meeting_in_session(guests=4)
    roll = aloud(meeting)
    seats = seats_on_the_roll(meeting)

    at_once([lambda seat=seat: press(roll, seat) for seat in seats for _ in range(2)])

    assert table(roll) == dict.fromkeys(seats, (PRESENT, SEAT, ""))
    assert current(roll) is None
    told = RoomEvent.objects.filter(room=meeting.room, kind="meetings.roll_answer")
    assert sorted(event.payload["ext"]["roll_answer"]["seat"] for event in told) == sorted(map(str, seats))
