"""The roll without scripts: answered with one plain button, taken and called at the plain desk."""

import pytest

from ontact.capabilities.meetings.models import Meeting, Part, RollAnswer, RollCall
from ontact.capabilities.meetings.queries.roll import counts_of, seats_on_the_roll
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.capabilities.meetings.tests.test_text_votes import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    meeting = a_meeting_in_session(guests=2)
    Meeting.objects.filter(pk=meeting.pk).update(quorum_rule="majority")
    return Meeting.objects.with_frame().get(pk=meeting.pk)


@pytest.fixture
def chair(client, meeting):
    return Page(client, meeting, Part.CHAIR)


@pytest.fixture
def member(client, meeting):
    return Page(client, meeting)


def roll_of(meeting):
    return meeting.rolls.get()


def answers(meeting):
    return {one.seat_id: (one.answer, one.reason) for one in roll_of(meeting).answers.all()}


def test_a_seat_answers_with_one_press_and_reads_the_counts(chair, member, meeting):
    assert "출석 확인" in member.words()
    chair.act("roll-aloud")
    assert "출석 0 / 4" in member.words()

    for _press in range(2):
        answer = member.client.post(member.address("text_presence", roll_of(meeting).pk), follow=True)

    assert "출석으로 적혔습니다." in answer.content.decode()
    assert "출석 1 / 4" in member.words()
    assert "정족수 충족" in member.words()


def test_a_late_press_is_told_that_the_roll_has_ended(chair, member, meeting):
    chair.act("roll-aloud")
    chair.act("roll-end")
    answer = member.client.post(member.address("text_presence", roll_of(meeting).pk))
    assert "출석 확인이 끝났습니다." in answer.content.decode()


def test_the_desk_takes_it_quietly(chair, member, meeting):
    chair.act("roll-quiet")
    assert counts_of(roll_of(meeting)) == {"present": 2, "absent": 2, "excused": 0}
    assert "출석 2 / 4" in chair.words()


def test_the_desk_calls_aloud_notes_passes_over_and_calls_anyone(chair, meeting):
    seats = seats_on_the_roll(meeting)
    chair.act("roll-aloud")
    for _press in range(2):
        chair.act("roll-present", seat=seats[0])
    for _press in range(2):
        chair.act("roll-pass", seat=seats[1])
    assert RollCall.objects.get().current_id == seats[2]

    refused = chair.act("roll-note", seat=seats[3], answer="excused", reason="")
    assert list(refused.context["note"].errors) == ["reason"]
    assert refused.context["note"]["answer"].value() == "excused"
    chair.act("roll-note", seat=seats[3], answer="excused", reason="출장")
    chair.act("roll-call", seat=seats[1])
    chair.act("roll-absent", seat=seats[1])
    chair.act("roll-end")

    present, absent, excused = RollAnswer.Answer
    assert answers(meeting) == {
        seats[0]: (present, ""),
        seats[1]: (absent, ""),
        seats[2]: (absent, ""),
        seats[3]: (excused, "출장"),
    }
