"""Instructions and field reports without scripts: confirmed with one plain button, given and taken up at the desk."""

from datetime import timedelta

import pytest

from ontact.capabilities.meetings.actions import fielding
from ontact.capabilities.meetings.actions.running import take_up
from ontact.capabilities.meetings.models import Instruction, Part
from ontact.capabilities.meetings.queries.followup import today
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session, seat_of
from ontact.capabilities.meetings.tests.test_field_reports import a_host, sent
from ontact.capabilities.meetings.tests.test_instructions import an_instruction, an_office
from ontact.capabilities.meetings.tests.test_text_votes import Page
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db
State = Instruction.State
CONFIRM = "확인</span>"


@pytest.fixture
def meeting():
    return a_meeting_in_session(guests=2)


@pytest.fixture
def chair(client, meeting):
    return Page(client, meeting, Part.CHAIR)


@pytest.fixture
def member(client, meeting):
    return Page(client, meeting)


def the_office_of(page):
    """An office for which this seat stands."""
    office = an_office()[0]
    Seat.objects.filter(pk=page.seat.pk).update(organisation=office)
    return office


def press(page, instruction):
    return page.client.post(page.address("text_confirmation", instruction.pk), follow=True)


def test_the_office_s_seat_confirms_with_one_press(chair, member, meeting):
    instruction = an_instruction(meeting, office=the_office_of(member))
    assert (CONFIRM in member.words(), CONFIRM in chair.words()) == (True, False)
    assert member.words().count(instruction.text) == 2
    for _press in range(2):
        press(member, instruction)
    assert Instruction.objects.get().state == State.CONFIRMED
    assert CONFIRM not in member.words()


def test_nobody_confirms_for_another_office(member, meeting):
    instruction = an_instruction(meeting)
    assert press(member, instruction).status_code == 403
    assert Instruction.objects.get().state == State.GIVEN


def test_the_desk_gives_one_by_a_day_or_by_the_next_meeting(chair, member, meeting):
    office, day = the_office_of(member), today() + timedelta(days=3)
    chair.act("instruct", text="배수로를 점검할 것", office=office.pk, due_on=day.isoformat())
    chair.act("instruct", text="결과를 보고할 것", office=office.pk, due_on="")
    found = Instruction.objects.order_by("number").values_list("text", "due_on", "until_next_meeting")
    assert list(found) == [("배수로를 점검할 것", day, False), ("결과를 보고할 것", None, True)]
    assert "결과를 보고할 것" in member.words()


def test_without_words_nothing_is_given(chair, meeting):
    answer = chair.act("instruct", text="", office=an_office()[0].pk)
    assert (answer.status_code, list(answer.context["instruction"].errors)) == (422, ["text"])
    assert not Instruction.objects.exists()


def test_what_an_earlier_meeting_left_open_is_taken_up_once(client):
    earlier = a_meeting_in_session(title="지난 회의")
    instruction = an_instruction(earlier)
    meeting = a_meeting_in_session(host=earlier.host, by=earlier.convened_by)
    chair = Page(client, meeting, Part.CHAIR)
    for _press in range(2):
        chair.act("take-up", instruction=instruction.pk)
    assert "이번 회의에서 논의함" in chair.words()
    assert instruction.steps.filter(kind="taken_up").count() == 1


def test_field_reports_stand_beside_their_item(member, meeting):
    host, _clerk = a_host()
    report, _person = sent(host, text="가로등 세 개가 꺼져 있습니다")
    group = fielding.group_reports([report], host=host, title="가로등", by=SYSTEM)
    item = fielding.put_on_agenda(group, meeting=meeting, by=SYSTEM)
    assert "가로등 세 개가" not in member.words()
    take_up(item, by=seat_of(meeting, Part.CHAIR).actor())
    assert "가로등 세 개가 꺼져 있습니다" in member.words()
