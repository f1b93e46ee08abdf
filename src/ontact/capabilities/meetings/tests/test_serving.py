"""Those who serve a meeting: seats with languages, what the clerk is warned of, captions put right and handed out."""

import pytest
from django.test import Client

from ontact.capabilities.meetings.actions.drafting import settle_what
from ontact.capabilities.meetings.actions.guests import add_guests, change_guest
from ontact.capabilities.meetings.actions.inviting import convene
from ontact.capabilities.meetings.forms.pasting import Guest, read_list
from ontact.capabilities.meetings.forms.people import ParticipantForm
from ontact.capabilities.meetings.forms.what import WhatForm, words_of
from ontact.capabilities.meetings.models import Meeting, Part
from ontact.capabilities.meetings.queries.live import agenda
from ontact.capabilities.meetings.queries.quorum import counted_seats
from ontact.capabilities.meetings.queries.readiness import lacks
from ontact.capabilities.meetings.queries.roll import seats_on_the_roll
from ontact.capabilities.meetings.tests.factories import (
    a_draft,
    a_meeting_in_session,
    a_ready_draft,
    cast_around,
    go_inside,
    what_of,
)
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import CaptionLine, Role, Room, Service
from ontact.commons.rooms.tests.factories import SeatFactory
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db

SERVING = [
    Guest("김통역", "booth1@example.org", part=Part.INTERPRETER),
    Guest("박통역", "booth2@example.org", part=Part.INTERPRETER),
    Guest("이수어", "sign@example.org", part=Part.SIGNER),
    Guest("최속기", "steno@example.org", part=Part.STENOGRAPHER),
]


def a_served_meeting(**what):
    meeting = a_ready_draft()
    settle_what(meeting, what_of(meeting, channels=("en", "vi"), **what), by=meeting.convened_by)
    add_guests(meeting, SERVING, by=SYSTEM)
    change_guest(_guest(meeting, "booth2"), to_language="vi", by=SYSTEM)
    convene(meeting, by=meeting.convened_by)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def _guest(meeting, name):
    return meeting.participants.select_related("seat", "meeting__room").get(email=f"{name}@example.org")


def served_as(meeting, name):
    seat = _guest(meeting, name).seat
    return seat.role, seat.service, seat.from_language, seat.to_language


def test_a_part_becomes_a_seat_that_serves():
    meeting = a_served_meeting()
    assert served_as(meeting, "booth1") == (Role.INTERPRETER, Service.VOICE, "ko", "en")
    assert served_as(meeting, "booth2") == (Role.INTERPRETER, Service.VOICE, "ko", "vi")
    assert served_as(meeting, "sign") == (Role.INTERPRETER, Service.SIGN, "", "")
    assert served_as(meeting, "steno") == (Role.OBSERVER, Service.CAPTIONS, "", "")


def test_the_room_learns_its_languages_and_booths_follow_them():
    meeting = a_served_meeting()
    assert (meeting.room.floor_language, meeting.room.channels) == ("ko", ["en", "vi"])

    settle_what(meeting, what_of(meeting, channels=("ja",)), by=meeting.convened_by)

    assert served_as(meeting, "booth1") == (Role.INTERPRETER, Service.VOICE, "ko", "ja")
    assert served_as(meeting, "booth2") == (Role.INTERPRETER, Service.VOICE, "ko", "vi")


def test_without_channels_an_interpreter_speaks_in_the_room():
    meeting = a_served_meeting()
    settle_what(meeting, what_of(meeting), by=meeting.convened_by)
    assert served_as(meeting, "booth1") == (Role.INTERPRETER, "", "", "")


def test_who_serves_is_counted_neither_in_the_quorum_nor_on_the_roll():
    meeting = a_served_meeting()
    meeting.quorum_counts = "all"
    people = meeting.participants.filter(email__in=[one.email for one in SERVING])
    serving = set(people.values_list("seat", flat=True))
    assert serving.isdisjoint(counted_seats(meeting))
    assert serving.isdisjoint(seats_on_the_roll(meeting))


def test_a_channel_without_an_interpreter_is_a_warning():
    meeting = a_draft()
    settle_what(meeting, what_of(meeting, channels=("en",)), by=meeting.convened_by)
    meeting = Meeting.objects.with_frame().get(pk=meeting.pk)

    def warnings():
        people = list(meeting.participants.standing().select_related("meeting__room"))
        found = [str(lack.sentence) for lack in lacks(meeting, agenda(meeting), people)]
        return [sentence for sentence in found if "영어" in sentence or "English" in sentence]

    assert len(warnings()) == 1
    add_guests(meeting, SERVING[:1], by=SYSTEM)
    assert warnings() == []


def test_the_parts_are_read_from_a_sheet_in_korean_and_english():
    text = (
        "김통역, a@example.org, 통역사\n이수어, b@example.org, 수어통역사\nKim, c@example.org, stenographer"
    )
    assert [one.part for one in read_list(text).guests] == [Part.INTERPRETER, Part.SIGNER, Part.STENOGRAPHER]


def test_an_interpreter_needs_two_languages():
    meeting = a_ready_draft()
    add_guests(meeting, SERVING[:1], by=SYSTEM)
    guest = _guest(meeting, "booth1")
    typed = {"name": "김통역", "email": guest.email, "part": "interpreter", "language": "ko"}
    same = ParticipantForm({**typed, "from_language": "en", "to_language": "en"}, instance=guest)
    assert list(same.errors) == ["to_language"]
    assert ParticipantForm({**typed, "from_language": "ko", "to_language": "en"}, instance=guest).is_valid()


def test_the_clerk_sets_the_languages_in_the_first_step_and_keeps_what_was_typed(client):
    meeting = a_draft()
    sign_in_as(client, meeting.convened_by)
    fresh = WhatForm(meeting=meeting, hosts=[meeting.host])
    typed = {
        name: value for name, value in words_of(meeting, fresh.zone).items() if value not in (None, False)
    }
    typed |= {"floor_language": "ko", "channels": ["ko", "en", "vi"]}

    client.post(f"/meetings/{meeting.pk}/edit/what/", typed)

    assert Room.objects.get(pk=meeting.room_id).channels == ["en", "vi"]
    client.post(f"/meetings/{meeting.pk}/edit/what/", {**typed, "ends": "", "channels": ["en", "ja"]})
    meeting.refresh_from_db()
    assert meeting.typed["channels"] == ["en", "ja"]
    assert WhatForm(meeting=meeting, hosts=[meeting.host])["channels"].value() == ["en", "ja"]


@pytest.fixture
def held(client):
    meeting = a_meeting_in_session()
    seat = SeatFactory(room=meeting.room, role=Role.OBSERVER, service=Service.CAPTIONS, inside=True)
    rooms.give_the_floor(meeting.room, seat=go_inside(Client(), meeting, place=1), by=SYSTEM)
    rooms.type_caption(seat, "안녕하십니까", is_done=True, by=seat.actor())
    return meeting


def test_the_clerk_corrects_captions_and_takes_the_file(client, held):
    sign_in_as(client, held.convened_by)
    line = CaptionLine.objects.get()
    page = client.get(f"/meetings/{held.pk}/captions/").content.decode()
    assert "안녕하십니까" in page

    answer = client.post(f"/meetings/{held.pk}/captions/{line.pk}/?page=1", {"text": "안녕하세요"})

    assert answer.url == f"/meetings/{held.pk}/captions/?page=1#line-{line.pk}"
    file = client.get(f"/meetings/{held.pk}/captions.vtt")
    assert file["Content-Type"] == "text/vtt; charset=utf-8"
    assert "안녕하세요" in file.content.decode()
    assert "captions/" in client.get(f"/meetings/{held.pk}/").content.decode()


def test_captions_are_for_those_who_keep_the_minutes(held):
    cast = cast_around(held)
    answers = {}
    for who in ("clerk", "other_clerk", "citizen"):
        client = Client()
        cast.enter(client, who)
        answers[who] = client.get(f"/meetings/{held.pk}/captions/").status_code
    assert answers == {"clerk": 200, "other_clerk": 403, "citizen": 403}


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_of_captions_costs_the_same_for_any_number_of_lines(
    client, django_assert_max_num_queries, held, rows
):
    seat = CaptionLine.objects.get().typed_by
    for number in range(rows):
        rooms.type_caption(seat, f"{number}", is_done=True, by=seat.actor())
    sign_in_as(client, held.convened_by)
    with django_assert_max_num_queries(20):
        client.get(f"/meetings/{held.pk}/captions/")


def test_the_text_page_shows_the_captions_with_their_speaker(client, held):
    go_inside(client, held, place=1)
    page = client.get(f"/meetings/{held.pk}/text/live/").content.decode()
    assert "안녕하십니까" in page
