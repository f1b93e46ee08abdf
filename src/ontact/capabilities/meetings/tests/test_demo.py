"""The demo's four meetings, made by the real actions; made twice they are the same."""

import pytest

from ontact.capabilities.meetings.demo import fixed_id, make_demo
from ontact.capabilities.meetings.models import (
    Comment,
    CommentRound,
    FieldReport,
    Instruction,
    Meeting,
    Minutes,
    Report,
    StandingList,
)
from ontact.capabilities.meetings.queries.checks import check_count
from ontact.capabilities.meetings.queries.consents import consent_states
from ontact.capabilities.meetings.queries.minutes_register import register_rows, registered
from ontact.capabilities.meetings.queries.people import guest_rows
from ontact.capabilities.meetings.queries.replies import counts_of, replies_of
from ontact.commons.people.demo import make_city
from ontact.foundation.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = storages


def test_the_four_meetings_stand_and_stay_the_same():
    make_city()
    make_demo()
    make_demo()

    states = dict(Meeting.objects.values_list("pk", "state"))
    assert states == {
        fixed_id("interim"): Meeting.State.CONVENED,
        fixed_id("study"): Meeting.State.CLOSED,
        fixed_id("library"): Meeting.State.CLOSED,
        fixed_id("contracts"): Meeting.State.CLOSED,
        fixed_id("voices"): Meeting.State.CLOSED,
        fixed_id("committees"): Meeting.State.CONVENED,
        fixed_id("youth"): Meeting.State.DRAFT,
        fixed_id("executive"): Meeting.State.CLOSED,
        fixed_id("executive", 1): Meeting.State.CONVENED,
    }
    live = Meeting.objects.with_frame().get(pk=fixed_id("interim"))
    assert live.doors_are_open_at(now())
    serving = live.room.seats.exclude(service="").values_list("service", "from_language", "to_language")
    assert sorted(serving) == [
        ("captions", "", ""),
        ("sign", "", ""),
        ("voice", "ko", "en"),
        ("voice", "ko", "en"),
    ]
    held = Meeting.objects.with_frame().get(pk=fixed_id("study"))
    assert held.published_minutes
    assert held.room.captions.filter(corrected_at__isnull=False).count() == 1
    amendment, motion, election = held.votes.all()
    assert (amendment.result["carried"], motion.result["carried"]) == (True, True)
    assert (motion.motion, len(election.result["elected"])) == (amendment.motion, 2)
    youth = Meeting.objects.get(pk=fixed_id("youth"))
    states = {state.participant.shown_name: state.word for state in consent_states(youth)}
    assert states == {"민지": "agreed", "준서": "refused", "서연": "not_asked"}
    committees = Meeting.objects.with_frame().get(pk=fixed_id("committees"))
    assert [(s.participant.shown_name, s.word) for s in consent_states(committees)] == [("서연", "waiting")]


def test_minutes_stand_in_every_stage():
    make_city()
    make_demo()

    study = Minutes.objects.get(meeting=fixed_id("study"))
    assert [bool(one.correction) for one in study.editions.all()] == [False, True]
    assert "최말숙" not in study.editions.last().canonical
    assert "최말숙" in study.editions.last().full
    entries = sorted((row.kind, row.label[5:]) for row in register_rows(registered()))
    assert entries == [("neutral", "2"), ("success", "1"), ("warning", "1")]
    laid = CommentRound.objects.get(minutes__meeting=fixed_id("voices"))
    states = Comment.objects.filter(commenter__round=laid).values_list("state", flat=True)
    assert (laid.is_open, sorted(states)) == (True, ["taken_up", "waiting"])


def test_the_executive_meeting_has_220_seats_and_answers_in_every_state():
    make_city()
    make_demo()

    standing = StandingList.objects.get(pk=fixed_id("executive-list"))
    coming = Meeting.objects.with_frame().get(pk=fixed_id("executive", 1))
    assert standing.seats.standing().count() == 220
    assert (coming.previous_id, coming.begins_at > now()) == (fixed_id("executive"), True)
    counts = counts_of(replies_of(coming))
    assert sum(counts.values()) == 220
    assert all(counts.values())
    tried = check_count(coming, [row.check for row in guest_rows(coming) if row.check])
    assert (tried.ready > 80, tried.troubled > 20, tried.missing > 60) == (True, True, True)
    assert list(Instruction.objects.laid_before(coming))
    reports = Report.objects.filter(call__meeting=coming)
    assert (reports.count(), reports.missing().count()) == (9, 3)
    assert FieldReport.objects.filter(host=coming.host).count() == 10


def test_an_empty_city_has_no_demo():
    make_demo()
    assert not Meeting.objects.exists()
