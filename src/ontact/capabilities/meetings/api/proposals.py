"""What lies on the table: motions and amendments."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ontact.capabilities.meetings.access import desk_line_door, item_door, proposal_door
from ontact.capabilities.meetings.actions.proposals import amend_motion, lay_motion, withdraw_proposal
from ontact.capabilities.meetings.api.once import Done, once
from ontact.foundation.access import Who, access

router = Router(tags=["meetings"])


class ProposalIn(Schema):
    text: str = Field(min_length=1, max_length=500)
    moved_by: str = Field("", max_length=120)
    item: UUID | None = None


class AmendmentIn(Schema):
    text: str = Field(min_length=1, max_length=500)
    moved_by: str = Field("", max_length=120)


@router.post("/{uuid:meeting_id}/proposals", response=Done)
@access(Who.SEATED)
def proposals(request: HttpRequest, meeting_id: UUID, asked: ProposalIn) -> Done:
    """Lay a motion on the table, to be amended or voted on later."""
    meeting, line = desk_line_door(request, meeting_id)
    item = item_door(meeting, asked.item) if asked.item else None
    by = line.seat.actor()
    return once(
        request,
        line,
        lambda: lay_motion(meeting, text=asked.text.strip(), item=item, moved_by=asked.moved_by, by=by),
    )


@router.post("/{uuid:meeting_id}/proposals/{uuid:proposal_id}/amendments", response=Done)
@access(Who.SEATED)
def amendments(request: HttpRequest, meeting_id: UUID, proposal_id: UUID, asked: AmendmentIn) -> Done:
    """Move another wording of a motion; it is voted on first."""
    meeting, line = desk_line_door(request, meeting_id)
    motion = proposal_door(meeting, proposal_id)
    by = line.seat.actor()
    return once(
        request, line, lambda: amend_motion(motion, text=asked.text.strip(), moved_by=asked.moved_by, by=by)
    )


@router.post("/{uuid:meeting_id}/proposals/{uuid:proposal_id}/withdrawal", response=Done)
@access(Who.SEATED)
def proposal_withdrawal(request: HttpRequest, meeting_id: UUID, proposal_id: UUID) -> Done:
    """Take a motion, or an amendment, off the table."""
    meeting, line = desk_line_door(request, meeting_id)
    proposal = proposal_door(meeting, proposal_id)
    return once(request, line, lambda: withdraw_proposal(proposal, by=line.seat.actor()))
