"""Comments on a draft, on their pages: the participant by the personal link, the clerk, and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.commenting import (
    be_content,
    comment,
)
from ontact.capabilities.meetings.errors.comments import (
    CommentsClosed,
)
from ontact.capabilities.meetings.models import Comment
from ontact.capabilities.meetings.tests.commenting import a_meeting_with_presence, laid, voices, way_of
from ontact.capabilities.meetings.tests.factories import (
    Part,
    seat_of,
)
from ontact.commons.people.tests.factories import enter_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
State = Comment.State


@pytest.fixture
def meeting(client):
    return a_meeting_with_presence(client)


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
