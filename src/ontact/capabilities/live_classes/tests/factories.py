"""A class with its programme, its rooms and people with places, made as the actions leave them."""

from datetime import timedelta

from ontact.capabilities.live_classes.models import PREFIX, LiveClass
from ontact.commons.people.tests.factories import PersonFactory, enter_as
from ontact.commons.programmes.actions import open_session_room
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.tests.factories import a_programme
from ontact.commons.registrations.models import GivenSeat, Registration, RegistrationState, Terms
from ontact.commons.rooms.actions import SeatFor, give_seats
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7


def a_class(sessions=1, *, with_rooms=True, children=None, terms=None, **facts):
    """Announced; its first session begins in ten minutes, so that the doors are open. `children`: said by the office."""
    identity = uuid7()
    facts.setdefault("begins_at", now() + timedelta(minutes=10))
    programme = a_programme(sessions, pk=identity, page=f"{PREFIX}{identity}/", **facts)
    Terms.objects.create(programme=programme, **{"needs_guardian": False, **(terms or {})})
    made = LiveClass.objects.create(programme=programme, **({"children": children} if children else {}))
    if with_rooms:
        for session in sessions_of(made):
            open_session_room(session=session, page=page_of(session), by=SYSTEM)
    return made


def sessions_of(live_class):
    return list(
        Session.objects.filter(programme=live_class.programme)
        .select_related("programme__host", "room")
        .order_by("number")
    )


def page_of(session):
    return f"/classes/{session.programme_id}/sessions/{session.pk}/"


def a_place(live_class, person=None, **facts):
    """With a seat in each room, as a book would have given them."""
    person = person or PersonFactory()
    place = Registration.objects.create(
        programme=live_class.programme,
        person=person,
        state=RegistrationState.PLACED,
        why="free",
        line_number=live_class.programme.registrations.count() + 1,
        settled_at=now(),
        **facts,
    )
    sessions = [one for one in sessions_of(live_class) if one.room and place.session_id in (None, one.pk)]
    seats = give_seats([SeatFor(one.room, person) for one in sessions], by=SYSTEM)
    for session, seat in zip(sessions, seats, strict=True):
        GivenSeat.objects.create(registration=place, session=session, seat=seat)
    return place


def seat_of(place, number=1):
    return place.seats.select_related("seat__room").get(session__number=number).seat


def sign_in_as(client, person):
    """As somebody who reads English, so that tests can quote."""
    if person is not None:
        person.language = "en"
        person.save(update_fields=["language"])
    return enter_as(client, person)
