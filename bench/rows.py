"""Rows by the thousand, straight into the tables: only their number matters."""

from datetime import timedelta
from itertools import count

from django.apps import apps

from ontact.commons.journal.actions import sign
from ontact.commons.listings.models import Listing
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.commons.records.tests.factories import RecordFactory
from ontact.commons.rooms.models import ChatLine, Room, Seat, Sitting
from ontact.foundation.clock import now
from ontact.foundation.ids import new_secret, uuid7
from ontact.foundation.worded import Worded

_number = count(1)


def fill(world, rows: int) -> None:
    """`rows` more of everything that some page lists."""
    host = Organisation.objects.get(pk=world.facts["organisation_id"])
    people = _people(rows)
    Membership.objects.bulk_create(
        Membership(person=one, organisation=host, role="officer") for one in people
    )
    Organisation.objects.bulk_create(
        Organisation(kind="department", name=_words("부서"), parent=host, rank=n % 1000) for n in range(rows)
    )
    _listings(host, rows)
    _meetings(world, host, rows)
    _guests(world, people)
    Notice.objects.bulk_create(
        Notice(address="a@example.org", template="notices/mail/trial", key=new_secret()) for _ in range(rows)
    )
    for _ in range(rows):
        sign(world.cast.clerk.actor(), "looked at an organisation", host)
    RecordFactory.create_batch(rows)


def _words(ko: str) -> Worded:
    number = next(_number)
    return Worded.of("ko", ko=f"{ko} {number}", en=f"Thing {number}")


def _people(rows: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(name=f"사람 {n}", email=f"{uuid7().hex}@example.org", claimed_at=now()) for n in range(rows)
    )


def _listings(host: Organisation, rows: int) -> None:
    Listing.objects.bulk_create(
        Listing(
            app="bench",
            object_id=str(uuid7()),
            title=_words("회의"),
            host=host,
            search_text="회의",
            page="/help/",
            begins_at=now() + timedelta(minutes=20 * (n - rows // 2)),
            ends_at=now() + timedelta(minutes=20 * (n - rows // 2) + 15),
            visible_from=now() - timedelta(days=90),
        )
        for n in range(rows)
    )


def _meetings(world, host: Organisation, rows: int) -> None:
    """Meetings of the clerk's department, in which the clerk and the administrator sit."""
    rooms = Room.objects.bulk_create(
        Room(
            title=_words("회의"),
            begins_at=now() + timedelta(hours=n - rows // 2),
            ends_at=now() + timedelta(hours=n - rows // 2 + 1),
            livekit_name=f"room-{uuid7().hex}",
            page="/",
        )
        for n in range(rows)
    )
    clerk = world.cast.clerk
    model = apps.get_model("meetings", "Meeting")
    meetings = model.objects.bulk_create(
        model(room=room, host=host, convened_by=clerk, state="convened", convened_at=now()) for room in rooms
    )
    participant = apps.get_model("meetings", "Participant")
    for person in (clerk, world.cast.administrator):
        seats = Seat.objects.bulk_create(Seat(room=room, title="위원") for room in rooms)
        Sitting.objects.bulk_create(Sitting(seat=seat, person=person, name=person.name) for seat in seats)
        participant.objects.bulk_create(
            participant(
                meeting=meeting,
                seat=seat,
                person=person,
                name=person.name,
                email=f"{uuid7().hex}@example.org",
            )
            for meeting, seat in zip(meetings, seats, strict=True)
        )


def _guests(world, people: list[Person]) -> None:
    """More guests and more chat in the meeting in session and in the one that is over."""
    participant = apps.get_model("meetings", "Participant")
    model = apps.get_model("meetings", "Meeting")
    for name in ("meeting_id", "closed_meeting_id"):
        meeting = model.objects.get(pk=world.facts[name])
        seats = Seat.objects.bulk_create(Seat(room_id=meeting.room_id, title="위원") for _ in people)
        Sitting.objects.bulk_create(
            Sitting(seat=seat, person=one, name=one.name) for seat, one in zip(seats, people, strict=True)
        )
        participant.objects.bulk_create(
            participant(meeting=meeting, seat=seat, person=one, name=one.name, email=one.email)
            for seat, one in zip(seats, people, strict=True)
        )
        ChatLine.objects.bulk_create(
            ChatLine(room_id=meeting.room_id, seat=seat, name="x", text="x") for seat in seats
        )
