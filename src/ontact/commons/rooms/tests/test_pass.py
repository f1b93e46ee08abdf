"""The personal link as guests meet it: harmless to look at, one press to the door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions
from ontact.commons.rooms.access import LINE_COOKIE
from ontact.commons.rooms.models import Line, Pass, Room, Sitting
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import (
    PassFactory,
    RoomFactory,
    SeatFactory,
)
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(page="/meetings/of/this/room/", helpline="031-228-2114")


def pass_url(one):
    return reverse("rooms:pass", args=[one.secret])


def door_url(room):
    return reverse("rooms:door", args=[room.pk])


def lobby_url(room):
    return reverse("rooms:lobby", args=[room.pk])


def agree(client, room, **words):
    seat = Line.objects.latest("created_at").seat
    name = Sitting.objects.get(seat=seat, ends_at=None).name
    return client.post(
        door_url(room), {"agreed": "yes", "name": name, "people": "1", "mode": "video", **words}
    )


def test_three_presses_from_the_mail_to_the_room(client, room):
    one = PassFactory(seat=SeatFactory(room=room))

    assert client.get(pass_url(one)).status_code == 200
    assert client.post(pass_url(one)).url == door_url(room)
    assert client.get(door_url(room)).status_code == 200
    assert agree(client, room).url == lobby_url(room)
    actions.admit(room, all_invited=True, by=CLERK)

    assert client.get(lobby_url(room)).url == room.page


def test_looking_at_a_link_changes_nothing_however_often(client, room):
    one = PassFactory(seat=SeatFactory(room=room))
    for method in (client.get, client.head, client.get):
        answer = method(pass_url(one))
    assert Line.objects.count() == 0
    assert Pass.objects.get().used_at is None
    assert LINE_COOKIE not in answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_the_link_says_who_what_and_when(client, room):
    seat = SeatFactory(room=room, title="Head of Jeongja 1-dong", person=PersonFactory(name="Kim Minji"))
    page = client.get(pass_url(PassFactory(seat=seat))).content.decode()
    assert str(room.title) in page
    assert "Kim Minji" in page
    assert "Head of Jeongja 1-dong" in page


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client, room):
    answer = client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    cookie = answer.cookies[LINE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert str(Line.objects.get().key_digest) not in cookie.value


def test_one_browser_keeps_lines_to_several_rooms(client, room):
    other = RoomFactory()
    for one in (PassFactory(seat=SeatFactory(room=room)), PassFactory(seat=SeatFactory(room=other))):
        client.post(pass_url(one))
    assert client.get(door_url(room)).status_code == client.get(door_url(other)).status_code == 200


def test_pressing_twice_on_one_device_opens_one_line(client, room):
    one = PassFactory(seat=SeatFactory(room=room))
    client.post(pass_url(one))
    client.post(pass_url(one))
    assert Line.objects.count() == 1


def test_a_second_device_speaks_and_the_first_is_told(room):
    one = PassFactory(seat=SeatFactory(room=room))
    laptop, phone = Client(), Client()
    laptop.post(pass_url(one))
    phone.post(pass_url(one))

    older, newer = Line.objects.order_by("created_at")
    assert (older.end_reason, newer.ended_at) == (Line.End.ELSEWHERE, None)
    assert laptop.get(f"/api/rooms/{room.pk}/state").json()["code"] == "opened-elsewhere"


BROKEN = [
    ("unknown", 404, "pass-unknown"),
    ("expired", 410, "pass-expired"),
    ("revoked", 410, "pass-revoked"),
    ("taken back", 403, "seat-taken-back"),
    ("over", 409, "room-over"),
]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("how", "status", "code"), BROKEN)
def test_a_link_that_opens_nothing_says_why(client, room, how, status, code, method):
    one = PassFactory(seat=SeatFactory(room=room))
    if how == "unknown":
        one.secret = "x" * 43
    if how == "expired":
        Pass.objects.update(expires_at=now() - timedelta(seconds=1))
    if how == "revoked":
        actions.revoke_passes(one.seat, by=CLERK)
    if how == "taken back":
        actions.take_seat_back(one.seat, by=CLERK)
    if how == "over":
        actions.close_room(room, by=CLERK)

    answer = getattr(client, method)(pass_url(one))

    assert (answer.status_code, answer.context["refusal"].code) == (status, code)
    assert answer.context["refusal"].advice
    assert LINE_COOKIE not in answer.cookies


def test_an_unknown_link_names_no_room(client, room):
    page = client.get(reverse("rooms:pass", args=["x" * 43])).content.decode()
    assert str(room.title) not in page


def test_a_removed_guest_does_not_come_back_by_the_link(client, room):
    seat = SeatFactory(room=room, inside=True)
    one = PassFactory(seat=seat)
    actions.remove(room, seat=seat, by=CLERK)
    answer = client.post(pass_url(one))
    assert (answer.status_code, answer.context["refusal"].code) == (403, "banned")
    assert LINE_COOKIE not in answer.cookies


def test_a_new_link_may_be_sent_and_the_old_one_taken_away(client, room):
    seat = SeatFactory(room=room)
    actions.issue_pass(seat, by=CLERK)
    actions.revoke_passes(seat, by=CLERK)
    secret = actions.issue_pass(seat, by=CLERK)
    assert client.get(reverse("rooms:pass", args=[secret])).status_code == 200
    assert Pass.objects.filter(revoked_at=None).count() == 1


def test_someone_elses_link_is_said_to_be_so(client, room):
    client.force_login(PersonFactory(name="Lee Dohyun"))
    seat = SeatFactory(room=room, person=PersonFactory(name="Kim Minji"))
    page = client.get(pass_url(PassFactory(seat=seat)))
    assert page.context["signed_in_as_another"] is True
    assert "Lee Dohyun" in page.content.decode()


def test_a_link_to_papers_opens_them_after_the_end_and_no_door(client):
    seat = SeatFactory()
    one = PassFactory(seat=seat, leads_to="/meetings/papers/", expires_at=now() + timedelta(days=30))
    Room.objects.filter(pk=seat.room_id).update(closed_at=now())
    address = reverse("rooms:pass", args=[one.secret])

    assert client.get(address).status_code == 200
    assert client.post(address)["Location"] == "/meetings/papers/"
    line = Line.objects.get(seat=seat)
    assert (line.entered_at, line.spans.count()) == (None, 0)
