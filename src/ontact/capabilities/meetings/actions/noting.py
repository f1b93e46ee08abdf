"""What is put on record while the meeting runs: decisions by the desk, written opinions by anyone."""

from django.db import transaction
from django.db.models import Max

from ontact.capabilities.meetings.actions.deciding import register_decision
from ontact.capabilities.meetings.actions.running import held, in_session, tell_meeting
from ontact.capabilities.meetings.models import AgendaItem, Decision, Meeting, Opinion, Vote
from ontact.capabilities.meetings.queries.live import decisions_slice, opinions_slice
from ontact.commons.journal.actions import sign
from ontact.commons.rooms.models import Seat
from ontact.foundation.actor import Actor


@transaction.atomic
def note_decision(
    meeting: Meeting, *, text: str, by: Actor, item: AgendaItem | None = None, vote: Vote | None = None
) -> Decision:
    """The next number of the meeting. The same wording on the same item is the same decision."""
    meeting = in_session(meeting)
    known: Decision | None = meeting.decisions.filter(item=item, text=text).first()
    if known is not None:
        return known
    last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(meeting=meeting, item=item, vote=vote, number=last + 1, text=text)
    if not meeting.is_rehearsal:
        register_decision(decision, meeting=meeting)
    sign(by, "noted a decision", decision, number=decision.number)
    tell_meeting(meeting, "decision", **decisions_slice(meeting))
    return decision


@transaction.atomic
def give_opinion(
    meeting: Meeting, *, seat: Seat, text: str, by: Actor, item: AgendaItem | None = None
) -> Opinion:
    """A written opinion for the record, from the invitation until the close; the same words twice leave one."""
    meeting = held(meeting)
    known: Opinion | None = meeting.opinions.filter(seat=seat, item=item, text=text).first()
    if known is not None:
        return known
    sitting = seat.sittings.current().first()
    name = sitting.name if sitting else seat.title
    opinion = Opinion.objects.create(meeting=meeting, item=item, seat=seat, name=name, text=text)
    sign(by, "gave a written opinion", opinion)
    tell_meeting(meeting, "opinion", **opinions_slice(meeting))
    return opinion
