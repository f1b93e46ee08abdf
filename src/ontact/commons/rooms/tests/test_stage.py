"""The stage: what the desk chooses everyone sees; who stands there may speak and be seen, and nobody else because of it."""

import pytest

from ontact.commons.journal.models import Entry
from ontact.commons.rooms import actions
from ontact.commons.rooms.actions.side import Wanted
from ontact.commons.rooms.errors import NotForTheStage, StageUnclear
from ontact.commons.rooms.models import PLACES, Role, Room, RoomEvent, Seat, StageLayout, what_is_left
from ontact.commons.rooms.queries import room_state
from ontact.commons.rooms.tests.calls import call, state
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.commons.rooms.tests.stages import listener, report
from ontact.commons.rooms.tests.test_usher import metadata
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    """Few speak, many listen: a chair and four listeners."""
    room = RoomFactory(broadcast=True)
    return room, [SeatFactory(room=room, inside=True, role=Role.HOST), *(listener(room) for _ in range(4))]


def set_stage(room, layout, *seats):
    actions.set_the_stage(room, layout=layout, seats=[seat.pk for seat in seats], by=CLERK)
    room.refresh_from_db()


def may(room, seat):
    room.refresh_from_db()
    seat.line.refresh_from_db()
    return room_state(room, seat.line)["me"]["may"]


def test_everyone_is_told_in_a_few_bytes_and_it_stands_in_state_and_journal(hall):
    room, seats = hall
    set_stage(room, "two", seats[1], seats[2])

    names = [str(seats[1].pk), str(seats[2].pk)]
    event = RoomEvent.objects.filter(room=room).last()
    assert event.payload == {"room": {"stage": {"layout": "two", "seats": names}}, "concerns": sorted(names)}
    assert room_state(room, seats[3].line)["room"]["stage"] == {"layout": "two", "seats": names}
    assert Entry.objects.latest("at").verb == "set the stage"


def test_twice_is_once(hall):
    room, seats = hall
    for _ in range(2):
        set_stage(room, "two", seats[1], seats[2])

    assert RoomEvent.objects.filter(room=room).count() == 1


@pytest.mark.parametrize(
    ("layout", "count"),
    [
        ("auto", 1),
        ("speaker", 2),
        ("slides", 2),
        ("two", 0),
        ("two", 1),
        ("two", 3),
        ("panel", 1),
        ("panel", 7),
    ],
)
def test_each_arrangement_takes_its_number_of_people(layout, count):
    room = RoomFactory()
    seats = [listener(room) for _ in range(count)]

    with pytest.raises(StageUnclear) as unclear:
        set_stage(room, layout, *seats)

    assert str(count) in unclear.value.sentence
    room.refresh_from_db()
    assert (room.layout, room.on_stage) == ("auto", [])


@pytest.mark.parametrize("layout", StageLayout.values)
@pytest.mark.parametrize("end", [0, 1])
def test_as_few_and_as_many_as_it_takes_are_shown(layout, end):
    room = RoomFactory()
    seats = [listener(room) for _ in range(PLACES[layout][end])]

    set_stage(room, layout, *seats)

    assert room.on_stage == [str(seat.pk) for seat in seats]


def test_the_same_seat_named_twice_is_one(hall):
    room, seats = hall
    with pytest.raises(StageUnclear):
        set_stage(room, "two", seats[1], seats[1])


@pytest.mark.parametrize("who", ["stranger", "of another room", "not let in", "removed", "taken back"])
def test_who_is_not_in_the_room_is_not_put_on_the_stage(hall, who):
    room, seats = hall
    other = SeatFactory(room=room)
    if who == "stranger":
        other.pk = uuid7()
    elif who == "of another room":
        other = listener(RoomFactory())
    elif who == "removed":
        other = listener(room)
        actions.remove(room, seat=other, by=CLERK)
    elif who == "taken back":
        other = listener(room)
        actions.take_seat_back(other, by=CLERK)

    with pytest.raises(NotForTheStage):
        set_stage(room, "two", seats[1], other)


def test_who_stands_there_may_speak_be_seen_and_show_and_loses_it_with_the_place(hall):
    room, seats = hall
    before = may(room, seats[1])
    set_stage(room, "two", seats[1], seats[2])
    there = may(room, seats[1])
    set_stage(room, "two", seats[2], seats[3])

    assert (before["microphone"], before["camera"], before["screen_share"]) == (False, False, False)
    assert (there["microphone"], there["camera"], there["screen_share"], there["desk"]) == (
        True,
        True,
        True,
        False,
    )
    assert may(room, seats[1]) == before


def test_mute_everyone_and_nobody_may_share_hold_also_on_the_stage(hall):
    room, seats = hall
    set_stage(room, "panel", *seats[1:4])
    actions.mute_all(room, muted=True, by=CLERK)
    actions.allow_sharing(room, allowed=False, by=CLERK)

    there = may(room, seats[1])
    assert (there["microphone"], there["camera"], there["screen_share"]) == (False, True, False)

    actions.give_the_floor(room, seat=seats[1], by=CLERK)
    assert may(room, seats[1])["microphone"] is True


def test_who_may_not_be_pictured_is_heard_on_the_stage_and_not_seen(hall):
    room, seats = hall
    Seat.objects.filter(pk=seats[1].pk).update(may_be_pictured=False)
    set_stage(room, "two", seats[1], seats[2])

    seats[1].line.seat.refresh_from_db()
    there = may(room, seats[1])
    assert (there["microphone"], there["camera"], there["screen_share"]) == (True, False, False)


def test_who_was_muted_alone_is_heard_on_the_stage_and_can_be_muted_there(hall):
    room, seats = hall
    actions.mute(room, seat=seats[1], muted=True, by=CLERK)
    set_stage(room, "speaker", seats[1])
    assert may(room, seats[1])["microphone"] is True
    assert RoomEvent.objects.filter(room=room).last().payload["seats"] == [
        {"id": str(seats[1].pk), "muted": False}
    ]

    actions.mute(room, seat=seats[1], muted=True, by=CLERK)
    assert may(room, seats[1])["microphone"] is False


def test_who_leaves_the_room_keeps_the_place(hall):
    room, seats = hall
    set_stage(room, "two", seats[1], seats[2])
    actions.leave(seats[1].line, by=seats[1].actor())

    room.refresh_from_db()
    assert room.on_stage == [str(seats[1].pk), str(seats[2].pk)]


def test_everybody_is_told_who_has_left_also_where_livekit_never_saw_them(hall):
    room, seats = hall
    actions.heartbeat(seats[1].line, mode="text")
    actions.leave(seats[1].line, by=seats[1].actor())

    [told] = RoomEvent.objects.filter(room=room).last().payload["seats"]
    assert (told["id"], told["present"], told["lines"]) == (str(seats[1].pk), False, [])


def test_in_a_side_room_the_stage_gives_nothing(hall):
    room, seats = hall
    set_stage(room, "two", seats[1], seats[2])
    [side] = actions.open_side_rooms(room, [Wanted("Parks", [seats[1].pk])], is_free=False, by=CLERK)

    assert may(room, seats[1])["screen_share"] is False
    actions.send_to(room, [seats[1].pk], None, by=CLERK)
    assert may(room, seats[1])["screen_share"] is True


@pytest.mark.parametrize(
    "act",
    [
        lambda room, seat: actions.remove(room, seat=seat, by=CLERK),
        lambda room, seat: actions.take_seat_back(seat, by=CLERK),
    ],
)
def test_who_is_put_out_leaves_the_stage_and_of_two_one_stays(hall, act):
    room, seats = hall
    set_stage(room, "two", seats[1], seats[2])
    act(room, seats[1])

    room.refresh_from_db()
    assert (room.layout, room.on_stage) == ("speaker", [str(seats[2].pk)])
    told = RoomEvent.objects.filter(room=room).last().payload
    assert told["room"] == {"stage": {"layout": "speaker", "seats": room.on_stage}}


@pytest.mark.parametrize(
    ("layout", "count", "left"),
    [
        ("panel", 2, "panel"),
        ("panel", 1, "speaker"),
        ("two", 1, "speaker"),
        ("panel", 0, "auto"),
        ("speaker", 0, "speaker"),
    ],
)
def test_what_is_left_of_an_arrangement_takes_those_who_stay(layout, count, left):
    assert what_is_left(layout, count) == left


def test_the_usher_touches_only_who_comes_and_goes_and_takes_before_it_gives(stage, hall):
    room, seats = hall
    set_stage(room, "two", seats[1], seats[2])
    stage.play(1)
    guests = [stage.join(seat.line) for seat in seats]
    stage.play()
    assert [guest.publish("microphone") for guest in guests] == [True, True, True, False, False]
    stage.server.calls.clear()

    set_stage(room, "two", seats[2], seats[3])
    stage.play()

    assert stage.server.calls.count("grant") == 2
    assert [guest.publish("camera") for guest in guests] == [True, False, True, True, False]
    assert guests[1].sources == set()


def test_after_a_crash_of_livekit_the_stage_is_as_before(stage, hall):
    room, seats = hall
    stage.play(1)
    set_stage(room, "two", seats[1], seats[2])
    stage.play()
    before = metadata(stage, room)["stage"]
    assert before == {"layout": "two", "seats": room.on_stage}

    stage.server.crash()
    stage.play()
    stage.server.restart()
    back = stage.join(seats[1].line)
    report("room_started", room, back)
    stage.play(3)

    assert metadata(stage, room)["stage"] == before
    assert back.publish("microphone")


def test_the_desk_sets_the_stage_by_a_call_and_others_do_not(at_the_desk, as_guest, room, guest):
    words = {"layout": "speaker", "seats": [str(guest.pk)]}
    assert call(as_guest, room, "stage", words).status_code == 403
    assert call(at_the_desk, room, "stage", words).status_code == 200
    assert state(as_guest, room).json()["room"]["stage"] == words

    assert call(at_the_desk, room, "stage", {"layout": "wall"}).status_code == 422
    refused = call(at_the_desk, room, "stage", {"layout": "two", "seats": [str(guest.pk)]})
    assert (refused.status_code, refused.json()["code"]) == (422, "stage-unclear")


def test_who_stands_on_the_stage_turns_the_slides(as_guest, room, guest):
    Room.objects.filter(pk=room.pk).update(layout="slides", on_stage=[str(guest.pk)])
    assert call(as_guest, room, "slides", {"asset": None}).status_code == 200

    Room.objects.filter(pk=room.pk).update(layout="auto", on_stage=[])
    assert call(as_guest, room, "slides", {"asset": None}).status_code == 403


def test_setting_the_stage_costs_the_same_with_many_seats(django_assert_max_num_queries):
    room = RoomFactory()
    seats = [SeatFactory(room=room, inside=True) for _ in range(30)]
    with django_assert_max_num_queries(20):
        set_stage(room, "panel", *seats[:6])
    assert Seat.objects.filter(room=room).count() == 30
