"""Who may open which page of a meeting: the whole cast on every route, for a public, a closed and a draft meeting."""

import pytest
from django.test import Client
from django.urls import reverse

from ontact.capabilities.meetings.models import Meeting, Paper, Participant
from ontact.capabilities.meetings.tests.factories import (
    a_closed_meeting,
    a_convened_meeting,
    a_ready_draft,
    cast_around,
)
from ontact.commons.media.models import Asset

pytestmark = pytest.mark.django_db

WHO = ["stranger", "guest", "other_guest", "citizen", "other_clerk", "clerk", "chair", "administrator"]


def answers(text):
    """Eight answers in the order of WHO."""
    return dict(zip(WHO, (int(word) for word in text.split()), strict=True))


def answers_of(table):
    return {page: answers(text) for page, text in table.items()}


def address(name, meeting, **more):
    return reverse(f"meetings:{name}", args=[meeting.pk, *more.values()])


# Page                stranger guest other citizen other_clerk clerk chair administrator
PUBLIC = {
    "meeting":          "200 200 200 200 200 200 200 200",
    "calendar":         "200 200 200 200 200 200 200 200",
    "edit":             "302 302 302 404 403 200 302 200",
    "preview":          "302 302 302 404 403 200 302 200",
    "cancellation":     "302 302 302 404 403 200 302 200",
}  # fmt: skip
CLOSED = {
    "meeting":          "302 200 302 404 404 200 200 200",
    "calendar":         "404 200 404 404 404 200 200 200",
    "edit":             "302 302 302 404 404 200 302 200",
    "cancellation":     "302 302 302 404 404 200 302 200",
}  # fmt: skip
DRAFT = {
    "meeting":          "302 302 302 404 404 200 302 200",
    "edit":             "302 302 302 404 404 200 302 200",
    "preview":          "302 302 302 404 404 200 302 200",
}  # fmt: skip
MINUTES = {
    "minutes":          "302 302 302 404 404 200 302 200",
    "minutes_edit":     "302 302 302 404 404 200 302 200",
    "minutes_approval": "302 302 302 404 404 403 302 200",
}  # fmt: skip


@pytest.fixture
def public():
    return cast_around(a_convened_meeting())


@pytest.fixture
def closed_doors():
    return cast_around(a_convened_meeting(is_public=False))


def seen_by_all(cast, pages):
    """What each of the cast gets on each page, every one with a browser of their own."""
    browsers = {who: cast.enter(Client(), who) for who in WHO}
    return {
        page: {who: browsers[who].get(address(page, cast.meeting)).status_code for who in WHO}
        for page in pages
    }


def test_a_public_meeting(public):
    assert seen_by_all(public, PUBLIC) == answers_of(PUBLIC)


def test_a_meeting_behind_closed_doors(closed_doors):
    assert seen_by_all(closed_doors, CLOSED) == answers_of(CLOSED)


def test_a_draft_is_its_department_s_own():
    """Nobody has been given a seat yet, so guest and chair are strangers."""
    assert seen_by_all(cast_around(a_ready_draft()), DRAFT) == answers_of(DRAFT)


def test_a_draft_of_minutes():
    assert seen_by_all(cast_around(a_closed_meeting()), MINUTES) == answers_of(MINUTES)


def test_who_may_begin_a_meeting(public):
    """Whoever belongs to the city sees the page; only departments with the mandate are offered on it."""
    seen = {who: public.enter(Client(), who).get(reverse("meetings:new")).status_code for who in WHO}
    assert seen == answers("302 302 302 404 200 200 302 200")


@pytest.mark.parametrize("who", ["stranger", "guest", "other_guest", "citizen", "other_clerk", "chair"])
def test_nobody_else_sends_or_calls_off(client, public, who):
    public.enter(client, who)
    for name in ("sending", "cancellation", "what", "items", "people", "discard"):
        assert client.post(address(name, public.meeting), {"reason": "x"}).status_code in (302, 403, 404)
    meeting = Meeting.objects.get(pk=public.meeting.pk)
    assert meeting.state == Meeting.State.CONVENED
    assert meeting.items.count() == 2


def test_papers_follow_their_meeting(closed_doors):
    asset = Asset.objects.create(
        name="a.pdf", kind="document", content_type="application/pdf", size_bytes=1, key="k", state="ready"
    )
    paper = Paper.objects.create(item=closed_doors.meeting.items.first(), asset=asset)
    place = reverse("meetings:paper", args=[closed_doors.meeting.pk, paper.pk])
    pages = {who: closed_doors.enter(Client(), who).get(place) for who in WHO}
    assert {who: page.status_code for who, page in pages.items()} == answers(
        "302 302 302 404 404 302 302 302"
    )
    handed_out = [
        who for who, page in pages.items() if page.headers.get("Location", "").startswith("/media/")
    ]
    assert handed_out == ["guest", "clerk", "chair", "administrator"]


def test_a_list_of_another_meeting_cannot_be_reached_through_ours(client, public):
    stranger = Participant.objects.filter(meeting=public.other).first()
    public.enter(client, "clerk")
    page = client.get(reverse("meetings:person", args=[public.meeting.pk, stranger.pk]))
    assert page.status_code == 404


@pytest.mark.parametrize("who", ["stranger", "other_guest", "citizen", "other_clerk"])
def test_the_room_is_for_those_with_a_line(client, public, who):
    public.enter(client, who)
    for name in ("room", "text", "text_live"):
        assert client.get(address(name, public.meeting)).status_code == 302
    assert client.get(f"/api/meetings/{public.meeting.pk}/state").status_code == 404
