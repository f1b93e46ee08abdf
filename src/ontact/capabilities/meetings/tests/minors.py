"""A committee with a minor on its list, and the link that the guardian finds in the mail."""

import re

from django.core import mail

from ontact.capabilities.meetings.actions.agenda import add_item
from ontact.capabilities.meetings.actions.guests import add_guests, change_guest
from ontact.capabilities.meetings.actions.inviting import convene
from ontact.capabilities.meetings.actions.next_meeting import call_from_list
from ontact.capabilities.meetings.forms.pasting import Guest
from ontact.capabilities.meetings.models import Meeting, Participant, StandingList
from ontact.capabilities.meetings.tests.factories import (
    a_ready_draft,
    a_standing_list,
    a_standing_seat,
)
from ontact.commons.notices.actions import deliver_due
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

GUARDIAN = {"guardian_name": "김보호", "guardian_email": "parent@example.org"}
LINK = re.compile(r"/meetings/consent/([\w-]+)/")


def a_draft_with_a_minor(*, name="김민지", **more):
    """The minor is 김민지, called 민지; the guardian has an address."""
    meeting = a_ready_draft(**more)
    add_guests(meeting, [Guest(name, "minji@example.org")], by=SYSTEM)
    change_guest(minor_of(meeting, "minji@example.org"), is_minor=True, **GUARDIAN, by=SYSTEM)
    return meeting


def a_meeting_with_a_minor(**more):
    """Convened: the guardian has been asked."""
    meeting = a_draft_with_a_minor(**more)
    convene(meeting, by=meeting.convened_by)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def a_youth_committee():
    """Called from a standing list whose members are minors, convened; its one member is 김민지."""
    standing = a_standing_list()
    StandingList.objects.filter(pk=standing.pk).update(members_are_minors=True)
    a_standing_seat(standing, "위원장", holder=("이의장", "chair@example.org"), part="chair")
    a_standing_seat(standing, "청소년 위원", holder=("김민지", "minji@example.org"))
    meeting = call_from_list(StandingList.objects.get(pk=standing.pk), by=standing.clerk)
    change_guest(minor_of(meeting, "minji@example.org"), **GUARDIAN, by=SYSTEM)
    add_item(meeting, title=Worded.of("ko", ko="안건 1"), planned_minutes=20, by=SYSTEM)
    convene(meeting, by=standing.clerk)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def minor_of(meeting, email="minji@example.org"):
    people = Participant.objects.select_related(
        "meeting__room",
        "meeting__host",
        "meeting__standing_list",
        "seat__room",
        "person",
        "standing_seat__list",
    )
    return people.get(meeting=meeting, email=email, removed_at=None)


def mailed_link():
    """The secret in the newest letter to a guardian."""
    deliver_due()
    found = [LINK.search(letter.body) for letter in mail.outbox]
    return [match[1] for match in found if match][-1]
