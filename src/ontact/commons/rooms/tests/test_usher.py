"""The usher: LiveKit follows the database, whatever LiveKit, the usher or a guest does."""

import asyncio
import concurrent.futures
import contextvars
import json
import queue
import threading
from datetime import timedelta

import pytest

from ontact.commons.rooms.actions import close_room, give_the_floor, remove, say
from ontact.commons.rooms.engine.words import Grant, Guest, MediaServerSilent
from ontact.commons.rooms.models import Role, Room, Span, UsherLease
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import RoomFactory, SeatFactory
from ontact.commons.rooms.tests.fake_media_server import FakeMediaServer
from ontact.commons.rooms.usher import ledger
from ontact.commons.rooms.usher.duty import Duty
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db
LISTENS, SPEAKS = Grant(), Grant(microphone=True, camera=True, screen_share=True)


class Errands:
    """The duty's loop runs in a thread of its own; what it asks of the database is done in the test's."""

    def __init__(self):
        self.asked = queue.SimpleQueue()

    def __call__(self, call, *args, **kwargs):
        done = concurrent.futures.Future()
        self.asked.put((done, call, args, kwargs))
        return asyncio.wrap_future(done)

    def run(self, job):
        loop = concurrent.futures.Future()
        clock = contextvars.copy_context()
        threading.Thread(target=clock.run, args=(self._in_a_loop, job, loop)).start()
        while (errand := self.asked.get(timeout=60)) is not None:
            done, call, args, kwargs = errand
            try:
                done.set_result(call(*args, **kwargs))
            except Exception as error:
                done.set_exception(error)
        return loop.result(60)

    def _in_a_loop(self, job, loop):
        try:
            loop.set_result(asyncio.run(job()))
        except Exception as error:
            loop.set_exception(error)
        finally:
            self.asked.put(None)


class OnDuty:
    """A room with an usher whose database calls happen in the test's own transaction."""

    def __init__(self, **words):
        self.room = RoomFactory(manner=Room.Manner.BROADCAST, **words)
        self.server = FakeMediaServer()
        self.errands = Errands()
        self.relieve("usher")

    def relieve(self, holder):
        lease = ledger.take(self.room.pk, holder)
        assert lease is not None
        self.duty = Duty(lease, self.room.livekit_name, self.server, self.errands)

    def guest(self, *, grant=LISTENS, **words):
        """Someone inside, in the database and at the media server."""
        seat = SeatFactory(room=self.room, inside=True, **words)
        self.join(seat, grant)
        return seat

    def join(self, seat, grant=LISTENS):
        name = seat.sittings.get().name
        attributes = {"seat": str(seat.pk), "role": seat.role}
        return self.server.join(self.room.livekit_name, Guest(seat.line.identity, name, attributes, grant))

    def step(self, *, look=False):
        if look:
            self.duty._looked_at = float("-inf")
        return self.errands.run(self._step)

    async def _step(self):
        # A fresh loop begins its clock anew.
        self.duty._renewed_at = float("-inf")
        return await self.duty.step()

    def rights_of(self, seat):
        return self.server.rooms[self.room.livekit_name].present[seat.line.identity].grant

    @property
    def identities(self):
        return set(self.server.rooms[self.room.livekit_name].present)

    @property
    def heard(self):
        return [json.loads(message) for message in self.server.rooms[self.room.livekit_name].heard]

    @property
    def metadata(self):
        return json.loads(self.server.rooms[self.room.livekit_name].metadata)


@pytest.fixture(autouse=True)
def looks_always(monkeypatch):
    """Each step runs in a loop with a clock of its own, so "15 seconds ago" means nothing here."""
    monkeypatch.setattr(Duty, "_is_time_to_look", lambda duty: duty._looked_at == float("-inf"))


def test_the_microphone_comes_and_goes_with_the_floor():
    here = OnDuty()
    anna, ben = here.guest(), here.guest()
    here.step(look=True)

    give_the_floor(here.room, seat=anna, by=CLERK)
    here.step()
    assert (here.rights_of(anna), here.rights_of(ben)) == (SPEAKS, LISTENS)

    give_the_floor(here.room, seat=ben, by=CLERK)
    here.step()
    assert (here.rights_of(anna), here.rights_of(ben)) == (LISTENS, SPEAKS)


def test_only_seats_whose_rights_change_are_touched():
    here = OnDuty()
    anna, *_others = [here.guest() for _ in range(5)]
    here.step(look=True)
    here.server.grants.clear()

    give_the_floor(here.room, seat=anna, by=CLERK)
    here.step()

    assert [guest.identity for guest in here.server.grants] == [anna.line.identity]


def test_who_loses_the_microphone_loses_it_before_the_next_gets_it():
    here = OnDuty()
    anna, ben = here.guest(), here.guest()
    give_the_floor(here.room, seat=anna, by=CLERK)
    here.step(look=True)
    here.server.grants.clear()

    give_the_floor(here.room, seat=ben, by=CLERK)
    here.step()

    assert [guest.identity for guest in here.server.grants] == [anna.line.identity, ben.line.identity]


def test_rights_that_someone_brought_along_in_an_old_ticket_are_put_right():
    here = OnDuty()
    anna = here.guest(grant=SPEAKS)

    here.step(look=True)

    assert here.rights_of(anna) == LISTENS


def test_a_removed_guest_who_comes_back_with_the_old_ticket_is_shown_out_again():
    here = OnDuty()
    anna = here.guest()
    here.step(look=True)
    remove(here.room, seat=anna, by=CLERK)
    here.step()
    assert here.identities == set()

    here.join(anna)
    here.step(look=True)

    assert here.identities == set()


def test_a_stranger_with_a_forged_identity_is_shown_out():
    here = OnDuty()
    here.server.join(here.room.livekit_name, Guest("nobody-we-know", "Chair"))

    here.step(look=True)

    assert here.identities == set()


def test_everyone_hears_every_change_once_and_in_order():
    here = OnDuty()
    anna = here.guest()
    here.step(look=True)
    before = len(here.heard)

    for text in ("one", "two", "three"):
        say(anna, text=text, by=anna.actor())
    here.step()
    here.step()

    told = here.heard[before:]
    assert [message["payload"]["chat"][0]["text"] for message in told] == ["one", "two", "three"]
    versions = [message["v"] for message in here.heard]
    assert versions == list(range(versions[0], versions[0] + len(versions)))


def test_a_successor_goes_on_where_the_killed_usher_stopped():
    here = OnDuty()
    anna = here.guest()
    here.step(look=True)
    say(anna, text="said while no usher was there", by=anna.actor())
    before = len(here.heard)

    here.relieve("usher")
    here.step(look=True)

    assert [
        message["payload"]["chat"][0]["text"] for message in here.heard[before:] if message["kind"] == "chat"
    ] == ["said while no usher was there"]


def test_what_was_left_of_the_old_usher_is_shut_out_by_the_fence():
    here = OnDuty()
    here.guest()
    old = here.duty
    here.relieve("usher")

    with pytest.raises(ledger.LeaseLost):
        ledger.note_told(old.lease, 7)
    with pytest.raises(ledger.LeaseLost):
        ledger.renew(old.lease)


def test_another_machine_waits_until_the_lease_has_run_out():
    here = OnDuty()

    assert ledger.take(here.room.pk, "another machine") is None
    with moved_to(now() + ledger.LEASE + timedelta(seconds=1)):
        assert ledger.take(here.room.pk, "another machine") is not None


def test_room_metadata_and_rights_come_back_after_livekit_was_killed():
    here = OnDuty()
    anna, ben = here.guest(), here.guest()
    give_the_floor(here.room, seat=anna, limit_s=60, by=CLERK)
    here.step(look=True)

    here.server.die()
    here.join(anna)
    here.join(ben)
    here.step(look=True)

    assert here.metadata["floor"]["seat"] == str(anna.pk)
    assert here.metadata["timer_ends"] is not None
    assert (here.rights_of(anna), here.rights_of(ben)) == (SPEAKS, LISTENS)


def test_while_livekit_is_away_nothing_is_lost_and_nothing_counts_as_told():
    here = OnDuty()
    anna = here.guest()
    here.step(look=True)
    told = here.duty.told
    here.server.is_away = True
    say(anna, text="still here", by=anna.actor())

    with pytest.raises(MediaServerSilent):
        here.step()
    assert UsherLease.objects.get().told_version == told

    here.server.is_away = False
    here.step()
    assert here.heard[-1]["payload"]["chat"][0]["text"] == "still here"


def test_looking_is_a_witness_of_presence():
    here = OnDuty()
    anna = here.guest()
    here.step(look=True)
    assert Span.objects.get(line=anna.line).sources == ["listed"]

    here.server.drop(here.room.livekit_name, anna.line.identity)
    with moved_to(now() + timedelta(seconds=30)):
        here.step(look=True)

    assert Span.objects.get(line=anna.line).ends_at is not None


def test_the_end_empties_the_room_and_makes_presence_final():
    here = OnDuty()
    anna = here.guest(role=Role.HOST)
    here.step(look=True)
    close_room(here.room, by=CLERK)

    assert here.step() is True

    assert here.room.livekit_name not in here.server.rooms
    assert Span.objects.get(line=anna.line).ends_at is not None
    assert UsherLease.objects.get().settled_at is not None
    assert ledger.calls() == []


def test_a_room_that_nobody_closes_is_closed_at_its_last_moment():
    here = OnDuty()
    here.guest()
    here.step(look=True)

    with moved_to(here.room.last_moment + timedelta(minutes=1)):
        here.relieve("usher")
        assert here.step() is True

    assert Room.objects.get().closed_at is not None


def test_the_planned_end_is_announced_once():
    here = OnDuty()
    here.guest()
    with moved_to(here.room.ends_at - timedelta(minutes=3)):
        here.relieve("usher")
        here.step(look=True)
        here.step()

    assert [message["kind"] for message in here.heard].count("ending") == 1


def test_a_room_needs_an_usher_from_the_first_who_enters():
    room = RoomFactory()
    SeatFactory(room=room)
    assert ledger.calls() == []

    SeatFactory(room=room, inside=True)

    assert [call.room for call in ledger.calls()] == [room.pk]
