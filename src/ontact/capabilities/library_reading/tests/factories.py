"""The least reading programmes, books, and places with seats in a live room."""

import factory
from factory.django import DjangoModelFactory

from ontact.capabilities.library_reading.models import Book, Readers, ReadingProgramme
from ontact.commons.programmes.actions import open_session_room
from ontact.commons.programmes.tests.factories import LibraryFactory, a_programme, nth
from ontact.commons.registrations.models import GivenSeat
from ontact.commons.registrations.tests.afterwards import a_place
from ontact.commons.rooms.actions import give_seat
from ontact.foundation.actor import SYSTEM


def a_reading(sessions=1, *, readers=Readers.ADULTS, library=None, **facts):
    """Announced since yesterday, the first session in a week, unless told otherwise."""
    programme = a_programme(sessions, host=library or LibraryFactory(), **facts)
    programme.page = f"/reading/{programme.pk}/"
    programme.save(update_fields=["page"])
    return ReadingProgramme.objects.create(programme=programme, readers=readers)


class BookFactory(DjangoModelFactory):
    class Meta:
        model = Book

    reading = factory.LazyFunction(a_reading)
    title = factory.Sequence(lambda n: f"책 {n}")


def with_room(reading, number=1):
    """The session with its live room, as the pages of the making open it."""
    session = nth(reading.programme, number)
    page = f"{reading.programme.page}sessions/{session.pk}/"
    return open_session_room(session=session, page=page, by=SYSTEM)


def seated(session, person):
    """A place in the programme, and the seat that it gives in this session's room."""
    registration = a_place(session.programme, person)
    seat = give_seat(session.room, title=str(person), person=person, by=SYSTEM)
    return GivenSeat.objects.create(registration=registration, session=session, seat=seat)
