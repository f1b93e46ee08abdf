"""Minors: the guardian is asked and answers, the camera follows at once, and the clerk sees who lacks consent."""

from datetime import timedelta

import jwt
import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.consents import (
    answer_for_child,
    ask_guardians,
    enter_by_hand,
)
from ontact.capabilities.meetings.actions.guests import change_guest
from ontact.capabilities.meetings.actions.inviting import convene
from ontact.capabilities.meetings.actions.running import open_meeting
from ontact.capabilities.meetings.models import ConsentRequest, Meeting
from ontact.capabilities.meetings.queries.consents import consent_states
from ontact.capabilities.meetings.queries.people import guest_rows
from ontact.capabilities.meetings.tests.minors import (
    a_draft_with_a_minor,
    a_meeting_with_a_minor,
    mailed_link,
    minor_of,
)
from ontact.commons.journal.models import Entry
from ontact.commons.people.models import Consent
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.commons.rooms.engine import pulse
from ontact.commons.rooms.models import Room, RoomEvent
from ontact.commons.rooms.tests.factories import enter_as as sit_down_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
CAMERA, RECORDING = "camera", "recording"


@pytest.fixture(autouse=True)
def media_server_is_there(monkeypatch):
    monkeypatch.setattr(pulse, "_ask", lambda: pulse.READY)
    pulse.forget_last_answer()
    yield
    pulse.forget_last_answer()


def answer(client, secret, **said):
    return client.post(reverse("meetings:consent", args=[secret]), said)


def now_in_session(meeting):
    begins_at = now() - timedelta(minutes=10)
    Room.objects.filter(pk=meeting.room_id).update(
        begins_at=begins_at, ends_at=begins_at + timedelta(hours=1)
    )
    open_meeting(Meeting.objects.with_frame().get(pk=meeting.pk), by=SYSTEM)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def sources_in_the_ticket(client, room):
    token = client.post(f"/api/rooms/{room.pk}/token", content_type="application/json").json()["token"]
    return jwt.decode(token, options={"verify_signature": False})["video"]["canPublishSources"]


def words_of(meeting):
    return [state.word for state in consent_states(meeting)]


def test_inviting_a_minor_asks_the_guardian_and_nobody_twice():
    meeting = a_meeting_with_a_minor()

    assert words_of(meeting) == ["waiting"]
    assert ask_guardians(meeting, by=SYSTEM) == 0
    convene(meeting, by=meeting.convened_by)
    assert ConsentRequest.objects.count() == 1


def test_looking_at_the_link_agrees_to_nothing(client):
    meeting = a_meeting_with_a_minor()
    page = client.get(reverse("meetings:consent", args=[mailed_link()]))

    assert page.status_code == 200
    assert "민지" in page.content.decode()
    assert "김민지" not in page.content.decode()
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("no-referrer", True)
    assert words_of(meeting) == ["waiting"]


def test_each_purpose_is_answered_apart(client):
    meeting = a_meeting_with_a_minor()
    secret = mailed_link()

    assert answer(client, secret, camera="yes").status_code == 422
    assert answer(client, secret, camera="yes", recording="no").status_code == 302

    seat = minor_of(meeting).seat
    assert (seat.may_be_pictured, seat.may_be_recorded, words_of(meeting)) == (True, False, ["agreed"])
    kept = Consent.objects.get(person=minor_of(meeting).person, purpose=CAMERA)
    assert (kept.given_by.name, kept.about_id) == ("김보호", str(meeting.pk))


def test_an_unknown_or_replaced_link_opens_nothing(client):
    meeting = a_meeting_with_a_minor()
    first = mailed_link()
    ConsentRequest.objects.update(asked_at=now() - timedelta(days=2))
    ask_guardians(meeting, by=SYSTEM)

    assert answer(client, first, camera="yes", recording="yes").status_code == 404
    assert answer(client, mailed_link(), camera="yes", recording="yes").status_code == 302


def test_after_the_meeting_the_link_is_over(client):
    meeting = a_meeting_with_a_minor()
    secret = mailed_link()
    Room.objects.filter(pk=meeting.room_id).update(
        begins_at=now() - timedelta(hours=7), ends_at=now() - timedelta(hours=5)
    )

    assert answer(client, secret, camera="yes", recording="yes").status_code == 410


def test_without_consent_the_ticket_holds_no_camera_and_everything_else(client):
    meeting = now_in_session(a_meeting_with_a_minor())
    sit_down_as(client, minor_of(meeting).seat)

    assert sources_in_the_ticket(client, meeting.room) == ["microphone"]
    me = client.get(f"/api/rooms/{meeting.room.pk}/state").json()["me"]
    assert (me["pictured"], me["may"]["camera"], me["may"]["hand"], me["may"]["chat"]) == (
        False,
        False,
        True,
        True,
    )


def test_consent_brings_the_camera_and_taking_it_back_ends_it_at_once(client):
    meeting = now_in_session(a_meeting_with_a_minor())
    seat, secret = minor_of(meeting).seat, mailed_link()
    sit_down_as(client, seat)

    answer(client, secret, camera="yes", recording="yes")
    assert "camera" in sources_in_the_ticket(client, meeting.room)

    answer(client, secret, withdrawal="yes")
    assert sources_in_the_ticket(client, meeting.room) == ["microphone"]
    told = RoomEvent.objects.filter(room=meeting.room, kind="seat").order_by("-version").first()
    assert told.payload["concerns"] == [str(seat.pk)]
    assert not Consent.objects.standing().filter(purpose__in=[CAMERA, RECORDING]).exists()


def test_a_minor_with_the_floor_at_the_desk_or_presenting_is_still_not_pictured(client):
    meeting = a_draft_with_a_minor()
    change_guest(minor_of(meeting), part="presenter", by=SYSTEM)
    convene(meeting, by=meeting.convened_by)
    meeting = now_in_session(Meeting.objects.with_frame().get(pk=meeting.pk))
    sit_down_as(client, minor_of(meeting).seat)

    assert sources_in_the_ticket(client, meeting.room) == ["microphone"]


def test_marking_a_minor_in_a_running_meeting_takes_camera_and_family_name_away(client):
    meeting = now_in_session(a_meeting_with_a_minor())
    adult = meeting.participants.get(email="member0@example.org")
    sit_down_as(client, adult.seat)
    assert "camera" in sources_in_the_ticket(client, meeting.room)

    change_guest(adult, is_minor=True, name="박준서", by=SYSTEM)

    assert sources_in_the_ticket(client, meeting.room) == ["microphone"]
    assert adult.seat.sittings.current().get().name == "준서"


def test_what_came_on_paper_needs_its_proof_and_holds_before_the_invitations(client):
    meeting = a_draft_with_a_minor()
    sign_in_as(client, meeting.convened_by)
    page = reverse("meetings:paper_consent", args=[meeting.pk, minor_of(meeting).pk])

    assert client.post(page, {"camera": "yes", "recording": "no"}).status_code == 422
    said = {"camera": "yes", "recording": "no", "evidence": "5월 3일 서면 동의서"}
    assert client.post(page, said).status_code == 302
    convene(meeting, by=meeting.convened_by)

    seat = minor_of(meeting).seat
    assert (seat.may_be_pictured, seat.may_be_recorded) == (True, False)
    assert Consent.objects.get(purpose=CAMERA).evidence == "5월 3일 서면 동의서"
    assert ConsentRequest.objects.get().digest is None


def test_a_new_guardian_makes_the_old_link_useless(client):
    meeting = a_meeting_with_a_minor()
    secret = mailed_link()

    change_guest(minor_of(meeting), guardian_email="other@example.org", by=SYSTEM)

    assert answer(client, secret, camera="yes", recording="yes").status_code == 404
    assert ask_guardians(meeting, by=SYSTEM) == 1


def test_the_clerk_sees_who_lacks_consent_and_asks_again(client):
    meeting = a_meeting_with_a_minor()
    sign_in_as(client, meeting.convened_by)

    assert [row.participant.name for row in guest_rows(meeting) if row.lacks_consent] == ["김민지"]
    table = reverse("meetings:consents", args=[meeting.pk])
    assert client.get(table + "?show=lacking").context["rows"][0]["state"].participant.name == "김민지"
    assert client.get(table + "?show=agreed").context["rows"] == []
    ConsentRequest.objects.update(asked_at=now() - timedelta(days=2))
    client.post(reverse("meetings:consents_asking", args=[meeting.pk]))
    assert ConsentRequest.objects.get().asked_at > now() - timedelta(minutes=1)


@pytest.mark.parametrize("minors", [1, 4])
def test_the_table_costs_the_same_for_one_minor_and_for_four(client, django_assert_max_num_queries, minors):
    meeting = a_meeting_with_a_minor(guests=minors)
    meeting.participants.filter(email__startswith="member").update(is_minor=True)
    sign_in_as(client, meeting.convened_by)

    with django_assert_max_num_queries(14):
        client.get(reverse("meetings:consents", args=[meeting.pk]))


def test_the_door_takes_no_other_name_from_a_minor(client):
    meeting = now_in_session(a_meeting_with_a_minor())
    seat = minor_of(meeting).seat
    sit_down_as(client, seat)

    client.post(reverse("rooms:door", args=[meeting.room_id]), {"name": "김민지", "agreed": "yes"})

    assert seat.sittings.current().get().name == "민지"


def test_what_a_guardian_did_is_in_the_journal_and_the_secret_nowhere(client):
    a_meeting_with_a_minor()
    secret = mailed_link()
    answer(client, secret, camera="yes", recording="no")

    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"asked a guardian for consent", "answered for a child", "gave a consent"} <= verbs
    assert secret not in str(list(Entry.objects.values())) + str(list(ConsentRequest.objects.values()))


def test_agreeing_twice_is_one_consent():
    meeting = a_meeting_with_a_minor()
    child = minor_of(meeting)
    for _ in range(2):
        enter_by_hand(child, {CAMERA}, evidence="서면", by=SYSTEM)
    answer_for_child(ConsentRequest.objects.get(), {CAMERA}, by=SYSTEM)

    assert Consent.objects.filter(purpose=CAMERA).count() == 1
