"""What is still owed from earlier meetings, and the meeting's instructions as the room is told of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from ontact.capabilities.meetings.access import seats_by_office
from ontact.capabilities.meetings.models import Instruction, Meeting
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.foundation.clock import now
from ontact.web.when import day_words

# More cannot be gone through in one meeting; the register has them all.
LAID_BEFORE = 60
DAY_ENDS = time(18)
# Who stands for an office and is written to; the others only when it has neither.
WRITTEN_TO = (Membership.Role.HEAD, Membership.Role.CLERK)


def today() -> date:
    return timezone.localdate(now())


def follow_up(meeting: Meeting) -> QuerySet[Instruction]:
    """What lies before this meeting by itself, the longest overdue first; nothing lies before one that is over."""
    if meeting.is_over:
        return Instruction.objects.none()
    rows: QuerySet[Instruction] = Instruction.objects.laid_before(meeting)
    return rows.order_by(F("due_on").asc(nulls_last=True), "year", "number")[:LAID_BEFORE]


def meeting_instructions(meeting: Meeting) -> QuerySet[Instruction]:
    """What was given in this meeting, in the order in which it was given."""
    rows: QuerySet[Instruction] = meeting.instructions.select_related(
        "office", "host", "item", "meeting__room"
    )
    return rows.order_by("created_at", "id")


def instructions_slice(meeting: Meeting) -> dict[str, Any]:
    """Costs five queries, whatever the number of rows."""
    seats = seats_by_office(meeting)
    return {
        "instructions": [told(one, seats) for one in meeting_instructions(meeting)],
        "followup": [told(one, seats) for one in follow_up(meeting)],
    }


def told(instruction: Instruction, seats: dict[UUID, UUID]) -> dict[str, Any]:
    """One instruction for the room. Readers of every language listen: names go in all there are."""
    seat = seats.get(instruction.office_id)
    return {
        "id": str(instruction.pk),
        "label": instruction.label,
        "meeting": str(instruction.meeting_id),
        "item": str(instruction.item_id) if instruction.item_id else None,
        "text": instruction.text,
        "office": dict(instruction.office.name.texts),
        "seat": str(seat) if seat else None,
        "due_on": instruction.due_on.isoformat() if instruction.due_on else None,
        "until_next_meeting": instruction.until_next_meeting,
        "state": instruction.state,
        "at": instruction.created_at.isoformat(),
        "taken_up_at": instruction.taken_up_at.isoformat() if instruction.taken_up_at else None,
    }


def next_meeting(meeting: Meeting) -> Meeting | None:
    """The first meeting after this one that was opened from it, or that the same office has convened."""
    meeting = meeting.rehearsal_of or meeting
    known = Meeting.objects.on_record().filter(state__in=[Meeting.State.CONVENED, Meeting.State.OPENED])
    after = known.filter(room__begins_at__gt=meeting.begins_at).exclude(pk=meeting.pk).select_related("room")
    mine = after.filter(Q(previous=meeting) | Q(host=meeting.host_id))
    found: Meeting | None = mine.order_by("room__begins_at").first()
    return found


def office_people(office: Organisation) -> list[Person]:
    """Whom letters to an office reach: its heads and clerks, else everyone who works there."""
    current = Membership.objects.current().filter(organisation=office, person__is_active=True)
    rows = list(current.select_related("person"))
    chosen = [row for row in rows if row.role in WRITTEN_TO] or rows
    return list({row.person_id: row.person for row in chosen if row.person.email}.values())


def follow_up_rows(meeting: Meeting) -> list["InstructionRow"]:
    day = today()
    return [instruction_row(one, day) for one in follow_up(meeting)]


KINDS = {
    Instruction.State.GIVEN: "warning",
    Instruction.State.CONFIRMED: "info",
    Instruction.State.IN_PROGRESS: "info",
    Instruction.State.REPORTED: "primary",
    Instruction.State.RETURNED: "danger",
    Instruction.State.ACCEPTED: "success",
}


@dataclass(frozen=True)
class InstructionRow:
    """One line of a list: what, who, by when, how far."""

    instruction: Instruction
    due: str
    state: str
    kind: str

    @property
    def href(self) -> str:
        return self.instruction.get_absolute_url()

    @property
    def who(self) -> str:
        return f"{self.instruction.label} · {self.instruction.office.name}"


def instruction_row(instruction: Instruction, day: date) -> InstructionRow:
    late = instruction.is_overdue_on(day)
    return InstructionRow(
        instruction,
        due=due_words(instruction),
        state=gettext("Overdue") if late else str(instruction.get_state_display()),
        kind="danger" if late else KINDS[Instruction.State(instruction.state)],
    )


def due_words(instruction: Instruction) -> str:
    if instruction.due_on is None:
        return gettext("By the next meeting")
    return gettext("By %(day)s") % {"day": day_words(due_moment(instruction.due_on))}


def due_moment(day: date) -> datetime:
    """A day ends with the hours of the office."""
    return timezone.make_aware(datetime.combine(day, DAY_ENDS))
