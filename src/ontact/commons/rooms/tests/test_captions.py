"""Captions typed live: who may, what the room sees, what is left out, what the file says and how long it is kept."""

import re
from datetime import timedelta

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.rooms import actions
from ontact.commons.rooms.actions.captions import LENGTH_AT_MOST, STROKES_APART
from ontact.commons.rooms.actions.retention import NAMES_ARE_KEPT_FOR, tidy
from ontact.commons.rooms.errors import CaptionTooLong, NotStenographer
from ontact.commons.rooms.models import CaptionLine, Role, Room, RoomEvent, Service
from ontact.commons.rooms.queries import captions_of, webvtt
from ontact.commons.rooms.tests.calls import call, seen, state
from ontact.commons.rooms.tests.conftest import CLERK
from ontact.commons.rooms.tests.factories import SeatFactory, enter_as
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def stenographer(room):
    return seen(SeatFactory(room=room, inside=True, role=Role.OBSERVER, service=Service.CAPTIONS))


def type_line(seat, text, **more):
    return actions.type_caption(seat, text, **{"is_done": True, "by": seat.actor(), **more})


def told(room):
    events = RoomEvent.objects.filter(room=room, kind="caption").order_by("version")
    return [event.payload["captions"][0] for event in events]


def test_a_line_is_seen_while_it_is_typed_and_ends_with_enter(room, stenographer):
    typing = type_line(stenographer, "다음 안건은", is_done=False)
    with moved_to(now() + STROKES_APART * 2):
        done = type_line(stenographer, "다음 안건은 예산입니다.")
    assert typing == done
    assert [(one["text"], one["open"]) for one in told(room)] == [
        ("다음 안건은", True),
        ("다음 안건은 예산입니다.", False),
    ]


def test_strokes_that_come_too_fast_are_left_out_but_never_the_end(room, stenographer):
    for text in ("가", "가나", "가나다", "가나다라"):
        type_line(stenographer, text, is_done=False)
    type_line(stenographer, "가나다라마")
    assert [one["text"] for one in told(room)] == ["가", "가나다라마"]


def test_the_line_knows_who_had_the_floor_when_it_began(room, guest, stenographer):
    actions.give_the_floor(room, seat=guest, by=CLERK)
    line = type_line(stenographer, "감사합니다", is_done=False)
    actions.give_the_floor(room, seat=stenographer, by=CLERK)
    type_line(stenographer, "감사합니다, 의장님.")
    line.refresh_from_db()
    assert (line.speaker, line.text) == (guest, "감사합니다, 의장님.")


def test_an_empty_line_leaves_nothing_behind(room, stenographer):
    assert type_line(stenographer, "  ") is None
    type_line(stenographer, "잘못", is_done=False)
    assert type_line(stenographer, "", is_done=True) is None
    assert CaptionLine.objects.count() == 0
    assert told(room)[-1]["text"] == ""


def test_only_the_caption_seat_types(guest):
    with pytest.raises(NotStenographer):
        type_line(guest, "나도")


def test_a_line_that_is_too_long_is_refused_with_a_way_out(stenographer):
    with pytest.raises(CaptionTooLong):
        type_line(stenographer, "가" * (LENGTH_AT_MOST + 1))


def test_a_correction_reaches_everyone_and_twice_is_harmless(room, stenographer):
    line = type_line(stenographer, "예산이 십억입니다")
    for _ in range(2):
        actions.correct_caption(line, "예산이 12억입니다", by=stenographer.actor())
    assert [(one["text"], one["corrected"]) for one in told(room)] == [
        ("예산이 십억입니다", False),
        ("예산이 12억입니다", True),
    ]


def test_the_calls_of_the_stenographer(client, room, stenographer):
    enter_as(client, stenographer)
    assert call(client, room, "captions", {"text": "안녕", "done": False}).status_code == 200
    assert call(client, room, "captions", {"text": "안녕하세요", "done": True}).status_code == 200
    (line,) = state(client, room).json()["captions"]
    assert line["text"] == "안녕하세요"
    body = {"caption": line["id"], "text": "안녕하십니까"}
    assert call(client, room, "captions/corrections", body).status_code == 200
    assert state(client, room).json()["captions"][0]["text"] == "안녕하십니까"


def test_the_desk_corrects_and_a_guest_does_not(at_the_desk, as_guest, room, stenographer):
    line = type_line(stenographer, "틀린 말")
    body = {"caption": str(line.pk), "text": "맞는 말"}
    assert call(as_guest, room, "captions/corrections", body).status_code == 403
    assert call(as_guest, room, "captions", {"text": "나", "done": True}).status_code == 403
    assert call(at_the_desk, room, "captions/corrections", body).status_code == 200


def test_an_engine_names_the_speaker_itself(client, room, guest, stenographer):
    enter_as(client, stenographer)
    body = {"text": "말했습니다", "done": True, "speaker": str(guest.pk)}
    assert call(client, room, "captions", body).status_code == 200
    assert CaptionLine.objects.get().speaker == guest
    stranger = SeatFactory()
    assert call(client, room, "captions", {**body, "speaker": str(stranger.pk)}).status_code == 404


def test_enter_pressed_twice_by_a_bad_line_sends_once(client, room, stenographer):
    enter_as(client, stenographer)
    for _ in range(2):
        call(client, room, "captions", {"text": "한 번만", "done": True}, **{"Idempotency-Key": "one"})
    assert CaptionLine.objects.count() == 1


def test_the_file_has_times_voices_and_no_marks_of_ours(room, guest, stenographer):
    start = now().replace(microsecond=0)
    with moved_to(start + timedelta(seconds=61)):
        actions.give_the_floor(room, seat=guest, by=CLERK)
        type_line(stenographer, "A < B & C", is_done=False)
    with moved_to(start + timedelta(seconds=63)):
        type_line(stenographer, "A < B & C --> D")
    text = webvtt(room, begins_at=start)
    assert text.startswith("WEBVTT\n\nNOTE ")
    cue = rf"00:01:01\.\d+ --> 00:01:03\.\d+\n<v {guest.title}>A &lt; B &amp; C --&gt; D\n"
    assert re.search(cue, text)


def test_latecomers_read_the_last_lines(client, room, stenographer):
    for n in range(45):
        type_line(stenographer, f"{n}")
    enter_as(client, stenographer)
    lines = state(client, room).json()["captions"]
    assert [line["text"] for line in lines] == [str(n) for n in range(5, 45)]


def test_what_was_said_goes_after_a_year_and_when_its_speaker_is_forgotten(room, stenographer):
    person = PersonFactory()
    speaker = seen(SeatFactory(room=room, inside=True, person=person))
    actions.give_the_floor(room, seat=speaker, by=CLERK)
    type_line(stenographer, "제 말입니다")
    actions.end_the_floor(room, by=CLERK)
    type_line(stenographer, "아무의 말도 아닙니다")
    assert [line.text for line in captions_of(person)] == ["제 말입니다"]

    Room.objects.filter(pk=room.pk).update(
        begins_at=now() - timedelta(days=61), ends_at=now() - timedelta(days=60)
    )
    actions.forget_person(person)
    assert [line.text for line in CaptionLine.objects.all()] == ["아무의 말도 아닙니다"]

    tidy(now() + NAMES_ARE_KEPT_FOR)
    assert not CaptionLine.objects.exists()
