"""A draft is begun, filled step by step, and thrown away if it comes to nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from ontact.capabilities.meetings.actions.announcing import announce_meeting
from ontact.capabilities.meetings.errors import MeetingOver, NotDraft
from ontact.capabilities.meetings.models import (
    AgendaItem,
    ApprovalRule,
    Meeting,
    Part,
    Participant,
    QuorumRule,
    QuorumTerms,
    room_page,
)
from ontact.capabilities.meetings.queries.people import serving
from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation, Person
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Language, Room
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

SATURDAY = 5
# Behind the chair, before the members: see guests.rank_of.
RANK_OF_THE_CLERK = 2_000
RULES = ("quorum_rule", "quorum_number", "quorum_counts", "approval_rule")


@dataclass(frozen=True)
class What:
    """The first step: what and when, made clean."""

    title: Worded
    purpose: Worded
    host: Organisation
    begins_at: datetime
    ends_at: datetime
    manner: Room.Manner
    has_lobby: bool
    keeps_chat: bool
    is_public: bool
    helpline: str = ""
    quorum: QuorumTerms = QuorumTerms()
    approval: str = ApprovalRule.CHAIR
    floor_language: str = Language.KO
    channels: tuple[str, ...] = ()


@transaction.atomic
def begin_draft(
    *,
    host: Organisation,
    title: Worded,
    by: Person,
    previous: Meeting | None = None,
    identity: UUID | None = None,
) -> Meeting:
    """A draft with an identity at once. Taken from an earlier meeting, its agenda and people come along."""
    when = first_guess(now(), ZoneInfo(host.time_zone), like=previous)
    meeting = empty_draft(host=host, title=title, when=when, by=by, previous=previous, identity=identity)
    if previous:
        take_agenda(previous, meeting, presenters=_take_people(previous, meeting))
    seat_the_clerk(meeting, by)
    return meeting


def empty_draft(
    *,
    host: Organisation,
    title: Worded,
    when: tuple[datetime, datetime],
    by: Person,
    previous: Meeting | None = None,
    identity: UUID | None = None,
    **facts: Any,
) -> Meeting:
    """The room and the draft alone, with the manner and rules of an earlier meeting."""
    meeting_id = identity or uuid7()
    begins_at, ends_at = when
    room = rooms.open_room(
        title=title,
        begins_at=begins_at,
        ends_at=ends_at,
        manner=Room.Manner(previous.room.manner) if previous else Room.Manner.ROUND_TABLE,
        lobby=previous.room.has_lobby if previous else True,
        floor_language=previous.room.floor_language if previous else Language.KO,
        channels=previous.room.channels if previous else [],
        page=room_page(meeting_id),
        helpline=host.telephone,
        by=by.actor(),
    )
    meeting = Meeting.objects.create(
        pk=meeting_id,
        room=room,
        host=host,
        convened_by=by,
        previous=previous,
        **{**_as_before(previous), **facts},
    )
    sign(by.actor(), "began to prepare a meeting", meeting)
    return meeting


@transaction.atomic
def settle_what(meeting: Meeting, what: What, *, by: Person) -> Meeting:
    """Put the first step into force."""
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_over:
        raise MeetingOver
    rooms.reschedule(
        meeting.room,
        title=what.title,
        begins_at=what.begins_at,
        ends_at=what.ends_at,
        manner=what.manner,
        lobby=what.has_lobby,
        helpline=what.helpline,
        floor_language=what.floor_language,
        channels=list(what.channels),
        by=by.actor(),
    )
    meeting.room.refresh_from_db()
    _booths_follow(meeting, by)
    meeting.host, meeting.purpose = what.host, what.purpose
    meeting.keeps_chat, meeting.is_public = what.keeps_chat, what.is_public
    terms, meeting.typed = what.quorum, {}
    meeting.quorum_rule, meeting.quorum_counts = terms.rule, terms.counts
    meeting.quorum_number = terms.number if terms.rule == QuorumRule.NUMBER else None
    meeting.approval_rule = what.approval
    meeting.save(update_fields=["host", "purpose", "keeps_chat", "is_public", "typed", *RULES])
    sign(by.actor(), "set what and when", meeting, begins_at=what.begins_at, ends_at=what.ends_at)
    announce_meeting(meeting)
    return meeting


def _booths_follow(meeting: Meeting, by: Person) -> None:
    """Interpreters whose languages nobody named take those of the room."""
    interpreters = meeting.participants.told().filter(part=Part.INTERPRETER)
    for one in interpreters.select_related("seat__room", "meeting__room"):
        rooms.change_seat(one.seat, by=by.actor(), **serving(one))


def keep_typed(meeting: Meeting, typed: dict[str, Any]) -> None:
    """Nothing typed is lost: what cannot be put into force yet is kept as it was typed."""
    Meeting.objects.filter(pk=meeting.pk).update(typed=typed)
    meeting.typed = typed


@transaction.atomic
def throw_away(meeting: Meeting, *, by: Person) -> None:
    meeting = Meeting.objects.locked(meeting.pk)
    if not meeting.is_draft:
        raise NotDraft
    sign(by.actor(), "threw a draft away", meeting)
    room = meeting.room
    meeting.items.all().delete()
    meeting.delete()
    room.delete()


def first_guess(
    moment: datetime, zone: ZoneInfo, *, like: Meeting | None = None
) -> tuple[datetime, datetime]:
    """Next week at two o'clock for ninety minutes, never at a weekend; or at the hour of the earlier meeting."""
    day = (moment.astimezone(zone) + timedelta(days=7)).replace(hour=14, minute=0, second=0, microsecond=0)
    length = timedelta(minutes=90)
    if like is not None:
        hour = like.begins_at.astimezone(zone)
        day, length = day.replace(hour=hour.hour, minute=hour.minute), like.ends_at - like.begins_at
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day, day + length


def _as_before(previous: Meeting | None) -> dict[str, Any]:
    if previous is None:
        return {}
    kept = ("purpose", "is_public", "keeps_chat", "standing_list", *RULES)
    return {name: getattr(previous, name) for name in kept}


def _take_people(previous: Meeting, meeting: Meeting) -> dict[UUID, Participant]:
    copies = {person.pk: copy_of(person, meeting) for person in previous.participants.standing()}
    Participant.objects.bulk_create(copies.values())
    return copies


def take_agenda(previous: Meeting, meeting: Meeting, *, presenters: Mapping[UUID, Participant]) -> None:
    """The items without their papers. `presenters`: who presents now instead of whom then."""
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            number=item.number,
            title=item.title,
            presenter=presenters.get(item.presenter_id) if item.presenter_id else None,
            presenter_words=item.presenter_words,
            planned_minutes=item.planned_minutes,
        )
        for item in previous.items.all()
    )


def copy_of(person: Participant, meeting: Meeting) -> Participant:
    """The same person on another meeting's list: without seat, link or mail."""
    return Participant(
        meeting=meeting,
        part=person.part,
        has_vote=person.has_vote,
        name=person.name,
        email=person.email,
        title=person.title,
        on_behalf_of=person.on_behalf_of,
        language=person.language,
        from_language=person.from_language,
        to_language=person.to_language,
        rank=person.rank,
        standing_seat_id=person.standing_seat_id,
        **care_of(person, meeting),
    )


def care_of(person: Participant, meeting: Meeting) -> dict[str, Any]:
    """What goes along with a minor to another meeting; nothing once they are of age on its day."""
    if not person.is_minor_on(meeting.day):
        return {}
    kept = ("is_minor", "public_name", "of_age_on", "guardian_name", "guardian_email")
    return {name: getattr(person, name) for name in kept}


def seat_the_clerk(meeting: Meeting, clerk: Person) -> None:
    """Who prepares the meeting usually serves it; they can be taken off the list."""
    if meeting.participants.filter(Q(part=Part.CLERK) | Q(email=clerk.email or None)).exists():
        return
    Participant.objects.create(
        meeting=meeting,
        part=Part.CLERK,
        name=clerk.name,
        email=clerk.email,
        person=clerk,
        on_behalf_of=str(meeting.host.name.text(clerk.language)),
        language=clerk.language,
        rank=RANK_OF_THE_CLERK,
    )
