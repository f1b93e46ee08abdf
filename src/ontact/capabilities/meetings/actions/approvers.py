"""The table of those who approve: made when the minutes are laid before them, filled in one by one."""

from collections.abc import Iterable
from uuid import UUID

from ontact.capabilities.meetings.documents.body import Approval, Officer
from ontact.capabilities.meetings.errors import NotAnApprover, SignersMissing
from ontact.capabilities.meetings.models import (
    ApprovalRule,
    Approver,
    Meeting,
    Minutes,
    Part,
    Participant,
)
from ontact.capabilities.meetings.queries.comments import those_present
from ontact.commons.people.access import people_who_may
from ontact.commons.people.models import Mandate, Person
from ontact.commons.rooms.models import Sitting
from ontact.foundation.clock import now


def seat_approvers(minutes: Minutes, signers: Iterable[UUID]) -> None:
    """The table anew, by the rule of the meeting. `signers`: participants, where the rule asks for them.

    Raises:
        SignersMissing.
    """
    meeting = minutes.meeting
    minutes.approvers.all().delete()
    chair = chair_of(meeting)
    minutes.approvers.create(
        participant=chair,
        person=chair.person if chair else None,
        name=chair.shown_name if chair else "",
        title=chair.title if chair else "",
        is_chair=True,
    )
    chosen = set(signers)
    for participant, sitting in may_sign(meeting):
        if meeting.approval_rule == ApprovalRule.PRESENT or participant.pk in chosen:
            minutes.approvers.create(
                participant=participant,
                person=_who(participant, sitting),
                name=sitting.name,
                title=participant.title or participant.on_behalf_of,
            )
    if meeting.approval_rule == ApprovalRule.SIGNERS and minutes.approvers.count() < 2:
        raise SignersMissing


def may_sign(meeting: Meeting) -> list[tuple[Participant, Sitting]]:
    """Whom the rule of the meeting can ask beside the chair: who was present, is known by name, and (all) has a vote."""
    if meeting.approval_rule == ApprovalRule.CHAIR:
        return []
    everyone = meeting.approval_rule == ApprovalRule.PRESENT
    return [
        (participant, sitting)
        for participant, sitting in those_present(meeting)
        if participant.part != Part.CHAIR and _who(participant, sitting) is not None
        if participant.has_vote or not everyone
    ]


def note_approval(minutes: Minutes, *, title: str, by: Person) -> Approver:
    """In their own row, else in the chair's, in whose place they stand.

    Raises:
        NotAnApprover: their approval is no longer waited for.
    """
    row = _row_of(minutes, by)
    if row.approved_version != minutes.version:
        minor = row.participant is not None and row.participant.is_minor
        row.person, row.title = by, title
        row.name = row.name if minor else by.name
        row.approved_version, row.approved_at = minutes.version, now()
        row.save()
    return row


def approvals_of(minutes: Minutes) -> list[Approval]:
    """In the order of the table, the chair first."""
    given = minutes.approvers.filter(excused_at__isnull=True, approved_at__isnull=False)
    return [
        Approval(by=Officer(name=row.name, title=row.title), at=row.approved_at)
        for row in given
        if row.approved_at is not None
    ]


def to_be_asked(minutes: Minutes) -> list[Person]:
    """Everyone whose approval is awaited; where the chair cannot be written to, whoever may approve instead."""
    awaited = list(minutes.approvers.awaited().select_related("person"))
    people = [row.person for row in awaited if row.person is not None and row.person.email]
    unreachable = any(row.is_chair and not (row.person and row.person.email) for row in awaited)
    stand_ins = list(people_who_may(Mandate.Act.APPROVE, minutes.meeting.host)) if unreachable else []
    return [*people, *stand_ins]


def chair_of(meeting: Meeting) -> Participant | None:
    found: Participant | None = (
        meeting.participants.told()
        .filter(part=Part.CHAIR, person__isnull=False)
        .select_related("person")
        .first()
    )
    return found


def _row_of(minutes: Minutes, by: Person) -> Approver:
    """Their own, else the chair's: the door lets nobody come who may not stand in for the chair."""
    rows = list(minutes.approvers.all())
    selves = set(by.selves().values_list("pk", flat=True))
    own = (row for row in rows if row.person_id in selves)
    row: Approver = next(own, None) or next(row for row in rows if row.is_chair)
    if row.excused_at is not None:
        raise NotAnApprover
    return row


def _who(participant: Participant, sitting: Sitting) -> Person | None:
    return sitting.person if sitting.is_substitute else participant.person
