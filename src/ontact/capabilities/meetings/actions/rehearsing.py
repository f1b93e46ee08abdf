"""A rehearsal: the meeting once more in a room of its own, in which nothing counts and of which nothing is left."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.actions.drafting import RANK_OF_THE_CLERK, RULES, copy_of, take_agenda
from ontact.capabilities.meetings.actions.guests import role_of, seat_title
from ontact.capabilities.meetings.actions.running import end_rehearsals
from ontact.capabilities.meetings.errors import MeetingOver, NotConvenedYet
from ontact.capabilities.meetings.errors.rehearsals import NoRehearsal, RehearsalTooLate
from ontact.capabilities.meetings.models import Meeting, Paper, Part, Participant, Reply, room_page
from ontact.commons.journal.actions import sign
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Person
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

LONGEST = timedelta(days=1)
KEPT_OF_THE_MEETING = ("host", "purpose", "keeps_chat", *RULES)


@transaction.atomic
def hold_rehearsal(meeting: Meeting, *, by: Person) -> Meeting:
    """Same seats, agenda and rules; only who presses can come in at first. While one is on, it is that one.

    The journal says of the meeting that one was held, and nothing of what happens in it.

    Raises:
        NotConvenedYet, MeetingOver, RehearsalTooLate.
    """
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_draft:
        raise NotConvenedYet
    if meeting.is_over:
        raise MeetingOver
    standing: Meeting | None = meeting.rehearsals.filter(closed_at=None).first()
    if standing is not None:
        _let_in(standing, by)
        return standing
    if meeting.opened_at is not None or now() >= meeting.room.doors_at:
        raise RehearsalTooLate
    rehearsal, seats = _empty_copy(meeting, by)
    people = _take_people(meeting, rehearsal, seats)
    _take_agenda(meeting, rehearsal, people)
    _let_in(rehearsal, by)
    sign(by.actor(), "held a rehearsal", meeting)
    return rehearsal


@transaction.atomic
def invite_to_rehearsal(meeting: Meeting, people: Iterable[Participant], *, by: Person) -> int:
    """Open the door to these people of the rehearsal and write to them; nobody is asked twice. How many were asked.

    Raises:
        NoRehearsal: it has ended meanwhile.
    """
    rehearsal: Meeting | None = meeting.rehearsals.filter(closed_at=None).select_related("room").first()
    if rehearsal is None:
        raise NoRehearsal
    shared = _facts_of(meeting, rehearsal)
    asked = 0
    for one in people:
        if one.seat is None or one.person is None or not rooms.open_the_door_to(one.seat, one.person):
            continue
        secret = rooms.issue_pass(one.seat, by=by.actor())
        notices.send(
            one.person if one.person.email else one.address,
            "meetings/mail/rehearsal",
            shared,
            key=f"rehearsal:{one.pk}",
            name=one.name if one.person.email else one.guardian_name,
            secrets={"link": settings.BASE_URL + reverse("rooms:pass", args=[secret])},
            language=one.language,
            about=one,
        )
        asked += 1
    return asked


def clear_rehearsals(moment: datetime) -> None:
    """End what has run its time, and delete what has ended, as soon as nobody is connected any more."""
    rehearsals = Meeting.objects.filter(rehearsal_of__isnull=False)
    for rehearsal in rehearsals.select_related("room__lease", "rehearsal_of__room"):
        assert rehearsal.rehearsal_of is not None
        if rehearsal.closed_at is not None:
            if rooms.is_empty(rehearsal.room, moment):
                erase_rehearsal(rehearsal)
        elif _has_run_its_time(rehearsal, rehearsal.rehearsal_of, moment):
            end_rehearsals(rehearsal.rehearsal_of, by=SYSTEM)


@transaction.atomic
def erase_rehearsal(rehearsal: Meeting) -> None:
    """All of it in one act: what was said, voted and instructed, seats and links, room and letters."""
    rehearsal = Meeting.objects.locked(rehearsal.pk)
    room = rehearsal.room
    notices.erase(list(rehearsal.participants.all()))
    rehearsal.instructions.all().delete()
    rehearsal.discussions.all().delete()
    rehearsal.delete()
    rooms.erase_room(room)


def rehearsal_title(title: Worded) -> Worded:
    """Whoever sees the title anywhere sees what it is."""
    texts = {}
    for language, words in title.texts.items():
        with translation.override(language):
            texts[language] = _("Rehearsal: %(title)s") % {"title": words}
    return Worded(title.source, texts, title.stale)


def _has_run_its_time(rehearsal: Meeting, meeting: Meeting, moment: datetime) -> bool:
    """The room was closed or forgotten, a day is over, or the meeting itself is about to begin."""
    if rehearsal.room.closed_at is not None or meeting.is_over:
        return True
    return moment >= min(rehearsal.created_at + LONGEST, meeting.room.doors_at)


def _empty_copy(meeting: Meeting, by: Person) -> tuple[Meeting, dict[UUID, Seat]]:
    identity = uuid7()
    length = meeting.ends_at - meeting.begins_at
    room, seats = rooms.open_rehearsal(
        meeting.room,
        title=rehearsal_title(meeting.title),
        ends_at=min(now() + length, meeting.room.doors_at),
        page=room_page(identity),
        by=by.actor(),
    )
    rehearsal = Meeting.objects.create(
        pk=identity,
        room=room,
        convened_by=by,
        rehearsal_of=meeting,
        state=Meeting.State.CONVENED,
        convened_at=now(),
        is_public=False,
        **{name: getattr(meeting, name) for name in KEPT_OF_THE_MEETING},
    )
    return rehearsal, seats


def _take_people(meeting: Meeting, rehearsal: Meeting, seats: dict[UUID, Seat]) -> dict[UUID, Participant]:
    """Everyone with a seat, as whoever will sit there; who is excused keeps the place and is not asked."""
    found = {}
    rows = meeting.participants.told().select_related("person", "seat", "reply__sitting__person")
    for one in rows.filter(seat__in=seats):
        copy = copy_of(one, rehearsal)
        copy.seat, copy.person, copy.email = seats[one.seat_id], one.person, ""
        reply: Reply | None = getattr(one, "reply", None)
        if reply is not None and reply.answer == Reply.Answer.EXCUSED:
            copy.person = None
        elif reply is not None and reply.sends_a_substitute and reply.sitting is not None:
            copy.name, copy.title, copy.person = (
                reply.substitute_name,
                reply.substitute_title,
                reply.sitting.person,
            )
        found[one.pk] = copy
    Participant.objects.bulk_create(found.values())
    return found


def _take_agenda(meeting: Meeting, rehearsal: Meeting, people: dict[UUID, Participant]) -> None:
    """The items with their papers: the same files, shown in two places."""
    take_agenda(meeting, rehearsal, presenters=people)
    papers = Paper.objects.filter(item__meeting=meeting).select_related("item")
    items = {item.number: item for item in rehearsal.items.all()}
    Paper.objects.bulk_create(
        Paper(item=items[paper.item.number], asset_id=paper.asset_id, number=paper.number) for paper in papers
    )


def _let_in(rehearsal: Meeting, by: Person) -> None:
    """Who holds the rehearsal comes in without a letter; without a seat in the meeting, as its clerk."""
    mine = rehearsal.participants.filter(person__in=by.selves()).select_related("seat")
    own = [rooms.open_the_door_to(one.seat, by) for one in mine if one.seat is not None]
    if own:
        return
    clerk = Participant(
        meeting=rehearsal,
        part=Part.CLERK,
        name=by.name,
        person=by,
        on_behalf_of=str(rehearsal.host.name.text(by.language)),
        language=by.language,
        rank=RANK_OF_THE_CLERK,
    )
    clerk.seat = rooms.give_seat(
        rehearsal.room,
        title=seat_title(clerk),
        role=role_of(clerk.part),
        person=by,
        name=by.name,
        on_behalf_of=clerk.on_behalf_of,
        rank=clerk.rank,
        by=by.actor(),
    )
    clerk.save()


def _facts_of(meeting: Meeting, rehearsal: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "host": meeting.host.name,
        "helpline": meeting.room.helpline,
        "begins_at": meeting.begins_at,
        "ends_at": meeting.ends_at,
        "until": rehearsal.ends_at,
    }
