"""The usher: LiveKit looks as the database says, whoever crashed, came back or slipped in."""

import json
from datetime import timedelta

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.engine import webhook
from ontact.commons.rooms.models import Inbox, Line, Room, RoomEvent, Seat, Span, UsherLease
from ontact.commons.rooms.queries import is_final, present_seats
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import LineFactory, RoomFactory, SeatFactory
from ontact.commons.rooms.tests.stages import Stage
from ontact.commons.rooms.usher import leases
from ontact.commons.rooms.usher.house import Usher
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(monkeypatch):
    monkeypatch.setattr("ontact.commons.rooms.usher.keeper.FAREWELL_S", 0)
    monkeypatch.setattr("ontact.commons.rooms.usher.keeper.LISTS_APART_S", 0)
    stage = Stage()
    yield stage
    stage.ask.close()


@pytest.fixture
def room():
    return RoomFactory(broadcast=True)


def listener(room):
    return SeatFactory(room=room, inside=True)


def messages(guest):
    return [json.loads(message) for message in guest.messages]


def report(kind, room, guest, at=None):
    Inbox.objects.create(
        event_id=f"EV_{Inbox.objects.count()}", kind=kind, livekit_name=room.livekit_name,
        identity=guest.identity, sid=guest.sid, joined_at=guest.joined_at, at=at or now(),
    )  # fmt: skip


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


def test_a_room_that_nobody_entered_is_not_closed_and_may_be_moved(stage):
    room = RoomFactory(begins_at=now() - timedelta(hours=8))
    stage.play(3)
    assert UsherLease.objects.get(room=room).settled_at is not None

    moved = actions.reschedule(room, begins_at=now(), ends_at=now() + timedelta(hours=1), by=CLERK)
    stage.play(2)

    assert moved.closed_at is None
    assert room.livekit_name in stage.server.rooms


def test_who_was_removed_is_shown_out_however_often_they_come_back(stage, room):
    seat = listener(room)
    stage.play(1)
    old_ticket = stage.join(seat.line)
    token_before = actions_token(seat.line)
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


def test_the_next_usher_goes_on_where_the_killed_one_stopped(stage, room):
    seat = listener(room)
    stage.play(1)
    guest = stage.join(seat.line)
    stage.play()
    actions.give_the_floor(room, seat=seat, by=CLERK)
    UsherLease.objects.update(until=now())

    stage.usher = Usher(stage.server, stage.ask, holder="stage:1")
    stage.play(3)

    assert guest.publish("microphone")
    assert UsherLease.objects.get(room=room).fence == 2


def test_the_old_usher_may_not_write_after_the_takeover(room):
    fence = leases.take(room.pk, "one:1")
    UsherLease.objects.update(until=now() - timedelta(seconds=1))
    newer = leases.take(room.pk, "two:2")

    assert leases.told(room.pk, fence, 5) is False
    assert leases.told(room.pk, newer, 6) is True
    assert leases.renew([room.pk], "one:1") == set()


def test_a_room_is_not_taken_from_a_living_usher(room):
    leases.take(room.pk, "one:1")
    assert leases.take(room.pk, "two:2") is None


def test_presence_is_told_to_the_room(stage, room):
    seat, ear_seat = listener(room), listener(room)
    stage.play(1)
    ear = stage.join(ear_seat.line)
    report("participant_joined", room, stage.join(seat.line))

    stage.play(3)

    told = [s for event in messages(ear) if event["kind"] == "presence" for s in event["payload"]["seats"]]
    assert {"id": str(seat.pk), "present": True} in told


def test_the_end_is_announced_once_five_minutes_before(stage, room):
    seat = listener(room)
    Room.objects.filter(pk=room.pk).update(ends_at=now() + timedelta(minutes=4))
    Span.objects.create(line=seat.line, sid="", begins_at=now())

    stage.play(3)

    assert RoomEvent.objects.filter(room=room, kind="ending").count() == 1


def test_an_empty_room_closes_after_its_end_and_presence_becomes_final(stage, room):
    seat = listener(room)
    stage.play(1)
    stage.join(seat.line)
    stage.play()
    stage.server.leave(room.livekit_name, str(seat.line.pk))
    Span.objects.update(ends_at=now() - timedelta(minutes=6))
    Room.objects.filter(pk=room.pk).update(
        begins_at=now() - timedelta(hours=2), ends_at=now() - timedelta(minutes=6)
    )
    stage.usher.keepers[room.pk]._time_at = 0

    stage.play(3)

    assert Room.objects.get(pk=room.pk).closed_at is not None
    assert is_final(room)
    assert room.livekit_name not in stage.server.rooms


def test_a_room_in_which_people_still_talk_is_not_closed_at_its_planned_end(stage, room):
    seat = listener(room)
    Room.objects.filter(pk=room.pk).update(
        begins_at=now() - timedelta(hours=2), ends_at=now() - timedelta(minutes=30)
    )
    Span.objects.create(line=seat.line, sid="", begins_at=now())

    stage.play(3)

    assert Room.objects.get(pk=room.pk).closed_at is None


def test_everyone_is_told_and_sent_away_when_the_room_closes(stage, room):
    seat = listener(room)
    stage.play(1)
    guest = stage.join(seat.line)
    stage.play()

    actions.close_room(room, by=CLERK)
    stage.play()

    assert messages(guest)[-1]["payload"]["room"]["phase"] == "over"
    assert not guest.is_connected
    assert present_seats(room) == set()


def test_who_slips_in_after_the_end_is_shown_out(stage, room):
    seat = listener(room)
    stage.play(1)
    ticket = actions_token(seat.line)
    actions.close_room(room, by=CLERK)
    stage.play(3)

    late = stage.server.join(ticket)
    report("participant_joined", room, late)
    stage.play(3)

    assert not late.is_connected
    assert present_seats(room) == set()


def test_a_machine_of_our_own_is_left_alone(stage, room):
    from ontact.commons.rooms.engine.tokens import ticket
    from ontact.commons.rooms.engine.words import Guest

    stage.play(1)
    recorder = stage.server.join(ticket(room.livekit_name, Guest("recorder-1", "Recorder")).token)
    stage.play(3)
    assert recorder.is_connected


def actions_token(line):
    from ontact.commons.rooms.queries import media_ticket

    return media_ticket(Line.objects.select_related("seat__room").get(pk=line.pk)).token


def test_reports_are_proved_and_read():
    body = json.dumps({
        "id": "EV_1", "event": "participant_joined", "createdAt": "1700000000",
        "room": {"sid": "RM_1", "name": "room-1"},
        "participant": {"sid": "PA_1", "identity": "x", "joinedAt": "1700000000", "joinedAtMs": "1700000000250"},
    }).encode()  # fmt: skip
    word = webhook.read(body, webhook.sign(body))
    assert (word.sid, word.room, word.joined_at.microsecond) == ("PA_1", "room-1", 250000)


@pytest.mark.parametrize("damage", ["body", "secret", "none"])
def test_reports_of_others_are_refused(damage):
    body = b'{"id": "EV_1", "event": "room_started", "createdAt": "1"}'
    signature = {
        "body": webhook.sign(b"{}"),
        "secret": webhook.sign(body, secret="another-secret-another-secret-another"),
        "none": "",
    }[damage]
    with pytest.raises(webhook.NotFromLiveKit):
        webhook.read(body, signature)


@pytest.mark.parametrize("signed", [True, False])
def test_the_endpoint_keeps_a_report_once(client, room, signed):
    body = json.dumps({
        "id": "EV_1", "event": "participant_left", "createdAt": "1700000000", "room": {"name": room.livekit_name},
        "participant": {"sid": "PA_1", "identity": "x", "joinedAt": "1700000000"},
    }).encode()  # fmt: skip
    headers = {"Authorization": webhook.sign(body) if signed else "Bearer x"}
    for _ in range(2):
        answer = client.post(
            "/api/rooms/livekit-events", body, content_type="application/webhook+json", headers=headers
        )
    assert answer.status_code == (200 if signed else 401)
    assert Inbox.objects.count() == int(signed)


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
