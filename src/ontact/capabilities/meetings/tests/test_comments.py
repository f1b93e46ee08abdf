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
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.errors import MinutesFrozen
from ontact.capabilities.meetings.errors.comments import (
    CommentAnswered,
    CommentsClosed,
    CommentsRunning,
    CommentsUnanswered,
    DeadlinePast,
    DraftLaidAlready,
    NobodyWasPresent,
    ReasonMissing,
)
from ontact.capabilities.meetings.models import Comment, Commenter, Meeting, Minutes, Participant
from ontact.capabilities.meetings.models.comments import COMMENTS_KEPT
from ontact.capabilities.meetings.queries.comments import laid_body
from ontact.capabilities.meetings.queries.mine import agenda_entries, personal_data
from ontact.capabilities.meetings.tests.factories import (
    Part,
    a_closed_meeting,
    a_meeting_in_session,
    go_inside,
    seat_of,
)
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import enter_as
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
State = Comment.State


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


def notes(text, **more):
    return Edits(notes={"outside": text}, names={}, chat=[], closed=more.get("closed") or [])


def letters(name):
    return sorted(Notice.objects.filter(template=f"meetings/mail/{name}").values_list("address", flat=True))


def way_of(meeting, seat):
    """Where the personal link of a letter leads, pressed in a new browser."""
    page = reverse("meetings:minutes_comments", args=[meeting.pk])
    secret = rooms.issue_pass(seat, leads_to=page, expires_at=now() + timedelta(days=30), by=SYSTEM)
    return reverse("rooms:pass", args=[secret])


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


def test_the_personal_link_leads_to_the_draft_and_one_comments_there(client, meeting):
    laid(meeting)
    way = way_of(meeting, seat_of(meeting, place=1))
    page = client.post(way)["Location"]
    words = {"item": meeting.items.first().pk, "passage": "안건 1", "text": "제 발언이 빠졌습니다"}

    assert client.get(page).status_code == 200
    assert client.post(page, {**words, "passage": "없는 말"}).status_code == 422
    assert client.post(page, words).status_code == 302
    client.post(page, words)

    one = Comment.objects.get()
    assert (one.commenter.name, one.item.number, one.state) == ("위원 1", 1, State.WAITING)
    assert "제 발언이 빠졌습니다" in client.get(page).content.decode()


def test_an_item_s_link_chooses_the_item(client, meeting):
    laid(meeting)
    page = client.post(way_of(meeting, seat_of(meeting)))["Location"]
    assert client.get(f"{page}?item=2").context["form"]["item"].initial == meeting.items.get(number=2)


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


def test_the_draft_is_nobody_else_s(client, meeting):
    """The seat that was absent, another meeting's guest, a stranger, and the clerk who keeps it."""
    laid(meeting)
    page = reverse("meetings:minutes_comments", args=[meeting.pk])
    other = a_meeting_with_presence(client)
    for seat in (seat_of(meeting, place=2), seat_of(meeting, Part.CHAIR), seat_of(other)):
        browser = type(client)()
        browser.post(way_of(meeting, seat))
        assert browser.get(page).status_code == 302
    assert client.get(page).status_code == 302
    enter_as(client, meeting.convened_by)
    assert client.get(page).status_code == 404


def test_one_reads_one_s_own_comments_and_the_clerk_reads_all(client, meeting):
    first, second = voices(laid(meeting))
    comment(first, text="첫째 의견", by=SYSTEM)
    theirs = comment(second, text="둘째 의견", by=SYSTEM)
    page = client.post(way_of(meeting, seat_of(meeting)))["Location"]
    text = client.get(page).content.decode()
    assert ("첫째 의견" in text, "둘째 의견" in text) == (True, False)
    stolen = reverse("meetings:comment_withdrawal", args=[meeting.pk, theirs.pk])
    assert client.post(stolen).status_code == 302
    assert Comment.objects.count() == 2

    enter_as(client, meeting.convened_by)
    desk = client.get(reverse("meetings:minutes_comments_desk", args=[meeting.pk])).content.decode()
    assert ("첫째 의견" in desk, "둘째 의견" in desk) == (True, True)


def test_comments_never_stand_in_the_minutes_or_on_public_pages(client, meeting):
    comment(voices(laid(meeting))[0], text="비밀스러운 의견", by=SYSTEM)
    for name in ("meeting", "minutes", "minutes_json"):
        answer = client.get(reverse(f"meetings:{name}", args=[meeting.pk]))
        assert "비밀스러운 의견" not in answer.content.decode()


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


def test_after_the_deadline_the_page_says_so_and_takes_nothing(client, meeting):
    voice = voices(laid(meeting))[0]
    comment(voice, text="제때 낸 의견", by=SYSTEM)
    way = way_of(meeting, seat_of(meeting))
    with moved_to(now() + timedelta(days=7, minutes=1)):
        page = client.post(way)["Location"]
        answer = client.get(page)
        assert [template.name for template in answer.templates][0] == "meetings/comments_over.html"
        assert "제때 낸 의견" in answer.content.decode()
        assert client.post(page, {"text": "늦은 의견"}).status_code == 409
        for late in (
            lambda: comment(voice, text="늦은 의견", by=SYSTEM),
            lambda: be_content(voice, by=SYSTEM),
        ):
            with pytest.raises(CommentsClosed):
                late()
    assert Comment.objects.count() == 1


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


def test_the_clerk_lays_answers_and_ends_on_one_page(client, meeting):
    enter_as(client, meeting.convened_by)
    desk = reverse("meetings:minutes_comments_desk", args=[meeting.pk])
    assert client.get(desk).context["form"] is not None
    round_page = reverse("meetings:minutes_round", args=[meeting.pk])
    assert client.post(round_page, {"due_at_0": "2020-01-01", "due_at_1": "10:00"}).status_code == 422
    due = now() + timedelta(days=3)
    client.post(round_page, {"due_at_0": due.date().isoformat(), "due_at_1": "10:00"})
    one = meeting.minutes.rounds.get()
    said = comment(voices(one)[0], text="x", by=SYSTEM)

    page = reverse("meetings:comment_answer", args=[meeting.pk, said.pk])
    form = f"answer-{said.pk.hex}"
    assert client.post(page, {f"{form}-state": "taken_up", f"{form}-answer": ""}).status_code == 422
    assert client.post(page, {f"{form}-state": "taken_up", f"{form}-answer": "예"}).status_code == 302
    ending = reverse("meetings:minutes_comments_end", args=[meeting.pk])
    assert client.post(ending, {"reason": ""}).status_code == 422
    assert client.post(ending, {"reason": "회신 완료"}).status_code == 302
    one.refresh_from_db()
    assert (one.is_open, Comment.objects.get().state) == (False, State.TAKEN_UP)


@pytest.mark.parametrize("rows", [1, 12])
def test_the_clerk_s_page_costs_the_same_for_one_and_twelve(client, rows, django_assert_max_num_queries):
    meeting = a_meeting_with_presence(client, guests=rows, present=rows)
    for voice in voices(laid(meeting)):
        comment(voice, text="x", item=meeting.items.first(), by=SYSTEM)
    enter_as(client, meeting.convened_by)
    with django_assert_max_num_queries(24):
        client.get(reverse("meetings:minutes_comments_desk", args=[meeting.pk]))
