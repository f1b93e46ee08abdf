"""Short names for tests of reports: offices that are asked, and what they hand in."""

from datetime import timedelta

from django.urls import reverse

from ontact.capabilities.meetings.actions.reporting import (
    Writer,
    ask_for_reports,
    hand_in,
)
from ontact.capabilities.meetings.models import Report
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
)
from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def an_office(rank=0):
    office = OrganisationFactory(rank=rank)
    head = MembershipFactory(organisation=office, role=Membership.Role.HEAD).person
    return office, head


def asked(*offices, meeting=None, due_in=DAY):
    """Reports asked of these offices; returns them in that order."""
    meeting = meeting or a_convened_meeting()
    ask_for_reports(meeting, offices=offices, due_at=now() + due_in, note="", by=SYSTEM)
    return [Report.objects.with_frame().get(call__meeting=meeting, office=office) for office in offices]


def writer(person):
    return Writer(person, person.name, person.actor())


def handed_in(report, person, summary="실적과 계획", asks=()):
    return hand_in(report, summary=summary, asks=list(asks), by=writer(person))


def address(report, what="report", *more):
    return reverse(f"meetings:{what}", args=[report.call.meeting_id, report.pk, *more])


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
