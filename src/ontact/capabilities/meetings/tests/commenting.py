"""A meeting with people in it, whose draft lies before them; for the tests of comments."""

from datetime import timedelta

from django.urls import reverse

from ontact.capabilities.meetings.actions.commenting import lay_before_participants
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now


def a_meeting_with_presence(client, *, guests=3, present=2, **more):
    """Closed; the first members were present, the chair and the others were not."""
    meeting = a_meeting_in_session(guests=guests, **more)
    for place in range(present):
        seat = go_inside(type(client)(), meeting, place=place)
        rooms.heartbeat(seat.lines.filter(ended_at=None).get(), mode="video")
    close_meeting(meeting, by=SYSTEM)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def laid(meeting, days=7):
    return lay_before_participants(meeting.minutes, due_at=now() + timedelta(days=days), by=SYSTEM)


def voices(one):
    return list(one.commenters.select_related("round"))


def way_of(meeting, seat):
    """Where the personal link of a letter leads, pressed in a new browser."""
    page = reverse("meetings:minutes_comments", args=[meeting.pk])
    secret = rooms.issue_pass(seat, leads_to=page, expires_at=now() + timedelta(days=30), by=SYSTEM)
    return reverse("rooms:pass", args=[secret])
