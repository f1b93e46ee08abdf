"""The device check: who may do it and when, what is kept, and what the clerk is told."""

from datetime import timedelta

import jwt
import pytest
from django.apps import apps

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.commons.rooms import actions
from ontact.commons.rooms.engine import pulse
from ontact.commons.rooms.models import DeviceCheck, Line
from ontact.commons.rooms.tests.calls import seen
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import (
    LineFactory,
    PassFactory,
    RoomFactory,
    SeatFactory,
    give_cookie,
)
from ontact.foundation.clock import now
from ontact.web.devices import browser_family

pytestmark = pytest.mark.django_db

WELL = {"way": "udp", "loss_percent": 0.4, "trip_ms": 31, "microphone": "ok", "level": 62, "camera": "ok"}


@pytest.fixture
def room():
    return RoomFactory(early=True)


@pytest.fixture
def seat(room, client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    seat = SeatFactory(room=room)
    give_cookie(client, LineFactory(seat=seat))
    return seen(seat)


def tell(client, room, **found):
    return client.post(f"/api/rooms/{room.pk}/check", {**WELL, **found}, content_type="application/json")


def tickets(client, room):
    return client.post(f"/api/rooms/{room.pk}/check/tickets", content_type="application/json")


def test_the_day_before_a_guest_gets_two_tickets_into_a_room_of_its_own(client, room, seat):
    first, second = tickets(client, room).json(), tickets(client, room).json()
    grants = [
        jwt.decode(made[who], options={"verify_signature": False})["video"]
        for made in (first, second)
        for who in ("speaker", "listener")
    ]
    rooms = [grant["room"] for grant in grants]
    assert rooms[0] == rooms[1] != rooms[2] == rooms[3]
    assert room.livekit_name not in rooms
    assert [grant["canPublish"] for grant in grants[:2]] == [True, False]
    assert grants[0]["canPublishSources"] == ["microphone"]


def test_without_a_media_server_the_check_says_so(client, room, seat, monkeypatch):
    monkeypatch.setattr(pulse, "_ask", lambda: pulse.AWAY)
    pulse.forget_last_answer()
    answer = tickets(client, room)
    assert (answer.status_code, answer.json()["code"]) == (503, "media-server-away")


def test_the_newest_result_of_a_seat_counts(client, room, seat):
    tell(client, room, way="none", loss_percent=None, trip_ms=None)
    tell(client, room)
    check = DeviceCheck.objects.get(seat=seat)
    assert (check.way, check.loss_percent, check.trip_ms, check.microphone, check.level) == (
        "udp", 0.4, 31, "ok", 62,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "troubles"),
    [
        ({}, []),
        ({"camera": "missing"}, []),
        ({"way": "relay_443"}, []),
        ({"way": "none", "loss_percent": None, "trip_ms": None}, ["no way for sound"]),
        ({"loss_percent": 4.9, "trip_ms": 399}, []),
        ({"loss_percent": 5, "trip_ms": 400}, ["sound breaks up", "slow line"]),
        ({"microphone": "silent"}, ["microphone silent"]),
        ({"microphone": "refused"}, ["no microphone"]),
    ],
)
def test_what_counts_as_a_trouble(client, room, seat, found, troubles):
    assert tell(client, room, **found).json() == {"troubles": troubles}


@pytest.mark.parametrize("nonsense", [{"way": "carrier pigeon"}, {"loss_percent": 101}, {"trip_ms": -1}])
def test_nonsense_is_not_kept(client, room, seat, nonsense):
    assert tell(client, room, **nonsense).status_code == 422
    assert not DeviceCheck.objects.exists()


@pytest.mark.parametrize(
    ("how", "code"), [("over", "room-over"), ("taken back", "seat-taken-back"), ("banned", "banned")]
)
def test_who_cannot_come_has_nothing_to_check(client, room, seat, how, code):
    if how == "over":
        actions.close_room(room, by=CLERK)
    if how == "taken back":
        actions.take_seat_back(seat, by=CLERK)
    if how == "banned":
        actions.remove(room, seat=seat, by=CLERK)
    for answer in (tickets(client, room), tell(client, room)):
        assert answer.json()["code"] == code
    page = client.get(f"/rooms/{room.pk}/check/")
    assert page.context["refusal"].code == code


def test_a_stranger_is_sent_to_sign_in_and_learns_nothing(client, room):
    assert client.get(f"/rooms/{room.pk}/check/").status_code == 302
    assert tickets(client, room).status_code in (401, 403, 404)
    assert not DeviceCheck.objects.exists()


def test_a_holder_who_is_signed_in_needs_no_link(client, room):
    person = PersonFactory()
    seat = SeatFactory(room=room, person=person)
    sign_in_as(client, person)
    assert client.get(f"/rooms/{room.pk}/check/").status_code == 200
    tell(client, room)
    assert DeviceCheck.objects.get().seat == seat


def test_the_letter_of_the_day_before_leads_to_the_check(client, room):
    one = PassFactory(seat=SeatFactory(room=room))
    address = f"/rooms/pass/{one.secret}/?to=check"
    assert f'action="{address}"' in client.get(address).content.decode()
    assert not Line.objects.exists()
    assert client.post(address).url == f"/rooms/{room.pk}/check/"


def test_the_own_result_stands_at_the_door_and_in_the_lobby(client, seat, room):
    tell(client, room, microphone="silent")
    door = client.get(f"/rooms/{room.pk}/door/").context["last"]
    assert door.microphone == "silent"

    type(room).objects.filter(pk=room.pk).update(begins_at=now() - timedelta(minutes=1))
    words = {"agreed": "yes", "name": "Kim", "people": "1", "mode": "video"}
    lobby = client.get(client.post(f"/rooms/{room.pk}/door/", words).url)
    assert lobby.context["last"] == door


def test_no_address_is_kept_and_the_row_goes_a_month_after_the_meeting(client, room, seat):
    tell(client, room)
    assert not {"ip", "address", "user_agent"} & {field.name for field in DeviceCheck._meta.fields}
    actions.tidy(room.ends_at + timedelta(days=29))
    assert DeviceCheck.objects.exists()
    actions.tidy(room.ends_at + timedelta(days=31))
    assert not DeviceCheck.objects.exists()


def test_a_person_sees_it_and_it_is_forgotten_with_them(client, room):
    person = PersonFactory()
    actions.keep_check(SeatFactory(room=room, person=person), **WELL, browser="Whale", by=CLERK)
    config = apps.get_app_config("rooms")
    *_others, shown = config.personal_data(person)
    assert [words.split(" · ")[-1] for _label, words in shown.rows] == ["Whale"]
    config.forget(person)
    assert not DeviceCheck.objects.exists()


@pytest.mark.parametrize(
    ("sign", "family"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/122.0 Whale/3.25 Safari/537.36", "Whale"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Edge"),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari",
            "Samsung Internet",
        ),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1 Version/17.5 Mobile/15E148 Safari/604.1", "Safari"),
        ("Mozilla/5.0 (X11) Gecko/20100101 Firefox/128.0", "Firefox"),
        ("curl/8", ""),
    ],
)
def test_of_the_browser_only_the_family_is_kept(sign, family):
    assert browser_family(sign) == family
