"""What is forgotten, when, and what stays without a name."""

from datetime import timedelta

import pytest
from django.apps import apps

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions
from ontact.commons.rooms.models import (
    Asked,
    ChatLine,
    Inbox,
    Line,
    Pass,
    Poll,
    PollAnswer,
    Room,
    RoomEvent,
    Seat,
    Sitting,
    Span,
)
from ontact.commons.rooms.tests.factories import PassFactory, RoomFactory, SeatFactory, give_cookie
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db

ROOMS = apps.get_app_config("rooms")


def held(days_ago, person=None):
    """A meeting that was held, with someone who was there and said something."""
    moment = now() - timedelta(days=days_ago)
    room = RoomFactory(begins_at=moment, ends_at=moment + timedelta(hours=1))
    seat = SeatFactory(room=room, inside=True, person=person)
    Span.objects.create(line=seat.line, sid="A", begins_at=moment, ends_at=moment + timedelta(hours=1))
    ChatLine.objects.create(room=room, seat=seat, name="Kim", text="Good morning")
    poll = Poll.objects.create(
        room=room,
        question="Which gate?",
        choices=["East", "West"],
        is_named=True,
        counts=[0, 1],
        closed_at=moment,
    )
    PollAnswer.objects.create(poll=poll, seat=seat, choice=1)
    return seat


def names():
    return sorted(Sitting.objects.values_list("name", flat=True))


def test_a_person_sees_what_the_rooms_keep():
    person = PersonFactory(name="Kim Minji")
    held(10, person)
    held(10, PersonFactory())

    meetings, chat, _captions, answers, _checks = ROOMS.personal_data(person)

    assert [label.split(" · ")[1:] for label, _ in meetings.rows] == [
        [str(Sitting.objects.get(person=person).seat.room)]
    ]
    assert [text for _, text in chat.rows] == ["Good morning"]
    assert ["West" in " ".join(map(str, row)) for row in answers.rows] == [True]


def test_who_asks_to_be_forgotten_loses_the_name_but_not_the_numbers():
    person = PersonFactory()
    seat = held(40, person)
    Seat.objects.update(title=person.name)

    ROOMS.forget(person)

    assert (names(), Sitting.objects.get().person, ChatLine.objects.get().text) == ([""], None, "")
    assert Seat.objects.get().title == ""
    assert Span.objects.filter(line=seat.line).exists()
    assert (PollAnswer.objects.count(), Poll.objects.get().counts) == (0, [0, 1])


def test_while_minutes_are_being_written_the_name_stays_and_goes_afterwards():
    person = PersonFactory(name="Kim Minji")
    held(10, person)
    ROOMS.forget(person)
    assert names() == ["Kim Minji"]

    type(person).objects.update(name="", is_active=False)
    actions.tidy(now() + timedelta(days=25))

    assert names() == [""]


def test_nobody_sits_for_the_forgotten_in_a_meeting_to_come():
    person = PersonFactory()
    SeatFactory(room=RoomFactory(early=True), person=person)
    ROOMS.forget(person)
    assert not Sitting.objects.current().exists()


def test_after_a_year_every_name_goes():
    held(300)
    held(400)
    actions.tidy(now())
    assert [bool(name) for name in names()] == [False, True]
    assert PollAnswer.objects.count() == 1


def test_after_a_month_cookies_and_links_open_nothing(client):
    seat = held(40)
    PassFactory(seat=seat, expires_at=now() - timedelta(days=35))
    give_cookie(client, seat.line)
    actions.tidy(now())
    assert not Pass.objects.exists()
    assert Line.objects.get().key_digest is None
    assert client.get(f"/rooms/{seat.room_id}/door/").status_code == 302


def test_answers_reports_and_events_go_when_they_are_of_no_use():
    seat = held(40)
    RoomEvent.objects.create(room=seat.room, version=1, kind="chat")
    Asked.objects.create(line=seat.line, key="x", version=1, at=now() - timedelta(days=3))
    words = {"kind": "room_started", "at": now(), "received_at": now() - timedelta(hours=2)}
    Inbox.objects.create(event_id="stray", livekit_name="robots", **words)
    Inbox.objects.create(event_id="kept", livekit_name=seat.room.livekit_name, **words)
    Inbox.objects.create(event_id="old", applied_at=now() - timedelta(days=8), livekit_name="x", **words)

    actions.tidy(now())

    assert not RoomEvent.objects.exists()
    assert not Asked.objects.exists()
    assert [row.event_id for row in Inbox.objects.all()] == ["kept"]


def test_tidying_is_harmless_when_repeated_and_leaves_the_present_alone():
    seat = held(0)
    for _ in range(2):
        ROOMS.rounds(now().replace(minute=17))
    assert names() == [Sitting.objects.get().name]
    assert Line.objects.get(pk=seat.line.pk).key_digest
    assert Room.objects.count() == 1
