"""What lies on the table: motions, and amendments that are voted on before them."""

from django.db import transaction

from ontact.capabilities.meetings.actions.running import in_session, tell_meeting
from ontact.capabilities.meetings.errors import AmendmentPending, ProposalSettled, VoteOpen
from ontact.capabilities.meetings.models import AgendaItem, Meeting, Proposal, Vote
from ontact.capabilities.meetings.queries.votes import proposal_words
from ontact.commons.journal.actions import sign
from ontact.foundation.actor import Actor


@transaction.atomic
def lay_motion(
    meeting: Meeting, *, text: str, by: Actor, item: AgendaItem | None = None, moved_by: str = ""
) -> Proposal:
    """A motion is put on the table, to be amended or voted on later."""
    meeting = in_session(meeting)
    known: Proposal | None = meeting.proposals.filter(
        text=text, amends=None, item=item, state=Proposal.State.PENDING
    ).first()
    if known is not None:
        return known
    motion = Proposal.objects.create(meeting=meeting, item=item, text=text, moved_by=moved_by)
    sign(by, "laid a motion", motion)
    _tell(motion)
    return motion


@transaction.atomic
def amend_motion(motion: Proposal, *, text: str, by: Actor, moved_by: str = "") -> Proposal:
    """Another wording for a motion on the table."""
    in_session(motion.meeting)
    motion = _pending(motion if motion.amends is None else motion.amends)
    known: Proposal | None = motion.amendments.filter(text=text, state=Proposal.State.PENDING).first()
    if known is not None:
        return known
    amendment = Proposal.objects.create(
        meeting=motion.meeting,
        item=motion.item,
        amends=motion,
        text=text,
        replaces=motion.text,
        moved_by=moved_by,
    )
    sign(by, "moved an amendment", amendment)
    _tell(amendment)
    return amendment


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """Taken off the table; a motion's amendments go with it.

    Raises:
        ProposalSettled; VoteOpen while it, or an amendment to it, is being voted on.
    """
    meeting = in_session(proposal.meeting)
    proposal = Proposal.objects.locked(proposal.pk)
    if proposal.state == Proposal.State.WITHDRAWN:
        return proposal
    proposal = _pending(proposal)
    going = [proposal, *proposal.amendments.filter(state=Proposal.State.PENDING)]
    standing = meeting.votes.filter(closed_at__isnull=True, proposal__in=going).first()
    if standing is not None:
        raise VoteOpen(motion=standing.motion)
    for one in going:
        one.state = Proposal.State.WITHDRAWN
        one.save(update_fields=["state"])
        sign(by, "withdrew a motion", one)
        _tell(one)
    return proposal


def to_be_voted_on(proposal: Proposal) -> Proposal:
    """The proposal, held, if its turn has come: a motion waits for its amendments."""
    proposal = _pending(proposal)
    waiting: Proposal | None = proposal.amendments.filter(state=Proposal.State.PENDING).first()
    if waiting is not None:
        raise AmendmentPending(text=waiting.text)
    if proposal.amends is not None and proposal.replaces != proposal.amends.text:
        proposal.replaces = proposal.amends.text
        proposal.save(update_fields=["replaces"])
    return proposal


def settle_proposal(vote: Vote, *, by: Actor) -> None:
    """What the declared result means for what lies on the table; a carried amendment becomes its motion's wording."""
    if vote.proposal_id is None or vote.result is None:
        return
    proposal: Proposal = Proposal.objects.locked(vote.proposal_id)
    carried = bool(vote.result["carried"])
    proposal.state = Proposal.State.CARRIED if carried else Proposal.State.LOST
    proposal.save(update_fields=["state"])
    _tell(proposal)
    if carried and proposal.amends is not None:
        motion = proposal.amends
        motion.text = proposal.text
        motion.save(update_fields=["text"])
        sign(by, "took over an amendment", motion)
        _tell(motion)


def _pending(proposal: Proposal) -> Proposal:
    held: Proposal = Proposal.objects.locked(proposal.pk)
    if not held.is_pending:
        raise ProposalSettled(text=held.text)
    return held


def _tell(proposal: Proposal) -> None:
    tell_meeting(proposal.meeting, "proposal", proposal=proposal_words(proposal))
