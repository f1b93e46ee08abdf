"""A room for children: nobody comes in before the host, everything rests without one, a dropped line is forgiven."""

from datetime import timedelta

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions, queries
from ontact.commons.rooms.errors import NobodyOfTheDesk, NoSideRoomsForChildren
from ontact.commons.rooms.models import Knock, Line, Role, Room, Seat, Span
from ontact.commons.rooms.queries.attended import GRACE, is_attended
from ontact.commons.rooms.tests.calls import call, seen, state
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import LineFactory, RoomFactory, SeatFactory, give_cookie
from ontact.commons.rooms.usher.briefs import keep_time, read_brief
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory(for_children=True, has_lobby=False)


@pytest.fixture
def child(room):
    return seen(SeatFactory(room=room, inside=True))


def a_host(room, role=Role.HOST):
    return seen(SeatFactory(room=room, role=role, inside=True))


def comes(room, role=Role.LISTENER):
    """A seat whose line has just knocked at the door, and what became of it."""
    line = LineFactory(seat=SeatFactory(room=room, role=role))
    return actions.cross_the_threshold(line, mode=Line.Mode.VIDEO, by=line.seat.actor())


def drops(seat, ago=timedelta()):
    """The line is lost: nobody has pressed anything."""
    Span.objects.filter(line=seat.line).update(ends_at=now() - ago, seen_at=now() - ago)
    Line.objects.filter(pk=seat.line.pk).update(entered_at=now() - timedelta(hours=1))


def may(room, seat):
    """What the usher tells LiveKit of this seat's line."""
    return read_brief(room.pk).guests[seat.line.identity].grant


def fresh(room):
    return Room.objects.get(pk=room.pk)


class TestComingIn:
    def test_without_a_host_a_child_waits_also_where_there_is_no_lobby(self, room):
        line = comes(room)
        assert (line.entered_at, Knock.objects.open().count()) == (None, 1)

    @pytest.mark.parametrize("role", [Role.HOST, Role.CLERK])
    def test_with_a_host_or_a_helper_a_child_walks_in(self, room, role):
        a_host(room, role)
        assert comes(room).entered_at is not None

    def test_who_has_waited_goes_in_when_the_host_has_come(self, room):
        waiting = comes(room)
        comes(room, Role.HOST)

        keep_time(room.pk)

        assert Line.objects.get(pk=waiting.pk).entered_at is not None
        assert not Knock.objects.open().exists()

    def test_who_was_inside_waits_too_when_the_host_is_gone(self, room):
        line = comes_back = LineFactory(seat=SeatFactory(room=room, admitted_at=now()))
        comes_back = actions.cross_the_threshold(line, mode=Line.Mode.VIDEO, by=line.seat.actor())
        assert comes_back.entered_at is None

    def test_the_lobby_says_for_whom_one_waits(self, client, room):
        line = LineFactory(seat=SeatFactory(room=room))
        give_cookie(client, line)
        actions.cross_the_threshold(line, mode=Line.Mode.VIDEO, by=line.seat.actor())

        page = client.get(f"/rooms/{room.pk}/lobby/", headers={"Accept-Language": "en"})

        assert "Nobody who leads this room is here yet." in page.content.decode()

    def test_where_there_is_a_lobby_the_host_still_lets_in(self):
        room = RoomFactory(for_children=True, has_lobby=True)
        waiting = comes(room)
        comes(room, Role.HOST)

        keep_time(room.pk)

        assert Line.objects.get(pk=waiting.pk).entered_at is None


class TestResting:
    def test_when_the_last_host_leaves_everything_rests_at_once(self, room, child):
        host = a_host(room)
        actions.leave(host.line, by=host.actor())

        assert fresh(room).paused_at is not None
        assert vars(may(room, child)) == {"microphone": False, "camera": False, "screen_share": False}

    def test_a_helper_who_stays_is_enough(self, room, child):
        host = a_host(room)
        a_host(room, Role.CLERK)
        actions.leave(host.line, by=host.actor())

        assert fresh(room).paused_at is None
        assert may(room, child).microphone is True

    def test_a_dropped_line_is_forgiven_for_a_minute(self, room, child):
        host = a_host(room)
        drops(host, ago=GRACE - timedelta(seconds=5))

        keep_time(room.pk)

        assert fresh(room).paused_at is None

    def test_a_line_that_does_not_come_back_is_no_host(self, room, child):
        host = a_host(room)
        drops(host, ago=GRACE + timedelta(seconds=5))

        keep_time(room.pk)

        assert fresh(room).paused_at is not None
        assert may(room, child).microphone is False

    def test_it_goes_on_by_itself_when_the_line_is_back(self, room, child):
        host = a_host(room)
        drops(host, ago=GRACE + timedelta(seconds=5))
        keep_time(room.pk)
        Span.objects.create(line=host.line, sid="PA_back", begins_at=now())

        keep_time(room.pk)

        assert fresh(room).paused_at is None
        assert may(room, child).microphone is True

    def test_it_goes_on_at_once_when_a_host_comes_in(self, room, child):
        host = a_host(room)
        actions.leave(host.line, by=host.actor())

        comes(room, Role.CLERK)

        assert fresh(room).paused_at is None

    def test_a_host_who_moves_to_another_device_has_not_left(self, room, child):
        host = a_host(room)
        actions.open_line(host)

        keep_time(room.pk)

        assert fresh(room).paused_at is None

    def test_a_device_that_only_listens_is_no_host(self, room):
        host = a_host(room)
        Line.objects.filter(pk=host.line.pk).update(is_companion=True)
        assert is_attended(room, now()) is False

    def test_who_has_just_come_in_is_believed_for_a_minute(self, room):
        comes(room, Role.HOST)
        assert is_attended(room, now()) is True
        with moved_to(now() + GRACE + timedelta(seconds=1)):
            assert is_attended(room, now()) is False

    @pytest.mark.parametrize("act", ["take_seat_back", "remove"])
    def test_a_host_whose_right_ends_is_gone_at_once(self, room, child, act):
        helper = a_host(room, Role.CLERK)
        if act == "remove":
            actions.remove(room, seat=helper, by=CLERK)
        else:
            actions.take_seat_back(helper, by=CLERK)

        assert fresh(room).paused_at is not None

    def test_the_chat_rests_but_for_the_desk(self, room, child):
        host = a_host(room)
        actions.leave(host.line, by=host.actor())

        with pytest.raises(NobodyOfTheDesk):
            actions.say(child, "Hello", by=child.actor())
        actions.say(host, "I am coming back", by=host.actor())

    def test_the_page_is_told(self, client, room, child):
        host = a_host(room)
        give_cookie(client, child.line)
        actions.leave(host.line, by=host.actor())

        said = state(client, room).json()

        assert said["room"]["paused"] is True
        assert {right for right, given in said["me"]["may"].items() if given} == {"hand"}

    def test_the_floor_does_not_outlast_the_host(self, room, child):
        host = a_host(room)
        actions.give_the_floor(room, seat=child, by=CLERK)
        actions.leave(host.line, by=host.actor())

        assert may(room, child).microphone is False

    def test_an_ordinary_room_goes_on_without_its_host(self):
        room = RoomFactory()
        guest, host = seen(SeatFactory(room=room, inside=True)), a_host(room)
        actions.leave(host.line, by=host.actor())
        keep_time(room.pk)

        assert fresh(room).paused_at is None
        assert may(room, guest).microphone is True


class TestNames:
    def test_only_the_first_name_is_shown(self, room):
        seats = [actions.SeatFor(room, PersonFactory(name=name)) for name in ("김하늘", "제갈민지")]
        given = actions.give_seats(seats, by=CLERK)

        assert [seat.title for seat in given] == ["하늘", "민지"]
        assert [seat.sittings.get().name for seat in given] == ["하늘", "민지"]
        assert {(seat.may_be_recorded, seat.names_itself) for seat in given} == {(False, False)}

    def test_a_child_cannot_write_the_family_name_at_the_door(self, client, room):
        seat = actions.give_seat(room, title="김하늘", person=PersonFactory(name="김하늘"), by=CLERK)
        a_host(room)
        give_cookie(client, LineFactory(seat=seat))

        client.post(
            f"/rooms/{room.pk}/door/", {"name": "김하늘", "people": 1, "mode": "video", "agreed": "yes"}
        )

        assert Seat.objects.get(pk=seat.pk).sittings.current().get().name == "하늘"

    def test_who_leads_the_room_is_called_by_the_whole_name(self, room):
        seat = actions.give_seat(
            room, title="강사", role=Role.HOST, person=PersonFactory(name="박지훈"), by=CLERK
        )
        assert seat.sittings.get().name == "박지훈"

    def test_a_room_that_becomes_one_for_children_calls_them_anew_and_back(self):
        room = RoomFactory()
        seat = actions.give_seat(room, title="김하늘", person=PersonFactory(name="김하늘"), by=CLERK)

        actions.protect_children(room, protected=True, by=CLERK)
        assert queries.board(fresh(room))["seats"][0]["name"] == "하늘"

        actions.protect_children(room, protected=False, by=CLERK)
        seat.refresh_from_db()
        assert (seat.title, seat.sittings.get().name, seat.may_be_recorded) == ("김하늘", "김하늘", True)


def test_there_are_no_side_rooms_where_nobody_would_look_after_them(room):
    a_host(room)
    with pytest.raises(NoSideRoomsForChildren):
        actions.open_side_rooms(room, [], is_free=False, by=CLERK)


def test_a_child_without_a_host_may_still_answer_a_question(client, room, child):
    host = a_host(room)
    poll = actions.open_poll(room, question="Which?", choices=["a", "b"], named=False, by=CLERK)
    actions.leave(host.line, by=host.actor())
    give_cookie(client, child.line)

    assert call(client, room, f"polls/{poll.pk}/answer", {"choice": 0}).status_code == 200
