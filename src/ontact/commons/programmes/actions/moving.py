"""What was announced turns out differently: a session is moved, postponed or cancelled, or the whole programme is.

Each act answers with what changed. Whoever called tells the people concerned (`Change.must_be_told`).
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.actions.holding import (
    REVISED,
    check_times,
    check_to_come,
    hold_session,
    reason_given,
    refuse_template,
    revise,
    session_as_it_stands,
)
from ontact.commons.programmes.changes import Change, Kind, as_it_was
from ontact.commons.programmes.errors import NotLater, NotYetPublished, SessionHasBegun, SessionHeld
from ontact.commons.programmes.models import TIMES, Programme, Session
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

POSTPONED = ("postponed_from", "postponed_because")
CANCELLED = ("cancelled_at", "cancelled_because")


@transaction.atomic
def move_session(
    *, session: Session, begins_at: datetime, ends_at: datetime, place: Worded | None = None, by: Actor
) -> Change:
    """Another time or place. An empty Worded means the programme's place, None leaves it as it is.

    Raises:
        SessionHasBegun: everybody is there already; SessionHeld: it is over.
        TimeHasPassed, SessionTurnedRound, SessionTooLong, SpanTooLong: it does not fit.
    """
    held = hold_session(session)
    place = held.place if place is None else place
    if (held.begins_at, held.ends_at, held.place) == (begins_at, ends_at, place):
        return Change(held.programme, Kind.NOTHING)
    if held.programme.is_announced() and held.has_begun():
        raise SessionHasBegun
    was = as_it_was(held)
    held.place = place
    _stand_at(held, begins_at, ends_at, by, also=("place",))
    sign(by, "moved a session", held, was=was.begins_at, begins_at=begins_at, ends_at=ends_at)
    return Change(held.programme, Kind.MOVED, (held,), (was,))


@transaction.atomic
def postpone_session(
    *, session: Session, begins_at: datetime, ends_at: datetime, reason: str, by: Actor
) -> Change:
    """Hold it later, and say why; what was planned first stays readable, also when it is postponed again.

    Raises:
        NotYetPublished: a draft's session is moved without a reason.
        NotLater: the new time lies before the old one.
        and what move_session raises, except that one which has begun may still be postponed.
    """
    reason = reason_given(reason)
    held = hold_session(session)
    if not held.programme.is_announced():
        raise NotYetPublished
    if (held.begins_at, held.ends_at, held.postponed_because) == (begins_at, ends_at, reason):
        return Change(held.programme, Kind.NOTHING)
    if begins_at <= held.begins_at:
        raise NotLater
    was = as_it_was(held)
    held.postponed_from = held.postponed_from or held.begins_at
    held.postponed_because = reason
    _stand_at(held, begins_at, ends_at, by, also=POSTPONED)
    sign(by, "postponed a session", held, was=was.begins_at, begins_at=begins_at, ends_at=ends_at)
    return Change(held.programme, Kind.POSTPONED, (held,), (was,), reason)


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Actor) -> Change:
    """It does not take place; its room is closed. Asked again, nothing changes.

    Raises:
        NotYetPublished: a draft's session is taken out instead.
        SessionHeld: it has taken place.
    """
    reason = reason_given(reason)
    programme: Programme = Programme.objects.locked(session.programme_id)
    held = session_as_it_stands(session, programme)
    if held.is_cancelled:
        return Change(programme, Kind.NOTHING)
    _refuse_unpublished(programme)
    if held.has_ended():
        raise SessionHeld
    was = as_it_was(held)
    _cancel(held, reason, by)
    settle(programme)
    sign(by, "cancelled a session", held, was=was.begins_at)
    return Change(programme, Kind.CANCELLED, (held,), (was,), reason)


@transaction.atomic
def cancel_programme(*, programme: Programme, reason: str, by: Actor) -> Change:
    """Nothing of it takes place any more; what was held stays held. Asked again, nothing changes.

    Raises:
        NotYetPublished: a draft is discarded instead.
        SessionHeld: all of it is over.
    """
    reason = reason_given(reason)
    held: Programme = Programme.objects.locked(programme.pk)
    if held.is_cancelled:
        return Change(held, Kind.NOTHING)
    _refuse_unpublished(held)
    if held.has_ended():
        raise SessionHeld
    to_come = list(held.sessions.standing().filter(ends_at__gt=now()).select_related("room"))
    for session in to_come:
        session.programme = held
    was = tuple(as_it_was(session) for session in to_come)
    held.cancelled_at, held.cancelled_because = now(), reason
    held.save(update_fields=list(CANCELLED))
    for session in to_come:
        _cancel(session, reason, by)
    settle(held)
    sign(by, "cancelled a programme", held, sessions=len(to_come))
    return Change(held, Kind.PROGRAMME_CANCELLED, tuple(to_come), was, reason)


def _stand_at(held: Session, begins_at: datetime, ends_at: datetime, by: Actor, *, also: Any) -> None:
    check_times(begins_at, ends_at)
    check_to_come(held.programme, begins_at)
    if held.room is not None and held.room.closed_at is not None:
        raise SessionHeld
    held.stand_at(begins_at, ends_at, zone=held.programme.zone)
    revise(held)
    held.save(update_fields=[*TIMES, *also, *REVISED])
    if held.room is not None:
        held.room = rooms.reschedule(held.room, begins_at=begins_at, ends_at=ends_at, by=by)
    settle(held.programme)


def _cancel(held: Session, reason: str, by: Actor) -> None:
    held.cancelled_at, held.cancelled_because = now(), reason
    revise(held)
    held.save(update_fields=[*CANCELLED, *REVISED])
    if held.room is not None:
        held.room = rooms.close_room(held.room, by=by)


def _refuse_unpublished(programme: Programme) -> None:
    refuse_template(programme)
    if not programme.is_announced():
        raise NotYetPublished
