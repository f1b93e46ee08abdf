"""Readings are begun, their books noted, copies take over; a toddler's seat is opened for two."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ontact.capabilities.library_reading.actions import (
    Noted,
    add_book,
    begin_reading,
    change_book,
    choose_readers,
    guard_rooms,
    open_seat,
    remove_book,
    take_over_copies,
)
from ontact.capabilities.library_reading.models import Book, Readers, ReadingProgramme
from ontact.capabilities.library_reading.tests.factories import BookFactory, a_reading, seated, with_room
from ontact.commons.media.refusals import FileRefused
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.actions import NewDays, cancel_session, copy
from ontact.commons.programmes.tests.factories import MONDAY, WEEK, LibraryFactory, nth
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def copied(source, **days):
    first = (MONDAY + 4 * WEEK).date()
    return copy(source=source, page="/reading/2/", days=NewDays(first=first, **days), by=SYSTEM)


def test_a_reading_begins_as_a_draft_whose_page_is_its_own():
    title = Worded.of("ko", ko="책 놀이터")

    reading = begin_reading(host=LibraryFactory(), title=title, readers=Readers.TODDLERS, by=SYSTEM)

    programme = reading.programme
    assert (programme.page, programme.is_announced()) == (f"/reading/{programme.pk}/", False)
    assert reading.is_for_two


def test_the_same_book_is_noted_once():
    reading, librarian = a_reading(), PersonFactory()
    noted = Noted("구름빵", "백희나", session=nth(reading.programme, 1))

    first = add_book(reading=reading, noted=noted, by=librarian)
    second = add_book(reading=reading, noted=noted, by=librarian)

    assert (first.pk, Book.objects.count()) == (second.pk, 1)


def test_a_book_is_changed_and_taken_off():
    book, librarian = BookFactory(), PersonFactory()

    change_book(book=book, noted=Noted("구름빵", shelf_mark="유아 813.8"), by=librarian)
    kept = Book.objects.get()
    remove_book(book=book, by=SYSTEM)
    remove_book(book=kept, by=SYSTEM)

    assert (kept.title, kept.shelf_mark) == ("구름빵", "유아 813.8")
    assert not Book.objects.exists()


def test_a_cover_that_is_no_picture_notes_nothing():
    reading = a_reading()
    empty = SimpleUploadedFile("cover.png", b"")

    with pytest.raises(FileRefused):
        add_book(reading=reading, noted=Noted("구름빵"), cover=empty, by=PersonFactory())

    assert not Book.objects.exists()


def test_readers_are_chosen():
    reading = a_reading()

    choose_readers(reading=reading, readers=Readers.YOUTH, by=SYSTEM)

    assert ReadingProgramme.objects.get().readers == "youth"


def test_a_copy_takes_over_readers_and_books_each_with_its_session():
    reading = a_reading(3, readers=Readers.CHILDREN)
    cancel_session(session=nth(reading.programme, 1), reason="눈", by=SYSTEM)
    BookFactory(reading=reading, title="all along")
    BookFactory(reading=reading, title="second", session=nth(reading.programme, 2))
    programme = copied(reading.programme)

    assert (take_over_copies(), take_over_copies()) == (1, 0)

    made = ReadingProgramme.objects.get(programme=programme)
    books = [(book.title, book.session and book.session.number) for book in made.books.all()]
    assert (made.readers, books) == ("children", [("all along", None), ("second", 1)])


def test_a_copy_without_sessions_keeps_the_books():
    reading = a_reading(1)
    BookFactory(reading=reading, session=nth(reading.programme, 1))
    programme = copied(reading.programme, with_sessions=False)

    take_over_copies()

    assert [book.session for book in Book.objects.filter(reading__programme=programme)] == [None]


@pytest.mark.parametrize(("readers", "people"), [(Readers.TODDLERS, 2), (Readers.ADULTS, 1)])
def test_with_a_toddler_two_sit_on_one_seat(readers, people):
    session = with_room(a_reading(readers=readers))
    given = seated(session, PersonFactory())

    line, key = open_seat(given=given, is_for_two=readers == Readers.TODDLERS, by=SYSTEM)

    assert (line.seat, bool(key)) == (given.seat, True)
    assert [one.people for one in given.seat.sittings.current()] == [people]


def test_the_number_that_was_said_at_the_door_stands():
    session = with_room(a_reading(readers=Readers.TODDLERS))
    given = seated(session, PersonFactory())
    given.seat.sittings.update(people=3, agreed_at=MONDAY)

    open_seat(given=given, is_for_two=True, by=SYSTEM)

    assert given.seat.sittings.get().people == 3


@pytest.mark.parametrize(
    ("readers", "protected"), [(Readers.TODDLERS, True), (Readers.CHILDREN, True), (Readers.ADULTS, False)]
)
def test_rooms_in_which_children_meet_are_rooms_for_children(readers, protected):
    session = with_room(a_reading(readers=readers))

    assert (guard_rooms(), guard_rooms()) == (int(protected), 0)

    session.room.refresh_from_db()
    assert session.room.for_children is protected


def test_ages_that_are_lowered_later_make_it_a_room_for_children_whatever_was_said_of_the_readers():
    reading = a_reading(readers=Readers.YOUTH)
    session = with_room(reading)
    assert guard_rooms() == 0
    reading.programme.age_to = 13
    reading.programme.save(update_fields=["age_to"])

    assert guard_rooms() == 1

    session.room.refresh_from_db()
    assert session.room.for_children
