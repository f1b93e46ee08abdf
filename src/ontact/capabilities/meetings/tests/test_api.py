"""The room page's calls: state, agenda, votes, decisions, opinions; each answered once and told to the room."""

from uuid import uuid4

import pytest

from ontact.capabilities.meetings.models import Meeting, Part
from ontact.capabilities.meetings.tests.factories import (
    a_convened_meeting,
    a_meeting_in_session,
    go_inside,
)
from ontact.commons.journal.models import Entry
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import RoomEvent

pytestmark = pytest.mark.django_db


class Browser:
    """One guest's browser at one meeting."""

    def __init__(self, client, meeting, part=Part.MEMBER, place=0):
        self.client = type(client)()
        self.base = f"/api/meetings/{meeting.pk}/"
        self.seat = go_inside(self.client, meeting, part, place)

    def post(self, what, body=None, key=None):
        headers = {"Idempotency-Key": key or str(uuid4())}
        return self.client.post(
            self.base + what, body or {}, content_type="application/json", headers=headers
        )

    def state(self, **more):
        return self.client.get(self.base + "state", **more)


@pytest.fixture
def meeting():
    return a_meeting_in_session(guests=2, items=2)


@pytest.fixture
def chair(client, meeting):
    return Browser(client, meeting, Part.CHAIR)


@pytest.fixture
def member(client, meeting):
    return Browser(client, meeting)


def test_the_state_holds_the_meeting_beside_the_room(member, meeting):
    body = member.state().json()
    assert body["room"]["title"] == "중간보고회"
    assert [item["title"] for item in body["ext"]["agenda"]] == ["안건 1", "안건 2"]
    assert body["ext"]["current_item"] is None
    assert body["me_ext"]["has_vote"] is True
    assert body["ext"]["parts"][str(member.seat.pk)] == "member"


def test_an_unchanged_state_is_not_sent_twice(member):
    tag = member.state()["ETag"]
    assert member.state(headers={"If-None-Match": tag}).status_code == 304
    member.post("opinions", {"text": "의견"})
    assert member.state(headers={"If-None-Match": tag}).status_code == 200


def test_the_chair_opens_and_a_second_press_changes_nothing(client):
    from ontact.commons.rooms.models import Room
    from ontact.foundation.clock import now

    meeting = a_convened_meeting()
    Room.objects.filter(pk=meeting.room_id).update(begins_at=now())
    chair = Browser(client, meeting, Part.CHAIR)
    assert chair.state().json()["me_ext"]["may_open"] is True
    assert chair.post("opening").status_code == 200
    assert chair.post("opening").status_code == 200
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.OPENED
    assert Entry.objects.filter(verb="opened the meeting").count() == 1


def test_items_go_on_and_the_room_is_told(chair, member, meeting):
    first = meeting.items.first()
    answer = chair.post("items/next", {"after": None}).json()

    event = RoomEvent.objects.get(kind="meetings.item")
    assert answer["v"] == event.version
    assert event.payload["ext"]["current_item"] == str(first.pk)
    assert member.state().json()["ext"]["current_item"] == str(first.pk)
    assert chair.post(f"items/{meeting.items.last().pk}/taking-up").status_code == 200


def test_a_vote_from_motion_to_result(client, chair, member, meeting):
    other = Browser(client, meeting, place=1)
    vote = chair.post("votes", {"motion": "원안 가결", "manner": "open"}).json()["id"]
    assert member.post(f"votes/{vote}/ballot", {"choice": "for"}).status_code == 200
    assert other.post(f"votes/{vote}/ballot", {"choice": "against"}).status_code == 200

    seen = member.state().json()
    assert seen["ext"]["votes"][0]["result"] is None
    assert seen["me_ext"]["choices"] == {vote: "for"}

    chair.post(f"votes/{vote}/closing")
    result = member.state().json()["ext"]["votes"][0]["result"]
    assert (result["for"], result["against"], result["carried"]) == (1, 1, False)
    late = other.post(f"votes/{vote}/ballot", {"choice": "for"})
    assert (late.status_code, late.json()["code"]) == (409, "already-voted")
    assert member.state().json()["ext"]["votes"][0]["result"] == result


def test_the_same_key_twice_is_one_act(chair, meeting):
    key = str(uuid4())
    first = chair.post("decisions", {"text": "가결한다"}, key=key).json()
    second = chair.post("decisions", {"text": "가결한다"}, key=key).json()
    assert first["v"] == second["v"]
    assert meeting.decisions.count() == 1


def test_the_clerk_acts_when_the_chair_loses_the_line(client, chair, meeting):
    chair.seat.lines.update(end_reason="left")
    clerk = Browser(client, meeting, Part.CLERK)
    assert clerk.post("items/next", {"after": None}).status_code == 200
    assert clerk.post("closing").status_code == 200
    assert clerk.post("closing").status_code == 200
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.CLOSED


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("opening", {}),
        ("closing", {}),
        ("items/next", {"after": None}),
        ("votes", {"motion": "x"}),
        ("decisions", {"text": "x"}),
    ],
)
def test_desk_acts_are_the_desk_s(member, what, body):
    answer = member.post(what, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "desk-only")


def test_who_was_put_out_neither_votes_nor_writes(chair, member, meeting):
    vote = chair.post("votes", {"motion": "가결"}).json()["id"]
    rooms.remove(meeting.room, seat=member.seat, by=chair.seat.actor())
    assert member.post(f"votes/{vote}/ballot", {"choice": "for"}).status_code in (403, 404)
    assert member.post("opinions", {"text": "x"}).status_code in (403, 404)


def test_a_guest_of_another_meeting_finds_nothing(client, meeting):
    other = Browser(client, a_meeting_in_session())
    other.base = f"/api/meetings/{meeting.pk}/"
    assert other.state().status_code == 404
    assert other.post("opinions", {"text": "x"}).status_code == 404


def test_a_choice_that_does_not_exist_is_a_sentence(chair, member):
    vote = chair.post("votes", {"motion": "가결"}).json()["id"]
    answer = member.post(f"votes/{vote}/ballot", {"choice": "perhaps"})
    assert (answer.status_code, answer.json()["code"]) == (422, "not-understood")
