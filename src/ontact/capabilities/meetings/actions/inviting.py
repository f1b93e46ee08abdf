"""Guests are told: the invitation, a change, the cancellation. What is decided and what is told commit together."""

from django.db import transaction

from ontact.capabilities.meetings.actions.announcing import announce_meeting
from ontact.capabilities.meetings.actions.consents import ask_guardians, settle_person
from ontact.capabilities.meetings.actions.drafting import What, settle_what
from ontact.capabilities.meetings.actions.guests import role_of, seat_title
from ontact.capabilities.meetings.actions.letters import Letters
from ontact.capabilities.meetings.actions.running import end_rehearsals
from ontact.capabilities.meetings.documents import ics
from ontact.capabilities.meetings.errors import CannotConvene, MeetingOver, NotConvenedYet
from ontact.capabilities.meetings.models import Cancellation, Meeting, Participant
from ontact.capabilities.meetings.queries.changes import facts_to_tell, untold_changes
from ontact.capabilities.meetings.queries.consents import seat_facts
from ontact.capabilities.meetings.queries.live import agenda
from ontact.capabilities.meetings.queries.people import serving
from ontact.capabilities.meetings.queries.readiness import lacks
from ontact.commons.journal.actions import sign
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Person
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def convene(meeting: Meeting, *, by: Person) -> int:
    """Send the invitations. A second press sends nothing twice. Returns how many mails were queued.

    Raises:
        CannotConvene: something is missing; queries.readiness.lacks says what.
    """
    meeting = _live(meeting)
    people = list(meeting.participants.standing().select_related("meeting"))
    if any(not lack.only_warns for lack in lacks(meeting, agenda(meeting), people)):
        raise CannotConvene
    if meeting.is_draft:
        meeting.state, meeting.convened_at = Meeting.State.CONVENED, now()
        meeting.told = facts_to_tell(meeting).as_json()
        meeting.save(update_fields=["state", "convened_at", "told"])
        sign(by.actor(), "convened the meeting", meeting)
    count = _invite_all(meeting, by.actor())
    announce_meeting(meeting)
    return count


@transaction.atomic
def send_changes(meeting: Meeting, *, what: What | None, by: Person) -> int:
    """Put changes into force and tell everybody; newcomers are invited. Returns how many mails were queued."""
    meeting = _live(meeting)
    if meeting.is_draft:
        raise NotConvenedYet
    if what is not None:
        meeting = settle_what(meeting, what, by=by)
    differences = untold_changes(meeting)
    told = list(meeting.participants.told().select_related("seat", "person"))
    count = 0
    if differences:
        meeting.calendar_sequence += 1
        meeting.told = facts_to_tell(meeting).as_json()
        if any(change.kind == "time" for change in differences):
            meeting.reminded_at = None
        meeting.save(update_fields=["calendar_sequence", "told", "reminded_at"])
        sign(by.actor(), "told guests of changes", meeting, kinds=[change.kind for change in differences])
        letters = Letters(meeting, by=by.actor())
        for participant in told:
            letters.post(
                participant, "change", ics.REQUEST, changes=[change.as_fact() for change in differences]
            )
        count = len(told)
    count += _invite_all(meeting, by.actor())
    announce_meeting(meeting)
    return count


@transaction.atomic
def send_link(participant: Participant, *, by: Actor) -> None:
    """A new personal link by mail: the first invitation of someone added later, or the same once more."""
    meeting = _live(participant.meeting)
    if meeting.is_draft:
        raise NotConvenedYet
    participant = Participant.objects.locked(participant.pk)
    if participant.seat is None:
        _give_place(participant, meeting, by)
        if participant.is_minor:
            ask_guardians(meeting, by=by)
    Letters(meeting, by=by).post(participant, "invitation", ics.REQUEST)
    sign(by, "sent a personal link", meeting, participant=participant.pk)


@transaction.atomic
def revoke_link(participant: Participant, *, by: Actor) -> None:
    """Every link this guest was sent ends at once; the seat stays and a new link can be sent."""
    if participant.seat is None:
        return
    rooms.revoke_passes(participant.seat, by=by)
    sign(by, "revoked a personal link", participant.meeting, participant=participant.pk)


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: Person) -> int:
    """Cancel for good and tell everyone who was invited. Returns how many mails were queued."""
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_cancelled:
        return 0
    if meeting.is_over or meeting.opened_at is not None:
        raise MeetingOver
    if meeting.is_draft:
        raise NotConvenedYet
    end_rehearsals(meeting, by=by.actor())
    Cancellation.objects.create(meeting=meeting, by=by, reason=reason)
    meeting.state = Meeting.State.CANCELLED
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["state", "calendar_sequence"])
    sign(by.actor(), "cancelled the meeting", meeting, reason=reason)
    told = list(meeting.participants.told().select_related("seat", "person"))
    letters = Letters(meeting, by=by.actor())
    for participant in told:
        notices.drop(participant)
        letters.post(participant, "cancellation", ics.CANCEL, reason=reason)
    rooms.close_room(meeting.room, by=by.actor())
    announce_meeting(meeting)
    return len(told)


@transaction.atomic
def remind(meeting: Meeting, *, by: Actor) -> int:
    """The day before: the link again, and where to try camera and microphone. Once per meeting."""
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.reminded_at is not None or meeting.state != Meeting.State.CONVENED:
        return 0
    meeting.reminded_at = now()
    meeting.save(update_fields=["reminded_at"])
    letters = Letters(meeting, by=by)
    told = list(meeting.participants.told().select_related("seat", "person"))
    for participant in told:
        letters.post(participant, "reminder", None)
    return len(told)


def _invite_all(meeting: Meeting, by: Actor) -> int:
    people = meeting.participants.standing().filter(seat__isnull=True)
    waiting = list(people.select_related("standing_seat__office"))
    letters = Letters(meeting, by=by)
    for participant in waiting:
        _give_place(participant, meeting, by)
        letters.post(participant, "invitation", ics.REQUEST)
    if any(participant.is_minor for participant in waiting):
        ask_guardians(meeting, by=by)
    if waiting:
        sign(by, "sent invitations", meeting, count=len(waiting))
    return len(waiting)


def _give_place(participant: Participant, meeting: Meeting, by: Actor) -> Seat:
    """From a note on a list to a person with a seat."""
    settle_person(participant, by=by)
    participant.seat = rooms.give_seat(
        meeting.room,
        title=seat_title(participant),
        role=role_of(participant.part),
        **serving(participant),
        person=participant.person,
        name=participant.shown_name,
        on_behalf_of=participant.on_behalf_of,
        organisation=participant.standing_seat.office if participant.standing_seat else None,
        rank=participant.rank,
        invited=True,
        **seat_facts(participant),
        by=by,
    )
    participant.save(update_fields=["seat"])
    return participant.seat


def _live(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_over:
        raise MeetingOver
    return meeting
