"""Messages of the desk: looked at first, each reader once, in the reader's language, and sent once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.desk_messages import write_to
from ontact.commons.registrations.models import DeskMessage
from ontact.commons.registrations.queries.desk_recipients import recipients_of
from ontact.commons.registrations.tests.desks import at, details_of, enter
from ontact.commons.registrations.tests.factories import a_child, a_programme, signed_up
from ontact.foundation.actor import SYSTEM
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def written(**more):
    words = {"subject_ko": "장소 안내", "text_ko": "2층 강의실입니다.", "subject_en": "", "text_en": ""}
    return {"key": str(uuid7()), "to": "everybody", **words, **more}


def test_nothing_is_sent_before_it_was_looked_at(client):
    programme = a_programme(capacity=2)
    signed_up(programme)
    signed_up(programme)
    enter(client, programme)

    page = client.post(at("desk_messages", programme), written()).content.decode()

    assert "Send to 2 people" in page
    assert "2층 강의실입니다." in page
    assert not Notice.objects.filter(template__endswith="desk_message").exists()


def test_it_is_sent_once_and_stands_in_the_list_and_without_its_words_in_the_journal(client):
    programme = a_programme(capacity=2)
    signed_up(programme)
    officer = enter(client, programme)
    facts = written()

    client.post(at("desk_messages_sent", programme), facts)
    client.post(at("desk_messages_sent", programme), facts)

    page = client.get(at("desk_messages", programme)).content.decode()
    message = DeskMessage.objects.get()
    assert Notice.objects.filter(template="registrations/mail/desk_message").count() == 1
    assert (message.letters, message.sent_by_id) == (1, officer.pk)
    assert "장소 안내" in page
    assert details_of("wrote to participants") == {
        "to": "everybody",
        "letters": 1,
        "message": str(message.pk),
    }


def test_each_reader_gets_their_own_language_and_the_other_where_there_is_none(client):
    programme = a_programme(capacity=3)
    for language in ("ko", "en", "de"):
        signed_up(programme, PersonFactory(language=language))
    enter(client, programme)

    client.post(
        at("desk_messages_sent", programme), written(subject_en="Where it is", text_en="Second floor.")
    )

    letters = {one.language: compose(one) for one in Notice.objects.filter(template__endswith="desk_message")}
    assert {language: letter.subject for language, letter in letters.items()} == {
        "ko": "장소 안내",
        "en": "Where it is",
        "de": "장소 안내",
    }
    assert "Second floor." in letters["en"].body
    assert "2층 강의실입니다." in letters["ko"].body


def test_a_message_to_many_costs_as_many_statements_as_to_one():
    programme = a_programme(capacity=20)

    def cost():
        with CaptureQueriesContext(connection) as counted:
            words = Worded.of("ko", ko="장소 안내")
            write_to(programme=programme, to="everybody", subject=words, text=words, key=uuid7(), by=SYSTEM)
        return len(counted)

    signed_up(programme)
    one = cost()
    for _n in range(10):
        signed_up(programme)
    many = cost()

    assert Notice.objects.filter(template__endswith="desk_message").count() == 12
    assert many == one


def test_a_guardian_of_three_gets_one_letter_and_who_has_no_address_is_to_be_called():
    programme = a_programme(capacity=9)
    guardian = PersonFactory(email="kim@example.org")
    for name in ("가", "나", "다"):
        signed_up(programme, a_child(guardian, name=name), asked_by=guardian)
    without = PersonFactory(email="", claimed_at=None)
    signed_up(programme, without)
    couple = PersonFactory(email="kim@example.org", claimed_at=None)
    signed_up(programme, couple)

    found = recipients_of(programme, "everybody")

    assert [one.email for one in found.by_mail] == ["kim@example.org"]
    assert found.to_call == [without]


def test_those_with_a_place_those_waiting_or_those_whom_one_ticks():
    programme = a_programme(capacity=1)
    (placed,) = signed_up(programme)
    (waiting,) = signed_up(programme)
    (other,) = signed_up(programme)

    def people(to, *chosen):
        return {one.pk for one in recipients_of(programme, to, [row.pk for row in chosen]).by_mail}

    assert people("placed") == {placed.person_id}
    assert people("waiting") == {waiting.person_id, other.person_id}
    assert people("chosen", placed, other) == {placed.person_id, other.person_id}
    assert people("everybody") == {placed.person_id, waiting.person_id, other.person_id}


def test_from_a_persons_page_one_writes_to_that_person(client):
    programme = a_programme(capacity=2)
    (row,) = signed_up(programme)
    signed_up(programme)
    enter(client, programme)

    page = client.get(f"{at('desk_messages', programme)}?one={row.pk.hex}").content.decode()
    client.post(
        at("desk_messages_sent", programme), written(to="chosen", chosen=[str(row.pk)], one=row.pk.hex)
    )

    assert page.count('name="chosen"') == 1
    assert Notice.objects.get(template__endswith="desk_message").person_id == row.person_id


@pytest.mark.parametrize(
    "more",
    [
        {"text_ko": ""},
        {"subject_ko": "", "text_ko": ""},
        {"to": "chosen"},
        {"to": "chosen", "chosen": ["1"]},
        {"subject_en": "x"},
    ],
)
def test_half_a_message_keeps_what_was_typed(client, more):
    programme = a_programme()
    signed_up(programme)
    enter(client, programme)

    page = client.post(at("desk_messages_sent", programme), written(**more)).content.decode()

    assert "error-summary" in page
    assert not Notice.objects.filter(template__endswith="desk_message").exists()


def test_change_it_brings_the_words_back(client):
    programme = a_programme()
    signed_up(programme)
    enter(client, programme)

    page = client.post(at("desk_messages", programme), written(again="1")).content.decode()

    assert "2층 강의실입니다." in page
    assert 'name="text_ko"' in page


def test_the_recipients_are_found_with_one_query(django_assert_num_queries):
    programme = a_programme(capacity=9)
    for _n in range(5):
        signed_up(programme)

    with django_assert_num_queries(1):
        recipients_of(programme, "everybody")


def test_nobodys_mailbox_is_flooded_and_what_was_typed_stays(client):
    programme = a_programme(capacity=2)
    signed_up(programme)
    (second,) = signed_up(programme)
    enter(client, programme)
    for _n in range(5):
        client.post(at("desk_messages_sent", programme), written())

    page = client.post(at("desk_messages_sent", programme), written(text_ko="여섯 번째")).content.decode()
    client.post(at("desk_messages_sent", programme), written(to="chosen", chosen=[str(second.pk)]))

    assert "5 messages to many have gone out for this programme within a day." in page
    assert "여섯 번째" in page
    assert [one.letters for one in DeskMessage.objects.order_by("created_at")] == [2] * 5 + [1]


@pytest.mark.parametrize("words", ["안내\r\nBcc: everybody@example.org", "안내\nSubject: 다른 제목"])
def test_no_header_is_written_by_a_subject(client, words):
    programme = a_programme()
    signed_up(programme)
    enter(client, programme)

    client.post(at("desk_messages_sent", programme), written(subject_ko=words))

    letter = compose(Notice.objects.get(template__endswith="desk_message"))
    message = letter.message()
    assert (message["Bcc"], letter.bcc, len(message.get_all("Subject"))) == (None, [], 1)
    assert "\n" not in letter.subject
