"""The list of people: added, corrected, taken over from another meeting, removed."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import transaction
from django.utils import translation

from ontact.capabilities.meetings.actions.consents import guardian_changed
from ontact.capabilities.meetings.actions.drafting import copy_of
from ontact.capabilities.meetings.actions.letters import Letters
from ontact.capabilities.meetings.actions.running import tell_meeting
from ontact.capabilities.meetings.documents import ics
from ontact.capabilities.meetings.errors import AddressTaken, GuestBound, MeetingOver
from ontact.capabilities.meetings.models import Meeting, Part, Participant, Reply
from ontact.capabilities.meetings.queries.consents import seat_facts
from ontact.capabilities.meetings.queries.live import parts
from ontact.capabilities.meetings.queries.people import serving
from ontact.commons.journal.actions import sign
from ontact.commons.notices import actions as notices
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Role
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

# The order in which a Korean office lists a table: chair, clerk, members, presenters, then guests.
ORDER_OF_PARTS = [
    Part.CHAIR,
    Part.CLERK,
    Part.MEMBER,
    Part.PRESENTER,
    Part.CIVIC_GROUP,
    Part.CITIZEN,
    Part.OBSERVER,
    Part.INTERPRETER,
    Part.SIGNER,
    Part.STENOGRAPHER,
]
ROLE_OF_PART = {
    Part.CHAIR: Role.HOST,
    Part.CLERK: Role.CLERK,
    Part.PRESENTER: Role.SPEAKER,
    Part.OBSERVER: Role.OBSERVER,
    Part.INTERPRETER: Role.INTERPRETER,
    Part.SIGNER: Role.INTERPRETER,
    Part.STENOGRAPHER: Role.OBSERVER,
}
VOTING_PARTS = (Part.CHAIR, Part.MEMBER)
RANKS_PER_PART = 2_000


class GuestWords(Protocol):
    """One guest as typed: see forms.pasting.Guest."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def part(self) -> Part: ...
    @property
    def language(self) -> str: ...


def role_of(part: str) -> Role:
    return ROLE_OF_PART.get(Part(part), Role.LISTENER)


def seat_title(participant: Participant) -> str:
    """What stands beside the name in the room: the position, else the part, in the meeting's own language."""
    if participant.title:
        return participant.title
    with translation.override(participant.meeting.title.source):
        return str(Part(participant.part).label)


@transaction.atomic
def add_guests(meeting: Meeting, guests: Iterable[GuestWords], *, by: Actor) -> list[Participant]:
    """Put clean guests on the list. Nobody is told before the invitations are sent."""
    meeting = _changeable(meeting)
    taken = set(meeting.participants.standing().values_list("email", flat=True))
    count = meeting.participants.count()
    minors = meeting.standing_list is not None and meeting.standing_list.members_are_minors
    added = [
        Participant(
            meeting=meeting,
            part=guest.part,
            has_vote=guest.part in VOTING_PARTS,
            name=guest.name,
            email=guest.email,
            title=guest.title,
            on_behalf_of=guest.on_behalf_of,
            language=guest.language,
            rank=rank_of(guest.part, count + place),
            is_minor=minors and guest.part == Part.MEMBER,
        )
        for place, guest in enumerate(guests)
        if not guest.email or guest.email not in taken
    ]
    Participant.objects.bulk_create(added)
    sign(by, "put people on the list", meeting, count=len(added))
    return added


@transaction.atomic
def change_guest(participant: Participant, *, by: Actor, **words: Any) -> Participant:
    """Correct an entry. A seat that was given follows; a new address needs a new invitation."""
    meeting = _changeable(participant.meeting)
    participant = Participant.objects.locked(participant.pk)
    email = words.get("email", participant.email)
    others = meeting.participants.standing().exclude(pk=participant.pk)
    if email and others.filter(email=email).exists():
        raise AddressTaken(address=email)
    moved = email != participant.email
    guardian_moved = words.get("guardian_email", participant.guardian_email) != participant.guardian_email
    if "part" in words and words["part"] != participant.part:
        participant.rank = rank_of(words["part"], participant.rank % RANKS_PER_PART)
    for field, value in words.items():
        setattr(participant, field, value)
    participant.save()
    if guardian_moved:
        guardian_changed(participant)
    if participant.seat is not None:
        if moved:
            # Who reads the old mail-box must not come in by the old link.
            rooms.revoke_passes(participant.seat, by=by)
        _seat_follows(participant, by)
    sign(by, "changed an entry of the list", meeting, participant=participant.pk, new_address=moved)
    return participant


@transaction.atomic
def remove_guest(participant: Participant, *, by: Actor) -> Participant:
    """Take someone off the list; the seat goes back and the link ends. Whoever has acted stays on record."""
    meeting = _changeable(participant.meeting)
    if participant.seat is not None:
        if _has_acted(participant):
            raise GuestBound(name=participant.name)
        rooms.take_seat_back(participant.seat, by=by)
        # The entry goes from their calendar too; what has not left yet need not be told any more.
        notices.drop(participant)
        Letters(meeting, by=by).post(participant, "removal", ics.CANCEL)
    participant.removed_at = now()
    participant.save(update_fields=["removed_at"])
    sign(by, "took someone off the list", meeting, participant=participant.pk)
    return participant


@transaction.atomic
def put_back(participant: Participant, *, by: Actor) -> Participant:
    """Undo a removal. The seat was given back for good: a new invitation brings a new one."""
    meeting = _changeable(participant.meeting)
    if participant.removed_at is None:
        return participant
    if participant.email and meeting.participants.standing().filter(email=participant.email).exists():
        raise AddressTaken(address=participant.email)
    participant.removed_at, participant.seat = None, None
    participant.save(update_fields=["removed_at", "seat"])
    sign(by, "put someone back on the list", meeting, participant=participant.pk)
    return participant


@transaction.atomic
def take_people_from(meeting: Meeting, earlier: Meeting, *, by: Actor) -> list[Participant]:
    """Everyone of an earlier meeting who is not on the list yet."""
    meeting = _changeable(meeting)
    standing = list(meeting.participants.standing())
    taken = {person.email for person in standing if person.email}
    has_chair = any(person.part == Part.CHAIR for person in standing)
    copies = [
        copy_of(person, meeting)
        for person in earlier.participants.standing()
        if person.email not in taken and not (has_chair and person.part == Part.CHAIR)
    ]
    Participant.objects.bulk_create(copies)
    sign(by, "took people from an earlier meeting", meeting, earlier=earlier.pk, count=len(copies))
    return copies


def rank_of(part: str, place: int) -> int:
    return ORDER_OF_PARTS.index(Part(part)) * RANKS_PER_PART + min(place, RANKS_PER_PART - 1)


def _seat_follows(participant: Participant, by: Actor) -> None:
    assert participant.seat is not None
    rooms.change_seat(
        participant.seat,
        title=seat_title(participant),
        name=None if _sends_a_substitute(participant) else participant.shown_name,
        role=role_of(participant.part),
        **serving(participant),
        on_behalf_of=participant.on_behalf_of,
        rank=participant.rank,
        **seat_facts(participant),
        by=by,
    )
    tell_meeting(participant.meeting, "parts", parts=parts(participant.meeting))


def _sends_a_substitute(participant: Participant) -> bool:
    """Then the name in the room is theirs, whatever is corrected about the holder."""
    return Reply.objects.filter(participant=participant, answer=Reply.Answer.SUBSTITUTE).exists()


def _has_acted(participant: Participant) -> bool:
    """A ballot, an opinion or a speech keeps its author on the list."""
    seat = participant.seat
    assert seat is not None
    meeting = participant.meeting
    return (
        meeting.opinions.filter(seat=seat).exists()
        or meeting.votes.filter(named_ballots__seat=seat).exists()
        or meeting.votes.filter(took_part__seat=seat).exists()
        or seat.turns.exists()
    )


def _changeable(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.locked(meeting.pk)
    if not meeting.may_change:
        raise MeetingOver
    return meeting
