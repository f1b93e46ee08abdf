"""Who comes: answers before the meeting, substitutes and their links, reminders, and what the roll makes of it."""

import pytest
from django.urls import reverse

from ontact.capabilities.meetings.actions.forgetting import forget_person
from ontact.capabilities.meetings.actions.inviting import cancel
from ontact.capabilities.meetings.actions.replying import Said, ask_for_replies, reply
from ontact.capabilities.meetings.actions.roll import take_the_roll
from ontact.capabilities.meetings.actions.running import open_meeting
from ontact.capabilities.meetings.errors.standing import NoSubstituteHere, SubstituteNotNamed, TooLateToReply
from ontact.capabilities.meetings.models import Part, Participant, Reply, RollCall, SubstituteRule
from ontact.capabilities.meetings.queries.mine import personal_data
from ontact.capabilities.meetings.queries.replies import counts_of, replies_of
from ontact.capabilities.meetings.tests.factories import (
    a_called_meeting,
    a_convened_meeting,
    place_of,
)
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory
from ontact.commons.people.tests.factories import enter_as as sign_in_as
from ontact.commons.rooms.actions import issue_pass
from ontact.commons.rooms.models import Line, Pass, Room
from ontact.commons.rooms.queries.words import seat_words
from ontact.commons.rooms.tests.factories import enter_as as sit_down_as
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
ATTENDS, SUBSTITUTE, EXCUSED = Reply.Answer
DEPUTY = ("강대리", "deputy@example.org")
SENT = Said(SUBSTITUTE, name=DEPUTY[0], title="팀장", email=DEPUTY[1])


def said(participant, words):
    return reply(participant, words, by=SYSTEM)


def sitter(participant):
    return participant.seat.sittings.current().get()


def test_each_seat_has_one_answer_and_the_clerk_is_not_asked():
    meeting = a_called_meeting(seats=4, deputies=[DEPUTY])
    said(place_of(meeting, 1), Said(ATTENDS))
    said(place_of(meeting, 1), Said(EXCUSED, reason="국회 출장"))
    said(place_of(meeting, 2), SENT)

    rows = replies_of(meeting)

    assert [(row.participant.title, row.answer) for row in rows] == [
        ("좌석0", "none"),
        ("좌석1", "excused"),
        ("좌석2", "substitute"),
        ("좌석3", "none"),
    ]
    assert counts_of(rows) == {"attends": 0, "substitute": 1, "excused": 1, "none": 2}


def test_a_substitute_sits_in_the_seat_with_a_link_of_their_own_and_the_holders_link_stays():
    meeting = a_called_meeting(deputies=[DEPUTY])
    holder = place_of(meeting)
    own_links = set(Pass.objects.filter(seat=holder.seat).values_list("pk", flat=True))

    made = said(holder, SENT)

    found = sitter(holder)
    assert (found.name, found.is_substitute) == ("강대리", True)
    assert (
        seat_words(holder.seat, sitting=found, lines=[], present=False, removed=False)["substitute"] is True
    )
    new = Pass.objects.get(sitting=made.sitting)
    assert new.pk not in own_links
    assert not Pass.objects.filter(pk__in=own_links, revoked_at__isnull=False).exists()
    assert (
        Notice.objects.filter(template="meetings/mail/substitute", address="deputy@example.org").count() == 1
    )
    said(holder, SENT)
    assert Notice.objects.filter(template="meetings/mail/substitute").count() == 1


def test_whoever_changes_their_mind_has_the_seat_again_and_the_substitute_is_out():
    meeting = a_called_meeting(deputies=[DEPUTY])
    holder = place_of(meeting)
    made = said(holder, SENT)
    line = Line.objects.create(seat=holder.seat, sitting=made.sitting, key_digest="x")

    said(holder, Said(ATTENDS))

    found = sitter(holder)
    assert (found.name, found.person_id, found.is_substitute) == ("간부1", holder.person_id, False)
    line.refresh_from_db()
    assert line.end_reason == Line.End.TAKEN_BACK
    assert Pass.objects.get(sitting=made.sitting).revoked_at is not None
    assert Notice.objects.filter(template="meetings/mail/substitute_off").count() == 1


@pytest.mark.parametrize(
    ("rule", "email", "refusal"),
    [
        (SubstituteRule.NAMED, "deputy@example.org", None),
        (SubstituteRule.NAMED, "colleague@example.org", SubstituteNotNamed),
        (SubstituteRule.NAMED, "friend@example.org", SubstituteNotNamed),
        (SubstituteRule.OFFICE, "deputy@example.org", None),
        (SubstituteRule.OFFICE, "colleague@example.org", None),
        (SubstituteRule.OFFICE, "friend@example.org", SubstituteNotNamed),
        (SubstituteRule.ANYONE, "friend@example.org", None),
    ],
)
def test_only_whom_the_list_allows_may_be_sent(rule, email, refusal):
    holder = place_of(a_called_meeting(rule=rule, deputies=[DEPUTY]))
    colleague = PersonFactory(email="colleague@example.org")
    MembershipFactory(person=colleague, organisation=holder.standing_seat.office)
    words = Said(SUBSTITUTE, name="누구", email=email)

    if refusal is None:
        assert said(holder, words).sitting is not None
        return
    with pytest.raises(refusal):
        said(holder, words)
    assert sitter(holder).name == "간부1"


def test_a_member_by_name_sends_nobody_but_may_be_excused():
    meeting = a_convened_meeting()
    member = meeting.participants.told().filter(part=Part.MEMBER).first()

    with pytest.raises(NoSubstituteHere):
        said(member, SENT)

    assert said(member, Said(EXCUSED, reason="출장")).answer == EXCUSED


def opened(meeting):
    Room.objects.filter(pk=meeting.room_id).update(begins_at=now())
    return open_meeting(type(meeting).objects.with_frame().get(pk=meeting.pk), by=SYSTEM)


def test_no_answer_is_taken_once_the_meeting_is_open():
    meeting = a_called_meeting()
    opened(meeting)

    with pytest.raises(TooLateToReply):
        said(place_of(meeting), Said(ATTENDS))


def test_the_quiet_roll_notes_the_excused_with_their_reason():
    meeting = a_called_meeting()
    said(place_of(meeting, 1), Said(EXCUSED, reason="병가"))

    roll = take_the_roll(opened(meeting), manner=RollCall.Manner.QUIET, by=SYSTEM)

    answers = roll.answers.order_by("seat__rank").values_list("seat__title", "answer", "reason")
    assert [row for row in answers if row[0].startswith("좌석")] == [
        ("좌석0", "absent", ""),
        ("좌석1", "excused", "병가"),
        ("좌석2", "absent", ""),
    ]


def test_a_reminder_reaches_those_without_an_answer_once_a_day():
    meeting = a_called_meeting(seats=4)
    said(place_of(meeting, 1), Said(ATTENDS))

    assert ask_for_replies(meeting, by=SYSTEM) == 3
    assert ask_for_replies(meeting, by=SYSTEM) == 0

    Participant.objects.update(reply_asked_at=None)
    said(place_of(meeting, 2), Said(EXCUSED, reason="병가"))
    assert ask_for_replies(meeting, by=SYSTEM) == 2


def test_a_substitute_is_told_of_a_cancellation_too():
    meeting = a_called_meeting(deputies=[DEPUTY])
    said(place_of(meeting), SENT)

    cancel(meeting, reason="태풍", by=meeting.convened_by)

    told = Notice.objects.filter(template="meetings/mail/cancellation").values_list("address", flat=True)
    assert "deputy@example.org" in told


def test_whoever_is_forgotten_is_nobodys_substitute_any_more():
    meeting = a_called_meeting(deputies=[DEPUTY])
    made = said(place_of(meeting), SENT)
    person = made.sitting.person

    told = [row for part in personal_data(person) for row in part.rows]
    forget_person(person)

    assert (str(meeting.title), "대리 참석자") in told
    made.refresh_from_db()
    assert (made.substitute_name, made.substitute_email) == ("", "")


# The pages.


def page(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def test_a_holder_answers_from_the_personal_link(client, settings):
    meeting = a_called_meeting(deputies=[DEPUTY])
    holder = place_of(meeting)
    sit_down_as(client, holder.seat)

    seen = client.get(meeting.get_absolute_url()).content.decode()
    assert page("reply", meeting) in seen
    refused = client.post(page("reply", meeting), {"answer": "excused", "reason": " "})
    client.post(page("reply", meeting), {"answer": "substitute", "deputy": DEPUTY[1], "title": "팀장"})

    assert refused.status_code == 422
    assert Reply.objects.get(participant=holder).substitute_title == "팀장"
    assert "강대리 님이 대신 참석합니다" in client.get(meeting.get_absolute_url()).content.decode()


def test_a_holder_answers_by_account_also_while_a_substitute_sits_there(client):
    meeting = a_called_meeting(deputies=[DEPUTY])
    holder = place_of(meeting)
    said(holder, SENT)
    sign_in_as(client, holder.person)

    client.post(page("reply", meeting), {"answer": "attends"})

    assert sitter(holder).name == "간부1"


def test_a_substitute_cannot_answer_for_the_holder(client):
    meeting = a_called_meeting(deputies=[DEPUTY])
    holder = place_of(meeting)
    made = said(holder, SENT)
    line = sit_down_as(client, holder.seat)
    Line.objects.filter(pk=line.pk).update(sitting=made.sitting)

    assert client.post(page("reply", meeting), {"answer": "attends"}).status_code == 403
    assert page("reply", meeting) not in client.get(meeting.get_absolute_url()).content.decode()


def test_the_substitutes_link_opens_the_seat(client):
    meeting = a_called_meeting(deputies=[DEPUTY])
    made = said(place_of(meeting), SENT)
    link = reverse("rooms:pass", args=[issue_pass(made.sitting.seat, sitting=made.sitting, by=SYSTEM)])

    shown = client.get(link).content.decode()
    client.post(link)

    assert "강대리" in shown
    assert Line.objects.get(sitting=made.sitting).seat_id == made.participant.seat_id


@pytest.mark.parametrize("seats", [3, 8])
def test_the_clerks_table_costs_the_same_for_any_number_of_seats(
    client, django_assert_max_num_queries, seats
):
    meeting = a_called_meeting(seats=seats, deputies=[DEPUTY])
    said(place_of(meeting, 1), SENT)
    sign_in_as(client, meeting.convened_by)

    with django_assert_max_num_queries(16):
        seen = client.get(page("replies", meeting)).content.decode()

    assert "강대리, 팀장" in seen
    assert "미회신" in seen
    client.post(page("replies_reminder", meeting))
    assert Participant.objects.filter(reply_asked_at__isnull=False).count() == seats - 1
