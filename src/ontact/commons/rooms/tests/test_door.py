"""The door and the lobby as guests see them; every closed door says why and what to do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ontact.commons.journal.models import Entry
from ontact.commons.people.models import Consent
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions
from ontact.commons.rooms.access import LINE_COOKIE
from ontact.commons.rooms.models import Ban, Knock, Line, Role, Room, Seat, Sitting
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import (
    LineFactory,
    PassFactory,
    RoomFactory,
    SeatFactory,
    enter_as,
    give_cookie,
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


def test_agreeing_is_kept_with_its_wording(client, room):
    person = PersonFactory(claimed_at=None)
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room, person=person))))
    agree(client, room)
    consent = Consent.objects.get(person=person)
    assert (consent.purpose, consent.about_id) == (Consent.Purpose.ATTENDANCE, str(room.pk))
    assert consent.wording == client.get(door_url(room)).context["agreement"]
    assert Sitting.objects.get(person=person).agreed_at is not None


def test_without_agreeing_nobody_goes_in(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    answer = agree(client, room, agreed="")
    assert answer.status_code == 422
    assert not Knock.objects.exists()


def test_several_people_at_one_camera_and_the_mode_are_noted(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    agree(client, room, people="10", mode="audio")
    assert (Sitting.objects.get().people, Line.objects.get().mode) == (10, "audio")


def test_a_substitute_writes_their_own_name(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    agree(client, room, name="Park Jiwoo")
    earlier, later = Sitting.objects.order_by("begins_at")
    assert (earlier.ends_at is not None, later.name, later.is_substitute) == (True, "Park Jiwoo", True)
    assert later.agreed_at is not None


def test_what_was_typed_is_kept_when_something_is_missing(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    answer = agree(client, room, people="500", name="Park Jiwoo")
    assert answer.status_code == 422
    assert "Park Jiwoo" in answer.content.decode()


def test_chair_and_clerk_walk_in(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room, role=Role.CLERK))))
    assert agree(client, room).url == room.page


def test_without_a_lobby_everyone_walks_in(client):
    room = RoomFactory(has_lobby=False, page="/here/")
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    assert agree(client, room).url == "/here/"


def test_before_the_doors_open_the_page_says_when_and_looks_again(client):
    room = RoomFactory(early=True)
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    page = client.get(door_url(room))
    assert (page.status_code, page.context["early"]) == (200, True)
    assert 'http-equiv="refresh"' in page.content.decode()
    answer = agree(client, room)
    assert (answer.status_code, answer.context["refusal"].code) == (409, "room-not-open")


@pytest.mark.parametrize(
    ("how", "code"),
    [("over", "room-over"), ("locked", "room-locked"), ("full", "room-full"), ("banned", "banned"),
     ("taken back", "seat-taken-back")],
)  # fmt: skip
def test_a_closed_door_is_a_sentence_and_a_number_to_call(client, room, how, code):
    room.has_lobby = False
    room.save()
    seat = SeatFactory(room=room)
    give_cookie(client, LineFactory(seat=seat))
    if how == "over":
        actions.close_room(room, by=CLERK)
    if how == "locked":
        actions.lock(room, locked=True, by=CLERK)
    if how == "full":
        Room.objects.filter(pk=room.pk).update(capacity=0)
    if how == "banned":
        actions.remove(room, seat=seat, by=CLERK)
    if how == "taken back":
        actions.take_seat_back(seat, by=CLERK)

    answer = agree(client, room)

    assert answer.context["refusal"].code == code
    assert answer.status_code in (403, 409)
    assert "031-228-2114" in answer.content.decode()


def test_a_lock_lets_those_back_who_were_inside(client, room):
    seat = SeatFactory(room=room, inside=True)
    enter_as(client, seat)
    actions.lock(room, locked=True, by=CLERK)
    assert agree(client, room).url == room.page


def test_the_lobby_looks_again_without_javascript(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    agree(client, room)
    page = client.get(lobby_url(room))
    assert '<meta http-equiv="refresh" content="5">' in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")


def test_whoever_waits_is_seen_and_whoever_went_is_marked(client, room, time_machine):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    agree(client, room)
    first = Knock.objects.get().seen_at
    time_machine.move_to(now() + timedelta(seconds=30))
    client.get(lobby_url(room))
    assert Knock.objects.get().seen_at > first


def test_who_is_refused_reads_it_and_may_knock_again(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room))))
    agree(client, room)
    actions.refuse(room, seat=Seat.objects.get(), by=CLERK)

    answer = client.get(lobby_url(room))
    assert (answer.status_code, answer.context["refusal"].code) == (403, "refused")
    assert agree(client, room).url == lobby_url(room)
    assert client.get(lobby_url(room)).status_code == 200


def test_who_left_finds_the_door_and_comes_back_without_asking(client, room):
    seat = SeatFactory(room=room, inside=True)
    line = enter_as(client, seat)
    actions.leave(line, by=seat.actor())
    assert client.get(door_url(room)).status_code == 200
    assert agree(client, room).url == room.page


def test_after_an_undone_removal_the_door_leads_to_the_lobby_again(client, room):
    seat = SeatFactory(room=room, inside=True)
    enter_as(client, seat)
    actions.remove(room, seat=seat, by=CLERK)
    assert Ban.objects.standing().exists()
    actions.lift_the_ban(room, seat=seat, by=CLERK)
    assert agree(client, room).url == lobby_url(room)


def test_a_holder_who_is_signed_in_needs_no_link(client, room):
    person = PersonFactory()
    SeatFactory(room=room, person=person)
    client.force_login(person)
    entry = reverse("rooms:entry", args=[room.pk])

    assert client.get(door_url(room)).url == entry
    assert client.get(entry).status_code == 200
    assert Line.objects.count() == 0
    assert client.post(entry).url == door_url(room)
    assert client.get(door_url(room)).status_code == 200


@pytest.mark.parametrize(
    ("who", "door", "entry"),
    [("insider", 200, 404), ("colleague", 404, 404), ("stranger", 404, 404), ("nobody", 302, 302)],
)
def test_who_finds_the_door(client, room, who, door, entry):
    """insider: a guest of this room; colleague: signed in, with a seat in another room; stranger: signed in."""
    if who == "insider":
        give_cookie(client, LineFactory(seat=SeatFactory(room=room)))
        client.force_login(PersonFactory())
    if who == "colleague":
        enter_as(client, SeatFactory(inside=True))
        client.force_login(PersonFactory())
    if who == "stranger":
        client.force_login(PersonFactory())
    assert client.get(door_url(room)).status_code == door
    assert client.get(lobby_url(room)).status_code == (302 if who == "insider" else door)
    assert client.get(reverse("rooms:entry", args=[room.pk])).status_code == entry


def test_a_guest_of_another_room_is_sent_to_sign_in_like_any_stranger(client, room):
    enter_as(client, SeatFactory(inside=True))
    assert "next=" in client.get(door_url(room)).url


def test_cookies_that_are_not_ours_are_no_proof(client, room):
    seat = SeatFactory(room=room, inside=True)
    for forged in (
        "x",
        "|||",
        f"{room.pk.hex}.{'a' * 43}",
        f"{room.pk.hex}.{seat.line.key_digest}",
        "é" * 5000,
    ):
        client.cookies[LINE_COOKIE] = forged
        assert client.get(door_url(room)).status_code == 302


def test_the_journal_knows_who_came_and_how(client, room):
    client.post(pass_url(PassFactory(seat=SeatFactory(room=room, role=Role.HOST))))
    agree(client, room, mode="text")
    entry = Entry.objects.get(verb="entered")
    assert entry.details == {"mode": "text"}


def test_the_door_may_use_camera_and_microphone_and_the_pass_page_may_not(client, room):
    one = PassFactory(seat=SeatFactory(room=room))
    assert "camera=()" in client.get(pass_url(one))["Permissions-Policy"]
    client.post(pass_url(one))
    assert "camera=(self)" in client.get(door_url(room))["Permissions-Policy"]
