"""Whoever changes a programme waits their turn at its row; its sessions are changed under the same lock."""

from datetime import datetime, timedelta

from ontact.commons.programmes.errors import (
    AlreadyCancelled,
    AlreadyPublished,
    IsTemplate,
    ReasonMissing,
    SessionHeld,
    SessionTooLong,
    SessionTurnedRound,
    TimeHasPassed,
)
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

LONGEST_SESSION = timedelta(hours=12)


def hold(programme: Programme) -> Programme:
    """The row as it stands now, held until the transaction ends.

    Raises:
        AlreadyCancelled: nothing of a cancelled programme changes any more.
    """
    held: Programme = Programme.objects.locked(programme.pk)
    if held.is_cancelled:
        raise AlreadyCancelled
    return held


def hold_draft(programme: Programme) -> Programme:
    """Raises AlreadyPublished once everybody can see it."""
    held = hold(programme)
    if held.is_announced():
        raise AlreadyPublished
    return held


def hold_session(session: Session) -> Session:
    """The session as it stands now, its programme held.

    Raises:
        AlreadyCancelled: the programme has been cancelled, or this session.
        SessionHeld: it has taken place.
    """
    programme = hold(session.programme)
    held = session_as_it_stands(session, programme)
    if held.is_cancelled:
        raise AlreadyCancelled
    if held.has_ended() and programme.publishes_at is not None:
        raise SessionHeld
    return held


def session_as_it_stands(session: Session, programme: Programme) -> Session:
    held: Session = Session.objects.select_related("room").get(pk=session.pk)
    held.programme = programme
    return held


def check_times(begins_at: datetime, ends_at: datetime) -> None:
    """Raises SessionTurnedRound or SessionTooLong."""
    if ends_at <= begins_at:
        raise SessionTurnedRound
    if ends_at - begins_at > LONGEST_SESSION:
        raise SessionTooLong(hours=LONGEST_SESSION // timedelta(hours=1))


def check_to_come(programme: Programme, begins_at: datetime) -> None:
    """What will be or is announced lies ahead; templates and last year's dates in a draft do not matter yet.

    Raises:
        TimeHasPassed: it would begin in the past.
    """
    if programme.publishes_at is not None and begins_at <= now():
        raise TimeHasPassed


def refuse_template(programme: Programme) -> None:
    if programme.is_template:
        raise IsTemplate


def reason_given(reason: str) -> str:
    """Raises ReasonMissing."""
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing
    return reason


def revise(session: Session) -> None:
    """Let calendars know that it is another now. Saves nothing."""
    session.revision += 1
    session.changed_at = now()


def rename_room(session: Session, by: Actor) -> None:
    """The room follows the session's name; one that was closed before its time keeps the old one."""
    if session.room is not None and session.room.closed_at is None:
        rooms.reschedule(session.room, title=session.name, by=by)


REVISED = ("revision", "changed_at")
