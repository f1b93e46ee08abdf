"""A rehearsal: everything works in it, nothing counts, it ends by itself, and nothing of it is left."""

import json
from datetime import timedelta

import pytest
from django.apps import apps

from ontact.capabilities.meetings.actions import instructing, voting
from ontact.capabilities.meetings.actions.inviting import cancel
from ontact.capabilities.meetings.actions.rehearsing import (
    clear_rehearsals,
    hold_rehearsal,
)
from ontact.capabilities.meetings.actions.rounds import make_rounds
from ontact.capabilities.meetings.actions.running import close_meeting, end_rehearsals, open_meeting
from ontact.capabilities.meetings.errors import MeetingOver, NotConvenedYet
from ontact.capabilities.meetings.errors.rehearsals import RehearsalTooLate
from ontact.capabilities.meetings.models import (
    Instruction,
    Meeting,
    RegisteredDecision,
    Vote,
)
from ontact.capabilities.meetings.tests.factories import (
    a_closed_meeting,
    a_convened_meeting,
    a_meeting_in_session,
    a_ready_draft,
)
from ontact.capabilities.meetings.tests.rehearsing import (
    a_rehearsal,
    ask_everyone,
    come_in,
    every_row,
    fresh,
    quorate,
    rehearse_everything,
)
from ontact.commons.journal.models import Entry
from ontact.commons.listings.models import Listing
from ontact.commons.notices.models import Notice
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


def test_nothing_is_left_of_a_rehearsal_but_that_one_was_held(client, django_capture_on_commit_callbacks):
    meeting = quorate(guests=3)
    before = every_row()

    rehearsal = a_rehearsal(meeting)
    ask_everyone(rehearsal)
    come_in(client, rehearsal, "위원 0")
    rehearse_everything(rehearsal, client)
    close_meeting(fresh(rehearsal), by=SYSTEM)
    client.cookies.clear()
    assert sum((every_row() - before).values()) > 50
    clear_rehearsals(now())

    new, gone = every_row() - before, before - every_row()
    held = Entry.objects.latest("pk")
    assert (held.verb, held.object_id) == ("held a rehearsal", str(meeting.pk))
    left = [json.loads(line)[0] for line in new.elements()]
    assert (left, list(gone.elements())) == (["journal.entry"], [])


def test_its_acts_never_reach_the_journal_while_it_lasts(client):
    meeting = quorate(guests=3)
    lines = Entry.objects.count()

    rehearsal = a_rehearsal(meeting)
    ask_everyone(rehearsal)
    rehearse_everything(rehearsal, client)

    assert list(Entry.objects.values_list("verb", flat=True))[lines:] == ["held a rehearsal"]


def test_everything_in_it_counts_for_nothing_outside(client):
    meeting = quorate(guests=3)
    letters = Notice.objects.count()
    rehearsal = a_rehearsal(meeting)

    given = rehearse_everything(rehearsal, client)
    close_meeting(fresh(rehearsal), by=SYSTEM)
    make_rounds(now())

    assert not RegisteredDecision.objects.exists()
    assert not hasattr(fresh(meeting), "minutes")
    assert Notice.objects.count() == letters
    assert not Listing.objects.filter(object_id=str(rehearsal.pk)).exists()
    assert not Instruction.objects.on_record().exists()
    assert given.label == "R-1"
    assert not list(Instruction.objects.laid_before(meeting))
    for rows in (meeting.votes, meeting.rolls, meeting.instructions, meeting.decisions, meeting.discussions):
        assert not rows.exists()
    assert not meeting.room.seats.filter(lines__isnull=False).exists()
    assert (fresh(meeting).state, fresh(meeting).opened_at) == (Meeting.State.CONVENED, None)


def test_the_next_real_instruction_has_the_first_number(client):
    meeting = quorate(guests=3)
    rehearse_everything(a_rehearsal(meeting), client)
    real = a_meeting_in_session(host=meeting.host, by=meeting.convened_by)
    given = instructing.give_instruction(
        real, text="지시", office=meeting.host, until_next_meeting=True, by=SYSTEM
    )
    assert given.number == 1


def test_it_has_the_meetings_seats_agenda_and_rules():
    meeting = quorate(guests=3)
    rehearsal = a_rehearsal(meeting)

    words = ("title", "role", "rank", "service", "on_behalf_of")
    assert list(rehearsal.room.seats.values_list(*words)) == list(meeting.room.seats.values_list(*words))
    assert [str(item) for item in rehearsal.items.all()] == [str(item) for item in meeting.items.all()]
    rules = ("quorum_rule", "quorum_number", "quorum_counts", "keeps_chat", "host_id")
    assert [getattr(rehearsal, name) for name in rules] == [getattr(meeting, name) for name in rules]
    parts = ("part", "has_vote", "name")
    assert list(rehearsal.participants.values_list(*parts)) == list(meeting.participants.values_list(*parts))
    assert str(rehearsal.title) == f"예행연습: {meeting.title}"
    assert rehearsal.room.is_open_at(now())


@pytest.mark.parametrize("guests", [2, 12])
def test_opening_one_costs_the_same_for_few_and_many(guests, django_assert_max_num_queries):
    meeting = a_convened_meeting(guests=guests)
    with django_assert_max_num_queries(45):
        hold_rehearsal(meeting, by=meeting.convened_by)


def test_a_second_press_gives_the_same_one():
    meeting = a_convened_meeting()
    assert a_rehearsal(meeting) == a_rehearsal(meeting)


def test_a_rehearsal_that_is_on_when_the_meeting_opens_is_over(client):
    meeting = quorate(guests=3)
    rehearsal = a_rehearsal(meeting)
    rehearse_everything(rehearsal, client)
    vote = voting.open_vote(fresh(rehearsal), motion="열린 표결", manner=Vote.Manner.OPEN, by=SYSTEM)
    begins_at = now() - timedelta(minutes=1)
    Room.objects.filter(pk=meeting.room_id).update(
        begins_at=begins_at, ends_at=begins_at + timedelta(hours=1)
    )

    open_meeting(fresh(meeting), by=SYSTEM)

    assert vote.is_open
    assert fresh(rehearsal).room.phase_at(now()) is Room.Phase.OVER
    assert client.get(f"/api/meetings/{rehearsal.pk}/state").json()["room"]["phase"] == "over"
    make_rounds(now())
    assert not Meeting.objects.filter(pk=rehearsal.pk).exists()
    assert fresh(meeting).state == Meeting.State.OPENED


@pytest.mark.parametrize("end", ["doors", "day", "closed room", "called off"])
def test_it_ends_by_itself(end):
    meeting = a_convened_meeting()
    rehearsal = a_rehearsal(meeting)
    moment = now()
    make_rounds(moment)
    assert fresh(rehearsal).closed_at is None
    if end == "called off":
        cancel(meeting, reason="태풍", by=meeting.convened_by)
    elif end == "closed room":
        rooms.close_room(rehearsal.room, by=SYSTEM)
    elif end == "day":
        moment += timedelta(hours=25)
    else:
        Room.objects.filter(pk=meeting.room_id).update(begins_at=moment + timedelta(minutes=20))

    for _round in range(2):
        with moved_to(moment):
            clear_rehearsals(moment)

    assert not Meeting.objects.filter(rehearsal_of=meeting).exists()
    assert not Room.objects.filter(pk=rehearsal.room_id).exists()


def test_it_is_deleted_only_when_nobody_is_connected_any_more():
    meeting = a_convened_meeting()
    rehearsal = a_rehearsal(meeting)
    lease = apps.get_model("rooms.UsherLease").objects.create(
        room=rehearsal.room, holder="usher", until=now()
    )
    end_rehearsals(meeting, by=SYSTEM)
    clear_rehearsals(now())
    assert Meeting.objects.filter(pk=rehearsal.pk).exists()
    again = a_rehearsal(meeting)
    assert again.pk != rehearsal.pk

    type(lease).objects.update(settled_at=now())
    clear_rehearsals(now())

    assert list(Meeting.objects.filter(rehearsal_of=meeting)) == [again]


@pytest.mark.parametrize(
    ("stage", "refusal"),
    [
        (a_ready_draft, NotConvenedYet),
        (a_meeting_in_session, RehearsalTooLate),
        (a_closed_meeting, MeetingOver),
    ],
)
def test_there_is_nothing_to_rehearse_before_and_after(stage, refusal):
    meeting = stage()
    with pytest.raises(refusal):
        hold_rehearsal(meeting, by=meeting.convened_by)
