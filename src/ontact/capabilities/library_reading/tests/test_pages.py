"""Pages of the libraries: pictures first, rules as published, books, the librarian's forms, the ways into a session."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ontact.capabilities.library_reading.models import Book, Readers, ReadingProgramme
from ontact.capabilities.library_reading.tests.factories import BookFactory, a_reading, seated, with_room
from ontact.commons.people.tests.factories import OrganisationFactory, PersonFactory, cast_of, enter_as
from ontact.commons.programmes.tests.factories import LibraryFactory, a_programme, nth
from ontact.commons.registrations.tests.factories import HouseRuleFactory, a_child
from ontact.commons.rooms.actions import give_seat
from ontact.commons.rooms.models import Role
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
FRONT, NEW = "/reading/", "/reading/new/"


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def session_page(session):
    return f"/reading/{session.programme_id}/sessions/{session.pk}/"


def test_the_front_shows_every_audience_and_every_library(client, city):
    library = LibraryFactory()
    reading = a_reading(library=library, readers=Readers.TODDLERS)

    page = page_of(client, FRONT)

    for words in ("Toddlers with a parent", "Children", "Youth", "Adults", str(reading), str(library)):
        assert words in page


@pytest.mark.parametrize("query", ["?readers=youth", "?readers=x", "?after=x", "?before=1.x"])
def test_the_front_bears_any_question(client, city, query):
    a_reading()

    page_of(client, FRONT + query)


def test_a_shelf_without_programmes_invites_to_look_elsewhere(client, city):
    assert "Nothing is announced for these readers at the moment." in page_of(
        client, f"{FRONT}?readers=youth"
    )


def test_a_librarys_page_has_its_rules_as_published(client, city):
    library = LibraryFactory(telephone="031-000-3010")
    HouseRuleFactory(organisation=library, words=Worded.of("en", en="Residents first for three days."))

    page = page_of(client, f"/reading/libraries/{library.pk}/")

    assert "Residents first for three days." in page
    assert f"/programmes/calendar.ics?host={library.pk}" in page


def test_other_offices_have_no_page_here(client, city):
    assert client.get(f"/reading/libraries/{OrganisationFactory().pk}/").status_code == 404


def test_a_programmes_page_has_readers_and_books(client, city):
    reading = a_reading(readers=Readers.TODDLERS)
    BookFactory(reading=reading, title="구름빵", shelf_mark="유아 813.8")

    page = page_of(client, reading.programme.page)

    assert "one place for both" in page
    assert "구름빵" in page
    assert "Shelf mark 유아 813.8" in page


def test_the_books_stay_when_all_is_over(client, city):
    reading = a_reading()
    BookFactory(reading=reading, title="구름빵")

    assert "구름빵" in page_of(client, f"/reading/{reading.programme_id}/books/")


def test_a_programme_that_is_no_reading_does_not_exist_here(client, city):
    programme = a_programme(1)

    assert client.get(f"/reading/{programme.pk}/").status_code == 404


def test_a_copy_has_a_page_before_its_books_have_been_taken_over(client, city):
    reading = a_reading(readers=Readers.CHILDREN)
    copy = a_programme(1, copied_from=reading.programme)

    assert "No book has been noted yet." in page_of(client, f"/reading/{copy.pk}/books/")


@pytest.mark.parametrize(
    ("who", "status"), [("insider", 200), ("colleague", 404), ("stranger", 404), ("nobody", 404)]
)
def test_a_draft_is_seen_by_its_library_only(client, who, status):
    cast = cast_of(LibraryFactory())
    reading = a_reading(library=cast.organisation, is_published=False)
    enter_as(client, cast[who])

    assert client.get(f"/reading/{reading.programme_id}/books/").status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("insider", 200), ("colleague", 403), ("stranger", 404), ("nobody", 302)]
)
def test_who_may_change_the_books(client, who, status):
    cast = cast_of(LibraryFactory())
    reading = a_reading(library=cast.organisation)
    book = BookFactory(reading=reading)
    enter_as(client, cast[who])

    assert client.get(f"/reading/{reading.programme_id}/desk/").status_code == status
    assert client.get(f"/reading/books/{book.pk}/").status_code == status


def test_a_librarian_begins_a_reading_and_goes_on_to_its_making(client):
    cast = cast_of(LibraryFactory())
    enter_as(client, cast["insider"])

    said = {"title": "책 놀이터", "host": cast.organisation.pk, "readers": "toddlers"}
    answer = client.post(NEW, said)

    programme = ReadingProgramme.objects.get().programme
    assert answer["Location"] == reverse("registrations:making", args=[programme.pk])


def test_a_press_too_many_begins_no_second_reading(client):
    cast = cast_of(LibraryFactory())
    enter_as(client, cast["insider"])
    key = str(client.get(NEW).context["form"]["key"].value())

    said = {"title": "책 놀이터", "host": cast.organisation.pk, "readers": "toddlers", "key": key}
    answers = {client.post(NEW, said)["Location"] for _press in range(2)}

    assert (len(answers), ReadingProgramme.objects.count()) == (1, 1)


def test_a_form_keeps_what_was_typed(client):
    cast = cast_of(LibraryFactory())
    enter_as(client, cast["insider"])

    answer = client.post(NEW, {"title": "책 놀이터", "host": cast.organisation.pk})

    assert answer.status_code == 422
    assert 'value="책 놀이터"' in answer.content.decode()
    assert not ReadingProgramme.objects.exists()


def test_who_works_in_no_library_is_told_whom_to_ask(client):
    insider = cast_of(OrganisationFactory())["insider"]
    insider.language = "en"
    insider.save()
    enter_as(client, insider)

    assert "You work in no library yet" in page_of(client, NEW)


def test_a_book_is_noted_changed_and_taken_off(client):
    cast = cast_of(LibraryFactory())
    reading = a_reading(library=cast.organisation)
    session = nth(reading.programme, 1)
    enter_as(client, cast["insider"])
    books = f"/reading/{reading.programme_id}/desk/"

    client.post(books, {"title": "구름빵", "author": "백희나", "session": session.pk})
    book = Book.objects.get()
    client.post(f"/reading/books/{book.pk}/", {"title": "구름빵 2"})

    assert [(one.title, one.author, one.session) for one in Book.objects.all()] == [("구름빵 2", "", None)]
    assert client.post(f"/reading/books/{book.pk}/removal/").status_code == 302
    assert not Book.objects.exists()


def test_a_cover_that_cannot_be_read_is_named_at_its_field(client):
    cast = cast_of(LibraryFactory())
    reading = a_reading(library=cast.organisation)
    enter_as(client, cast["insider"])
    text = SimpleUploadedFile("cover.exe", b"MZ" + b"x" * 99)
    answer = client.post(f"/reading/{reading.programme_id}/desk/", {"title": "구름빵", "cover": text})

    assert answer.status_code == 422
    assert not Book.objects.exists()


def test_a_session_of_another_programme_is_not_found(client, city):
    one, other = a_reading(), a_reading()
    session = nth(other.programme, 1)

    assert client.get(f"/reading/{one.programme_id}/sessions/{session.pk}/").status_code == 404


def test_a_guardian_enters_with_the_child(client, city):
    guardian = PersonFactory(language="en")
    session = with_room(a_reading(readers=Readers.TODDLERS))
    given = seated(session, a_child(guardian, name="영채"))
    enter_as(client, guardian)

    early = page_of(client, session_page(session))
    with moved_to(session.room.doors_at):
        page = page_of(client, session_page(session))
    answer = client.post(f"{session_page(session)}entry/", {"registration": given.registration_id})

    assert "Check camera and microphone for 영채" in early
    assert "Enter with 영채" in page
    assert "it is one seat for both" in page
    assert answer["Location"] == reverse("rooms:door", args=[session.room_id])


@pytest.mark.parametrize("asked", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_seat_of_somebody_else_is_not_opened(client, city, asked):
    session = with_room(a_reading())
    given = seated(session, PersonFactory())
    enter_as(client, PersonFactory())

    for registration in (asked, given.registration_id):
        answer = client.post(f"{session_page(session)}entry/", {"registration": registration})
        assert answer.status_code == 404


def test_who_leads_the_session_enters_by_the_desks_seat(client, city):
    librarian, session = PersonFactory(), with_room(a_reading())
    give_seat(session.room, title="사서", person=librarian, role=Role.HOST, by=SYSTEM)
    enter_as(client, librarian)

    assert reverse("rooms:entry", args=[session.room_id]) in page_of(client, session_page(session))


def test_whoever_has_no_place_is_told_so(client, city):
    session = with_room(a_reading())

    assert "Whoever has a place enters here." in page_of(client, session_page(session))
