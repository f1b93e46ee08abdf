"""Meetings in every stage, made by the real actions, and the cast with whom access is tried."""

from dataclasses import dataclass
from datetime import timedelta

from ontact.capabilities.meetings.actions.agenda import add_item
from ontact.capabilities.meetings.actions.drafting import What, begin_draft, settle_what
from ontact.capabilities.meetings.actions.guests import add_guests
from ontact.capabilities.meetings.actions.inviting import convene
from ontact.capabilities.meetings.actions.next_meeting import call_from_list
from ontact.capabilities.meetings.actions.running import close_meeting, open_meeting
from ontact.capabilities.meetings.actions.standing import add_seat, begin_list
from ontact.capabilities.meetings.forms.pasting import Guest
from ontact.capabilities.meetings.models import Meeting, Part, QuorumTerms, SubstituteRule
from ontact.capabilities.meetings.queries.standing_plan import SeatWords
from ontact.commons.people.models import Membership, Organisation
from ontact.commons.people.tests.factories import (
    CityFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.commons.rooms.models import Room
from ontact.commons.rooms.tests.factories import enter_as as sit_down_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

CHAIR = Guest("이의장", "chair@example.org", part=Part.CHAIR)


def what_of(meeting, **changes):
    """The first step as it stands, with some answers changed."""
    facts = {
        "title": meeting.title,
        "purpose": meeting.purpose,
        "host": meeting.host,
        "begins_at": meeting.begins_at,
        "ends_at": meeting.ends_at,
        "manner": Room.Manner(meeting.room.manner),
        "has_lobby": meeting.room.has_lobby,
        "keeps_chat": meeting.keeps_chat,
        "is_public": meeting.is_public,
        "approval": meeting.approval_rule,
        "quorum": QuorumTerms(meeting.quorum_rule, meeting.quorum_number, meeting.quorum_counts),
    }
    return What(**{**facts, **changes})


def a_draft(*, by=None, host=None, title="중간보고회", **changes):
    """An empty draft next week; its clerk is on the list."""
    host = host or OrganisationFactory()
    by = by or MembershipFactory(organisation=host, role=Membership.Role.CLERK).person
    meeting = begin_draft(host=host, title=Worded.of("ko", ko=title), by=by)
    if changes:
        settle_what(meeting, what_of(meeting, **changes), by=by)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def a_ready_draft(*, guests=2, items=2, **more):
    """A draft that can be sent: chair, clerk, members, agenda."""
    meeting = a_draft(**more)
    members = [Guest(f"위원 {n}", f"member{n}@example.org") for n in range(guests)]
    add_guests(meeting, [CHAIR, *members], by=SYSTEM)
    for number in range(1, items + 1):
        add_item(meeting, title=Worded.of("ko", ko=f"안건 {number}"), planned_minutes=20, by=SYSTEM)
    return meeting


def a_convened_meeting(**more):
    meeting = a_ready_draft(**more)
    convene(meeting, by=meeting.convened_by)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def a_meeting_in_session(**more):
    """Convened for next week, then moved to now, with everybody inside and opened by the chair."""
    meeting = a_convened_meeting(**more)
    begins_at = now() - timedelta(minutes=10)
    Room.objects.filter(pk=meeting.room_id).update(
        begins_at=begins_at, ends_at=begins_at + timedelta(hours=1)
    )
    meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    open_meeting(meeting, by=SYSTEM)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def a_closed_meeting(**more):
    meeting = a_meeting_in_session(**more)
    close_meeting(meeting, by=SYSTEM)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def seat_of(meeting, part=Part.MEMBER, place=0):
    return meeting.participants.told().filter(part=part).select_related("seat__room")[place].seat


def go_inside(client, meeting, part=Part.MEMBER, place=0):
    """Let the test client sit in a seat of the meeting, past door and lobby. Returns the seat."""
    seat = seat_of(meeting, part, place)
    seat.lines.filter(ended_at=None).update(ended_at=now(), end_reason="elsewhere")
    line = sit_down_as(client, seat)
    type(line).objects.filter(pk=line.pk).update(seen_at=now())
    return seat


@dataclass
class Cast:
    """Everyone who may come near a meeting, by the name of their relation to it."""

    meeting: Meeting
    other: Meeting
    clerk: object
    other_clerk: object
    citizen: object
    administrator: object

    def enter(self, client, who):
        if who in ("clerk", "other_clerk", "citizen", "administrator"):
            sign_in_as(client, getattr(self, who))
        elif who in ("guest", "chair") and self.meeting.is_draft:
            return client
        elif who == "guest":
            go_inside(client, self.meeting)
        elif who == "other_guest":
            go_inside(client, self.other)
        elif who == "chair":
            go_inside(client, self.meeting, Part.CHAIR)
        return client


def cast_around(meeting):
    return Cast(
        meeting=meeting,
        other=a_convened_meeting(),
        clerk=meeting.convened_by,
        other_clerk=MembershipFactory(role=Membership.Role.CLERK).person,
        citizen=PersonFactory(),
        administrator=MembershipFactory(
            organisation=CityFactory(), role=Membership.Role.ADMINISTRATOR
        ).person,
    )


def a_standing_list(**more):
    """An empty list; `clerk` keeps it."""
    clerk = MembershipFactory(role=Membership.Role.CLERK)
    title = Worded.of("ko", ko="확대간부회의", en="Enlarged executive meeting")
    facts = {"host": clerk.organisation, "title": title, "substitutes": SubstituteRule.NAMED}
    standing = begin_list(**{**facts, **more}, by=SYSTEM)
    standing.clerk = clerk.person
    return standing


def a_standing_seat(standing, title, *, office=None, holder=("", ""), deputies=(), part=Part.MEMBER):
    words = SeatWords(
        title,
        (office or standing.host).pk,
        part=part,
        holder_name=holder[0],
        holder_email=holder[1],
        deputies=tuple(deputies),
    )
    return add_seat(standing, words, by=SYSTEM)


def a_neighbourhood(name="정자1동"):
    kind = Organisation.Kind.NEIGHBOURHOOD
    return OrganisationFactory(kind=kind, name=Worded.of("ko", ko=name))


def a_called_meeting(*, seats=3, rule=SubstituteRule.NAMED, deputies=()):
    """A meeting called from a standing list, convened; the first seat chairs."""
    standing = a_standing_list(substitutes=rule)
    for n in range(seats):
        part = Part.MEMBER if n else Part.CHAIR
        holder = (f"간부{n}", f"official{n}@example.org")
        a_standing_seat(
            standing, f"좌석{n}", office=OrganisationFactory(), holder=holder, part=part, deputies=deputies
        )
    meeting = call_from_list(standing, by=standing.clerk)
    add_item(meeting, title=Worded.of("ko", ko="안건 1"), planned_minutes=20, by=SYSTEM)
    convene(meeting, by=standing.clerk)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def place_of(meeting, place=1):
    """The place on the list of the holder of this standing seat."""
    people = meeting.participants.select_related("seat__room", "person", "standing_seat__list")
    return people.get(email=f"official{place}@example.org")
