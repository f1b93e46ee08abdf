"""Interpreters: who may speak where, handing over, and the air that outlives a dropped line but not the line itself."""

from datetime import timedelta

import pytest

from ontact.commons.rooms import actions
from ontact.commons.rooms.access.rights import Conduct, rights
from ontact.commons.rooms.actions.languages import AIR_OUTLIVES_THE_LINE, SLOW_STANDS
from ontact.commons.rooms.actions.side import Wanted
from ontact.commons.rooms.errors import NoBooth, NoChannelHere, NotServing, StillOnAir, VoiceTaken
from ontact.commons.rooms.models import Air, Role, Room, RoomEvent, Service, Span
from ontact.commons.rooms.queries import room_state
from ontact.commons.rooms.tests.calls import call, seen, state
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory, enter_as
from ontact.commons.rooms.tests.stages import report
from ontact.commons.rooms.tests.test_floor import at_once
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(broadcast=True, channels=["en", "vi"])


def an_interpreter(room, into="en", **more):
    words = {"role": Role.INTERPRETER, "service": Service.VOICE, "from_language": "ko", "to_language": into}
    return seen(SeatFactory(room=room, inside=True, **{**words, **more}))


def go(seat, into="en"):
    return actions.go_on_air(seat, to_language=into, by=seat.actor())


def on_air(room):
    return [(air.seat, air.from_language, air.to_language) for air in room.airs.standing()]


def may(seat, **more):
    return rights(
        seat, **{"conduct": Conduct(Room.Manner.BROADCAST, is_hushed=True), "has_floor": False, **more}
    )


def test_the_microphone_comes_with_being_on_air(room):
    one = an_interpreter(room)
    line = one.line
    assert room_state(one.room, line)["me"]["may"]["microphone"] is False

    go(one)

    fresh = Room.objects.get(pk=room.pk)
    assert room_state(fresh, line)["me"]["may"]["microphone"] is True
    assert [air["to"] for air in room_state(fresh, line)["air"]] == ["en"]


def test_livekit_lets_only_the_one_on_air_speak(room, stage):
    one, partner = an_interpreter(room), an_interpreter(room)
    stage.play(1)
    first, second = stage.join(one.line), stage.join(partner.line)
    go(one)
    stage.play()
    assert first.publish("microphone")
    assert not second.publish("microphone")

    actions.offer_the_air(one, offered=True, by=one.actor())
    go(partner)
    stage.play()

    assert second.publish("microphone")
    assert not first.publish("microphone")


def test_a_partner_takes_over_only_what_is_held_out(room):
    one, partner = an_interpreter(room), an_interpreter(room)
    go(one)
    with pytest.raises(StillOnAir):
        go(partner)
    actions.offer_the_air(one, offered=True, by=one.actor())

    go(partner)

    assert on_air(room) == [(partner, "ko", "en")]
    assert Air.objects.filter(seat=one, ends_at__isnull=False).count() == 1


def test_of_two_who_take_over_one_gets_the_air(room):
    one, second, third = [an_interpreter(room) for _ in range(3)]
    go(one)
    actions.offer_the_air(one, offered=True, by=one.actor())
    go(third)
    with pytest.raises(StillOnAir):
        go(second)
    assert on_air(room) == [(third, "ko", "en")]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_partners_who_press_at_the_same_moment_one_is_on_air():
    room = RoomFactory(broadcast=True, channels=["en"])
    partners = [an_interpreter(room) for _ in range(4)]
    answers = []

    def press(seat):
        try:
            go(seat)
            answers.append("on air")
        except StillOnAir:
            answers.append("refused")

    at_once([lambda seat=seat: press(seat) for seat in partners])

    assert sorted(answers) == ["on air", "refused", "refused", "refused"]
    assert len(on_air(room)) == 1


def test_pressing_twice_changes_nothing(room):
    one = an_interpreter(room)
    first, second = go(one), go(one)
    assert first == second
    actions.offer_the_air(one, offered=True, by=one.actor())
    actions.offer_the_air(one, offered=True, by=one.actor())
    actions.go_off_air(one, by=one.actor())
    actions.go_off_air(one, by=one.actor())
    kinds = RoomEvent.objects.filter(room=room, kind="air").count()
    assert (on_air(room), kinds) == ([], 3)


def test_turning_the_direction_keeps_the_clock_and_takes_the_offer_back(room):
    one = an_interpreter(room)
    begun = go(one).begins_at
    actions.offer_the_air(one, offered=True, by=one.actor())

    turned = go(one, into="ko")

    assert (turned.from_language, turned.to_language) == ("en", "ko")
    assert (turned.begins_at, turned.offered_at) == (begun, None)


def test_a_language_has_one_voice(room):
    english, vietnamese = an_interpreter(room), an_interpreter(room, into="vi")
    go(english)
    go(vietnamese, into="vi")
    assert len(on_air(room)) == 2
    go(english, into="ko")
    with pytest.raises(VoiceTaken):
        go(vietnamese, into="ko")


def test_nobody_speaks_into_a_language_of_another_booth(room):
    with pytest.raises(NoBooth):
        go(an_interpreter(room), into="vi")
    with pytest.raises(NoBooth):
        go(seen(SeatFactory(room=room, inside=True)))


def test_who_leaves_is_off_air_and_everybody_is_told(room):
    one = an_interpreter(room)
    go(one)
    actions.leave(one.line, by=one.actor())
    assert on_air(room) == []
    assert RoomEvent.objects.filter(room=room).latest("version").payload["air"] == []


def test_who_is_put_out_or_loses_the_seat_is_off_air(room):
    one, other = an_interpreter(room), an_interpreter(room, into="vi")
    go(one)
    go(other, into="vi")
    actions.remove(room, seat=one, by=CLERK)
    actions.take_seat_back(other, by=CLERK)
    assert on_air(room) == []


def test_a_line_that_dropped_keeps_the_air_for_a_while_and_the_partner_may_take_it(room):
    one, partner = an_interpreter(room), an_interpreter(room)
    with moved_to(now() - timedelta(minutes=5)):
        go(one)
    Span.objects.filter(line=one.line).update(ends_at=now() - timedelta(seconds=2))
    assert not actions.take_the_absent_off_air(room)
    assert on_air(room) == [(one, "ko", "en")]

    go(partner)

    assert on_air(room) == [(partner, "ko", "en")]


def test_who_stays_away_goes_off_air_by_itself(room, stage):
    one = an_interpreter(room)
    with moved_to(now() - timedelta(minutes=5)):
        go(one)
    Span.objects.filter(line=one.line).update(ends_at=now() - AIR_OUTLIVES_THE_LINE - timedelta(seconds=1))
    stage.play()
    assert on_air(room) == []


def test_side_rooms_have_no_channels(room, stage):
    one = an_interpreter(room)
    go(one)
    stage.play(1)
    actions.open_side_rooms(room, [Wanted("Group", (one.pk,))], is_free=False, by=CLERK)
    assert on_air(room) == []
    with pytest.raises(NoChannelHere):
        go(one)
    stage.play()
    assert stage.join(one.line).publish("microphone")


def test_muting_everyone_leaves_the_interpreters_their_voice(room):
    one, signer = an_interpreter(room), an_interpreter(room, service=Service.SIGN)
    actions.mute_all(room, muted=True, by=CLERK)
    for seat in (one, signer):
        seat.refresh_from_db()
    assert may(one, on_air=True).microphone
    assert may(signer).camera


def test_a_signer_is_always_seen_and_a_stenographer_neither_seen_nor_heard(room):
    signer = an_interpreter(room, service=Service.SIGN)
    stenographer = an_interpreter(room, role=Role.OBSERVER, service=Service.CAPTIONS)
    assert may(signer).camera
    allowed = may(stenographer)
    assert (allowed.camera, allowed.microphone, allowed.chat) == (False, False, True)


def test_an_interpreter_without_a_channel_speaks_in_the_room(room):
    assert may(an_interpreter(room, service="", from_language="", to_language="")).microphone


def test_slower_is_asked_once_at_a_time(room):
    one = an_interpreter(room)
    for _ in range(5):
        actions.ask_for_slower_speech(one, by=one.actor())
    assert RoomEvent.objects.filter(room=room, kind="slow").count() == 1

    with moved_to(now() + SLOW_STANDS):
        actions.ask_for_slower_speech(one, by=one.actor())
    assert RoomEvent.objects.filter(room=room, kind="slow").count() == 2
    with pytest.raises(NotServing):
        actions.ask_for_slower_speech(seen(SeatFactory(room=room, inside=True)), by=CLERK)


def test_closing_the_room_ends_the_air(room):
    go(an_interpreter(room))
    actions.close_room(room, by=CLERK)
    assert on_air(room) == []


def test_the_calls_of_a_booth(client, room):
    one = an_interpreter(room)
    enter_as(client, one)
    assert call(client, room, "air", {"to": "en"}).status_code == 200
    assert state(client, room).json()["air"][0]["seat"] == str(one.pk)
    assert call(client, room, "air/offer", {"offered": True}).status_code == 200
    assert state(client, room).json()["air"][0]["offered"] is True
    assert call(client, room, "slower").status_code == 200
    assert state(client, room).json()["room"]["slow_asked_at"] is not None
    assert call(client, room, "air", {"to": None}).status_code == 200
    assert state(client, room).json()["air"] == []
    assert call(client, room, "air", {"to": "tlh"}).status_code == 422
    seats = {seat["id"]: seat for seat in state(client, room).json()["seats"]}
    assert seats[str(one.pk)]["serves"] == {"as": "voice", "from": "ko", "to": "en"}


def test_a_report_that_the_line_is_back_keeps_the_air(room, stage):
    one = an_interpreter(room)
    stage.play(1)
    guest = stage.join(one.line)
    report("participant_joined", room, guest)
    go(one)
    stage.play(3)
    stage.server.crash()
    stage.play(1)
    stage.server.restart()
    again = stage.join(one.line)
    stage.play(3)
    assert on_air(room) == [(one, "ko", "en")]
    assert again.publish("microphone")
