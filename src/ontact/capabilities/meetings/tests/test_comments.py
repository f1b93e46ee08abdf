"""Comments on a draft: who is asked, until when, who reads them, what the clerk answers, and that they are erased."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.commenting import (
    answer_comment,
    be_content,
    comment,
    end_comments,
    follow_comments,
    lay_before_participants,
    withdraw_comment,
)
from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.actions.minutes import Edits, lay_before_chair, save_minutes
from ontact.capabilities.meetings.errors import MinutesFrozen
from ontact.capabilities.meetings.errors.comments import (
    CommentAnswered,
    CommentsRunning,
    CommentsUnanswered,
    DeadlinePast,
    DraftLaidAlready,
    NobodyWasPresent,
    ReasonMissing,
)
from ontact.capabilities.meetings.models import Comment, Commenter, Minutes, Participant
from ontact.capabilities.meetings.models.comments import COMMENTS_KEPT
from ontact.capabilities.meetings.queries.comments import laid_body
from ontact.capabilities.meetings.queries.mine import agenda_entries, personal_data
from ontact.capabilities.meetings.tests.commenting import a_meeting_with_presence, laid, voices, way_of
from ontact.capabilities.meetings.tests.factories import (
    a_closed_meeting,
    seat_of,
)
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import enter_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
State = Comment.State


def notes(text, **more):
    return Edits(notes={"outside": text}, names={}, chat=[], closed=more.get("closed") or [])


def letters(name):
    return sorted(Notice.objects.filter(template=f"meetings/mail/{name}").values_list("address", flat=True))


@pytest.fixture
def meeting(client):
    return a_meeting_with_presence(client)


def test_every_seat_that_was_present_is_asked_once(meeting):
    first = laid(meeting)
    assert laid(meeting, days=9) == first
    assert (first.version, first.asked_count) == (1, 2)
    assert letters("minutes_draft") == ["member0@example.org", "member1@example.org"]


def test_a_draft_nobody_can_read_is_laid_before_nobody():
    minutes = a_closed_meeting().minutes
    with pytest.raises(NobodyWasPresent):
        lay_before_participants(minutes, due_at=now() + timedelta(days=7), by=SYSTEM)


def test_what_cannot_be_laid_before_the_participants(meeting):
    with pytest.raises(DeadlinePast):
        laid(meeting, days=-1)
    lay_before_chair(meeting.minutes, by=SYSTEM)
    with pytest.raises(DraftLaidAlready):
        laid(meeting)
    Minutes.objects.update(state=Minutes.State.APPROVED)
    with pytest.raises(MinutesFrozen):
        laid(meeting)


def test_participants_read_the_version_laid_before_them_without_what_is_closed(meeting):
    closed = [{"kind": "text", "key": "김대리", "ground": "6"}]
    save_minutes(meeting.minutes, notes("김대리가 발언하였다"), version=1, by=SYSTEM)
    first = laid(meeting)
    minutes = Minutes.objects.get(meeting=meeting)
    save_minutes(minutes, notes("고친 글"), version=2, by=SYSTEM)
    body = laid_body(type(first).objects.get(pk=first.pk))
    assert [item.notes for item in body.items if item.notes] == ["김대리가 발언하였다"]

    minutes = Minutes.objects.get(meeting=meeting)
    save_minutes(minutes, notes("고친 글", closed=closed), version=3, by=SYSTEM)
    body = laid_body(type(first).objects.get(pk=first.pk))
    assert "김대리" not in body.items[-1].notes


def test_the_answer_reaches_whoever_commented_once(meeting):
    one = comment(voices(laid(meeting))[0], text="x", by=SYSTEM)
    with pytest.raises(ReasonMissing):
        answer_comment(one, state=State.TAKEN_UP, answer=" ", by=SYSTEM)
    answer_comment(one, state=State.TAKEN_UP, answer="고쳤습니다", by=SYSTEM)
    answer_comment(one, state=State.TAKEN_UP, answer="고쳤습니다", by=SYSTEM)
    assert letters("comment_answered") == ["member0@example.org"]
    answer_comment(one, state=State.NOT_TAKEN_UP, answer="기록과 다릅니다", by=SYSTEM)
    assert letters("comment_answered") == ["member0@example.org"] * 2


def test_a_comment_is_withdrawn_until_it_is_answered(meeting):
    voice = voices(laid(meeting))[0]
    first, second = (comment(voice, text=text, by=SYSTEM) for text in ("하나", "둘"))
    withdraw_comment(first, by=SYSTEM)
    withdraw_comment(first, by=SYSTEM)
    answer_comment(second, state=State.TAKEN_UP, answer="예", by=SYSTEM)
    with pytest.raises(CommentAnswered):
        withdraw_comment(second, by=SYSTEM)
    assert list(Comment.objects.all()) == [second]


def test_approval_waits_for_the_deadline_and_for_the_answers(meeting):
    one = laid(meeting)
    said = comment(voices(one)[0], text="x", by=SYSTEM)
    minutes = meeting.minutes
    with pytest.raises(CommentsRunning):
        lay_before_chair(minutes, by=SYSTEM)
    with moved_to(now() + timedelta(days=8)):
        with pytest.raises(CommentsUnanswered):
            lay_before_chair(minutes, by=SYSTEM)
        answer_comment(said, state=State.NOT_TAKEN_UP, answer="아니오", by=SYSTEM)
        assert lay_before_chair(minutes, by=SYSTEM).state == Minutes.State.SUBMITTED


def test_the_clerk_ends_it_early_only_with_a_reason(client, meeting):
    one = laid(meeting)
    with pytest.raises(ReasonMissing):
        end_comments(one, reason=" ", by=SYSTEM)
    end_comments(one, reason="모두 회신함", by=SYSTEM)
    assert end_comments(one, reason="다른 이유", by=SYSTEM).reason == "모두 회신함"
    page = client.post(way_of(meeting, seat_of(meeting)))["Location"]
    assert "모두 회신함" in client.get(page).content.decode()
    assert lay_before_chair(meeting.minutes, by=SYSTEM).state == Minutes.State.SUBMITTED


def test_those_who_have_said_nothing_are_reminded_the_day_before(client):
    meeting = a_meeting_with_presence(client, present=3)
    one = laid(meeting)
    talks, nods, _silent = voices(one)
    comment(talks, text="x", by=SYSTEM)
    be_content(nods, by=SYSTEM)
    follow_comments(one.due_at - timedelta(hours=25))
    assert letters("minutes_draft_reminder") == []
    for _round in range(2):
        follow_comments(one.due_at - timedelta(hours=23))
    assert letters("minutes_draft_reminder") == ["member2@example.org"]


def test_comments_are_erased_a_year_later_and_their_number_stays(client, meeting):
    one = laid(meeting)
    comment(voices(one)[0], text="x", by=SYSTEM)
    follow_comments(one.due_at + COMMENTS_KEPT - timedelta(hours=1))
    assert Comment.objects.count() == 1
    for _round in range(2):
        follow_comments(one.due_at + COMMENTS_KEPT + timedelta(hours=1))
    one.refresh_from_db()
    assert (Comment.objects.count(), Commenter.objects.count()) == (0, 0)
    assert (one.asked_count, one.comment_count) == (2, 1)
    enter_as(client, meeting.convened_by)
    assert client.get(reverse("meetings:minutes_comments_desk", args=[meeting.pk])).status_code == 200


def test_what_waits_for_comments_stands_on_one_s_own_page_and_goes_with_the_person(meeting):
    one = laid(meeting)
    person = Participant.objects.get(meeting=meeting, email="member0@example.org").person
    entry = next(iter(agenda_entries(person)))
    assert entry.missing_path == reverse("meetings:minutes_comments", args=[meeting.pk])
    comment(voices(one)[0], text="x", by=SYSTEM)
    assert next(iter(agenda_entries(person))).missing == ""
    (data,) = personal_data(person)
    assert ("초안 의견 (1년 보관)", "1") in data.rows

    forget_person(person)
    assert [voice.name for voice in voices(one)] == ["위원 1"]
