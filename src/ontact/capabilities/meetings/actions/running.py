"""While the meeting runs: it is opened, goes from item to item, and is closed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import time_format

from ontact.capabilities.meetings.actions.announcing import announce_meeting
from ontact.capabilities.meetings.actions.minutes import draft_minutes
from ontact.capabilities.meetings.errors import (
    MeetingNotOpened,
    MeetingOver,
    MeetingTooEarly,
    NoItemLeft,
    NotConvenedYet,
    RollOpen,
    VoteOpen,
)
from ontact.capabilities.meetings.models import AgendaItem, Discussion, Meeting
from ontact.capabilities.meetings.queries.live import agenda_slice
from ontact.commons.journal.actions import sign
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """The chair (or the clerk) declares the meeting open. A second press changes nothing."""
    meeting = held(meeting)
    if meeting.opened_at is not None:
        return meeting
    if not meeting.room.is_open_at(now()):
        doors_at = timezone.localtime(meeting.room.doors_at)
        raise MeetingTooEarly(time=time_format(doors_at.time()))
    end_rehearsals(meeting, by=by)
    meeting.state, meeting.opened_at = Meeting.State.OPENED, now()
    meeting.save(update_fields=["state", "opened_at"])
    sign(by, "opened the meeting", meeting)
    tell_meeting(meeting, "opening", opened_at=meeting.opened_at.isoformat())
    announce_meeting(meeting)
    return meeting


@transaction.atomic
def take_up(item: AgendaItem, *, by: Actor) -> Discussion:
    """Put an item before the meeting; the one before it is finished by that."""
    meeting = in_session(item.meeting)
    standing: Discussion | None = meeting.discussions.filter(ends_at__isnull=True).first()
    if standing is not None and standing.item_id == item.pk:
        return standing
    moment = now()
    meeting.discussions.filter(ends_at__isnull=True).update(ends_at=moment)
    discussion = Discussion.objects.create(meeting=meeting, item=item, begins_at=moment)
    rooms.take_up_in(meeting.room, str(item.pk))
    sign(by, "took up an agenda item", item, number=item.number)
    tell_meeting(meeting, "item", **agenda_slice(meeting))
    return discussion


@transaction.atomic
def take_up_next(meeting: Meeting, *, after: UUID | None, by: Actor) -> Discussion:
    """The item after the present one. `after` is the item the presser saw: two presses move on by one only."""
    meeting = in_session(meeting)
    standing: Discussion | None = (
        meeting.discussions.filter(ends_at__isnull=True).select_related("item").first()
    )
    if standing is not None and standing.item_id != after:
        return standing
    last = standing.item.number if standing else 0
    item = meeting.items.filter(number__gt=last).first()
    if item is None:
        raise NoItemLeft
    return take_up(item, by=by)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """End the meeting: the last item is finished, the room closed, a draft of the minutes written. A rehearsal has none.

    Raises:
        VoteOpen, RollOpen: neither is ended by leaving it open.
    """
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.state == Meeting.State.CLOSED:
        return meeting
    if meeting.state != Meeting.State.OPENED:
        raise MeetingOver if meeting.is_cancelled else MeetingNotOpened
    open_vote = meeting.votes.filter(closed_at__isnull=True).first()
    if open_vote is not None:
        raise VoteOpen(motion=open_vote.motion)
    if meeting.rolls.filter(closed_at__isnull=True).exists():
        raise RollOpen
    end_meeting(meeting, by)
    return meeting


def end_meeting(meeting: Meeting, by: Actor) -> None:
    """What every way of closing shares; the row is held by the caller."""
    leaves_minutes = meeting.opened_at is not None and not meeting.is_rehearsal
    meeting.state, meeting.closed_at = Meeting.State.CLOSED, meeting.room.closed_at or now()
    meeting.discussions.filter(ends_at__isnull=True).update(ends_at=meeting.closed_at)
    meeting.save(update_fields=["state", "closed_at"])
    sign(by, "closed the meeting", meeting)
    tell_meeting(meeting, "closing", closed_at=meeting.closed_at.isoformat(), **agenda_slice(meeting))
    rooms.close_room(meeting.room, by=by)
    if leaves_minutes:
        draft_minutes(meeting)
    announce_meeting(meeting)


@transaction.atomic
def end_rehearsals(meeting: Meeting, *, by: Actor) -> None:
    """Over for everyone in it at once, whatever is open there; the worker deletes it. Harmless when repeated."""
    standing = meeting.rehearsals.filter(closed_at=None).values_list("pk", flat=True)
    for rehearsal_id in list(standing):
        rehearsal = Meeting.objects.locked(rehearsal_id)
        if rehearsal.closed_at is None:
            end_meeting(rehearsal, by)


def tell_meeting(meeting: Meeting, kind: str, **slices: object) -> None:
    """Send slices of the meeting's part of the state to everyone in the room."""
    rooms.tell(meeting.room, f"meetings.{kind}", {"ext": slices})


def in_session(meeting: Meeting) -> Meeting:
    meeting = held(meeting)
    if meeting.opened_at is None:
        raise MeetingNotOpened
    return meeting


def held(meeting: Meeting) -> Meeting:
    """The meeting's row, held; refused when it is a draft, over or cancelled."""
    meeting = Meeting.objects.locked(meeting.pk)
    if meeting.is_draft:
        raise NotConvenedYet
    if meeting.is_over:
        raise MeetingOver
    return meeting
