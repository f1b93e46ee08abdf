"""A reading programme is begun, its readers and books are noted, and a copy takes over what its source had."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from ontact.capabilities.library_reading.models import Book, Readers, ReadingProgramme
from ontact.commons.journal.actions import sign
from ontact.commons.media.actions import receive
from ontact.commons.people.models import Organisation, Person
from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.models import FULL_CONSENT_AGE, Programme, Session
from ontact.commons.registrations.models import GivenSeat
from ontact.commons.rooms.actions import open_line, protect_children
from ontact.commons.rooms.actions.company import expect_people
from ontact.commons.rooms.models import Line
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

AT_ONCE = 100
# With them no room is without somebody of the library, first names only, and nothing is recorded.
PROTECTED = (Readers.TODDLERS, Readers.CHILDREN)


@dataclass(frozen=True)
class Noted:
    """What is said of a book."""

    title: str
    author: str = ""
    shelf_mark: str = ""
    words: str = ""
    session: Session | None = None


@transaction.atomic
def begin_reading(
    *, host: Organisation, title: Worded, readers: Readers, by: Actor, identity: UUID | None = None
) -> ReadingProgramme:
    """A draft for these readers; sessions, places and the rest are noted on the pages of its making. `identity`: of the
    form, so that a second press finds what the first began.
    """
    begun: ReadingProgramme | None = ReadingProgramme.objects.filter(
        programme=identity, programme__host=host
    ).first()
    if begun is not None:
        return begun
    identity = programmes.free_identity(identity)
    programme = programmes.begin(
        host=host, title=title, page=f"/reading/{identity}/", identity=identity, by=by
    )
    return ReadingProgramme.objects.create(programme=programme, readers=readers)


@transaction.atomic
def choose_readers(*, reading: ReadingProgramme, readers: Readers, by: Actor) -> ReadingProgramme:
    """Under which shelf it stands. Ages, which decide who may sign up, are the programme's."""
    if reading.readers != readers:
        reading.readers = readers
        reading.save(update_fields=["readers"])
        sign(by, "chose the readers", reading.programme, readers=readers)
    return reading


@transaction.atomic
def add_book(
    *, reading: ReadingProgramme, noted: Noted, by: Person, cover: UploadedFile[Any] | None = None
) -> Book:
    """The same book twice for the same session is noted once.

    Raises:
        FileRefused: the cover is no picture that can be shown; nothing is noted.
    """
    facts = {"reading": reading, "title": noted.title, "author": noted.author, "session": noted.session}
    rest = {"shelf_mark": noted.shelf_mark, "words": noted.words}
    book, is_new = Book.objects.get_or_create(**facts, defaults=rest)
    if is_new:
        sign(by.actor(), "noted a book", reading.programme, book=book.pk)
    _show_cover(book, cover, by)
    return book


@transaction.atomic
def change_book(*, book: Book, noted: Noted, by: Person, cover: UploadedFile[Any] | None = None) -> Book:
    """Without a cover the one that it has stays.

    Raises:
        FileRefused: nothing is changed.
    """
    wanted = {name: getattr(noted, name) for name in ("title", "author", "shelf_mark", "words", "session")}
    changed = [name for name, value in wanted.items() if getattr(book, name) != value]
    for name in changed:
        setattr(book, name, wanted[name])
    if changed:
        book.save(update_fields=changed)
        sign(by.actor(), "changed a book", book.reading.programme, book=book.pk, fields=sorted(changed))
    _show_cover(book, cover, by)
    return book


@transaction.atomic
def remove_book(*, book: Book, by: Actor) -> None:
    """Harmless when repeated."""
    if Book.objects.filter(pk=book.pk).exists():
        sign(by, "took a book off the list", book.reading.programme, book=book.pk)
        book.delete()


def take_over_copies() -> int:
    """Copies of reading programmes that were made at the desk get readers and books of their sources. Returns how many."""
    copies = Programme.objects.filter(reading=None, copied_from__reading__isnull=False)
    waiting = list(copies.select_related("copied_from__reading")[:AT_ONCE])
    for programme in waiting:
        _take_over(programme)
    return len(waiting)


def guard_rooms() -> int:
    """Rooms to come in which toddlers or children meet become rooms for children, whoever opened them, and whatever was
    said of the readers where the programme's own ages say it. Returns how many.
    """
    of_children = Q(programme__reading__readers__in=PROTECTED) | Q(programme__age_to__lt=FULL_CONSENT_AGE)
    sessions = Session.objects.standing().filter(
        of_children,
        programme__reading__isnull=False,
        ends_at__gt=now(),
        room__for_children=False,
        room__closed_at=None,
    )
    found = list(sessions.select_related("room")[:AT_ONCE])
    for session in found:
        assert session.room is not None
        protect_children(session.room, protected=True, by=SYSTEM)
    return len(found)


@transaction.atomic
def open_seat(*, given: GivenSeat, is_for_two: bool, by: Actor) -> tuple[Line, str]:
    """A line to the seat of somebody with a place, and the key for this browser; a parent opens the child's.

    With a toddler two sit at one camera, on one seat; the door asks with that number.

    Raises:
        SeatTakenBack, Banned: there is no way in.
    """
    if is_for_two:
        expect_people(given.seat, people=2, by=by)
    return open_line(given.seat)


@transaction.atomic
def _take_over(programme: Programme) -> None:
    source = programme.copied_from
    assert source is not None
    reading, is_new = ReadingProgramme.objects.get_or_create(
        programme=programme, defaults={"readers": source.reading.readers}
    )
    if not is_new:
        return
    twins = _twins(source, programme)
    Book.objects.bulk_create(
        Book(
            reading=reading,
            session=twins.get(book.session_id),
            title=book.title,
            author=book.author,
            shelf_mark=book.shelf_mark,
            words=book.words,
            cover=book.cover,
        )
        for book in source.reading.books.select_related("cover")
    )


def _twins(source: Programme, made: Programme) -> dict[UUID | None, Session]:
    """Which session of the copy stands for which of its source: the first for the first, as it was copied."""
    old = source.sessions.order_by("begins_at", "number")
    if not source.is_cancelled:
        old = old.filter(cancelled_at=None)
    return dict(
        zip(old.values_list("pk", flat=True), made.sessions.order_by("begins_at", "number"), strict=False)
    )


def _show_cover(book: Book, cover: UploadedFile[Any] | None, by: Person) -> None:
    """A picture for the list, shown as soon as it has been checked."""
    if cover is None:
        return
    book.cover = receive(file=cover, name=cover.name or "", uploaded_by=by, by=by.actor())
    book.save(update_fields=["cover"])
