"""Calls of the desk: who may make them, and what they change."""

from uuid import uuid4

import jwt
import pytest
from django.test import Client

from ontact.commons.media.models import Asset
from ontact.commons.rooms.models import ChatLine, Hand, Knock, Line, Role, Room, Seat, SideRoom, Turn
from ontact.commons.rooms.tests.calls import call, state
from ontact.commons.rooms.tests.factories import LineFactory, SeatFactory, enter_as
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


DESK_CALLS = [
    ("floor", {"seat": None}),
    ("floor/next", {}),
    ("floor/extension", {"seconds": 30}),
    ("queue/order", {"seat": "guest", "place": 1}),
    ("queue/drop", {"seat": "guest"}),
    ("admissions", {"all_invited": True}),
    ("refusals", {"seat": "guest"}),
    ("mutes", {"all": True, "muted": True}),
    ("queue/rule", {"rule": "first_time"}),
    ("limits", {"rejoinder": 30}),
    ("sharing", {"allowed": False}),
    ("removals", {"seat": "guest", "removed": True}),
    ("lock", {"locked": True}),
    ("extension", {"minutes": 10}),
    ("closing", {}),
    ("side-rooms", {"rooms": [{"name": "A"}], "manner": "choice"}),
    ("side-rooms/places", {"seats": [str(uuid4())]}),
    ("side-rooms/call", {"seconds": 0}),
    ("chat/hidden", {"line": str(uuid4()), "hidden": True}),
]


@pytest.mark.parametrize(("what", "body"), DESK_CALLS)
def test_the_desk_is_for_chair_and_clerk(as_guest, room, guest, what, body):
    body = {key: str(guest.pk) if value == "guest" else value for key, value in body.items()}
    answer = call(as_guest, room, what, body)
    assert (answer.status_code, answer.json()["code"]) == (403, "desk-only")
    assert Room.objects.get(pk=room.pk).version == 0


@pytest.mark.parametrize(("what", "body"), DESK_CALLS)
def test_a_guest_of_another_room_finds_nothing(room, guest, what, body):
    elsewhere = Client()
    enter_as(elsewhere, SeatFactory(role=Role.HOST, inside=True))
    body = {key: str(guest.pk) if value == "guest" else value for key, value in body.items()}
    assert call(elsewhere, room, what, body).status_code == 404
    assert state(elsewhere, room).status_code == 404


def test_a_seat_of_another_room_does_not_exist_here(at_the_desk, room):
    foreign = SeatFactory(inside=True)
    assert call(at_the_desk, room, "floor", {"seat": str(foreign.pk)}).status_code == 404
    assert not Turn.objects.exists()


def test_nobody_finds_nothing(client, room):
    assert state(client, room).status_code == 404
    assert call(client, room, "token").status_code == 404


def test_a_forged_form_is_refused(guest, room):
    client = Client(enforce_csrf_checks=True)
    enter_as(client, guest)
    assert call(client, room, "hand", {"raised": True}).status_code == 403
    assert not Hand.objects.exists()


def test_the_desk_lets_one_in(at_the_desk, room):
    seat = SeatFactory(room=room)
    LineFactory(seat=seat)
    Knock.objects.create(seat=seat)
    assert [row["seat"] for row in at_the_desk.get(f"/api/rooms/{room.pk}/lobby").json()["waiting"]] == [
        str(seat.pk)
    ]

    call(at_the_desk, room, "admissions", {"seats": [str(seat.pk)]})

    assert Seat.objects.get(pk=seat.pk).is_admitted
    assert Line.objects.get(seat=seat).entered_at is not None


def test_the_floor_moves_by_the_desk_and_ends_by_the_speaker(at_the_desk, as_guest, room, guest):
    call(as_guest, room, "hand", {"raised": True})
    call(at_the_desk, room, "floor/next", {"limit_s": 120})
    assert state(as_guest, room).json()["floor"]["seat"] == str(guest.pk)

    call(as_guest, room, "floor/end")

    assert state(as_guest, room).json()["floor"] is None


def test_who_does_not_speak_cannot_end_a_speech(at_the_desk, as_guest, room, chair):
    call(at_the_desk, room, "floor", {"seat": str(chair.pk)})
    assert call(as_guest, room, "floor/end").status_code == 200
    assert Turn.objects.filter(room=room, ends_at=None).exists()


def test_where_few_speak_the_microphone_comes_and_goes_with_the_floor(at_the_desk, as_guest, room, guest):
    Room.objects.filter(pk=room.pk).update(manner=Room.Manner.BROADCAST)

    def may_speak():
        return state(as_guest, room).json()["me"]["may"]["microphone"]

    assert may_speak() is False
    call(at_the_desk, room, "floor", {"seat": str(guest.pk)})
    assert may_speak() is True
    call(at_the_desk, room, "floor", {"seat": None})
    assert may_speak() is False


def test_who_is_removed_hears_why_and_may_come_back_only_after_the_undo(at_the_desk, as_guest, room, guest):
    call(at_the_desk, room, "removals", {"seat": str(guest.pk), "removed": True})
    assert (state(as_guest, room).status_code, state(as_guest, room).json()["code"]) == (403, "banned")
    assert call(as_guest, room, "token").json()["code"] == "banned"

    call(at_the_desk, room, "removals", {"seat": str(guest.pk), "removed": False})

    assert state(as_guest, room).json()["code"] == "left"


def test_the_chair_cannot_be_removed(at_the_desk, room, chair):
    answer = call(at_the_desk, room, "removals", {"seat": str(chair.pk), "removed": True})
    assert answer.json()["code"] == "chair-stays"


def test_the_older_device_is_told_and_may_go_on_listening(as_guest, room, guest):
    Line.objects.filter(pk=guest.line.pk).update(ended_at=now(), end_reason=Line.End.ELSEWHERE)
    assert (state(as_guest, room).status_code, state(as_guest, room).json()["code"]) == (
        409,
        "opened-elsewhere",
    )

    assert call(as_guest, room, "companion").status_code == 200

    me = state(as_guest, room).json()["me"]
    assert (me["companion"], set(me["may"].values())) == (True, {False})
    assert call(as_guest, room, "chat", {"text": "Hello"}).json()["code"] == "listens-only"
    claims = jwt.decode(call(as_guest, room, "token").json()["token"], options={"verify_signature": False})
    assert claims["video"]["canPublish"] is False


def test_after_the_end_everyone_reads_that_it_is_over(at_the_desk, as_guest, room):
    call(at_the_desk, room, "closing")
    assert state(as_guest, room).json()["room"]["phase"] == "over"
    assert call(as_guest, room, "token").json()["code"] == "room-over"
    assert call(at_the_desk, room, "closing").status_code == 409


def test_a_presenter_turns_the_slides_and_the_page_is_checked(at_the_desk, as_guest, room):
    asset = Asset.objects.create(
        kind="document", name="report.pdf", content_type="application/pdf", size_bytes=1, sha256="0", key="k",
        state="ready", page_count=3,
    )  # fmt: skip
    page = asset.pages.create(number=2, key="p2", width_px=1, height_px=1, text="Costs by year")

    assert call(as_guest, room, "slides", {"asset": str(asset.pk), "page": 2}).json()["code"] == "desk-only"
    assert (
        call(at_the_desk, room, "slides", {"asset": str(asset.pk), "page": 4}).json()["code"]
        == "no-such-page"
    )
    call(at_the_desk, room, "slides", {"asset": str(asset.pk), "page": 2})

    shown = state(as_guest, room).json()["slides"]
    assert (shown["page"], shown["pages"], shown["text"]) == (2, 3, page.text)


def test_a_hidden_line_of_chat_keeps_its_place_without_its_words(at_the_desk, as_guest, room):
    call(as_guest, room, "chat", {"text": "Something rude"})
    line = ChatLine.objects.get()

    call(at_the_desk, room, "chat/hidden", {"line": str(line.pk), "hidden": True})

    assert [(said["text"], said["hidden"]) for said in state(as_guest, room).json()["chat"]] == [("", True)]


def test_side_rooms_are_opened_chosen_and_left(at_the_desk, as_guest, room, guest):
    asked = {"rooms": [{"name": "Parks"}, {"name": "Roads"}], "manner": "choice"}
    assert call(at_the_desk, room, "side-rooms", asked).status_code == 200
    parks, _roads = state(as_guest, room).json()["side"]["rooms"]
    assert (parks["name"], parks["free"]) == ("Parks", True)

    assert call(as_guest, room, "side-rooms/place", {"side_room": parks["id"]}).status_code == 200
    found = state(as_guest, room).json()
    me = next(seat for seat in found["seats"] if seat["id"] == str(guest.pk))
    assert me["side"] == parks["id"]
    assert found["me"]["may"]["microphone"]

    assert call(at_the_desk, room, "side-rooms/call", {"seconds": 0}).status_code == 200
    assert state(as_guest, room).json()["side"] is None
    assert (
        call(as_guest, room, "side-rooms/place", {"side_room": parks["id"]}).json()["code"] == "no-side-room"
    )


def test_a_ticket_leads_into_the_side_room(at_the_desk, as_guest, room, guest):
    rooms = [{"name": "Parks", "seats": [str(guest.pk)]}]
    call(at_the_desk, room, "side-rooms", {"rooms": rooms, "manner": "list"})
    side = SideRoom.objects.get(room=room)
    token = call(as_guest, room, "token", {}).json()["token"]
    grants = jwt.decode(token, options={"verify_signature": False})["video"]
    assert grants["room"] == side.livekit_name == f"{room.livekit_name}.{side.pk.hex}"
