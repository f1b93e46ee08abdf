"""Who hears of a rehearsal and comes in, what its pages and letters say, and how the clerk holds one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.rehearsing import (
    hold_rehearsal,
    invite_to_rehearsal,
)
from ontact.capabilities.meetings.actions.replying import Said, reply
from ontact.capabilities.meetings.actions.running import end_rehearsals
from ontact.capabilities.meetings.errors.rehearsals import NoRehearsal
from ontact.capabilities.meetings.models import (
    Part,
    Reply,
    SubstituteRule,
)
from ontact.capabilities.meetings.queries import meetings as lists
from ontact.capabilities.meetings.queries.followup import next_meeting
from ontact.capabilities.meetings.queries.mine import agenda_entries
from ontact.capabilities.meetings.queries.rehearsals import still_to_ask
from ontact.capabilities.meetings.tests.factories import (
    a_called_meeting,
    a_closed_meeting,
    a_convened_meeting,
    go_inside,
    place_of,
    seat_of,
)
from ontact.capabilities.meetings.tests.rehearsing import a_rehearsal, ask_everyone, come_in, link_in
from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Consent
from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def test_a_colleague_without_a_seat_comes_in_as_clerk(client):
    meeting = a_convened_meeting()
    rehearsal = a_rehearsal(meeting)
    colleague = MembershipFactory(organisation=meeting.host, role="clerk").person
    for _press in range(2):
        hold_rehearsal(meeting, by=colleague)
    sign_in_as(client, colleague)
    answer = client.post(reverse("rooms:entry", args=[rehearsal.room_id]))
    assert answer.url == reverse("rooms:door", args=[rehearsal.room_id])
    assert rehearsal.participants.filter(person=colleague, part=Part.CLERK).count() == 1


def test_only_who_was_asked_comes_in_and_hears_of_it(client):
    meeting = a_convened_meeting(guests=2, is_public=True)
    rehearsal = a_rehearsal(meeting)
    asked, other = rehearsal.participants.get(name="위원 0"), rehearsal.participants.get(name="위원 1")
    invite_to_rehearsal(meeting, [asked], by=meeting.convened_by)
    entry, page = reverse("rooms:entry", args=[rehearsal.room_id]), rehearsal.get_absolute_url()

    for person, may in ((asked.person, True), (other.person, False), (PersonFactory(), False)):
        client.cookies.clear()
        type(person).objects.filter(pk=person.pk).update(claimed_at=now())
        sign_in_as(client, person)
        assert (client.get(page).status_code, client.post(entry).status_code) == (
            (200, 302) if may else (404, 404)
        )
        assert (page in client.get(meeting.get_absolute_url()).content.decode()) is may
    client.cookies.clear()
    assert client.get(page).status_code == 302
    assert page not in client.get(meeting.get_absolute_url()).content.decode()


def test_it_appears_on_no_list(client):
    meeting = a_convened_meeting(guests=2, is_public=True)
    rehearsal = a_rehearsal(meeting)
    ask_everyone(rehearsal)
    clerk, host = meeting.convened_by, meeting.host
    member = rehearsal.participants.get(name="위원 0").person

    assert list(lists.coming()) == [meeting]
    desk = lists.desk([host], day_begins=now() - timedelta(hours=1))
    shown = [*desk.today, *desk.coming, *desk.drafts, *desk.undelivered, *desk.minutes_due, *desk.done]
    assert shown == [meeting]
    assert lists.earlier_meetings([host]) == [meeting]
    for person in (clerk, member):
        assert [entry.path for entry in agenda_entries(person)] == [meeting.get_absolute_url()]
    assert next_meeting(a_closed_meeting(host=host, by=clerk)) == meeting
    assert next_meeting(rehearsal) is None
    title = str(rehearsal.title)
    for path in ("/", "/calendar/", "/meetings/", "/search/?q=예행연습"):
        assert title not in client.get(path).content.decode()
    sign_in_as(client, clerk)
    for path in ("/my/", "/meetings/desk/", "/meetings/instructions/", "/meetings/decisions/"):
        answer = client.get(path)
        assert (answer.status_code, title in answer.content.decode()) == (200, False)


def test_its_papers_pages_and_files_lead_nowhere_else(client):
    """Preparation belongs to the meeting; results, captions and a calendar entry would be traces in somebody's files."""
    meeting = a_convened_meeting()
    rehearsal = a_rehearsal(meeting)
    sign_in_as(client, meeting.convened_by)
    found = {
        name: client.get(reverse(f"meetings:{name}", args=[rehearsal.pk])).status_code
        for name in (
            "edit",
            "rehearsal",
            "replies",
            "captions",
            "captions_file",
            "votes_json",
            "calendar",
            "minutes",
        )
    }
    refused, missing = (
        ("edit", "rehearsal", "replies", "captions", "captions_file"),
        ("votes_json", "calendar", "minutes"),
    )
    assert found == dict.fromkeys(refused, 403) | dict.fromkeys(missing, 404)
    go_inside(client, rehearsal)
    assert client.get(reverse("meetings:reply", args=[rehearsal.pk])).status_code == 403


def test_the_letter_says_that_it_counts_for_nothing_and_nobody_gets_it_twice():
    meeting = a_convened_meeting(guests=2)
    rehearsal = a_rehearsal(meeting)
    assert (ask_everyone(rehearsal), ask_everyone(rehearsal)) == (3, 0)
    chosen = rehearsal.participants.get(name="위원 0")
    assert invite_to_rehearsal(meeting, [chosen], by=meeting.convened_by) == 0
    letters = Notice.objects.filter(template="meetings/mail/rehearsal")
    assert letters.count() == 3
    assert compose(letters[0]).subject == f"오늘 예행연습(실제 회의가 아님): {meeting.title}"


def test_a_substitute_is_asked_and_the_excused_is_not():
    meeting = a_called_meeting(seats=4, rule=SubstituteRule.ANYONE)
    substitute = Said(Reply.Answer.SUBSTITUTE, name="이대신", title="팀장", email="deputy@example.org")
    reply(place_of(meeting, 1), substitute, by=SYSTEM)
    reply(place_of(meeting, 2), Said(Reply.Answer.EXCUSED, reason="출장"), by=SYSTEM)

    rehearsal = a_rehearsal(meeting)

    people = still_to_ask(rehearsal)
    assert sorted(one.name for one in people) == ["간부0", "간부3", "이대신"]
    ask_everyone(rehearsal)
    told = Notice.objects.filter(template="meetings/mail/rehearsal").values_list("address", flat=True)
    assert sorted(told) == ["deputy@example.org", "official0@example.org", "official3@example.org"]


def test_no_child_is_pictured_in_it():
    """The guardian was asked about the meeting, not about its rehearsal."""
    meeting = a_convened_meeting(guests=1)
    seat = seat_of(meeting)
    type(seat).objects.filter(pk=seat.pk).update(names_itself=False, may_be_pictured=True)

    rehearsal = a_rehearsal(meeting)

    facts = ("may_be_pictured", "may_be_recorded", "names_itself")
    child = seat_of(rehearsal)
    assert [getattr(child, name) for name in facts] == [False, False, False]
    chair = seat_of(rehearsal, Part.CHAIR)
    assert [getattr(chair, name) for name in facts] == [True, True, True]


def test_agreeing_at_its_door_is_no_consent(client):
    meeting = a_convened_meeting(guests=2)
    rehearsal = a_rehearsal(meeting)
    ask_everyone(rehearsal)
    assert come_in(client, rehearsal, "위원 0").status_code == 302
    assert not Consent.objects.exists()


def test_every_page_says_what_it_is(client):
    meeting = a_convened_meeting(guests=2)
    rehearsal = a_rehearsal(meeting)
    ask_everyone(rehearsal)
    word = "여기에서 하는 일은 아무 효력이 없습니다."
    letter = Notice.objects.filter(template="meetings/mail/rehearsal").first()
    assert word in client.get("/" + link_in(letter).split("/", 3)[3]).content.decode()
    go_inside(client, rehearsal)
    for page in ("meetings:meeting", "meetings:text"):
        assert word in client.get(reverse(page, args=[rehearsal.pk])).content.decode()
    for page in ("rooms:door", "rooms:check"):
        assert word in client.get(reverse(page, args=[rehearsal.room_id])).content.decode()
    state = client.get(f"/api/meetings/{rehearsal.pk}/state").json()
    assert (state["room"]["rehearsal"], state["room"]["title"]) == (True, str(rehearsal.title))


def test_who_asks_people_to_a_rehearsal_that_has_ended_is_told():
    meeting = a_convened_meeting()
    rehearsal = a_rehearsal(meeting)
    people = list(still_to_ask(rehearsal))
    end_rehearsals(meeting, by=SYSTEM)
    end_rehearsals(meeting, by=SYSTEM)
    with pytest.raises(NoRehearsal):
        invite_to_rehearsal(meeting, people, by=meeting.convened_by)


def test_the_clerks_page_begins_asks_and_ends(client):
    meeting = a_convened_meeting(guests=3)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in_as(client, meeting.convened_by)
    type(meeting.convened_by).objects.update(language="en")
    page, people, end = (
        reverse(f"meetings:{name}", args=[meeting.pk])
        for name in ("rehearsal", "rehearsal_people", "rehearsal_end")
    )
    assert page in client.get(meeting.get_absolute_url()).content.decode()
    assert "Hold a rehearsal now" in client.get(page).content.decode()
    assert client.post(people, {"whom": "everyone"}).status_code == 409

    client.post(page)
    assert "The door is open to 1 person." in client.get(page).content.decode()
    nobody = client.post(people, {"whom": "chosen"})
    assert (nobody.status_code, "Choose at least one person" in nobody.content.decode()) == (422, True)
    rehearsal = meeting.rehearsals.get()
    chosen = rehearsal.participants.get(name="위원 1")
    answer = client.post(people, {"whom": "chosen", "people": [chosen.pk]}, follow=True).content.decode()
    assert ("The link went to 1 person by mail." in answer, "The door is open to 2 people." in answer) == (
        True,
        True,
    )
    stranger = a_convened_meeting().participants.first()
    assert client.post(people, {"whom": "chosen", "people": [stranger.pk]}).status_code == 422
    answer = client.post(people, {"whom": "everyone"}, follow=True).content.decode()
    assert "Everyone who comes to the meeting has been asked." in answer

    assert "The rehearsal is over." in client.post(end, follow=True).content.decode()
    assert "The rehearsal is over." in client.post(end, follow=True).content.decode()
    assert "Hold a rehearsal now" in client.get(page).content.decode()
