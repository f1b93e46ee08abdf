"""The stage without scripts: the chair sets it in a plain form, and everyone reads who stands there."""

import pytest

from ontact.capabilities.meetings.models import Part
from ontact.capabilities.meetings.tests.factories import a_meeting_in_session
from ontact.capabilities.meetings.tests.test_text_votes import Page
from ontact.commons.rooms.models import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(client):
    """The chair's page and two members'."""
    meeting = a_meeting_in_session(guests=2)
    return Page(client, meeting, Part.CHAIR), [Page(client, meeting, place=place) for place in (0, 1)]


def stage(page):
    room = Room.objects.get(pk=page.meeting.room_id)
    return room.layout, room.on_stage


def test_the_chair_puts_two_on_the_stage_and_everyone_reads_it(hall):
    chair, members = hall
    both = [str(page.seat.pk) for page in members]
    chair.act("stage", layout="two", seats=both)

    assert stage(chair) == ("two", both)
    read = members[0].client.get(members[0].address("text_live"))
    assert [(seat["id"], seat["present"]) for seat in read.context["live"]["stage"]] == [
        (both[0], True),
        (both[1], False),
    ]


def test_who_stands_there_keeps_the_place_and_who_is_new_follows(hall):
    chair, members = hall
    first, second = (str(page.seat.pk) for page in members)
    chair.act("stage", layout="speaker", seats=[second])
    chair.act("stage", layout="two", seats=[first, second])

    assert stage(chair) == ("two", [second, first])


def test_too_many_or_nobody_of_the_room_is_said_and_changes_nothing(hall):
    chair, members = hall
    refused = chair.act("stage", layout="two", seats=[str(members[0].seat.pk)])
    assert refused.status_code == 422
    answer = chair.act("stage", layout="two", seats=["00000000-0000-0000-0000-000000000000"])
    assert list(answer.context["stage_form"].errors) == ["seats"]

    assert stage(chair) == ("auto", [])


def test_the_desk_names_who_sits_where(hall):
    chair, members = hall
    names = [page.seat.sittings.current().get().name for page in members]
    chair.act("call-one", seat=str(members[1].seat.pk), kind="statement")

    page = chair.client.get(chair.address("text_desk"))

    for form in ("stage_form", "call_form"):
        field = "seats" if form == "stage_form" else "seat"
        words = dict(page.context[form].fields[field].choices)
        assert [words[one.seat.pk].split(" · ")[0] for one in members] == names
    assert names[1] in page.context["floor"]
