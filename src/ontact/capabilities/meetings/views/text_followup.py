"""Instructions and field reports in the text-only pages: read and confirmed by a seat, given and taken up at the desk."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ontact.capabilities.meetings.access import (
    confirming_door,
    laid_before_door,
    seats_by_office,
    speaking_line_door,
)
from ontact.capabilities.meetings.actions.instructing import confirm, give_instruction, take_up_instruction
from ontact.capabilities.meetings.forms.instructing import InstructionForm, TakingUpForm
from ontact.capabilities.meetings.models import FieldGroup, Instruction, Meeting
from ontact.capabilities.meetings.queries.field import FieldRow, field_row
from ontact.capabilities.meetings.queries.followup import (
    InstructionRow,
    follow_up,
    instruction_row,
    meeting_instructions,
    today,
)
from ontact.capabilities.meetings.views.text_forms import Act, as_sent, done
from ontact.commons.rooms.models import Line
from ontact.foundation.access import Who, access


@dataclass(frozen=True)
class Told:
    """One instruction as the room's page shows it: whether this seat may confirm it, whether it was taken up here."""

    row: InstructionRow
    may_confirm: bool
    is_taken_up: bool


@dataclass(frozen=True)
class FollowUp:
    """What was given here, and what earlier meetings left open."""

    given: list[Told]
    earlier: list[Told]

    @property
    def owed(self) -> list[Told]:
        """What this seat has to confirm; it stands on top."""
        return [told for told in (*self.given, *self.earlier) if told.may_confirm]


def follow_up_now(meeting: Meeting, line: Line) -> FollowUp:
    """Costs five queries, whatever the number of rows."""
    seats, day = seats_by_office(meeting), today()

    def told(one: Instruction) -> Told:
        mine = seats.get(one.office_id) == line.seat_id and one.state == Instruction.State.GIVEN
        return Told(instruction_row(one, day), mine, _is_taken_up(one, meeting))

    return FollowUp(
        [told(one) for one in meeting_instructions(meeting)], [told(one) for one in follow_up(meeting)]
    )


def field_reports_of(meeting: Meeting, item: str | None) -> list[FieldRow]:
    """What the neighbourhoods reported on the item that is on."""
    group = FieldGroup.objects.filter(item=UUID(item), item__meeting=meeting).first() if item else None
    if group is None:
        return []
    return [field_row(report) for report in group.reports.with_frame().order_by("created_at", "id")]


def instructions_on_the_desk(meeting: Meeting, refused: forms.Form | None) -> dict[str, object]:
    open_ones = [one for one in follow_up(meeting) if not _is_taken_up(one, meeting)]
    return {
        "instruction": as_sent(refused, InstructionForm(meeting=meeting)),
        "laid_before": [
            (instruction_row(one, today()), TakingUpForm(initial={"instruction": one.pk}))
            for one in open_ones
        ],
    }


@access(Who.SEATED)
@require_POST
def text_confirmation(request: HttpRequest, meeting_id: UUID, instruction_id: UUID) -> HttpResponse:
    """The office's seat says that it has understood."""
    meeting, line = speaking_line_door(request, meeting_id)
    instruction = confirming_door(meeting, line.seat, instruction_id)
    confirm(instruction, by=line.seat.actor(), name=line.seat.title, heard_in=meeting)
    return redirect("meetings:text_live", meeting.pk)


def _instruct(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form = InstructionForm(request.POST, meeting=meeting)

    def give() -> None:
        standing = meeting.discussions.filter(ends_at__isnull=True).select_related("item").first()
        item, by = standing.item if standing else None, line.seat.actor()
        given = give_instruction(meeting, **form.said, item=item, by=by)
        messages.success(request, _("Given: %(label)s.") % {"label": given.label})

    return done(form, give)


def _take_up(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    form = TakingUpForm(request.POST)
    if form.is_valid():
        instruction = laid_before_door(meeting, form.cleaned_data["instruction"])
        take_up_instruction(instruction, meeting=meeting, by=line.seat.actor())


def _is_taken_up(one: Instruction, meeting: Meeting) -> bool:
    return bool(one.taken_up_at and meeting.opened_at and one.taken_up_at >= meeting.opened_at)


INSTRUCTION_ACTS: dict[str, Act] = {
    "instruct": _instruct,
    "take-up": _take_up,
}
