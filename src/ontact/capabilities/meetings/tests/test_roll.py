"""The roll: taken from the evidence, or answered in any order; the table is the one a plain model gives."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontact.capabilities.meetings.actions.roll import (
    Answered,
    answer_the_roll,
    call_seat,
    end_the_roll,
    take_the_roll,
)
from ontact.capabilities.meetings.actions.running import close_meeting
from ontact.capabilities.meetings.errors import NotedByTheDesk, NotOnTheRoll, RollEnded, RollOpen
from ontact.capabilities.meetings.models import Meeting, Part, RollAnswer, RollCall
from ontact.capabilities.meetings.queries.live import meeting_ext
from ontact.capabilities.meetings.queries.roll import counts_of, seats_on_the_roll
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, go_inside, seat_of
from ontact.capabilities.meetings.tests.test_api import Browser
from ontact.commons.rooms.models import RoomEvent
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db

PRESENT, ABSENT, EXCUSED = RollAnswer.Answer
SEAT, CLERK, EVIDENCE = RollAnswer.Source
QUIET, ALOUD = RollCall.Manner


def aloud(meeting):
    return take_the_roll(meeting, manner=ALOUD, by=SYSTEM)


def press(roll, seat):
    return answer_the_roll(roll, Answered(seat, PRESENT, SEAT), by=SYSTEM)


def note(roll, seat, answer, reason=""):
    return answer_the_roll(roll, Answered(seat, answer, CLERK, reason), by=SYSTEM)


def table(roll):
    return {a.seat_id: (a.answer, a.source, a.reason) for a in roll.answers.all()}


def current(roll):
    return RollCall.objects.get(pk=roll.pk).current_id


def test_a_quiet_roll_is_complete_at_once_and_a_second_press_makes_no_second_one(client):
    meeting = a_meeting_in_session(guests=2)
    here = go_inside(client, meeting)

    roll = take_the_roll(meeting, manner=QUIET, by=SYSTEM)
    again = take_the_roll(meeting, manner=QUIET, by=SYSTEM)

    assert (again, roll.is_open) == (roll, False)
    assert table(roll) == {
        seat: (PRESENT if seat == here.pk else ABSENT, EVIDENCE, "") for seat in seats_on_the_roll(meeting)
    }


def test_aloud_it_goes_by_rank_and_comes_back_to_who_was_passed_over():
    meeting = a_meeting_in_session(guests=3)
    roll = aloud(meeting)
    first, second, third, *rest = seats_on_the_roll(meeting)
    assert current(roll) == first

    call_seat(roll, seat=second, by=SYSTEM)
    note(roll, second, EXCUSED, "출장")
    assert current(roll) == third
    for seat in (third, *rest):
        press(roll, seat)

    assert current(roll) == first
    note(roll, first, PRESENT)
    assert current(roll) is None


def test_the_end_makes_absent_who_did_not_answer_and_nothing_can_be_added(client):
    meeting = a_meeting_in_session(guests=2)
    roll = aloud(meeting)
    seats = seats_on_the_roll(meeting)
    press(roll, seats[0])

    end_the_roll(roll, by=SYSTEM)
    end_the_roll(roll, by=SYSTEM)

    assert counts_of(roll) == {"present": 1, "absent": len(seats) - 1, "excused": 0}
    with pytest.raises(RollEnded):
        press(roll, seats[1])


def test_what_the_desk_has_noted_a_press_does_not_change_but_is_told(client):
    meeting = a_meeting_in_session(guests=1)
    roll = aloud(meeting)
    member = Browser(client, meeting)
    note(roll, member.seat.pk, ABSENT)

    answer = member.post(f"rolls/{roll.pk}/presence")

    assert (answer.status_code, answer.json()["code"]) == (409, "noted-by-the-desk")
    with pytest.raises(NotedByTheDesk) as refused:
        press(roll, member.seat.pk)
    assert refused.value.sentence == "담당자가 이 좌석을 “불참”(으)로 적었습니다."
    note(roll, member.seat.pk, PRESENT)
    assert member.post(f"rolls/{roll.pk}/presence").status_code == 200
    assert table(roll)[member.seat.pk] == (PRESENT, CLERK, "")


def test_observers_are_not_called(client):
    meeting = a_meeting_in_session(guests=2)
    observer = seat_of(meeting)
    meeting.participants.filter(seat=observer).update(part=Part.OBSERVER)
    roll = aloud(meeting)
    with pytest.raises(NotOnTheRoll):
        press(roll, observer.pk)


def test_a_meeting_is_not_closed_over_an_open_roll():
    meeting = a_meeting_in_session()
    roll = aloud(meeting)
    with pytest.raises(RollOpen):
        close_meeting(meeting, by=SYSTEM)
    end_the_roll(roll, by=SYSTEM)
    assert close_meeting(meeting, by=SYSTEM).state == Meeting.State.CLOSED


@pytest.fixture
def five():
    """The chair, the clerk and three members."""
    return a_meeting_in_session(guests=3)


PLACES = st.integers(0, 4)
PRESSES = st.tuples(st.just("press"), PLACES, st.just(PRESENT), st.just(""))
NOTES = st.tuples(st.just("note"), PLACES, st.sampled_from(RollAnswer.Answer), st.sampled_from(["", "출장"]))
CALLS = st.tuples(st.just("call"), PLACES, st.none(), st.just(""))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(st.one_of(PRESSES, NOTES, CALLS), max_size=14))
def test_any_order_of_presses_repeats_and_corrections_gives_the_plain_table(five, acts):
    """The model: a seat's first word stands against its own later ones; the clerk's latest stands against all."""
    RollCall.objects.all().delete()
    roll, seats = aloud(five), seats_on_the_roll(five)
    model = {}
    for act, place, answer, reason in acts:
        seat = seats[place]
        if act == "call":
            call_seat(roll, seat=seat, by=SYSTEM)
            assert current(roll) == seat
            continue
        was = current(roll)
        if act == "note":
            note(roll, seat, answer, reason)
            if model.get(seat, ("", "", ""))[::2] != (answer, reason):
                model[seat] = (answer, CLERK, reason)
        else:
            _pressed(roll, seat, model)
        if was != seat:
            assert current(roll) == was
        elif len(model) == len(seats):
            assert current(roll) in (None, was)
    end_the_roll(roll, by=SYSTEM)
    assert table(roll) == {seat: model.get(seat, (ABSENT, CLERK, "")) for seat in seats}


def _pressed(roll, seat, model):
    known = model.setdefault(seat, (PRESENT, SEAT, ""))
    if known[::2] == (PRESENT, ""):
        press(roll, seat)
    else:
        with pytest.raises(NotedByTheDesk):
            press(roll, seat)


@pytest.mark.slow
def test_two_hundred_and_twenty_seats_cost_the_queries_of_three_and_small_messages():
    costs, sizes = [], []
    for guests in (1, 218):
        meeting = a_meeting_in_session(guests=guests)
        roll = aloud(meeting)
        seats = seats_on_the_roll(meeting)
        press(roll, seats[0])
        note(roll, seats[1], EXCUSED, "국외 출장 중이라 참석하지 못합니다.")
        Meeting.objects.filter(pk=meeting.pk).update(quorum_rule="majority")
        fresh = Meeting.objects.with_frame().get(pk=meeting.pk)
        with CaptureQueriesContext(connection) as asked:
            meeting_ext(fresh)
        costs.append(len(asked))
        end_the_roll(roll, by=SYSTEM)
        take_the_roll(_later(meeting), manner=QUIET, by=SYSTEM)
        told = RoomEvent.objects.filter(room=meeting.room, kind__startswith="meetings.roll")
        sizes.append(max(len(str(event.payload)) for event in told))
    assert costs[0] == costs[1]
    assert max(sizes) < 400


def _later(meeting):
    """The quiet roll is not the second press of the one before."""
    for roll in meeting.rolls.all():
        RollCall.objects.filter(pk=roll.pk).update(opened_at=roll.opened_at - timedelta(minutes=1))
    return meeting
