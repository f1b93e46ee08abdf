"""The usher: LiveKit looks as the database says, whoever crashed, came back or slipped in."""

import json

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.models import Room, Seat, Span, UsherLease
from ontact.commons.rooms.queries import present_seats
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import LineFactory, RoomFactory, SeatFactory
from ontact.commons.rooms.tests.stages import listener, messages, report, ticket_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(broadcast=True)


def metadata(stage, room):
    return json.loads(stage.server.rooms[room.livekit_name].metadata)


def test_the_floor_brings_the_microphone_and_takes_it_from_the_last_speaker(stage, room):
    first, second = listener(room), listener(room)
    stage.play(1)
    one, two = stage.join(first.line), stage.join(second.line)
    stage.play()

    actions.give_the_floor(room, seat=first, by=CLERK)
    stage.play()
    assert (one.publish("microphone"), two.publish("microphone")) == (True, False)

    actions.give_the_floor(room, seat=second, by=CLERK)
    stage.play()
    assert (one.sources, two.publish("microphone")) == (set(), True)


def test_who_is_called_from_among_the_listeners_may_also_be_seen(stage, room):
    called, other = listener(room), listener(room)
    actions.give_the_floor(room, seat=called, by=CLERK)
    stage.play(1)
    one, two = stage.join(called.line), stage.join(other.line)
    stage.play()
    assert (one.publish("camera"), two.publish("camera")) == (True, False)

    actions.give_the_floor(room, seat=other, by=CLERK)
    stage.play()
    assert (one.sources, two.publish("camera")) == (set(), True)


def test_everyone_hears_of_a_change_in_order_and_once(stage, room):
    speaker, guest = listener(room), listener(room)
    stage.play(1)
    ear = stage.join(guest.line)
    stage.play()
    before = len(ear.messages)

    actions.raise_hand(speaker, by=speaker.actor())
    actions.call_the_next(room, by=CLERK) if present_seats(room) else actions.give_the_floor(
        room, seat=speaker, by=CLERK
    )
    stage.play(3)

    heard = messages(ear)[before:]
    assert [event["kind"] for event in heard if event["kind"] != "presence"] == ["queue", "floor"]
    versions = [event["v"] for event in messages(ear)]
    assert versions == sorted(set(versions))


def test_a_storm_of_hands_is_one_message(stage, room):
    seats = [listener(room) for _ in range(20)]
    stage.play(1)
    ear = stage.join(seats[0].line)
    stage.play()
    before = len(ear.messages)

    for seat in seats:
        actions.raise_hand(seat, by=seat.actor())
    stage.play(1)

    assert len(ear.messages) == before + 1
    hands = [event for event in messages(ear) if event["kind"] == "queue"]
    raised = [event["payload"]["queue_change"]["raised"]["seat"] for event in hands]
    assert raised == [str(seat.pk) for seat in seats]


def test_latecomers_find_floor_and_timer_in_the_metadata(stage, room):
    seat = listener(room)
    turn = actions.give_the_floor(room, seat=seat, limit_s=60, by=CLERK)

    stage.play()

    found = metadata(stage, room)
    assert (found["floor"], found["timer_ends"]) == (str(seat.pk), turn.due_at.isoformat())
    assert found["v"] == Room.objects.get(pk=room.pk).version


def test_nothing_is_said_to_livekit_for_seats_whose_rights_do_not_change(stage, room):
    seats = [listener(room) for _ in range(5)]
    stage.play(1)
    for seat in seats:
        stage.join(seat.line)
    stage.play()
    stage.server.calls.clear()

    actions.give_the_floor(room, seat=seats[0], by=CLERK)
    stage.play()

    assert stage.server.calls.count("grant") == 1


def test_the_right_comes_before_the_word_and_what_latecomers_need_comes_last(stage, room):
    seat = listener(room)
    stage.play(1)
    stage.join(seat.line)
    stage.play()
    stage.server.calls.clear()

    actions.give_the_floor(room, seat=seat, by=CLERK)
    stage.play(1)

    said = [call for call in stage.server.calls if call in ("grant", "send", "set_metadata")]
    assert said == ["grant", "send", "set_metadata"]


def test_who_loses_the_microphone_loses_it_before_the_next_gets_it(stage, room):
    seats = sorted((listener(room) for _ in range(6)), key=lambda seat: str(seat.line.pk))
    stage.play(1)
    guests = {seat: stage.join(seat.line) for seat in seats}
    stage.play()
    given = []
    original = stage.server.grant

    async def grant(name, guest):
        given.append((guest.identity, guest.grant.microphone))
        await original(name, guest)

    stage.server.grant = grant
    for speaker in [seats[-1], seats[0], seats[-1]]:
        actions.give_the_floor(room, seat=speaker, by=CLERK)
        stage.play()

    first, last = guests[seats[0]].identity, guests[seats[-1]].identity
    assert given == [(last, True), (last, False), (first, True), (first, False), (last, True)]


def test_who_was_removed_is_shown_out_however_often_they_come_back(stage, room):
    seat = listener(room)
    stage.play(1)
    old_ticket = stage.join(seat.line)
    token_before = ticket_of(seat.line)
    stage.play()

    actions.remove(room, seat=seat, by=CLERK)
    stage.play()
    assert not old_ticket.is_connected

    again = stage.server.join(token_before)
    report("participant_joined", room, again)
    stage.play(3)

    assert not again.is_connected
    report("participant_left", room, again)
    stage.play()
    assert not Span.objects.filter(line=seat.line, ends_at=None).exists()


def test_the_older_device_is_shown_out_and_the_newer_stays(stage, room):
    seat = listener(room)
    stage.play(1)
    older = stage.join(seat.line)
    stage.play()

    line, _ = actions.open_line(seat)
    line = actions.cross_the_threshold(line, mode="video", by=seat.actor())
    newer = stage.join(line)
    stage.play()

    assert (older.is_connected, newer.is_connected) == (False, True)


def test_after_a_crash_of_livekit_room_rights_and_metadata_are_as_before(stage, room):
    speaker, waiting = listener(room), listener(room)
    stage.play(1)
    stage.join(speaker.line)
    stage.play()
    actions.give_the_floor(room, seat=speaker, limit_s=90, by=CLERK)
    actions.raise_hand(waiting, by=waiting.actor())
    stage.play()
    before = metadata(stage, room)

    stage.server.crash()
    stage.play()
    stage.server.restart()
    back = stage.join(speaker.line)
    report("room_started", room, back)
    stage.play(3)

    assert metadata(stage, room)["floor"] == before["floor"]
    assert back.publish("microphone")
    assert [hand.seat for hand in room.hands.raised()] == [waiting]


def test_a_quiet_crash_is_noticed_by_the_report_of_the_new_room(stage, room):
    seat = listener(room)
    stage.play()
    stage.server.crash()
    stage.server.restart()
    guest = stage.join(seat.line)
    assert stage.server.rooms[room.livekit_name].metadata == ""
    report("room_started", room, guest)

    stage.play(3)

    assert metadata(stage, room)["floor"] is None


def test_while_livekit_is_away_floor_and_chat_go_on_and_are_told_later(stage, room):
    seat = listener(room)
    stage.play(1)
    stage.server.crash()
    actions.say(seat, "Can you read this?", by=seat.actor())
    stage.play()
    assert UsherLease.objects.get(room=room).told_version == 0

    stage.server.restart()
    stage.play()

    assert UsherLease.objects.get(room=room).told_version == Room.objects.get(pk=room.pk).version


def test_presence_is_told_to_the_room(stage, room):
    seat, ear_seat = listener(room), listener(room)
    stage.play(1)
    ear = stage.join(ear_seat.line)
    report("participant_joined", room, stage.join(seat.line))

    stage.play(3)

    told = [s for event in messages(ear) if event["kind"] == "presence" for s in event["payload"]["seats"]]
    assert {"id": str(seat.pk), "present": True} in told


def test_a_machine_of_our_own_is_left_alone(stage, room):
    from ontact.commons.rooms.engine.tokens import ticket
    from ontact.commons.rooms.engine.words import Guest

    stage.play(1)
    recorder = stage.server.join(ticket(room.livekit_name, Guest("recorder-1", "Recorder")).token)
    stage.play(3)
    assert recorder.is_connected


def test_a_line_taken_away_is_not_a_guest_any_more(stage, room):
    seat = listener(room)
    stage.play(1)
    guest = stage.join(seat.line)
    stage.play()
    actions.take_seat_back(Seat.objects.get(pk=seat.pk), by=CLERK)
    stage.play()
    assert not guest.is_connected


def test_nobody_in_the_lobby_is_known_to_livekit(stage, room):
    line = LineFactory(seat=SeatFactory(room=room))
    stage.play()
    from ontact.commons.rooms.usher.briefs import read_brief

    assert str(line.pk) not in read_brief(room.pk).guests
