"""What the pages do with what people type, and what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.forms.what import words_of
from ontact.capabilities.meetings.models import Meeting, Part
from ontact.capabilities.meetings.tests.factories import (
    a_closed_meeting,
    a_convened_meeting,
    a_draft,
    a_meeting_in_session,
    a_ready_draft,
    go_inside,
)
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import enter_as

pytestmark = pytest.mark.django_db


def typed(meeting, **changes):
    from zoneinfo import ZoneInfo

    words = words_of(meeting, ZoneInfo(meeting.host.time_zone))
    words["begins"], words["ends"] = f"{words['begins']:%H:%M}", f"{words['ends']:%H:%M}"
    boxes = {name: "on" for name in ("has_lobby", "is_public", "keeps_chat") if words.pop(name)}
    return {**words, **boxes, **changes}


def fresh(meeting):
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def test_a_clerk_convenes_a_meeting_from_nothing_with_plain_forms(client):
    clerk = a_draft().convened_by
    host = clerk.memberships.get().organisation
    enter_as(client, clerk)

    begun = client.post(reverse("meetings:new"), {"title": "중간보고회", "host": host.pk})
    edit = begun["Location"]
    meeting = fresh(Meeting.objects.get(pk=edit.split("/")[2]))
    client.post(edit + "what/", typed(meeting, purpose_ko="의견을 듣습니다"))
    client.post(edit + "items/", {"new-item-title_ko": "보고", "new-item-planned_minutes": 30})
    people = "이의장\tchair@example.org\t의회\t의장\n김위원\tkim@example.org"
    client.post(edit + "people/", {"people": people, "part": "citizen", "language": "ko"})
    page = client.get(edit)
    assert page.context["stops"] == []
    sent = client.post(reverse("meetings:sending", args=[meeting.pk]))

    meeting = fresh(meeting)
    assert sent["Location"] == meeting.get_absolute_url()
    assert meeting.state == Meeting.State.CONVENED
    assert sorted(meeting.participants.values_list("part", flat=True)) == ["chair", "citizen", "clerk"]
    assert Notice.objects.filter(template="meetings/mail/invitation").count() == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends": "01:00"}, "ends"),
        ({"date": "2020-01-01"}, "date"),
        ({"date": "gestern"}, "date"),
        ({"title_ko": ""}, "title_ko"),
    ],
)
def test_what_does_not_fit_is_a_sentence_and_stays_typed(client, changes, field):
    meeting = a_draft()
    enter_as(client, meeting.convened_by)

    page = client.post(
        reverse("meetings:what", args=[meeting.pk]), typed(meeting, purpose_ko="새 목적", **changes)
    )

    assert page.status_code == 422
    assert page.context["what"].errors[field]
    again = client.get(reverse("meetings:edit", args=[meeting.pk]))
    assert "새 목적" in again.content.decode()
    assert fresh(meeting).begins_at == meeting.begins_at


def test_autosave_answers_whether_it_is_complete(client):
    meeting = a_draft()
    enter_as(client, meeting.convened_by)
    address, header = reverse("meetings:what", args=[meeting.pk]), {"X-Requested-With": "autosave"}

    assert client.post(address, typed(meeting, title_ko="새 제목"), headers=header).json()["saved"] is True
    assert str(fresh(meeting).title) == "새 제목"
    assert client.post(address, typed(meeting, ends="00:10"), headers=header).json()["saved"] is False


def test_a_convened_meeting_changes_only_when_guests_are_told(client):
    meeting = a_convened_meeting()
    enter_as(client, meeting.convened_by)
    later = meeting.begins_at + timedelta(days=1)

    client.post(reverse("meetings:what", args=[meeting.pk]), typed(meeting, date=f"{later:%Y-%m-%d}"))
    assert fresh(meeting).begins_at == meeting.begins_at
    page = client.get(reverse("meetings:edit", args=[meeting.pk]))
    assert [change.kind for change in page.context["differences"]] == ["time"]

    client.post(reverse("meetings:sending", args=[meeting.pk]))
    assert fresh(meeting).begins_at == later
    assert fresh(meeting).typed == {}
    assert Notice.objects.filter(template="meetings/mail/change").count() == 4


def test_good_lines_are_kept_and_bad_ones_named(client):
    meeting = a_draft()
    enter_as(client, meeting.convened_by)
    lines = "\n".join([*(f"위원 {n}\tm{n}@example.org" for n in range(40)), "잘못\tnot-an-address"])

    form = {"people": lines, "part": "member", "language": "ko"}
    page = client.post(reverse("meetings:people", args=[meeting.pk]), form)

    assert page.status_code == 422
    assert meeting.participants.filter(part=Part.MEMBER).count() == 40
    assert [line.number for line in page.context["pasted"].bad_lines] == [41]
    assert page.context["people"]["people"].value() == "잘못\tnot-an-address"


def test_five_hundred_guests_are_put_on_the_list_at_once(client, django_assert_max_num_queries):
    meeting = a_draft()
    enter_as(client, meeting.convened_by)
    lines = "\n".join(f"위원 {n}\tm{n}@example.org" for n in range(500))
    form = {"people": lines, "part": "member", "language": "ko"}
    with django_assert_max_num_queries(40):
        client.post(reverse("meetings:people", args=[meeting.pk]), form)
    assert meeting.participants.count() == 501


@pytest.mark.parametrize("move", ["up", "down"])
def test_items_are_ordered_by_buttons(client, move):
    meeting = a_ready_draft(items=2)
    enter_as(client, meeting.convened_by)
    first, second = meeting.items.all()
    moved = second if move == "up" else first
    client.post(reverse("meetings:item_place", args=[meeting.pk, moved.pk]), {"move": move})
    assert list(meeting.items.all()) == [second, first]


def test_the_cancellation_names_the_number_and_needs_a_reason(client):
    meeting = a_convened_meeting()
    enter_as(client, meeting.convened_by)
    address = reverse("meetings:cancellation", args=[meeting.pk])
    assert client.get(address).context["count"] == 4
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "태풍"})
    assert "태풍" in client.get(meeting.get_absolute_url()).content.decode()


def test_strangers_read_names_of_chair_and_presenters_only(client):
    meeting = a_convened_meeting()
    text = client.get(meeting.get_absolute_url()).content.decode()
    assert "이의장" in text
    assert "위원 0" not in text
    assert "example.org" not in text


def test_a_guest_gives_an_opinion_before_the_meeting(client):
    meeting = a_convened_meeting()
    go_inside(client, meeting)
    client.post(reverse("meetings:opinions", args=[meeting.pk]), {"text": "공개해 주십시오."})
    client.post(reverse("meetings:opinions", args=[meeting.pk]), {"text": "공개해 주십시오."})
    assert [opinion.text for opinion in meeting.opinions.all()] == ["공개해 주십시오."]


def test_the_text_only_page_counts_as_attendance(client):
    meeting = a_meeting_in_session()
    seat = go_inside(client, meeting)
    assert client.get(reverse("meetings:text", args=[meeting.pk])).status_code == 200

    live = client.get(reverse("meetings:text_live", args=[meeting.pk]))

    assert live["Refresh"] == "15"
    assert "Refresh" not in client.get(reverse("meetings:text_live", args=[meeting.pk]) + "?paused").headers
    assert seat.lines.get().spans.filter(sources=["heartbeat"]).exists()


def test_vote_chat_hand_and_opinion_work_as_plain_forms(client):
    from ontact.capabilities.meetings.actions.voting import open_vote
    from ontact.foundation.actor import SYSTEM

    meeting = a_meeting_in_session()
    seat = go_inside(client, meeting)
    vote = open_vote(meeting, motion="가결", manner="open", by=SYSTEM)

    assert "가결" in client.get(reverse("meetings:text_live", args=[meeting.pk])).content.decode()
    client.post(reverse("meetings:text_ballot", args=[meeting.pk, vote.pk]), {"choice": "for"})
    client.post(reverse("meetings:text_chat", args=[meeting.pk]), {"text": "안녕하십니까"})
    client.post(reverse("meetings:text_hand", args=[meeting.pk]), {"raised": "yes"})
    client.post(reverse("meetings:text_opinion", args=[meeting.pk]), {"text": "찬성합니다"})

    assert vote.named_ballots.get().seat == seat
    assert [line.text for line in meeting.room.chat.all()] == ["안녕하십니까"]
    assert meeting.room.hands.filter(lowered_at=None).get().seat == seat
    assert meeting.opinions.get().seat == seat


AS_OFFERED = {"manner": "open", "share": "1/2", "base": "sides", "tie": "fails"}


def test_the_desk_works_as_plain_forms(client):
    meeting = a_meeting_in_session()
    go_inside(client, meeting)
    desk = reverse("meetings:text_desk", args=[meeting.pk])
    chair = type(client)(raise_request_exception=True)
    go_inside(chair, meeting, Part.CHAIR)
    first = meeting.items.first()

    assert chair.get(desk).status_code == 200
    chair.post(desk, {"act": "next"})
    chair.post(desk, {"act": "vote", "motion": "가결", **AS_OFFERED})
    chair.post(desk, {"act": "close-vote"})
    chair.post(desk, {"act": "decide", "text": "가결한다"})
    closed = chair.post(desk, {"act": "close"})

    meeting = fresh(meeting)
    assert closed["Location"] == meeting.get_absolute_url()
    assert meeting.state == Meeting.State.CLOSED
    assert (meeting.discussions.get().item, meeting.votes.get().item) == (first, first)
    assert meeting.decisions.get().text == "가결한다"


def test_the_desk_page_says_what_to_do_today(client):
    draft = a_ready_draft()
    enter_as(client, draft.convened_by)
    page = client.get(reverse("meetings:desk"))
    assert page.context["desk"].drafts == [draft]


def test_my_meetings_stand_on_my_time_line():
    from django.apps import apps

    meeting = a_convened_meeting()
    entries = list(apps.get_app_config("meetings").agenda(meeting.convened_by))
    assert [(entry.title, entry.door) for entry in entries] == [(str(meeting.title), "")]


def count(client, address, capture):
    client.get(address)
    with capture() as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", ["meeting", "edit", "state"])
def test_one_row_and_thirty_cost_the_same(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(guests, items):
        browser = type(client)()
        maker = a_meeting_in_session if page == "state" else a_convened_meeting
        meeting = maker(guests=guests, items=items)
        if page == "state":
            go_inside(browser, meeting)
            address = f"/api/meetings/{meeting.pk}/state"
        else:
            enter_as(browser, meeting.convened_by)
            address = (
                meeting.get_absolute_url()
                if page == "meeting"
                else reverse("meetings:edit", args=[meeting.pk])
            )
        return count(browser, address, lambda: CaptureQueriesContext(connection))

    assert cost(1, 1) == cost(30, 30)


def test_the_list_of_meetings_costs_the_same_for_one_and_many(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    a_convened_meeting()
    few = count(client, reverse("meetings:meetings"), lambda: CaptureQueriesContext(connection))
    for number in range(5):
        a_convened_meeting(title=f"회의 {number}")
    assert count(client, reverse("meetings:meetings"), lambda: CaptureQueriesContext(connection)) == few


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_speaks_the_reader_s_language(client, language):
    meeting = a_closed_meeting()
    meeting.convened_by.language = language
    meeting.convened_by.save()
    enter_as(client, meeting.convened_by)
    for name in ("meeting", "minutes", "minutes_edit"):
        text = client.get(reverse(f"meetings:{name}", args=[meeting.pk])).content.decode()
        assert f'<html lang="{language}"' in text
