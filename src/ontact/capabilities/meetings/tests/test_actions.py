"""Convening, telling, running: what people can rely on, and what a second press does."""

from datetime import timedelta

import pytest

from ontact.capabilities.meetings.actions import agenda, guests, inviting, running
from ontact.capabilities.meetings.actions.drafting import keep_typed, settle_what, throw_away
from ontact.capabilities.meetings.actions.rounds import make_rounds
from ontact.capabilities.meetings.errors import (
    CannotConvene,
    ItemTakenUp,
    MeetingNotOpened,
    MeetingOver,
    MeetingTooEarly,
    NoItemLeft,
    VoteOpen,
)
from ontact.capabilities.meetings.forms.pasting import Guest
from ontact.capabilities.meetings.models import Meeting, Part, Vote
from ontact.capabilities.meetings.queries.changes import untold_changes
from ontact.capabilities.meetings.tests.factories import (
    CHAIR,
    a_closed_meeting,
    a_convened_meeting,
    a_draft,
    a_meeting_in_session,
    a_ready_draft,
    go_inside,
    what_of,
)
from ontact.commons.journal.models import Entry
from ontact.commons.listings.models import Listing
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.commons.rooms.models import Pass, Role
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db


def letters(meeting, name):
    ids = [str(pk) for pk in meeting.participants.values_list("pk", flat=True)]
    return Notice.objects.filter(about_id__in=ids, template=f"meetings/mail/{name}")


def test_a_draft_has_an_address_a_time_and_its_clerk_at_once():
    meeting = a_draft()

    assert meeting.begins_at > now() + timedelta(days=6)
    assert meeting.ends_at - meeting.begins_at == timedelta(minutes=90)
    assert [p.part for p in meeting.participants.all()] == [Part.CLERK]
    assert meeting.room.page == f"/meetings/{meeting.pk}/room/"
    assert not Listing.objects.exists()


def test_an_incomplete_draft_is_not_sent():
    meeting = a_draft()
    with pytest.raises(CannotConvene):
        inviting.convene(meeting, by=meeting.convened_by)
    assert not Notice.objects.exists()


def test_convening_gives_everyone_a_seat_a_link_and_a_mail():
    meeting = a_ready_draft(guests=3)

    count = inviting.convene(meeting, by=meeting.convened_by)

    assert count == 5
    assert letters(meeting, "invitation").count() == 5
    assert Pass.objects.filter(seat__room=meeting.room).count() == 5
    roles = sorted(meeting.participants.values_list("seat__role", flat=True))
    assert roles == sorted([Role.HOST, Role.CLERK, *[Role.LISTENER] * 3])
    assert Listing.objects.get().page == meeting.get_absolute_url()


def test_convening_twice_sends_nothing_twice():
    meeting = a_ready_draft()
    inviting.convene(meeting, by=meeting.convened_by)
    assert inviting.convene(meeting, by=meeting.convened_by) == 0
    assert letters(meeting, "invitation").count() == 4


def test_an_earlier_meeting_lends_its_agenda_and_people():
    earlier = a_convened_meeting(guests=3)
    from ontact.capabilities.meetings.actions.drafting import begin_draft

    meeting = begin_draft(
        host=earlier.host, title=Worded.of("ko", ko="다음 회의"), by=earlier.convened_by, previous=earlier
    )

    assert meeting.participants.count() == 5
    assert [item.number for item in meeting.items.all()] == [1, 2]
    assert not meeting.participants.filter(seat__isnull=False).exists()


def test_a_change_of_time_reaches_everyone_with_a_higher_sequence():
    meeting = a_convened_meeting()
    later = meeting.begins_at + timedelta(days=1)
    what = what_of(meeting, begins_at=later, ends_at=later + timedelta(hours=1))

    count = inviting.send_changes(meeting, what=what, by=meeting.convened_by)

    meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    assert (count, meeting.calendar_sequence, meeting.begins_at) == (4, 1, later)
    text = letters(meeting, "change").first().facts["attachments"][0][2]
    assert "SEQUENCE:1" in text
    assert "METHOD:REQUEST" in text
    assert untold_changes(meeting) == []


def test_someone_added_later_is_the_only_one_told():
    meeting = a_convened_meeting()
    guests.add_guests(meeting, [Guest("새 위원", "new@example.org")], by=SYSTEM)

    count = inviting.send_changes(meeting, what=None, by=meeting.convened_by)

    assert count == 1
    assert letters(meeting, "change").count() == 0


def test_a_cancellation_reaches_everyone_and_closes_the_room():
    meeting = a_convened_meeting()

    count = inviting.cancel(meeting, reason="태풍", by=meeting.convened_by)

    meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    assert (count, meeting.state) == (4, Meeting.State.CANCELLED)
    letter = letters(meeting, "cancellation").first()
    assert letter.facts["facts"]["reason"] == "태풍"
    assert "METHOD:CANCEL" in letter.facts["attachments"][0][2]
    assert meeting.room.closed_at is not None
    assert inviting.cancel(meeting, reason="태풍", by=meeting.convened_by) == 0


def test_a_letter_not_yet_sent_is_dropped_when_the_meeting_is_called_off():
    meeting = a_convened_meeting()
    Notice.objects.update(state=Notice.State.QUEUED)
    inviting.cancel(meeting, reason="태풍", by=meeting.convened_by)
    assert set(letters(meeting, "invitation").values_list("state", flat=True)) == {Notice.State.DROPPED}


def test_a_new_address_ends_the_links_to_the_old_one():
    meeting = a_convened_meeting()
    member = meeting.participants.filter(part=Part.MEMBER).first()

    guests.change_guest(member, email="moved@example.org", by=SYSTEM)

    assert not Pass.objects.filter(seat=member.seat, revoked_at=None).exists()


def test_a_removed_guest_loses_the_seat_and_is_told():
    meeting = a_convened_meeting()
    member = meeting.participants.filter(part=Part.MEMBER).select_related("seat").first()

    guests.remove_guest(member, by=SYSTEM)

    member.seat.refresh_from_db()
    assert member.seat.taken_back_at is not None
    assert letters(meeting, "removal").count() == 1


def test_a_minor_is_a_child_of_the_guardian_who_gets_the_mail():
    meeting = a_ready_draft()
    guests.add_guests(meeting, [Guest("하늘", "")], by=SYSTEM)
    child = meeting.participants.get(name="하늘")
    guests.change_guest(child, guardian_name="김보호", guardian_email="parent@example.org", by=SYSTEM)

    inviting.convene(meeting, by=meeting.convened_by)

    person = Person.objects.get(name="하늘")
    assert person.guardian.name == "김보호"
    assert letters(meeting, "invitation").get(address="parent@example.org").facts["facts"]["guest"] == "하늘"


def test_what_was_typed_but_does_not_fit_is_kept():
    meeting = a_draft()
    keep_typed(meeting, {"title_ko": "새 제목", "ends": "13:00"})
    meeting.refresh_from_db()
    assert meeting.typed == {"title_ko": "새 제목", "ends": "13:00"}


def test_a_draft_that_is_thrown_away_leaves_nothing_but_the_journal():
    meeting = a_ready_draft()
    throw_away(meeting, by=meeting.convened_by)
    assert not Meeting.objects.exists()
    assert Entry.objects.filter(verb="threw a draft away").exists()


def test_items_close_up_when_one_is_moved_or_removed():
    meeting = a_ready_draft(items=3)
    first, second, third = meeting.items.all()

    agenda.move_item(third, place=1, by=SYSTEM)
    assert [item.pk for item in meeting.items.all()] == [third.pk, first.pk, second.pk]

    agenda.remove_item(first, by=SYSTEM)
    assert [(item.number, item.pk) for item in meeting.items.all()] == [(1, third.pk), (2, second.pk)]


def test_a_meeting_opens_only_when_the_doors_do():
    with pytest.raises(MeetingTooEarly):
        running.open_meeting(a_convened_meeting(), by=SYSTEM)


def test_next_goes_on_by_one_even_when_pressed_twice():
    meeting = a_meeting_in_session(items=2)
    first, second = meeting.items.all()

    running.take_up_next(meeting, after=None, by=SYSTEM)
    running.take_up_next(meeting, after=None, by=SYSTEM)
    assert meeting.discussions.get(ends_at__isnull=True).item == first

    running.take_up_next(meeting, after=first.pk, by=SYSTEM)
    assert meeting.discussions.get(ends_at__isnull=True).item == second
    with pytest.raises(NoItemLeft):
        running.take_up_next(meeting, after=second.pk, by=SYSTEM)


def test_an_item_may_be_taken_up_again_and_stays_on_the_agenda():
    meeting = a_meeting_in_session(items=2)
    first, second = meeting.items.all()
    for item in (first, second, first):
        running.take_up(item, by=SYSTEM)
    assert first.discussions.count() == 2
    with pytest.raises(ItemTakenUp):
        agenda.remove_item(first, by=SYSTEM)


def test_nothing_is_taken_up_before_the_opening():
    meeting = a_convened_meeting()
    with pytest.raises(MeetingNotOpened):
        running.take_up(meeting.items.first(), by=SYSTEM)


def test_a_meeting_with_an_open_vote_is_not_closed(client):
    meeting = a_meeting_in_session()
    go_inside(client, meeting)
    from ontact.capabilities.meetings.actions.voting import open_vote

    open_vote(meeting, motion="원안 가결", manner=Vote.Manner.OPEN, by=SYSTEM)
    with pytest.raises(VoteOpen):
        running.close_meeting(meeting, by=SYSTEM)


def test_closing_ends_item_and_room_and_drafts_the_minutes():
    meeting = a_meeting_in_session()
    running.take_up(meeting.items.first(), by=SYSTEM)

    running.close_meeting(meeting, by=SYSTEM)
    running.close_meeting(meeting, by=SYSTEM)

    meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    assert meeting.state == Meeting.State.CLOSED
    assert meeting.minutes.state == "draft"
    assert not meeting.discussions.filter(ends_at__isnull=True).exists()
    assert meeting.room.closed_at is not None


def test_nothing_changes_after_the_close():
    meeting = a_closed_meeting()
    with pytest.raises(MeetingOver):
        guests.add_guests(meeting, [CHAIR], by=SYSTEM)
    with pytest.raises(MeetingOver):
        settle_what(meeting, what_of(meeting), by=meeting.convened_by)


def test_a_forgotten_meeting_is_closed_by_the_rounds():
    meeting = a_meeting_in_session()
    with moved_to(meeting.ends_at + timedelta(hours=5)):
        make_rounds(now())
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CLOSED


def test_guests_are_reminded_once_the_day_before():
    meeting = a_convened_meeting()
    with moved_to(meeting.begins_at - timedelta(hours=20)):
        make_rounds(now())
        make_rounds(now())
    assert letters(meeting, "reminder").count() == 4


def test_the_journal_names_nobody():
    a_convened_meeting()
    details = " ".join(
        f"{e.object_label} {e.details}" for e in Entry.objects.filter(object_type__startswith="meetings")
    )
    assert "example.org" not in details
    assert "위원" not in details
