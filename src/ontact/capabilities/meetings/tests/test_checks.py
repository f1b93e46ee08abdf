"""The clerk sees who has tried the devices, and reminds those who have not."""

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.checking import remind_of_checks
from ontact.capabilities.meetings.actions.inviting import remind
from ontact.capabilities.meetings.errors import MeetingOver, NotConvenedYet
from ontact.capabilities.meetings.queries.people import guest_rows
from ontact.capabilities.meetings.tests.factories import (
    a_closed_meeting,
    a_convened_meeting,
    a_ready_draft,
    seat_of,
)
from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import enter_as
from ontact.commons.rooms.actions import keep_check
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db

WELL = {"way": "udp", "loss_percent": 0, "trip_ms": 9, "microphone": "ok", "camera": "ok", "browser": "Edge"}


def check(seat, **found):
    keep_check(seat, **{**WELL, **found}, by=SYSTEM)


def letters(meeting, template):
    return Notice.objects.filter(template=f"meetings/mail/{template}").order_by("created_at")


def people_step(client, meeting):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    enter_as(client, meeting.convened_by)
    type(meeting.convened_by).objects.update(language="en")
    return client.get(reverse("meetings:edit", args=[meeting.pk]))


def test_the_people_step_says_who_is_ready_who_has_a_trouble_and_who_is_missing(client):
    meeting = a_convened_meeting(guests=3)
    check(seat_of(meeting, place=0))
    check(seat_of(meeting, place=1), microphone="silent", loss_percent=9)

    page = people_step(client, meeting)

    count = page.context["checks"]
    assert (count.ready, count.troubled, count.missing, count.reached) == (1, 1, 3, 3)
    shown = {row.participant.name: (row.check.word, row.check.note) for row in page.context["rows"]}
    assert shown["위원 0"] == ("Ready", "Sound travels directly (UDP)")
    assert shown["위원 1"] == ("To mend", "sound breaks up, microphone silent")
    assert shown["위원 2"] == ("Not checked", "")
    assert "Remind 3 people of the device check" in page.content.decode()


def test_a_draft_has_nothing_to_check(client):
    page = people_step(client, a_ready_draft())
    assert page.context["checks"] is None


@pytest.mark.parametrize("guests", [1, 6])
def test_the_list_costs_four_queries_however_long_it_is(guests, django_assert_num_queries):
    meeting = a_convened_meeting(guests=guests)
    check(seat_of(meeting))
    with django_assert_num_queries(4):
        guest_rows(meeting)


def test_a_reminder_reaches_those_who_have_not_checked_once_a_day(client):
    meeting = a_convened_meeting(guests=2)
    check(seat_of(meeting, place=0))

    assert remind_of_checks(meeting, by=SYSTEM) == 3
    assert remind_of_checks(meeting, by=SYSTEM) == 0

    told = set(letters(meeting, "device_check").values_list("address", flat=True))
    assert "member1@example.org" in told
    assert "member0@example.org" not in told
    assert people_step(client, meeting).context["checks"].reached == 0


def test_the_press_says_how_many(client):
    meeting = a_convened_meeting(guests=2)
    people_step(client, meeting)
    answer = client.post(reverse("meetings:check_reminder", args=[meeting.pk]), follow=True)
    assert "4 people were reminded of the device check." in answer.content.decode()


@pytest.mark.parametrize(
    ("stage", "refusal"), [(a_ready_draft, NotConvenedYet), (a_closed_meeting, MeetingOver)]
)
def test_there_is_nobody_to_remind_before_and_after(stage, refusal):
    with pytest.raises(refusal):
        remind_of_checks(stage(), by=SYSTEM)


@pytest.mark.parametrize("template", ["device_check", "reminder"])
def test_the_letter_leads_to_the_device_check(template):
    meeting = a_convened_meeting()
    if template == "reminder":
        remind(meeting, by=SYSTEM)
    else:
        remind_of_checks(meeting, by=SYSTEM)
    assert "/?to=check" in compose(letters(meeting, template)[0]).body


def test_the_meetings_page_offers_the_check_to_who_has_a_seat(client):
    meeting = a_convened_meeting()
    person = meeting.participants.get(name="위원 0").person
    type(person).objects.filter(pk=person.pk).update(claimed_at=meeting.convened_at)
    enter_as(client, person)
    address = reverse("rooms:check", args=[meeting.room_id])
    assert address in client.get(meeting.get_absolute_url()).content.decode()
    client.logout()
    assert address not in client.get(meeting.get_absolute_url()).content.decode()
