"""Instructions as the minutes keep them: what was given at the meeting, and what of earlier ones was taken up."""

from collections.abc import Iterator
from uuid import UUID

from ontact.capabilities.meetings.documents import body as words
from ontact.capabilities.meetings.models import Instruction, Meeting, Step
from ontact.capabilities.meetings.queries.followup import meeting_instructions
from ontact.foundation.clock import now

# What the last step before the end of the meeting made of an instruction.
STATES = {
    Step.Kind.CONFIRMED: Instruction.State.CONFIRMED,
    Step.Kind.NOTE: Instruction.State.IN_PROGRESS,
    Step.Kind.REPORTED: Instruction.State.REPORTED,
    Step.Kind.RETURNED: Instruction.State.RETURNED,
    Step.Kind.ACCEPTED: Instruction.State.ACCEPTED,
}


def instructions_of(meeting: Meeting) -> dict[UUID | None, list[words.Instruction]]:
    """Item (None: outside the agenda) → what was given under it. One query."""
    found: dict[UUID | None, list[words.Instruction]] = {}
    for one in meeting_instructions(meeting):
        found.setdefault(one.item_id, []).append(
            words.Instruction(
                label=one.label, office=dict(one.office.name.texts), text=one.text, due=_day(one)
            )
        )
    return found


def followed_up(meeting: Meeting) -> Iterator[words.Followed]:
    """Taken up between opening and close, as far as each had come then. Two queries."""
    if meeting.opened_at is None:
        return
    ends_at = meeting.closed_at or now()
    rows = Instruction.objects.filter(
        host=meeting.host_id,
        steps__kind=Step.Kind.TAKEN_UP,
        steps__created_at__gte=meeting.opened_at,
        steps__created_at__lte=ends_at,
    ).exclude(meeting=meeting.pk)
    for one in rows.distinct().with_frame().prefetch_related("steps").order_by("year", "number"):
        kinds = [Step.Kind(step.kind) for step in one.steps.all() if step.created_at <= ends_at]
        states = [STATES[kind] for kind in kinds if kind in STATES]
        yield words.Followed(
            label=one.label,
            office=dict(one.office.name.texts),
            text=one.text,
            due=_day(one),
            state=(states or [Instruction.State.GIVEN])[-1].value,
        )


def _day(one: Instruction) -> str:
    return one.due_on.isoformat() if one.due_on else ""
