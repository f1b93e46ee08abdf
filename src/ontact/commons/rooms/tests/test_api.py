"""In-room calls for one's own seat: what they answer, to whom, and what happens on the second press."""

from uuid import uuid4

import jwt
import pytest
from django.test import Client

from ontact.commons.rooms.engine import pulse
from ontact.commons.rooms.models import ChatLine, Role, Room
from ontact.commons.rooms.tests.calls import call, state
from ontact.commons.rooms.tests.factories import LineFactory, SeatFactory, enter_as, give_cookie

pytestmark = pytest.mark.django_db


def test_the_state_says_what_the_protocol_promises(as_guest, room, guest):
    answer = state(as_guest, room).json()

    assert sorted(answer) == [
        "air", "captions", "chat", "ext", "floor", "me", "now", "poll", "queue", "room", "schema", "seats", "side", "slides",
        "v", "waiting",
    ]  # fmt: skip
    assert answer["me"] == {
        "seat": str(guest.pk),
        "line": str(guest.line.pk),
        "name": f"Guest of {guest.title}",
        "role": "listener",
        "mode": "video",
        "companion": False,
        "admitted": True,
        "may": {
            "microphone": True,
            "camera": True,
            "screen_share": False,
            "chat": True,
            "hand": True,
            "slides": False,
            "desk": False,
        },
        "pictured": True,
    }
    own = next(seat for seat in answer["seats"] if seat["id"] == str(guest.pk))
    assert (own["present"], own["lines"], own["removed"]) == (True, [str(guest.line.pk)], False)


def test_an_unchanged_state_is_answered_with_304(as_guest, room):
    tag = state(as_guest, room)["ETag"]
    assert state(as_guest, room, **{"If-None-Match": tag}).status_code == 304

    call(as_guest, room, "hand", {"raised": True})

    assert state(as_guest, room, **{"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("seats", [3, 40])
def test_a_new_state_costs_the_same_for_any_number_of_seats(
    django_assert_max_num_queries, as_guest, room, seats
):
    for _ in range(seats):
        SeatFactory(room=room, inside=True)
    with django_assert_max_num_queries(18):
        assert len(state(as_guest, room).json()["seats"]) == seats + 1


def test_a_known_state_costs_one_query(django_assert_num_queries, as_guest, room):
    state(as_guest, room)
    with django_assert_num_queries(1):
        state(as_guest, room)


def test_in_the_lobby_one_learns_nothing_about_the_others(client, room, guest):
    waiting = LineFactory(seat=SeatFactory(room=room))
    give_cookie(client, waiting)

    answer = state(client, room).json()

    assert (answer["seats"], answer["chat"], answer["me"]["admitted"]) == ([], [], False)
    assert answer["me"]["may"]["chat"] is False


@pytest.mark.parametrize("what", ["token", "heartbeat", "hand", "chat", "floor", "mode"])
def test_nobody_acts_before_being_let_in(client, room, what):
    give_cookie(client, LineFactory(seat=SeatFactory(room=room, role=Role.HOST)))
    bodies = {"heartbeat": {"mode": "video"}, "mode": {"mode": "text"}, "hand": {"raised": True}}
    bodies |= {"chat": {"text": "Hello"}, "floor": {"seat": None}}

    answer = call(client, room, what, bodies.get(what))

    assert (answer.status_code, answer.json()["code"]) == (409, "not-admitted")


def test_the_token_is_for_this_room_this_line_and_named_sources_only(as_guest, room, guest):
    answer = call(as_guest, room, "token").json()

    claims = jwt.decode(answer["token"], options={"verify_signature": False})
    assert answer["identity"] == claims["sub"] == str(guest.line.pk)
    assert claims["exp"] - claims["nbf"] <= 600
    assert claims["name"] == f"Guest of {guest.title}"
    assert claims["video"]["room"] == room.livekit_name
    assert claims["video"]["canPublishSources"] == ["microphone", "camera"]
    assert (claims["video"]["canPublishData"], claims["video"]["canSubscribe"]) == (False, True)
    assert answer["url"] == "ws://testserver:7880"


@pytest.mark.parametrize(
    ("media", "code"), [(pulse.AWAY, "media-server-away"), (pulse.PREPARING, "media-server-preparing")]
)
def test_without_livekit_the_token_waits_and_the_rest_goes_on(monkeypatch, as_guest, room, media, code):
    monkeypatch.setattr(pulse, "_ask", lambda: media)
    pulse.forget_last_answer()

    answer = call(as_guest, room, "token")

    assert (answer.status_code, answer.json()["code"]) == (503, code)
    assert int(answer["Retry-After"]) > 0
    assert state(as_guest, room).json()["room"]["media"] == media
    assert call(as_guest, room, "hand", {"raised": True}).status_code == 200


def test_a_full_room_keeps_its_places_for_those_inside(as_guest, room, guest):
    Room.objects.filter(pk=room.pk).update(capacity=1)
    late = Client()
    enter_as(late, SeatFactory(room=room, inside=True))

    assert call(late, room, "token").json()["code"] == "room-full"
    assert call(as_guest, room, "token").status_code == 200


def test_pressing_twice_under_one_key_says_it_once(as_guest, room):
    key = {"Idempotency-Key": str(uuid4())}
    first = call(as_guest, room, "chat", {"text": "Hello"}, **key)
    again = call(as_guest, room, "chat", {"text": "Hello"}, **key)

    assert ChatLine.objects.count() == 1
    assert first.json() == again.json()


def test_a_refused_call_may_be_repeated_under_its_key(as_guest, room):
    key = {"Idempotency-Key": str(uuid4())}
    assert call(as_guest, room, "chat", {"text": "  "}, **key).json()["code"] == "nothing-said"
    assert call(as_guest, room, "chat", {"text": "Hello"}, **key).status_code == 200


def test_chat_too_fast_is_told(as_guest, room):
    answers = [call(as_guest, room, "chat", {"text": f"{n}"}).status_code for n in range(9)]
    assert answers == [200] * 8 + [429]


def test_chat_too_long_names_both_lengths(as_guest, room):
    answer = call(as_guest, room, "chat", {"text": "x" * 1001})
    assert (answer.status_code, answer.json()["code"]) == (422, "too-long")
    assert "1001" in answer.json()["text"]


def test_a_script_is_slowed_down(as_guest, room):
    answers = [call(as_guest, room, "hand", {"raised": n % 2 == 0}).status_code for n in range(61)]
    assert answers == [200] * 60 + [429]
