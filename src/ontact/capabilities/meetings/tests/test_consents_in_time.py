"""A guardian's consent in the course of time: reminders, a committee's year, coming of age, substitutes, and the end."""

from datetime import timedelta

import pytest

from ontact.capabilities.meetings.actions.consents import remind_guardians
from ontact.capabilities.meetings.actions.inviting import convene
from ontact.capabilities.meetings.actions.next_meeting import call_next
from ontact.capabilities.meetings.actions.replying import Said, reply
from ontact.capabilities.meetings.actions.rounds import make_rounds
from ontact.capabilities.meetings.models import ConsentRequest, Participant, SubstituteRule
from ontact.capabilities.meetings.tests.minors import (
    a_meeting_with_a_minor,
    a_youth_committee,
    mailed_link,
    minor_of,
)
from ontact.capabilities.meetings.tests.test_consents import CAMERA, RECORDING, answer, words_of
from ontact.commons.people.models import Consent
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


def test_three_days_before_whoever_has_not_answered_is_asked_once_more():
    meeting = a_meeting_with_a_minor()
    Room.objects.filter(pk=meeting.room_id).update(
        begins_at=now() + timedelta(days=2), ends_at=now() + timedelta(days=2, hours=1)
    )
    assert remind_guardians(now()) == 0
    ConsentRequest.objects.update(asked_at=now() - timedelta(days=3))

    assert remind_guardians(now()) == 1
    assert remind_guardians(now()) == 0


def test_a_committees_consent_holds_for_its_next_meeting_and_runs_out_after_a_year(client):
    meeting = a_youth_committee()
    answer(client, mailed_link(), camera="yes", recording="no")
    following = call_next(meeting, keep_agenda=True, by=meeting.convened_by)

    child = minor_of(following)
    assert (child.is_minor, child.guardian_name) == (True, "김보호")
    convene(following, by=meeting.convened_by)
    assert (words_of(following), minor_of(following).seat.may_be_pictured) == (["agreed"], True)

    ended = now() - timedelta(minutes=5)
    ConsentRequest.objects.update(ends_at=ended)
    Consent.objects.update(ends_at=ended)
    make_rounds(now())
    assert (words_of(following), minor_of(following).seat.may_be_pictured) == (["not_asked"], False)


def test_who_has_come_of_age_is_a_minor_no_more_at_the_next_meeting():
    meeting = a_youth_committee()
    Participant.objects.filter(pk=minor_of(meeting).pk).update(of_age_on=meeting.day + timedelta(days=10))

    child = minor_of(call_next(meeting, keep_agenda=False, by=meeting.convened_by))

    assert (child.is_minor, child.guardian_email, child.shown_name) == (False, "", "김민지")


def test_a_substitute_brings_no_consent_along(client):
    meeting = a_youth_committee()
    answer(client, mailed_link(), camera="yes", recording="yes")
    child = minor_of(meeting)
    child.standing_seat.list.substitutes = SubstituteRule.ANYONE
    child.standing_seat.list.save()

    reply(child, Said("substitute", name="이서윤", email="seoyun@example.org"), by=SYSTEM)
    seat = minor_of(meeting).seat
    assert (seat.may_be_pictured, seat.sittings.current().get().name) == (False, "서윤")

    reply(child, Said("attends"), by=SYSTEM)
    seat = minor_of(meeting).seat
    assert (seat.may_be_pictured, seat.sittings.current().get().name) == (True, "민지")


def test_a_year_later_guardian_and_answers_are_gone(client):
    meeting = a_meeting_with_a_minor()
    answer(client, mailed_link(), camera="yes", recording="yes")
    guardian = ConsentRequest.objects.get().guardian
    Room.objects.filter(pk=meeting.room_id).update(
        begins_at=now() - timedelta(days=400), ends_at=now() - timedelta(days=399)
    )

    make_rounds(now().replace(minute=0))

    guardian.refresh_from_db()
    child = Participant.objects.get(is_minor=True)
    assert (child.guardian_name, child.guardian_email, guardian.name, guardian.email) == ("", "", "", "")
    assert not ConsentRequest.objects.exists()
    assert not Consent.objects.filter(purpose__in=[CAMERA, RECORDING]).exists()
