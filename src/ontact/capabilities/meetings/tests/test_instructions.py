"""Instructions: given in ten seconds, confirmed, followed up, closed, reminded of, and laid before the next meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ontact.capabilities.meetings.actions import instructing
from ontact.capabilities.meetings.actions.reminding import follow_instructions, set_open_days
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.errors import DueDayMissing, DueDayPast, NotReported, RemarkMissing
from ontact.capabilities.meetings.models import Instruction, Meeting, Step
from ontact.capabilities.meetings.queries.followup import follow_up, today
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
    a_draft,
    a_meeting_in_session,
    seat_of,
)
from ontact.commons.journal.models import Entry
from ontact.commons.media.models import Asset
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Membership
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory
from ontact.commons.rooms.models import RoomEvent, Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
State = Instruction.State
WEEK = timedelta(days=7)


def an_office(language="ko"):
    head = MembershipFactory(organisation=OrganisationFactory(), role=Membership.Role.HEAD)
    head.person.language = language
    head.person.save()
    return head.organisation, head.person


def an_instruction(meeting=None, *, office=None, text="배수로를 점검하고 결과를 보고할 것", **more):
    meeting = meeting or a_meeting_in_session()
    due = {} if "until_next_meeting" in more else {"due_on": more.pop("due_on", today() + WEEK)}
    office = office or an_office()[0]
    return instructing.give_instruction(meeting, text=text, office=office, by=SYSTEM, **due, **more)


def at_ten(day):
    return timezone.localtime(now()).replace(year=day.year, month=day.month, day=day.day, hour=10)


def a_reported(office, person, **more):
    instruction = an_instruction(office=office, **more)
    instructing.note_progress(instruction, text="마쳤습니다", is_done=True, by=person)
    return Instruction.objects.with_frame().get(pk=instruction.pk)


def test_numbers_go_by_host_and_year():
    meeting = a_meeting_in_session()
    first, second = an_instruction(meeting), an_instruction(meeting, text="둘째")
    elsewhere = an_instruction()
    assert [first.number, second.number, elsewhere.number] == [1, 2, 1]
    assert first.label == f"{today().year}-1"


def test_the_same_words_to_the_same_office_are_one_instruction():
    meeting, (office, _head) = a_meeting_in_session(), an_office()
    first = an_instruction(meeting, office=office)
    assert an_instruction(meeting, office=office) == first
    assert Entry.objects.filter(verb="gave an instruction").count() == 1


def test_the_room_hears_of_one_instruction_in_a_small_message():
    meeting = a_meeting_in_session()
    office, _head = an_office()
    seat = seat_of(meeting)
    Seat.objects.filter(pk=seat.pk).update(organisation=office)

    instruction = an_instruction(meeting, office=office)

    event = RoomEvent.objects.filter(kind="meetings.instruction").get()
    told = event.payload["ext"]["instruction"]
    assert (told["id"], told["seat"], told["state"]) == (str(instruction.pk), str(seat.pk), "given")
    assert len(str(event.payload)) < 1500
    assert instruction.seat_id == seat.pk


def test_an_instruction_needs_a_day_that_is_to_come():
    meeting, (office, _head) = a_meeting_in_session(), an_office()
    with pytest.raises(DueDayMissing):
        instructing.give_instruction(meeting, text="언제까지?", office=office, by=SYSTEM)
    with pytest.raises(DueDayPast):
        an_instruction(meeting, due_on=today() - timedelta(days=1))


def test_the_office_is_written_to_in_its_language():
    office, head = an_office("en")
    instruction = an_instruction(office=office)
    notice = Notice.objects.get(about_id=str(instruction.pk))
    assert (notice.person, notice.language, notice.template) == (head, "en", "meetings/mail/instruction")


def test_the_way_from_given_to_closed():
    office, head = an_office()
    instruction = an_instruction(office=office)
    clerk = instruction.meeting.convened_by

    instructing.confirm(instruction, by=head.actor(), person=head, name=head.name)
    instructing.confirm(instruction, by=head.actor(), person=head, name=head.name)
    instructing.note_progress(instruction, text="점검 중", by=head)
    instructing.note_progress(instruction, text="마쳤습니다", is_done=True, by=head, files=[an_asset()])
    instructing.send_back(instruction, text="사진이 빠졌습니다", by=clerk)
    instructing.note_progress(instruction, text="사진을 붙입니다", is_done=True, by=head)
    closed = instructing.accept(instruction, by=clerk)
    instructing.accept(instruction, by=clerk)

    assert closed.state == State.ACCEPTED
    kinds = [step.kind for step in instruction.steps.all()]
    assert kinds == ["confirmed", "note", "reported", "returned", "reported", "accepted"]
    assert instruction.steps.get(text="마쳤습니다").evidence.count() == 1
    assert Notice.objects.filter(key__contains=":returned:").count() == 1


def test_nothing_is_closed_or_returned_before_it_is_reported():
    instruction = an_instruction()
    clerk = instruction.meeting.convened_by
    with pytest.raises(NotReported):
        instructing.accept(instruction, by=clerk)
    with pytest.raises(NotReported):
        instructing.send_back(instruction, text="아직", by=clerk)


def test_whoever_gets_it_back_reads_why():
    instruction = a_reported(*an_office())
    with pytest.raises(RemarkMissing):
        instructing.send_back(instruction, text="", by=instruction.meeting.convened_by)


def test_reminders_go_out_once_before_and_once_after_the_day():
    instruction = an_instruction(due_on=today() + timedelta(days=10))
    for days, expected in ((5, 0), (8, 1), (9, 1), (10, 1), (11, 2), (20, 2)):
        moment = at_ten(today() + timedelta(days=days))
        with moved_to(moment):
            follow_instructions(moment)
            follow_instructions(moment)
        letters = Notice.objects.filter(about_id=str(instruction.pk)).exclude(key__contains=":given:")
        assert letters.count() == expected, days


def test_nobody_is_reminded_at_night_or_of_what_is_reported():
    waiting = a_reported(*an_office(), due_on=today() + timedelta(days=4))
    owed = an_instruction(due_on=today() + timedelta(days=4))
    night = at_ten(today() + timedelta(days=5)).replace(hour=3)
    with moved_to(night):
        follow_instructions(night)
    owed.refresh_from_db()
    assert owed.reminded_after_at is None
    day = night.replace(hour=9)
    with moved_to(day):
        follow_instructions(day)
    owed.refresh_from_db()
    waiting.refresh_from_db()
    assert (owed.reminded_after_at, waiting.reminded_after_at) == (day, None)


def test_by_the_next_meeting_means_its_day_as_soon_as_it_is_known():
    instruction = an_instruction(until_next_meeting=True)
    assert (instruction.due_on, set_open_days()) == (None, 0)
    following = a_convened_meeting(host=instruction.host)
    assert (set_open_days(), set_open_days()) == (1, 0)
    instruction.refresh_from_db()
    assert instruction.due_on == timezone.localdate(following.begins_at)
    assert instruction.steps.get().kind == Step.Kind.DATED


def test_the_next_meeting_finds_what_is_open_with_the_longest_overdue_first():
    meeting = a_meeting_in_session()
    office, head = an_office()
    later = an_instruction(meeting, office=office, text="나중", due_on=today() + timedelta(days=30))
    first = an_instruction(meeting, office=office, text="먼저", due_on=today() + timedelta(days=2))
    done = an_instruction(meeting, office=office, text="끝난 일")
    instructing.note_progress(done, text="끝", is_done=True, by=head)
    instructing.accept(done, by=meeting.convened_by)
    close_meeting(meeting, by=SYSTEM)

    following = a_draft(host=meeting.host, by=meeting.convened_by)
    assert list(follow_up(following)) == [first, later]
    assert list(follow_up(a_draft())) == []


def test_what_was_given_behind_closed_doors_stays_there():
    secret = a_meeting_in_session(is_public=False)
    instruction = an_instruction(secret)
    public = a_draft(host=secret.host, by=secret.convened_by)
    closed = a_draft(host=secret.host, by=secret.convened_by, is_public=False)
    assert list(follow_up(public)) == []
    assert list(follow_up(closed)) == [instruction]
    Meeting.objects.filter(pk=public.pk).update(previous=secret)
    assert list(follow_up(Meeting.objects.get(pk=public.pk))) == [instruction]


def test_what_lies_before_a_meeting_is_taken_up_once():
    earlier = a_meeting_in_session()
    instruction = an_instruction(earlier)
    close_meeting(earlier, by=SYSTEM)
    following = a_meeting_in_session(host=earlier.host, by=earlier.convened_by)
    for _press in range(2):
        instructing.take_up_instruction(instruction, meeting=following, by=SYSTEM)
    assert instruction.steps.filter(kind=Step.Kind.TAKEN_UP).count() == 1
    assert RoomEvent.objects.filter(room=following.room, kind="meetings.instruction").count() == 1


def test_a_draft_sets_no_day():
    instruction = an_instruction(until_next_meeting=True)
    a_draft(host=instruction.host, by=instruction.meeting.convened_by)
    assert set_open_days() == 0


def an_asset():
    return Asset.objects.create(
        name="photo.jpg", kind="image", content_type="image/jpeg", size_bytes=1, key="k", state="ready"
    )
