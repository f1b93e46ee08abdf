"""The floor: one speaker, an honest queue, a speech log; all of it at once or not at all."""

import threading

import pytest
from django.db import connection, connections

from ontact.commons.rooms.actions import (
    call_the_next,
    drop_from_the_queue,
    end_the_floor,
    extend_the_floor,
    give_the_floor,
    leave,
    lower_hand,
    mute,
    place_in_the_queue,
    raise_hand,
    remove,
)
from ontact.commons.rooms.errors import NobodyWaits, NoFloorToChange, NotInTheRoom, RoomIsOver, RoomNotOpen
from ontact.commons.rooms.models import Hand, Room, RoomEvent, Span, Turn
from ontact.commons.rooms.queries import waiting_in_order
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def inside(room, **words):
    """A seat whose line is in the room and seen there."""
    seat = SeatFactory(room=room, inside=True, **words)
    Span.objects.create(line=seat.line, sid=f"PA_{seat.pk.hex[-8:]}", begins_at=now())
    return seat


def queue(room):
    return [hand.seat for hand in waiting_in_order(Room.objects.get(pk=room.pk))]


def test_the_floor_goes_from_one_to_the_next_and_both_speeches_are_kept():
    room = RoomFactory()
    first, second = inside(room), inside(room)

    give_the_floor(room, seat=first, by=CLERK)
    give_the_floor(room, seat=second, limit_s=180, by=CLERK)

    earlier, later = room.turns.all()
    assert (earlier.seat, earlier.ends_at) == (first, later.begins_at)
    assert (later.seat, later.limit_s, later.ends_at) == (second, 180, None)


def test_the_room_is_told_who_gained_and_who_lost_the_floor():
    room = RoomFactory()
    first, second = inside(room), inside(room)
    give_the_floor(room, seat=first, by=CLERK)

    give_the_floor(room, seat=second, by=CLERK)

    event = RoomEvent.objects.filter(room=room).latest("version")
    assert event.kind == "floor"
    assert event.payload["floor"]["seat"] == str(second.pk)
    assert event.payload["concerns"] == [str(second.pk), str(first.pk)]


def test_giving_the_floor_twice_is_one_speech():
    room = RoomFactory()
    seat = inside(room)
    turn = give_the_floor(room, seat=seat, by=CLERK)
    version = Room.objects.get(pk=room.pk).version

    again = give_the_floor(room, seat=seat, by=CLERK)

    assert again == turn
    assert Room.objects.get(pk=room.pk).version == version


def test_the_floor_cannot_go_to_someone_in_the_lobby():
    room = RoomFactory()
    with pytest.raises(NotInTheRoom):
        give_the_floor(room, seat=SeatFactory(room=room), by=CLERK)


@pytest.mark.parametrize(("when", "error"), [("early", RoomNotOpen), ("over", RoomIsOver)])
def test_there_is_no_floor_before_and_after(when, error):
    room = RoomFactory(**{when: True})
    with pytest.raises(error):
        give_the_floor(room, seat=SeatFactory(room=room), by=CLERK)


def test_hands_stand_in_the_order_in_which_they_went_up():
    room = RoomFactory()
    seats = [inside(room) for _ in range(3)]
    for seat in seats:
        raise_hand(seat, by=seat.actor())
    raise_hand(seats[0], by=seats[0].actor())

    assert queue(room) == seats


def test_the_next_is_the_first_who_is_in_the_room_and_the_absent_keep_their_place():
    room = RoomFactory()
    away = SeatFactory(room=room, inside=True)
    here = inside(room)
    for seat in (away, here):
        raise_hand(seat, by=seat.actor())

    turn = call_the_next(room, limit_s=60, by=CLERK)

    assert turn.seat == here
    assert queue(room) == [away]


def test_nobody_in_the_queue_is_a_sentence():
    with pytest.raises(NobodyWaits):
        call_the_next(RoomFactory(), by=CLERK)


def test_the_desk_may_change_the_order_and_lower_a_hand():
    room = RoomFactory()
    one, two, three = (inside(room) for _ in range(3))
    for seat in (one, two, three):
        raise_hand(seat, by=seat.actor())

    place_in_the_queue(room, seat=three, place=1, by=CLERK)
    drop_from_the_queue(room, seat=one, by=CLERK)

    assert queue(room) == [three, two]


def test_a_hand_lowered_and_raised_again_goes_to_the_end():
    room = RoomFactory()
    one, two = inside(room), inside(room)
    for seat in (one, two):
        raise_hand(seat, by=seat.actor())

    lower_hand(one, by=one.actor())
    raise_hand(one, by=one.actor())

    assert queue(room) == [two, one]


def test_more_time_counts_from_now_once_the_time_is_over(time_machine):
    room = RoomFactory()
    seat = inside(room)
    time_machine.move_to(room.begins_at)
    give_the_floor(room, seat=seat, limit_s=60, by=CLERK)

    assert extend_the_floor(room, seconds=30, by=CLERK).limit_s == 90


def test_more_time_for_nobody_is_a_sentence():
    with pytest.raises(NoFloorToChange):
        extend_the_floor(RoomFactory(), seconds=30, by=CLERK)


@pytest.mark.parametrize("going", ["leave", "remove", "end"])
def test_a_speech_ends_when_the_speaker_goes(going):
    room = RoomFactory()
    seat = inside(room)
    give_the_floor(room, seat=seat, by=CLERK)
    raise_hand(seat, by=seat.actor())

    if going == "leave":
        leave(seat.line, by=seat.actor())
    elif going == "remove":
        remove(room, seat=seat, by=CLERK)
    else:
        end_the_floor(room, by=CLERK)
        lower_hand(seat, by=CLERK)

    assert not room.turns.standing().exists()
    assert queue(room) == []


def test_the_floor_lifts_a_mute():
    room = RoomFactory(broadcast=True)
    seat = inside(room)
    mute(room, seat=seat, muted=True, by=CLERK)

    give_the_floor(room, seat=seat, by=CLERK)

    seat.refresh_from_db()
    assert seat.silenced_at is None


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_twenty_hands_raised_at_once_stand_in_one_queue():
    room = RoomFactory()
    seats = [SeatFactory(room=room, inside=True) for _ in range(20)]

    at_once([lambda seat=seat: raise_hand(seat, by=seat.actor()) for seat in seats for _ in range(2)])

    places = list(Hand.objects.raised().filter(room=room).values_list("place", flat=True))
    assert places == list(range(1, 21))


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_floor_given_to_ten_at_once_is_held_by_one():
    room = RoomFactory()
    seats = [SeatFactory(room=room, inside=True) for _ in range(10)]

    at_once([lambda seat=seat: give_the_floor(room, seat=seat, by=CLERK) for seat in seats])

    assert Turn.objects.filter(room=room, ends_at=None).count() == 1
    assert Turn.objects.filter(room=room).count() == 10
    versions = list(RoomEvent.objects.filter(room=room).order_by("version").values_list("version", flat=True))
    assert versions == list(range(1, len(versions) + 1))


def at_once(acts):
    """All acts in threads of their own; the first failure rises."""
    failures = []

    def run(act):
        try:
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    assert connection.ensure_connection() is None
