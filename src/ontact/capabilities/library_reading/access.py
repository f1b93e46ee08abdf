"""Who may see and prepare reading programmes: everybody what is announced, officers of the library their own."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ontact.capabilities.library_reading.models import Book, ReadingProgramme
from ontact.commons.people.access import Visitor
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.access import hosts_for, may_edit, programme_door
from ontact.commons.programmes.models import Session


def libraries_for(person: Visitor) -> QuerySet[Organisation]:
    """Libraries in which this person works; administrators work in all of them."""
    return hosts_for(person).filter(kind=Organisation.Kind.LIBRARY).order_by("rank", "created_at")


def library_door(organisation_id: UUID) -> Organisation:
    """Every library has a public page; other offices have none here."""
    library: Organisation = get_object_or_404(
        Organisation, pk=organisation_id, kind=Organisation.Kind.LIBRARY
    )
    return library


def reading_door(person: Visitor, programme_id: UUID, *, to_edit: bool = False) -> ReadingProgramme:
    """A reading programme whose programme may be seen. A programme that is no reading does not exist here.

    A copy made at the desk is a reading before the minute's round has taken its books over.
    """
    programme = programme_door(person, programme_id, to_edit=to_edit)
    known = ReadingProgramme.objects.filter(programme=programme).first()
    if known is None:
        source = ReadingProgramme.objects.filter(programme=programme.copied_from_id).first()
        if source is None or to_edit:
            raise Http404
        known = ReadingProgramme(readers=source.readers)
    known.programme = programme
    return known


def session_door(person: Visitor, programme_id: UUID, session_id: UUID) -> tuple[ReadingProgramme, Session]:
    """A session of this programme; one of another does not exist here."""
    reading = reading_door(person, programme_id)
    session = reading.programme.sessions.select_related("room").filter(pk=session_id).first()
    if session is None:
        raise Http404
    session.programme = reading.programme
    return reading, session


def book_door(person: Visitor, book_id: UUID) -> Book:
    """To change it. Books of a draft do not exist for others."""
    book: Book = get_object_or_404(Book.objects.select_related("reading", "cover"), pk=book_id)
    programme = programme_door(person, book.reading.programme_id)
    if not may_edit(person, programme):
        raise PermissionDenied
    book.reading.programme = programme
    return book
