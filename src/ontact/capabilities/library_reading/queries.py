"""Reads of the libraries' shelves: what is offered to whom and where, which books are read, and who comes to a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from ontact.capabilities.library_reading.models import Book, Readers, ReadingProgramme
from ontact.commons.media.models import Asset, Page
from ontact.commons.media.queries import page_url
from ontact.commons.people.access import Visitor, is_signed_in
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.calendars import place_of
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.queries import Filters, Shown, State, catalogue, state_of
from ontact.commons.registrations.models import GivenSeat, HouseRule
from ontact.commons.rooms.access import seat_held_by
from ontact.commons.rooms.models import Seat


@dataclass(frozen=True)
class Shelf:
    """One audience: how many programmes are announced and not over."""

    readers: Readers
    count: int

    @property
    def drawing(self) -> str:
        return f"library_reading/readers/{self.readers}.svg"


@dataclass(frozen=True)
class Offer:
    """One row of a list: the programme with its next session, for whom, where one goes, and where sign-up stands."""

    shown: Shown
    readers: Readers
    place: str
    state: State


@dataclass(frozen=True)
class Offers:
    """One page of the programmes; `before` and `after` are the places from which the neighbouring ones go on."""

    rows: list[Offer]
    before: str
    after: str


@dataclass(frozen=True)
class Read:
    """A book as the page shows it. `cover`: the address of its picture, empty where there is none."""

    book: Book
    session: Session | None
    cover: str


def shelves(moment: datetime) -> list[Shelf]:
    """All four audiences, the empty ones too. One query."""
    counts = dict(
        _announced(moment).values_list("readers").annotate(count=Count("pk")).values_list("readers", "count")
    )
    return [Shelf(readers, counts.get(readers.value, 0)) for readers in Readers]


def libraries(moment: datetime) -> QuerySet[Organisation]:
    """Every library, with how many reading programmes it announces now (`count`)."""
    theirs = Q(programmes__reading__isnull=False, programmes__publishes_at__lte=moment)
    rows = Organisation.objects.filter(kind=Organisation.Kind.LIBRARY)
    counted: QuerySet[Organisation] = rows.annotate(
        count=Count("programmes", filter=theirs & Q(programmes__ends_at__gt=moment))
    )
    return counted.order_by("rank", "created_at")


def offers(
    moment: datetime,
    *,
    readers: Readers | None = None,
    library: Organisation | None = None,
    after: str = "",
    before: str = "",
) -> Offers:
    """The soonest first, a page at a time. Four queries, however many there are."""
    readings = ReadingProgramme.objects.filter(programme=OuterRef("pk"))
    if readers is not None:
        readings = readings.filter(readers=readers)
    filters = Filters(hosts=frozenset([library.pk]) if library else frozenset())
    page = catalogue(filters, after=after, before=before, moment=moment, among=[Exists(readings)])
    of = dict(
        ReadingProgramme.objects.filter(
            programme__in=[shown.programme.pk for shown in page.rows]
        ).values_list("programme", "readers")
    )
    rows = [_offer(shown, Readers(of[shown.programme.pk]), moment) for shown in page.rows]
    return Offers(rows, page.before, page.after)


def standing_rules(library: Organisation, moment: datetime) -> list[HouseRule]:
    """The rules by which this library may refuse somebody, in its own words."""
    rules = HouseRule.objects.filter(Q(until=None) | Q(until__gt=moment), organisation=library)
    return list(rules.filter(since__lte=moment).order_by("since", "pk"))


def books_of(reading: ReadingProgramme) -> list[Read]:
    """In the order of their sessions, those of the whole programme first. Two queries."""
    books = Book.objects.filter(reading=reading).select_related("session", "cover")
    return _read(books.order_by(F("session__begins_at").asc(nulls_first=True), "created_at", "id"))


def books_in(session: Session) -> list[Read]:
    """What is read in this session, and what is read all along. Two queries."""
    books = Book.objects.filter(reading__programme=session.programme_id).select_related("session", "cover")
    return _read(books.filter(Q(session=session) | Q(session=None)).order_by("created_at", "id"))


def seats_in(session: Session, person: Visitor) -> list[GivenSeat]:
    """Seats in this session's room that this person may open: their own and those of the children in their care."""
    if not is_signed_in(person) or session.room_id is None:
        return []
    selves = person.selves()
    mine = Q(registration__person__in=selves) | Q(registration__person__guardian__in=selves)
    given = GivenSeat.objects.filter(mine, session=session, seat__taken_back_at=None)
    return list(
        given.select_related("seat__room", "registration__person").order_by("registration__created_at")
    )


def seat_of_the_desk(session: Session, person: Visitor) -> Seat | None:
    """The seat of an officer who leads or helps."""
    if not is_signed_in(person) or session.room_id is None:
        return None
    seat = seat_held_by(person, session.room_id)
    return seat if seat is not None and seat.is_at_the_desk else None


def _announced(moment: datetime) -> QuerySet[ReadingProgramme]:
    rows = ReadingProgramme.objects.filter(programme__publishes_at__lte=moment)
    return rows.filter(programme__ends_at__gt=moment)


def _offer(shown: Shown, readers: Readers, moment: datetime) -> Offer:
    place = ""
    if shown.next is not None:
        shown.next.programme = shown.programme
        place = place_of(shown.next)
    return Offer(shown, readers, place, state_of(shown, moment))


def _read(books: QuerySet[Book]) -> list[Read]:
    rows = list(books)
    covers = _covers([book.cover for book in rows if book.cover])
    return [Read(book, book.session, covers.get(book.cover_id, "")) for book in rows]


def _covers(assets: Sequence[Asset]) -> dict[UUID | None, str]:
    """Addresses of the pictures that have been checked; of the others the page draws a book."""
    ready = [asset.pk for asset in assets if asset.state == Asset.State.READY]
    pages: QuerySet[Any] = Page.objects.filter(asset__in=ready, number=1)
    return {page.asset_id: page_url(page) for page in pages}
