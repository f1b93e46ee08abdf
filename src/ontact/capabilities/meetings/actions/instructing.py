"""Instructions: given on the floor, confirmed by their office, followed up, and closed by the office that gave them."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.access import seats_by_office
from ontact.capabilities.meetings.actions.running import in_session, tell_meeting
from ontact.capabilities.meetings.errors import (
    DueDayMissing,
    DueDayPast,
    InstructionClosed,
    NotReported,
    RemarkMissing,
)
from ontact.capabilities.meetings.models import (
    YEAR_OF_REHEARSALS,
    AgendaItem,
    Evidence,
    Instruction,
    Meeting,
    Step,
)
from ontact.capabilities.meetings.queries.followup import (
    next_meeting,
    office_people,
    today,
    told,
)
from ontact.capabilities.meetings.queries.registers import search_words
from ontact.commons.journal.actions import sign
from ontact.commons.media.models import Asset
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import in_every_language

State, Kind = Instruction.State, Step.Kind
GIVEN = _("An instruction for your office")
RETURNED = _("An instruction came back with a remark")


@transaction.atomic
def give_instruction(
    meeting: Meeting,
    *,
    text: str,
    office: Organisation,
    by: Actor,
    due_on: date | None = None,
    until_next_meeting: bool = False,
    item: AgendaItem | None = None,
) -> Instruction:
    """The next number of the year. The same words to the same office are the same instruction.

    Raises:
        DueDayMissing: neither a day nor "by the next meeting".
        DueDayPast: a day that is over.
    """
    meeting = in_session(meeting)
    known: Instruction | None = meeting.instructions.filter(office=office, text=text).first()
    if known is not None:
        return known
    due_on = _due_day(meeting, due_on, until_next_meeting)
    host = Organisation.objects.locked(meeting.host_id)
    year = YEAR_OF_REHEARSALS if meeting.is_rehearsal else timezone.localdate(now()).year
    instruction = Instruction.objects.create(
        meeting=meeting,
        item=item,
        host=host,
        office=office,
        seat_id=seats_by_office(meeting).get(office.pk),
        year=year,
        number=_next_number(host, year),
        text=text,
        due_on=due_on,
        until_next_meeting=until_next_meeting,
        **search_words(text, *office.name.texts.values(), *meeting.title.texts.values()),
    )
    sign(by, "gave an instruction", instruction, number=instruction.label, due_on=due_on)
    _tell(meeting, instruction)
    write_to_office(instruction, GIVEN, key="given")
    return instruction


@transaction.atomic
def confirm(
    instruction: Instruction,
    *,
    by: Actor,
    name: str,
    person: Person | None = None,
    heard_in: Meeting | None = None,
) -> Instruction:
    """The office says that it has understood. A second press changes nothing.

    `heard_in`: the meeting in whose room it was pressed, when that is not the one in which it was given.
    """
    instruction = _held(instruction)
    if instruction.state == State.GIVEN:
        _go_on(instruction, State.CONFIRMED, Kind.CONFIRMED, by=by, person=person, name=name)
        if heard_in is not None and heard_in.pk != instruction.meeting_id:
            _tell(heard_in, instruction)
    return instruction


@transaction.atomic
def note_progress(
    instruction: Instruction, *, text: str, by: Person, files: Iterable[Asset] = (), is_done: bool = False
) -> Step:
    """What the office did so far, with evidence; `is_done` lays it before the office that gave it."""
    instruction = _held(instruction)
    if instruction.is_closed:
        raise InstructionClosed
    state, kind = (State.REPORTED, Kind.REPORTED) if is_done else (State.IN_PROGRESS, Kind.NOTE)
    if instruction.state == State.REPORTED and not is_done:
        state = State.REPORTED
    step = _go_on(
        instruction, state, kind, by=by.actor(), person=by, name=_signature(by, instruction.office), text=text
    )
    for asset in files:
        Evidence.objects.create(step=step, asset=asset)
    return step


@transaction.atomic
def accept(instruction: Instruction, *, by: Person, text: str = "") -> Instruction:
    """The giving office is content: the instruction is closed."""
    instruction = _held(instruction)
    if instruction.is_closed:
        return instruction
    _reported(instruction)
    name = _signature(by, instruction.host)
    _go_on(instruction, State.ACCEPTED, Kind.ACCEPTED, by=by.actor(), person=by, name=name, text=text)
    return instruction


@transaction.atomic
def send_back(instruction: Instruction, *, text: str, by: Person) -> Instruction:
    """Not done yet: the office reads why."""
    instruction = _held(instruction)
    if instruction.state == State.RETURNED:
        return instruction
    _reported(instruction)
    if not text:
        raise RemarkMissing
    name = _signature(by, instruction.host)
    step = _go_on(instruction, State.RETURNED, Kind.RETURNED, by=by.actor(), person=by, name=name, text=text)
    write_to_office(instruction, RETURNED, key=f"returned:{step.pk}", remark=text)
    return instruction


@transaction.atomic
def take_up_instruction(instruction: Instruction, *, meeting: Meeting, by: Actor) -> Instruction:
    """The meeting turns to what was left open; once per meeting."""
    meeting = in_session(meeting)
    instruction = _held(instruction)
    since = meeting.opened_at
    if instruction.taken_up_at is None or (since is not None and instruction.taken_up_at < since):
        instruction.taken_up_at = now()
        instruction.save(update_fields=["taken_up_at"])
        Step.objects.create(instruction=instruction, kind=Kind.TAKEN_UP, text=str(meeting.title))
        sign(by, "took up an instruction", instruction, meeting=str(meeting.pk))
        _tell(meeting, instruction)
    return instruction


def write_to_office(instruction: Instruction, why: Promise | str, *, key: str, remark: str = "") -> int:
    """One letter for each who stands for the office, in their language. The same key is never sent twice.

    Of what was given in a rehearsal no office hears.
    """
    if instruction.is_off_the_record:
        return 0
    people = office_people(instruction.office)
    for person in people:
        notices.send(
            person,
            "meetings/mail/instruction",
            {
                "why": in_every_language(why),
                "label": instruction.label,
                "text": instruction.text,
                "remark": remark,
                "host": instruction.host.name,
                "title": instruction.meeting.title,
                "due_on": instruction.due_on.isoformat() if instruction.due_on else "",
                "page_url": settings.BASE_URL + instruction.get_absolute_url(),
            },
            key=f"instruction:{instruction.pk}:{key}:{person.pk}",
            about=instruction,
        )
    return len(people)


def _next_number(host: Organisation, year: int) -> int:
    """Counted under the lock on the office, so that no number is given twice."""
    rows = Instruction.objects.filter(host=host, year=year)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _due_day(meeting: Meeting, due_on: date | None, until_next_meeting: bool) -> date | None:
    if until_next_meeting:
        following = next_meeting(meeting)
        return timezone.localdate(following.begins_at) if following else None
    if due_on is None:
        raise DueDayMissing
    if due_on < today():
        raise DueDayPast
    return due_on


def _held(instruction: Instruction) -> Instruction:
    """The row, held, with the frame that letters and labels need."""
    Instruction.objects.locked(instruction.pk)
    found: Instruction = Instruction.objects.with_frame().get(pk=instruction.pk)
    return found


def _reported(instruction: Instruction) -> None:
    if instruction.state != State.REPORTED:
        raise NotReported


def _go_on(
    instruction: Instruction,
    state: Instruction.State,
    kind: Step.Kind,
    *,
    by: Actor,
    person: Person | None,
    name: str,
    text: str = "",
) -> Step:
    """One step on the way: the row, its history, the journal, and the room in which it was given while it is open."""
    instruction.state = state
    instruction.save(update_fields=["state"])
    step = Step.objects.create(instruction=instruction, kind=kind, text=text, person=person, name=name[:120])
    sign(by, f"instruction: {Kind(kind).value.replace('_', ' ')}", instruction, number=instruction.label)
    _tell(instruction.meeting, instruction)
    return step


def _tell(meeting: Meeting, instruction: Instruction) -> None:
    """A small message: one instruction, for whoever is in the room."""
    if meeting.state == Meeting.State.OPENED:
        tell_meeting(meeting, "instruction", instruction=told(instruction, seats_by_office(meeting)))


def _signature(person: Person, office: Organisation) -> str:
    """Name and position, as it stood on that day."""
    titles = [
        one.title for one in person.current_memberships() if one.organisation_id == office.pk and one.title
    ]
    return f"{person.name} ({titles[0]})" if titles else person.name
