"""Nothing that leaves the clerk's desk holds a minor's family name: every page, file and message of a whole meeting."""

import io
import zipfile

import jwt
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from ontact.capabilities.meetings.actions.minutes import publish_minutes
from ontact.capabilities.meetings.actions.noting import give_opinion, note_decision
from ontact.capabilities.meetings.actions.roll import take_the_roll
from ontact.capabilities.meetings.actions.running import close_meeting, take_up
from ontact.capabilities.meetings.actions.voting import cast_ballot, close_vote, open_vote
from ontact.capabilities.meetings.documents.hwpx import to_hwpx
from ontact.capabilities.meetings.documents.pdf import to_pdf
from ontact.capabilities.meetings.documents.tests.test_documents import pages_of
from ontact.capabilities.meetings.forms.people import ParticipantForm
from ontact.capabilities.meetings.models import (
    Choice,
    Edition,
    Meeting,
    RollCall,
    Vote,
)
from ontact.capabilities.meetings.queries.editions import body_of
from ontact.capabilities.meetings.tests.factories import go_inside
from ontact.capabilities.meetings.tests.minors import a_draft_with_a_minor, a_meeting_with_a_minor, minor_of
from ontact.capabilities.meetings.tests.test_consents import now_in_session
from ontact.capabilities.meetings.tests.test_minutes import approved
from ontact.commons.people.names import LONG_FAMILY_NAMES, given_name
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.engine.pulse import READY
from ontact.commons.rooms.models import RoomEvent
from ontact.commons.rooms.queries import media_ticket
from ontact.commons.rooms.tests.factories import enter_as as sit_down_as
from ontact.foundation.actor import SYSTEM

FULL, FAMILY, GIVEN = "제갈민지", "제갈", "민지"
PAGES = ("meeting", "minutes", "minutes_json", "votes_json", "captions_file")


@pytest.fixture
def held(db):
    """A minor presents an item, speaks, writes, answers the roll, votes by name and gives an opinion; all is published."""
    meeting = now_in_session(a_meeting_with_a_minor(name=FULL, is_public=True, keeps_chat=True))
    child = minor_of(meeting).seat
    line = sit_down_as(Client(), child)
    rooms.heartbeat(line, mode="video")
    other = go_inside(Client(), meeting)
    rooms.heartbeat(other.lines.get(ended_at=None), mode="video")
    item = meeting.items.first()
    item.presenter = minor_of(meeting)
    item.save()
    take_up(item, by=SYSTEM)
    take_the_roll(meeting, manner=RollCall.Manner.QUIET, by=SYSTEM)
    rooms.raise_hand(child, by=child.actor())
    rooms.give_the_floor(meeting.room, seat=child, limit_s=60, by=SYSTEM)
    rooms.end_the_floor(meeting.room, by=SYSTEM)
    rooms.say(child, "자전거 길을 만들어 주세요", by=child.actor())
    give_opinion(meeting, seat=child, text="놀이터도 좋습니다", by=child.actor())
    vote = open_vote(meeting, motion="원안", manner=Vote.Manner.NAMED, item=item, by=SYSTEM)
    cast_ballot(vote, seat=child, choice=Choice.FOR, by=SYSTEM)
    cast_ballot(vote, seat=other, choice=Choice.FOR, by=SYSTEM)
    close_vote(vote, by=SYSTEM)
    note_decision(meeting, text="자전거 길을 만든다", item=item, vote=vote, by=SYSTEM)
    return meeting


def published(meeting):
    close_meeting(meeting, by=SYSTEM)
    publish_minutes(approved(Meeting.objects.with_frame().get(pk=meeting.pk)), by=SYSTEM)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def words_in(content):
    if content.startswith(b"%PDF"):
        return "".join(pages_of(content))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode(errors="ignore") for name in package.namelist())


def said(answer):
    """A page as it stands; JSON with its letters, not their numbers."""
    return str(answer.json()) if "json" in answer["Content-Type"] else answer.content.decode()


@pytest.mark.parametrize("who", ["stranger", "guest"])
def test_no_public_page_holds_the_family_name(client, held, who):
    meeting = published(held)
    if who == "guest":
        go_inside(client, meeting)

    texts = {name: said(client.get(reverse(f"meetings:{name}", args=[meeting.pk]))) for name in PAGES}
    texts["register"] = said(client.get(reverse("meetings:decisions")))

    assert [name for name, text in texts.items() if FAMILY in text] == []
    assert GIVEN in texts["minutes"]
    assert GIVEN in texts["minutes_json"]
    assert GIVEN in texts["meeting"]  # who presents an item is named to everyone


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("write", [to_pdf, to_hwpx])
def test_no_file_of_the_minutes_holds_the_family_name(held, write, language):
    published(held)
    edition = Edition.objects.get()

    text = words_in(write(body_of(edition), edition.sha256, language))

    assert FAMILY not in text
    assert GIVEN in text


def test_the_frozen_record_holds_no_family_name(held):
    meeting = published(held)
    kept = "".join(
        str(value) for value in Edition.objects.filter(minutes__meeting=meeting).values()[0].values()
    )
    kept += str(body_of(Edition.objects.get(minutes__meeting=meeting)))

    assert FAMILY not in kept


def test_the_room_never_learns_the_family_name(held, monkeypatch):
    monkeypatch.setattr("ontact.commons.rooms.queries.ticket.media_state", lambda: READY)
    guest = Client()
    go_inside(guest, held)
    told = "".join(str(event.payload) for event in RoomEvent.objects.filter(room=held.room))
    state = said(guest.get(f"/api/meetings/{held.pk}/state"))
    page = guest.get(reverse("meetings:text", args=[held.pk])).content.decode()
    token = media_ticket(minor_of(held).seat.lines.get(ended_at=None)).token
    ticket = str(jwt.decode(token, options={"verify_signature": False}))

    assert [FAMILY in text for text in (told, state, page, ticket)] == [False] * 4
    assert GIVEN in ticket
    assert GIVEN in state


def test_only_the_clerk_reads_the_whole_name(client, held):
    sign_in_as(client, held.convened_by)
    assert FULL in client.get(reverse("meetings:edit", args=[held.pk])).content.decode()


@pytest.mark.django_db
def test_the_clerk_has_the_last_word_on_the_shown_name():
    meeting = a_draft_with_a_minor()
    form = ParticipantForm(
        {
            "name": "김민지",
            "email": "minji@example.org",
            "part": "member",
            "language": "ko",
            "is_minor": "on",
            "public_name": "밍키",
            "guardian_name": "김보호",
            "guardian_email": "parent@example.org",
        },
        instance=minor_of(meeting),
    )
    assert form.is_valid(), form.errors
    assert form.words["public_name"] == "밍키"


@pytest.mark.django_db
def test_a_corrected_name_takes_the_proposal_along():
    meeting = a_draft_with_a_minor()
    said = {
        "name": "김서연",
        "email": "minji@example.org",
        "part": "member",
        "language": "ko",
        "is_minor": "on",
    }
    form = ParticipantForm({**said, "public_name": "민지"}, instance=minor_of(meeting))

    assert form.is_valid(), form.errors
    assert (form.words["public_name"], form.instance.shown_name) == ("", "서연")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("김민지", "민지"),
        ("김수", "수"),
        ("남궁민", "민"),
        ("제갈공명", "공명"),
        ("김 민지", "민지"),
        ("Kim, Minji", "Minji"),
        ("Minji Kim", "Minji"),
        ("KIM Minji", "Minji"),
        ("Mary Ann Smith", "Mary Ann"),
        ("Minji", "Minji"),
        ("Nguyễn Thị Mai", "Mai"),
        ("Nguyen Thi Mai", "Mai"),
        ("Trần Mai", "Mai"),
        ("Ly Tran", "Ly"),
        ("金敏智", "敏智"),
        ("민", "민"),
        ("", ""),
    ],
)
def test_the_proposal_leaves_the_family_name_out(name, given):
    assert given_name(name) == given


@given(
    family=some.sampled_from(["김", "이", "박", "최", "정", *sorted(LONG_FAMILY_NAMES)]),
    given_part=some.text("가나다라마바사아자차카타파하민지서연준우", min_size=1, max_size=3),
)
def test_of_a_korean_name_nothing_of_the_family_is_left(family, given_part):
    shown = given_name(family + given_part)
    assert (family + given_part).endswith(shown)
    assert len(shown) <= len(given_part)
    assert shown
