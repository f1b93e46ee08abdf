"""Late arrivals, leavings, rolls and the quorum on record: in the room, in the minutes, beside each vote."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ontact.capabilities.meetings.actions.drafting import begin_draft
from ontact.capabilities.meetings.actions.roll import end_the_roll
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.actions.voting import cast_ballot, close_vote, open_vote
from ontact.capabilities.meetings.models import Choice, Meeting, Minutes, QuorumRule, QuorumTerms, Vote
from ontact.capabilities.meetings.queries.minutes import body_shown
from ontact.capabilities.meetings.queries.presence import comings, joined
from ontact.capabilities.meetings.queries.quorum import quorum_words
from ontact.capabilities.meetings.queries.vote_words import remarks
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
    a_draft,
    a_meeting_in_session,
    go_inside,
)
from ontact.capabilities.meetings.tests.test_api import Browser
from ontact.capabilities.meetings.tests.test_pages import typed
from ontact.capabilities.meetings.tests.test_roll import EXCUSED, aloud, note, press
from ontact.commons.people.tests.factories import enter_as
from ontact.commons.rooms.models import Span
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

START = datetime(2026, 9, 24, 5, 0, tzinfo=UTC)
HALF_MINUTES = st.integers(0, 120)


def at(minute):
    return START + timedelta(minutes=minute)


@given(spans=st.lists(st.tuples(HALF_MINUTES, st.integers(1, 30)), min_size=1, max_size=6))
def test_comings_are_what_someone_at_the_door_would_write_down(spans):
    """The model walks in steps of half a minute and calls six empty steps a leaving."""
    length, steps = 150, [False] * 150
    for start, stays in spans:
        steps[start : start + stays] = [True] * len(steps[start : start + stays])
    naive, empty, was_here = [], 0, False
    for step, here in enumerate(steps):
        if here and not was_here and step >= 2:
            naive.append((step, "late"))
        elif here and was_here and empty >= 6:
            naive += [(step - empty, "left"), (step, "back")]
        was_here, empty = was_here or here, 0 if here else empty + 1
    if was_here and empty >= 6:
        naive.append((length - empty, "left"))

    bridged = joined([(at(s / 2), at((s + n) / 2)) for s, n in spans], bridge=timedelta(minutes=3))
    found = comings({"seat": [(a, min(b, at(75))) for a, b in bridged]}, START, at(75))

    assert [((one.at - START) / timedelta(seconds=30), one.kind) for one in found] == naive


@pytest.fixture
def meeting(client):
    """An hour. Of five on the list three are there from the beginning; one comes late, one leaves and comes back."""
    meeting = a_meeting_in_session(guests=4)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=START, quorum_rule=QuorumRule.MAJORITY)
    here(client, meeting, 0, (-5, 60))
    here(client, meeting, 1, (0.5, 20), (22, 60))
    here(client, meeting, 2, (-1, 30), (40, 60))
    here(client, meeting, 3, (10, 15))
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def here(client, meeting, place, *spans):
    seat = go_inside(type(client)(), meeting, place=place)
    seat.sittings.update(begins_at=at(-10))
    for begins, ends in spans:
        Span.objects.create(line=seat.lines.get(), begins_at=at(begins), ends_at=at(ends), sources=["joined"])


def closed(meeting):
    close_meeting(meeting, by=SYSTEM)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=at(60))
    return Minutes.objects.select_related("meeting__room", "meeting__host").get(meeting=meeting)


@pytest.mark.django_db
def test_the_minutes_tell_who_came_late_and_left_and_when_there_was_a_quorum(client, meeting):
    body = body_shown(closed(meeting))

    assert [((one.at - START) / timedelta(minutes=1), one.kind, one.name) for one in body.comings] == [
        (10, "late", "위원 3"),
        (15, "left", "위원 3"),
        (30, "left", "위원 2"),
        (40, "back", "위원 2"),
    ]
    assert (body.quorum.needed, body.quorum.total) == (3, 5)
    changes = [(one.at - START) / timedelta(minutes=1) for one in body.quorum.changes]
    assert changes == [0, 0.5, 30, 40]
    assert [one.reached for one in body.quorum.changes] == [False, True, False, True]


@pytest.mark.django_db
def test_each_roll_stands_in_the_minutes_with_its_counts_and_reasons(client, meeting):
    member = go_inside(client, meeting, place=0)
    roll = aloud(meeting)
    press(roll, member.pk)
    note(roll, meeting.participants.get(name="위원 3").seat_id, EXCUSED, "출장")
    end_the_roll(roll, by=SYSTEM)
    minutes = closed(meeting)

    (kept,) = body_shown(minutes).rolls
    assert kept.counts == {"present": 1, "absent": 4, "excused": 1}
    assert [(one.name, one.reason) for one in kept.those("excused")] == [("위원 3", "출장")]
    page = enter_as(client, meeting.convened_by).get(reverse("meetings:minutes", args=[meeting.pk]))
    assert "위원 3 (출장)" in page.content.decode()
    assert "늦게 입장" in page.content.decode()


@pytest.mark.django_db
def test_the_room_is_told_by_the_minute_on_request(client, meeting):
    member = Browser(client, meeting)
    seat = str(meeting.participants.get(name="위원 3").seat_id)

    told = member.client.get(f"{member.base}attendance").json()

    assert [(one["kind"], one["seats"]) for one in told["comings"]][:2] == [
        ("late", [seat]),
        ("left", [seat]),
    ]
    assert [one["reached"] for one in told["quorum"]][:4] == [False, True, False, True]


@pytest.mark.django_db
def test_a_vote_keeps_the_quorum_of_its_opening(client, meeting):
    seats = [go_inside(type(client)(), meeting, place=place) for place in range(3)]
    vote = open_vote(meeting, motion="원안", manner=Vote.Manner.OPEN, by=SYSTEM)
    seats[0].lines.update(ended_at=START)
    cast_ballot(vote, seat=seats[1], choice=Choice.FOR, by=SYSTEM)

    vote = close_vote(vote, by=SYSTEM)

    assert vote.quorum == {"needed": 3, "present": 4}
    assert remarks(vote) == ["표결을 시작할 때 4명이 출석하였고 정족수는 3명이었습니다."]


@pytest.mark.django_db
def test_the_quorum_is_chosen_in_the_first_step_and_comes_along_to_the_next_meeting(client):
    meeting = a_draft(quorum=QuorumTerms(QuorumRule.TWO_THIRDS, None, "everyone"))
    assert quorum_words(meeting) == "명단 전체 기준 3분의 2 이상"

    again = begin_draft(
        host=meeting.host, title=Worded.of("ko", ko="다음"), by=meeting.convened_by, previous=meeting
    )

    assert quorum_words(again) == quorum_words(meeting)


@pytest.mark.django_db
def test_a_fixed_number_asks_for_the_number_and_shows_it_on_the_meeting_s_page(client):
    meeting = a_draft()
    clerk = enter_as(client, meeting.convened_by)
    address = reverse("meetings:what", args=[meeting.pk])
    refused = clerk.post(address, typed(meeting, quorum_rule="number"))
    assert "몇 명이 출석하여야 하는지 적으십시오." in refused.content.decode()

    clerk.post(address, typed(meeting, quorum_rule="number", quorum_number="7", quorum_counts="voters"))

    page = clerk.get(reverse("meetings:preview", args=[meeting.pk])).content.decode()
    assert "의결권자 중 7명" in page


@pytest.mark.django_db
def test_a_meeting_has_no_quorum_unless_somebody_asks_for_one(client):
    meeting = a_convened_meeting()
    assert quorum_words(meeting) == ""
    assert "정족수" not in client.get(meeting.get_absolute_url()).content.decode()
