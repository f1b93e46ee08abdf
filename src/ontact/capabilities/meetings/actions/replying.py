"""The holder of a seat says who comes: they themselves, a substitute who gets a link of their own, or nobody."""

from dataclasses import dataclass

from django.db import transaction

from ontact.capabilities.meetings.actions.consents import seats_follow
from ontact.capabilities.meetings.actions.letters import Letters
from ontact.capabilities.meetings.documents import ics
from ontact.capabilities.meetings.errors import NotConvenedYet
from ontact.capabilities.meetings.errors.standing import NoSubstituteHere, SubstituteNotNamed, TooLateToReply
from ontact.capabilities.meetings.models import Meeting, Participant, Reply, SubstituteRule
from ontact.capabilities.meetings.queries.replies import substitute_rule, unanswered
from ontact.commons.journal.actions import sign
from ontact.commons.people.actions import find_or_create_guest
from ontact.commons.people.models import Membership
from ontact.commons.people.names import given_name
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

Answer = Reply.Answer


@dataclass(frozen=True)
class Said:
    """What was answered; the words of the other two answers are left out."""

    answer: str
    reason: str = ""
    name: str = ""
    title: str = ""
    email: str = ""


@transaction.atomic
def reply(participant: Participant, said: Said, *, by: Actor) -> Reply:
    """Answer, or change one's mind until the meeting opens. The same answer twice changes nothing.

    Raises:
        NotConvenedYet, TooLateToReply, NoSubstituteHere, SubstituteNotNamed.
    """
    meeting = Meeting.objects.locked(participant.meeting_id)
    if meeting.is_draft:
        raise NotConvenedYet
    if meeting.is_over or meeting.opened_at is not None:
        raise TooLateToReply
    participant = Participant.objects.select_related("seat__room", "person", "standing_seat").get(
        pk=participant.pk
    )
    before: Reply | None = (
        Reply.objects.select_related("sitting__seat__room").filter(participant=participant).first()
    )
    if before is not None and _said(before) == said:
        return before
    if said.answer == Answer.SUBSTITUTE:
        _may_send(participant, said)
    if before is not None and before.sends_a_substitute:
        _call_off(meeting, participant, before, by)
    facts = {
        "answer": said.answer,
        "reason": said.reason,
        "substitute_name": said.name,
        "substitute_title": said.title,
        "substitute_email": said.email,
        "sitting": None,
        "answered_at": now(),
    }
    made, _is_new = Reply.objects.update_or_create(participant=participant, defaults=facts)
    if made.sends_a_substitute:
        _send(meeting, participant, made, by)
    if participant.is_minor:
        seats_follow([participant], by=by)
    sign(by, "answered an invitation", participant.seat, answer=said.answer)
    return made


@transaction.atomic
def ask_for_replies(meeting: Meeting, *, by: Actor) -> int:
    """A mail with a fresh link to everyone who has not answered, but to nobody twice a day. Returns how many."""
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_draft:
        raise NotConvenedYet
    if meeting.is_over or meeting.opened_at is not None:
        raise TooLateToReply
    waiting = unanswered(meeting)
    letters = Letters(meeting, by=by)
    for participant in waiting:
        letters.post(participant, "reply_wanted", None)
    Participant.objects.filter(pk__in=[one.pk for one in waiting]).update(reply_asked_at=now())
    if waiting:
        sign(by, "asked for answers", meeting, count=len(waiting))
    return len(waiting)


def _said(before: Reply) -> Said:
    return Said(
        before.answer, before.reason, before.substitute_name, before.substitute_title, before.substitute_email
    )


def _may_send(participant: Participant, said: Said) -> None:
    """By the list's rule. Whoever has no standing seat sits for themselves: a committee's member is elected."""
    rule, seat = substitute_rule(participant), participant.standing_seat
    if rule is None or seat is None:
        raise NoSubstituteHere
    if rule == SubstituteRule.ANYONE or seat.deputies.filter(email=said.email).exists():
        return
    members = Membership.objects.current().filter(
        organisation=seat.office_id, person__email=said.email, person__is_active=True
    )
    if rule == SubstituteRule.OFFICE and members.exists():
        return
    raise SubstituteNotNamed(name=said.name, seat=participant.title)


def _send(meeting: Meeting, participant: Participant, answer: Reply, by: Actor) -> None:
    assert participant.seat is not None
    person = find_or_create_guest(
        name=answer.substitute_name, email=answer.substitute_email, language=participant.language, by=by
    )
    name = given_name(answer.substitute_name) if participant.is_minor else answer.substitute_name
    answer.sitting = rooms.sit_in(participant.seat, name=name, person=person, by=by)
    answer.save(update_fields=["sitting"])
    Letters(meeting, by=by).post_substitute(participant, answer, "substitute", ics.REQUEST)


def _call_off(meeting: Meeting, participant: Participant, before: Reply, by: Actor) -> None:
    """The substitute is told and stays out; the holder has the seat again."""
    assert participant.seat is not None
    if before.sitting is not None:
        rooms.get_up(before.sitting, by=by)
    rooms.sit_in(participant.seat, name=participant.shown_name, person=participant.person, by=by)
    Letters(meeting, by=by).post_substitute(participant, before, "substitute_off", ics.CANCEL)
