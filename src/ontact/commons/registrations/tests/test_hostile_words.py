"""What people type is shown as it was typed and does nothing: names along the whole thread, the words of an officer."""

import unicodedata

import pytest
from django.utils.html import escape
from django.utils.timezone import localdate
from icalendar import Calendar

from ontact.commons.people.forms.sheets import read_file
from ontact.commons.people.models import Person
from ontact.commons.programmes.tests.factories import SessionFactory as DatedSessionFactory
from ontact.commons.registrations.actions.feeding import make_address
from ontact.commons.registrations.models import Question
from ontact.commons.registrations.tests.citizens import a_reader, address, public_page
from ontact.commons.registrations.tests.desks import at, enter
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, prepared, signed_up
from ontact.commons.registrations.tests.mailbox import letters, reads
from ontact.commons.rooms.models import Sitting
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.worded import Worded
from ontact.web.sheets import guarded

pytestmark = pytest.mark.django_db

NAMES = [
    "김 하 늘",
    "하늘 🎈👩‍👩‍👧",
    "가" * 40,
    "諸葛亮",
    "O’Brien-이",
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}",
    "=HYPERLINK(1)",
    "%(name)s %s",
]
SCRIPT = '"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("name", NAMES)
def test_a_childs_name_goes_the_whole_way_as_it_was_typed(client, name):
    programme, guardian = a_programme(), a_reader()
    SessionFactory(programme=programme, room=RoomFactory(early=True))
    client.force_login(guardian)
    client.post(address("household"), {"name": name, "born_on": f"{localdate().year - 9}-01-01"})
    child = Person.objects.get(guardian=guardian)

    client.post(address("sign_up", programme.pk), {"people": [str(child.pk)]})
    answer = client.post(address("press", programme.pk))
    row = programme.registrations.get()
    pages = [answer.content.decode(), client.get(address("place", row.pk)).content.decode()]
    (letter,) = letters("place")
    enter(client, programme)
    pages.append(client.get(at("desk", programme)).content.decode())
    asked = {"which": "placed", "reason": "x", "file_format": "csv"}
    sheet = read_file("list", client.post(at("desk_list", programme), asked).content)

    assert (child.name, row.state) == (name, "placed")
    assert all(escape(name) in page for page in pages)
    assert all(escape(name) == name or name not in page for page in pages)
    assert name in reads(letter)
    assert sheet[1][1] == guarded(name)
    assert Sitting.objects.get(seat__given_by__registration=row).name == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("김하늘\r\nBcc: all@example.org", "김하늘 Bcc: all@example.org"),
        ("\u202e늘하김", "늘하김"),
        ("\ufeff김\u2066하늘\u2069", "김하늘"),
        ("김\x07하늘", "김 하늘"),
        (unicodedata.normalize("NFD", "김하늘"), "김하늘"),
    ],
)
def test_a_name_is_one_line_that_turns_nothing(client, typed, kept):
    guardian = a_reader()
    client.force_login(guardian)
    facts = {"name": typed, "born_on": f"{localdate().year - 9}-01-01"}

    client.post(address("household"), facts)
    client.post(address("household"), {**facts, "name": kept})

    assert Person.objects.get(guardian=guardian).name == kept


@pytest.mark.parametrize("nothing", ["\u202e\u202c", "\u200e", "  \ufeff "])
def test_marks_that_nobody_sees_are_no_name(client, nothing):
    guardian = a_reader()
    client.force_login(guardian)

    client.post(address("household"), {"name": nothing, "born_on": f"{localdate().year - 9}-01-01"})

    assert not Person.objects.filter(guardian=guardian).exists()


def a_programme_full_of_scripts():
    words = Worded.of("ko", ko=f"말 {SCRIPT}", en=f"Words {SCRIPT}")
    programme = a_programme(
        capacity=3, title=words, summary=words, about=words, audience=words, materials=words, place=words
    )
    SessionFactory(programme=programme, title=words, lecturer=SCRIPT, place=words)
    kinds = {"text": words, "kind": Question.Kind.CHOICE, "choices": [SCRIPT]}
    Question.objects.create(terms=programme.sign_up_terms, number=1, **kinds)
    return programme


def test_an_officers_words_are_words_on_every_page(client, rf):
    programme, person = a_programme_full_of_scripts(), a_reader()
    said = {str(programme.sign_up_terms.questions.get().pk): SCRIPT}
    (row,) = signed_up(programme, person, said=said)
    prepared(programme, person, said=said)
    pages = [public_page(rf, programme, person), public_page(rf, programme, a_reader())]
    client.force_login(person)
    own = ("sign_up", "answers", "ready")
    pages += [client.get(address(name, programme.pk)).content.decode() for name in own]
    pages += [client.get(address(name, row.pk)).content.decode() for name in ("place", "story", "withdrawal")]
    pages.append(client.get(address("places")).content.decode())
    enter(client, programme)
    desk = ("desk", "desk_list", "desk_messages", "desk_register", "desk_pools", "making", "making_words")
    pages += [client.get(at(name, programme)).content.decode() for name in desk]
    pages += [client.get(at("making_questions", programme)).content.decode()]

    assert all("<img src=x" not in page for page in pages)
    assert all("Words" in page or "말" in page for page in pages)


def test_words_in_a_calendar_begin_no_line_of_their_own(client):
    person = a_reader()
    words = Worded.of(
        "ko", ko="모임\r\nATTENDEE:mailto:x@example.org\r\nEND:VEVENT", en="Meeting\nEND:VCALENDAR"
    )
    programme = a_programme(title=words)
    DatedSessionFactory(
        programme=programme, title=words, place=words, lecturer="x\r\nURL:https://evil.example"
    )
    signed_up(programme, person)
    secret = make_address(person=person, by=SYSTEM)

    for path in (address("feed", secret), f"/programmes/{programme.pk}/calendar.ics"):
        text = client.get(path).content.decode()
        (event,) = Calendar.from_ical(text).walk("VEVENT")
        assert "attendee" not in {name.lower() for name in event}
        assert "evil.example" not in str(event["URL"])
        assert text.count("\r\nEND:VCALENDAR") == 1
