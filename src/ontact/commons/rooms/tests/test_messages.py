"""What has happened goes out in few messages: in order, whole, and none too large for LiveKit."""

import asyncio
import json

from hypothesis import given
from hypothesis import strategies as st

from ontact.commons.rooms.usher import keeper as keepers
from ontact.commons.rooms.usher.keeper import Keeper
from ontact.commons.rooms.usher.messages import MESSAGE_AT_MOST, packed

words = st.text(max_size=3_000)


def event(v, text=""):
    return {"v": v, "kind": "chat", "payload": {"chat": [{"text": text}]}}


def unpacked(messages):
    return [event for message in messages for event in json.loads(message)["events"]]


@given(texts=st.lists(words, max_size=30))
def test_every_event_arrives_in_its_order_and_no_message_is_too_large(texts):
    events = [event(v, text) for v, text in enumerate(texts)]
    messages = packed(events)
    assert unpacked(messages) == events
    assert all(len(message) <= MESSAGE_AT_MOST for message in messages)


def test_two_hundred_and_twenty_hands_fit_into_four_messages():
    seat = "0197d6a0-0000-7000-8000-000000000000"
    raised = {
        "seat": seat,
        "raised_at": "2026-09-24T05:00:00.000000+00:00",
        "kind": "statement",
        "put": False,
    }
    hands = [
        {"v": v, "kind": "queue", "payload": {"queue_change": {"raised": {**raised, "place": v}}}}
        for v in range(220)
    ]
    assert len(packed(hands)) == 4


def test_an_event_larger_than_a_message_goes_alone():
    events = [event(1), event(2, "가" * MESSAGE_AT_MOST), event(3)]
    assert [len(json.loads(message)["events"]) for message in packed(events)] == [1, 1, 1]
    assert packed([]) == []


def test_the_first_change_is_looked_at_at_once_and_those_of_the_next_moment_together(monkeypatch):
    looks, rests = [], []

    async def rest(seconds):
        rests.append(seconds)
        if len(rests) == 1:  # two more changes come while the keeper rests
            keeper.wake()
            keeper.wake()

    class Busy(Keeper):
        async def turn(self):
            looks.append(len(rests))
            self.is_settled = len(looks) == 2
            self.wake()
            return 0.0

    async def run():
        nonlocal keeper
        keeper = Busy(None, "room", 1, None, None)
        await keeper.run()

    keeper = None
    monkeypatch.setattr(keepers.asyncio, "sleep", rest)
    asyncio.run(run())

    assert looks == [0, 1]
    assert all(0 < seconds <= keepers.LOOKS_APART_S for seconds in rests)
