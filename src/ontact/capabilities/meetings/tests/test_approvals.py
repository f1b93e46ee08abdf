"""Approval by those whom the meeting's rule names: one by one, void after a return, asked again after a change."""

import json

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.minutes import (
    Edits,
    approve_minutes,
    excuse_approver,
    lay_before_chair,
    publish_minutes,
    return_minutes,
    save_minutes,
)
from ontact.capabilities.meetings.errors import EditedMeanwhile, NotAnApprover, SignersMissing
from ontact.capabilities.meetings.errors.comments import ReasonMissing
from ontact.capabilities.meetings.models import ApprovalRule, Meeting, Minutes, Part, Participant
from ontact.capabilities.meetings.queries.meetings import minutes_to_approve
from ontact.capabilities.meetings.tests.commenting import a_meeting_with_presence
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.commons.people.tests.factories import enter_as
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def a_meeting_under(client, rule, **more):
    meeting = a_meeting_with_presence(client, **more)
    Meeting.objects.filter(pk=meeting.pk).update(approval_rule=rule)
    return Meeting.objects.with_frame().get(pk=meeting.pk)


def member(meeting, place=0):
    return Participant.objects.get(meeting=meeting, email=f"member{place}@example.org")


def chair(meeting):
    return Participant.objects.get(meeting=meeting, part=Part.CHAIR).person


def laid(meeting, *signers):
    return lay_before_chair(meeting.minutes, signers=[one.pk for one in signers], by=SYSTEM)


def approve(minutes, person, title="위원"):
    return approve_minutes(minutes, version=minutes.version, title=title, by=person)


def asked():
    letters = Notice.objects.filter(template="meetings/mail/minutes_laid")
    return sorted(letters.values_list("address", flat=True))


@pytest.fixture
def meeting(client):
    return a_meeting_under(client, ApprovalRule.SIGNERS)


def test_the_chair_and_the_signing_members_approve_one_by_one(meeting):
    minutes = laid(meeting, member(meeting))
    assert asked() == ["chair@example.org", "member0@example.org"]
    minutes = approve(minutes, member(meeting).person)
    assert minutes.state == Minutes.State.SUBMITTED
    approve(minutes, member(meeting).person)
    minutes = approve(minutes, chair(meeting), title="의장")
    assert minutes.state == Minutes.State.APPROVED

    said = json.loads(minutes.editions.get().canonical)
    assert said["approval"]["by"] == {"name": chair(meeting).name, "title": "의장"}
    assert [one["by"]["title"] for one in said["approvals"]] == ["의장", "위원"]


def test_every_member_with_a_vote_who_was_present_approves(client):
    meeting = a_meeting_under(client, ApprovalRule.PRESENT, guests=3, present=2)
    Participant.objects.filter(pk=member(meeting, 1).pk).update(has_vote=False)
    Participant.objects.filter(pk__in=[member(meeting, n).pk for n in (0, 2)]).update(has_vote=True)
    minutes = laid(meeting)
    assert [row.name for row in minutes.approvers.all()] == ["이의장", "위원 0"]


def test_signing_members_must_be_chosen_among_those_present(meeting):
    with pytest.raises(SignersMissing):
        laid(meeting)
    with pytest.raises(SignersMissing):
        laid(meeting, member(meeting, 2))


def test_nobody_else_comes_to_the_page_of_approval(client, meeting):
    laid(meeting, member(meeting))
    page = reverse("meetings:minutes_approval", args=[meeting.pk])
    enter_as(client, member(meeting, 1).person)
    assert client.get(page).status_code == 404
    enter_as(client, meeting.convened_by)
    assert client.get(page).status_code == 403


def test_an_excused_member_does_not_approve_in_the_chair_s_place(meeting):
    minutes = laid(meeting, member(meeting))
    excuse_approver(minutes.approvers.get(is_chair=False), reason="해촉", by=SYSTEM)
    with pytest.raises(NotAnApprover):
        approve(minutes, member(meeting).person)


def test_sending_back_names_who_and_why_and_voids_what_was_given(meeting):
    minutes = approve(laid(meeting, member(meeting)), chair(meeting), title="의장")
    minutes = return_minutes(minutes, remark="결과가 빠졌습니다", by=member(meeting).person.actor())
    assert (minutes.state, minutes.remark_by) == (Minutes.State.DRAFT, member(meeting).person.name)
    minutes = laid(Meeting.objects.with_frame().get(pk=meeting.pk), member(meeting))
    assert minutes.approvers.awaited().count() == 2


def test_a_change_asks_those_again_who_have_approved(meeting):
    minutes = approve(laid(meeting, member(meeting)), chair(meeting), title="의장")
    edits = Edits(notes={"outside": "고침"}, names={}, chat=[])
    changed = save_minutes(minutes, edits, version=minutes.version, by=SYSTEM)
    assert changed.approvers.awaited().count() == 2
    assert asked() == ["chair@example.org", "chair@example.org", "member0@example.org", "member0@example.org"]
    with pytest.raises(EditedMeanwhile):
        approve_minutes(changed, version=1, title="위원", by=member(meeting).person)


def test_who_cannot_approve_is_excused_with_a_reason_and_the_last_one_freezes(meeting):
    minutes = approve(laid(meeting, member(meeting)), chair(meeting), title="의장")
    row = minutes.approvers.get(is_chair=False)
    with pytest.raises(ReasonMissing):
        excuse_approver(row, reason=" ", by=SYSTEM)
    assert excuse_approver(row, reason="해촉", by=SYSTEM).state == Minutes.State.APPROVED
    assert excuse_approver(row, reason="해촉", by=SYSTEM).editions.count() == 1
    assert json.loads(minutes.editions.get().canonical)["approvals"] == []


def test_the_chair_is_always_waited_for(meeting):
    minutes = approve(laid(meeting, member(meeting)), member(meeting).person)
    excuse_approver(minutes.approvers.get(is_chair=True), reason="부재", by=SYSTEM)
    assert [row.name for row in minutes.approvers.awaited()] == ["이의장"]


def test_what_waits_for_a_member_stands_on_their_list_until_it_is_given(meeting):
    person = member(meeting).person
    minutes = laid(meeting, member(meeting))
    assert list(minutes_to_approve(person, [])) == [minutes]
    approve(minutes, person)
    assert list(minutes_to_approve(person, [])) == []


def test_the_pages_from_choosing_signers_to_the_published_names(client, meeting):
    enter_as(client, meeting.convened_by)
    submission = reverse("meetings:minutes_submission", args=[meeting.pk])
    assert client.get(submission).status_code == 200
    assert client.post(submission, {}).status_code == 422
    assert client.post(submission, {"signers": [str(member(meeting).pk)]}).status_code == 302
    page = reverse("meetings:minutes", args=[meeting.pk])
    assert [one["row"].name for one in client.get(page).context["approvers"]] == ["이의장", "위원 0"]

    approval = reverse("meetings:minutes_approval", args=[meeting.pk])
    for person, title in ((member(meeting).person, "서명위원"), (chair(meeting), "의장")):
        browser = type(client)()
        enter_as(browser, person)
        assert browser.get(approval).context["is_awaited"] is True
        browser.post(approval, {"version": 1, "title": title})
    publish_minutes(Minutes.objects.get(meeting=meeting), by=SYSTEM)
    assert "서명위원" in type(client)().get(page).content.decode()


def test_the_clerk_excuses_on_the_page_of_the_minutes(client, meeting):
    minutes = laid(meeting, member(meeting))
    row = minutes.approvers.get(is_chair=False)
    enter_as(client, meeting.convened_by)
    page = reverse("meetings:minutes_excuse", args=[meeting.pk, row.pk])
    field = f"excuse-{row.pk.hex}-reason"
    assert client.post(page, {field: ""}).status_code == 422
    assert client.post(page, {field: "해촉"}).status_code == 302
    row.refresh_from_db()
    assert row.excuse == "해촉"


def test_a_minor_who_signs_stands_in_the_minutes_by_the_given_name(meeting):
    Participant.objects.filter(pk=member(meeting).pk).update(is_minor=True)
    minutes = laid(meeting, member(meeting))
    name = minutes.approvers.get(is_chair=False).name
    Person.objects.filter(pk=member(meeting).person_id).update(name="김민지")
    minutes = approve(approve(minutes, chair(meeting), title="의장"), member(meeting).person)
    assert [one["by"]["name"] for one in json.loads(minutes.editions.get().canonical)["approvals"]][1:] == [
        name
    ]
