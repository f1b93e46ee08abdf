"""Minutes: drafted from the rows, edited by one clerk at a time, approved once, the same for ever."""

import hashlib
import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ontact.capabilities.meetings.actions.minutes import (
    Edits,
    approve_minutes,
    lay_before_chair,
    publish_minutes,
    return_minutes,
    save_minutes,
)
from ontact.capabilities.meetings.actions.noting import give_opinion, note_decision
from ontact.capabilities.meetings.actions.registering import name_ground
from ontact.capabilities.meetings.actions.running import close_meeting, take_up
from ontact.capabilities.meetings.actions.voting import cast_ballot, close_vote, open_vote
from ontact.capabilities.meetings.errors import (
    EditedMeanwhile,
    GroundMissing,
    MinutesFrozen,
    MinutesNotApproved,
    MinutesNotLaid,
)
from ontact.capabilities.meetings.models import Choice, Meeting, Minutes, Part, Vote
from ontact.capabilities.meetings.queries.minutes import body_shown
from ontact.capabilities.meetings.tests.factories import a_closed_meeting, a_meeting_in_session, go_inside
from ontact.commons.listings.models import Listing
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import enter_as
from ontact.commons.records.models import Record
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def edits(text="논의하였다", **more):
    return Edits(
        notes={"outside": text},
        names=more.get("names", {}),
        chat=more.get("chat", []),
        closed=more.get("closed") or [],
    )


def a_full_meeting(client, *, manner=Vote.Manner.OPEN, **more):
    """Item, speech, vote, decision, opinion, chat; then closed."""
    meeting = a_meeting_in_session(guests=2, keeps_chat=True, **more)
    first, second = (go_inside(type(client)(), meeting, place=place) for place in range(2))
    for seat in (first, second):
        rooms.heartbeat(seat.lines.get(), mode="video")
    item = meeting.items.first()
    take_up(item, by=SYSTEM)
    rooms.give_the_floor(meeting.room, seat=first, limit_s=60, by=SYSTEM)
    rooms.end_the_floor(meeting.room, by=SYSTEM)
    rooms.say(first, "제 번호는 010-1234-5678, me@example.org 입니다", by=SYSTEM)
    vote = open_vote(meeting, motion="원안 가결", manner=manner, item=item, by=SYSTEM)
    cast_ballot(vote, seat=first, choice=Choice.FOR, by=SYSTEM)
    cast_ballot(vote, seat=second, choice=Choice.ABSTAIN, by=SYSTEM)
    close_vote(vote, by=SYSTEM)
    note_decision(meeting, text="원안을 가결한다", item=item, vote=vote, by=SYSTEM)
    give_opinion(meeting, seat=second, text="공개해 주십시오", by=SYSTEM)
    close_meeting(meeting, by=SYSTEM)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def approved(meeting):
    laid = lay_before_chair(meeting.minutes, by=SYSTEM)
    return approve_minutes(laid, version=laid.version, title="의장", by=meeting.convened_by)


def test_the_draft_tells_what_the_rows_tell(client):
    body = body_shown(a_full_meeting(client).minutes)

    item = body.items[0]
    assert [person.name for person in body.present] == ["위원 0", "위원 1"]
    assert {source for person in body.present for source in person.evidence} == {"heartbeat"}
    assert [speech.name for speech in item.speeches] == ["위원 0"]
    vote = item.votes[0]
    assert (vote.in_favour, vote.against, vote.abstain, vote.carried) == (1, 0, 1, True)
    assert [(ballot.name, ballot.choice) for ballot in vote.ballots] == [
        ("위원 0", "for"),
        ("위원 1", "abstain"),
    ]
    assert [decision.text for decision in item.decisions] == ["원안을 가결한다"]
    assert [opinion.name for opinion in body.opinions] == ["위원 1"]
    assert body.chair.name == "이의장"


def test_a_secret_vote_names_nobody(client):
    body = body_shown(a_full_meeting(client, manner=Vote.Manner.SECRET).minutes)
    assert body.items[0].votes[0].ballots == ()


def test_contact_data_never_appears(client):
    meeting = a_full_meeting(client)
    minutes = approved(meeting)
    publish_minutes(minutes, by=SYSTEM)
    page = client.get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    canonical = client.get(reverse("meetings:minutes_json", args=[meeting.pk])).content.decode()
    for text in (page, canonical):
        assert "example.org" not in text
        assert "010-1234" not in text


def test_the_second_of_two_clerks_is_shown_the_differences():
    minutes = a_closed_meeting().minutes
    save_minutes(minutes, edits("먼저"), version=1, by=SYSTEM)
    with pytest.raises(EditedMeanwhile):
        save_minutes(minutes, edits("나중"), version=1, by=SYSTEM)
    assert save_minutes(minutes, edits("먼저"), version=1, by=SYSTEM).version == 2


def test_a_clash_keeps_what_was_typed_and_shows_both(client):
    meeting = a_closed_meeting()
    save_minutes(meeting.minutes, edits("먼저 저장한 글"), version=1, by=SYSTEM)
    enter_as(client, meeting.convened_by)
    address = reverse("meetings:minutes_edit", args=[meeting.pk])

    page = client.post(address, {"version": 1, "note-outside": "나중에 쓴 글"})

    assert page.status_code == 409
    text = page.content.decode()
    assert "먼저 저장한 글" in text
    assert "나중에 쓴 글" in text
    assert client.post(address, {"version": 2, "note-outside": "둘을 합친 글"}).status_code == 302
    assert Minutes.objects.get(meeting=meeting).edits["notes"]["outside"] == "둘을 합친 글"


def test_the_chair_is_asked_by_mail_and_may_send_back():
    meeting = a_closed_meeting()
    minutes = lay_before_chair(meeting.minutes, by=SYSTEM)
    lay_before_chair(minutes, by=SYSTEM)
    assert Notice.objects.get(template="meetings/mail/minutes_laid").address == "chair@example.org"

    minutes = return_minutes(minutes, remark="2번 안건을 고쳐 주십시오", by=SYSTEM)
    assert (minutes.state, minutes.remark) == (Minutes.State.DRAFT, "2번 안건을 고쳐 주십시오")
    with pytest.raises(MinutesNotLaid):
        approve_minutes(minutes, version=1, title="의장", by=meeting.convened_by)


def test_what_is_approved_is_what_was_read():
    meeting = a_closed_meeting()
    laid = lay_before_chair(meeting.minutes, by=SYSTEM)
    save_minutes(laid, edits(), version=laid.version, by=SYSTEM)
    with pytest.raises(EditedMeanwhile):
        approve_minutes(laid, version=laid.version, title="의장", by=meeting.convened_by)


def test_approval_freezes_text_and_hash(client):
    meeting = a_full_meeting(client)
    minutes = approved(meeting)

    edition = minutes.editions.get()
    assert hashlib.sha256(edition.canonical.encode()).hexdigest() == edition.sha256
    assert json.loads(edition.canonical)["approval"]["by"]["title"] == "의장"
    with pytest.raises(MinutesFrozen):
        save_minutes(minutes, edits(), version=minutes.version, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        minutes.editions.update(canonical="{}")
    approve_minutes(minutes, version=1, title="다른", by=meeting.convened_by)
    assert minutes.editions.get() == edition


def test_a_stranger_recomputes_the_hash_of_what_is_published(client, django_capture_on_commit_callbacks):
    meeting = a_full_meeting(client)
    with django_capture_on_commit_callbacks(execute=True):
        minutes = publish_minutes(approved(meeting), by=SYSTEM)

    body = client.get(reverse("meetings:minutes_json", args=[meeting.pk])).content
    page = client.get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    edition = minutes.editions.get()
    assert hashlib.sha256(body).hexdigest() == edition.sha256
    assert edition.sha256 in page
    made = sorted(edition.files.values_list("language", "format"))
    assert made == [("en", "hwpx"), ("en", "pdf"), ("ko", "hwpx"), ("ko", "pdf")]
    assert client.get(reverse("meetings:minutes_file", args=[meeting.pk, "pdf"]))["Location"].startswith(
        "/media/"
    )
    assert Record.objects.get().sha256 == edition.sha256
    assert Listing.objects.get().state.texts["en"] == "Minutes published"


def test_only_approved_minutes_are_published():
    with pytest.raises(MinutesNotApproved):
        publish_minutes(a_closed_meeting().minutes, by=SYSTEM)


def test_minutes_of_a_closed_meeting_are_published_when_the_ground_is_named(client):
    meeting = a_closed_meeting(is_public=False)
    minutes = approved(meeting)
    enter_as(client, meeting.convened_by)
    page = client.get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    publication = reverse("meetings:minutes_publication", args=[meeting.pk])
    assert reverse("meetings:minutes_listing", args=[meeting.pk]) in page
    assert publication not in page
    with pytest.raises(GroundMissing):
        publish_minutes(minutes, by=SYSTEM)

    name_ground(minutes, ground="5", hides_title=False, by=SYSTEM)

    assert publication in client.get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    assert publish_minutes(minutes, by=SYSTEM).published_at


def test_minutes_of_a_closed_meeting_stay_with_its_people(client):
    meeting = a_closed_meeting(is_public=False)
    minutes = name_ground(approved(meeting), ground="5", hides_title=False, by=SYSTEM)
    publish_minutes(minutes, by=SYSTEM)
    address = reverse("meetings:minutes", args=[meeting.pk])
    assert client.get(address).status_code == 302
    assert client.get(reverse("meetings:minutes_json", args=[meeting.pk])).status_code == 302
    guest = type(client)()
    go_inside(guest, meeting)
    assert guest.get(address).status_code == 200
    assert not Listing.objects.exists()


def test_the_chair_approves_under_their_own_sign_in(client):
    meeting = a_closed_meeting()
    lay_before_chair(meeting.minutes, by=SYSTEM)
    chair = meeting.participants.get(part=Part.CHAIR).person
    enter_as(client, chair)
    address = reverse("meetings:minutes_approval", args=[meeting.pk])
    form = client.get(address).context["form"]
    assert form["title"].value() == "의장"
    client.post(address, {"version": form["version"].value(), "title": "의장"})
    assert Minutes.objects.get(meeting=meeting).editions.get().approved_by == chair


def test_names_are_put_right_and_chat_lines_left_out(client):
    meeting = a_full_meeting(client)
    seat = meeting.participants.get(name="위원 0").seat_id
    line = meeting.room.chat.get()
    save_minutes(
        meeting.minutes,
        edits(names={str(seat): {"name": "김위원"}}, chat=[str(line.pk)]),
        version=1,
        by=SYSTEM,
    )
    body = body_shown(Minutes.objects.get(meeting=meeting))
    assert body.present[0].name == "김위원"
    assert body.chat == ()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_minutes_cost_the_same_for_one_and_thirty(client, rows, django_assert_max_num_queries):
    meeting = a_closed_meeting(guests=rows, items=rows)
    with django_assert_max_num_queries(22):
        body_shown(Minutes.objects.select_related("meeting__room", "meeting__host").get(meeting=meeting))
