"""What the desk does with a programme's places: choose, resize, release, cancel. Each is a line of the book
and signed in the journal.
"""

from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.actions import cancel_programme as cancel_announced
from ontact.commons.programmes.actions import cancel_session as cancel_dated
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.clerk import ask
from ontact.commons.registrations.actions.opened import Answer, Ask
from ontact.commons.registrations.actions.telling import tell_change
from ontact.commons.registrations.errors import ReasonMissing
from ontact.commons.registrations.models import Line, Pool, Registration, Terms
from ontact.foundation.actor import Actor


@transaction.atomic
def choose(*, registration: Registration, chosen: bool, by: Actor) -> Answer:
    """Decide about a unit that is held; one that waits can be refused. A decision once taken is not taken anew."""
    unit = str(registration.unit)
    facts = {"unit": unit, "chosen": chosen}
    key = f"choose:{'yes' if chosen else 'no'}:{unit}"
    answer = ask(Ask(registration.programme_id, Line.Verb.CHOOSE, key, by, facts))
    if chosen:
        sign(by, "chose", registration)
    else:
        sign(by, "did not choose", registration)
    return answer


@transaction.atomic
def resize(*, pool: Pool, capacity: int, key: UUID, by: Actor) -> Answer:
    """More places go to the line at once. `key`: of the form, so that a repeated one is the same line.

    Raises:
        FewerThanTaken: nobody is dropped in silence.
    """
    facts = {"pool": str(pool.pk), "capacity": capacity}
    answer = ask(Ask(pool.programme_id, Line.Verb.RESIZE, f"resize:{key}", by, facts))
    sign(by, "changed the places", pool.programme, pool=pool.pk, capacity=capacity)
    pool.refresh_from_db()
    return answer


@transaction.atomic
def release(*, programme: Programme, by: Actor) -> Answer:
    """The places kept for the desk become everybody's; harmless when repeated."""
    answer = ask(Ask(programme.pk, Line.Verb.RELEASE, "release", by, {}))
    if answer.line_number:
        sign(by, "released the desk's places", programme)
    return answer


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Actor) -> Answer:
    """It does not take place: wishes for it are over, the series goes on without it, and whoever only missed it moves up.
    Everybody concerned is told.

    Raises:
        ReasonMissing: everybody affected is told why.
    """
    _check_reason(reason)
    _lock(session.programme_id)
    change = cancel_dated(session=session, reason=reason, by=by)
    answer = _cancel(session.programme_id, str(session.pk), by)
    tell_change(change, by)
    return answer


@transaction.atomic
def cancel_programme(*, programme: Programme, reason: str, by: Actor) -> Answer:
    """Nothing of it takes place any more: every live wish is over, and every seat taken back.

    Raises:
        ReasonMissing: everybody affected is told why.
    """
    _check_reason(reason)
    _lock(programme.pk)
    change = cancel_announced(programme=programme, reason=reason, by=by)
    answer = _cancel(programme.pk, "", by)
    tell_change(change, by)
    return answer


def _lock(programme_id: UUID) -> None:
    """The terms before the programme and its rooms, as the clerk does."""
    Terms.objects.locked(Terms.objects.values_list("pk", flat=True).get(programme=programme_id))


def _cancel(programme_id: UUID, session: str, by: Actor) -> Answer:
    key = f"cancel:{session or 'all'}"
    return ask(Ask(programme_id, Line.Verb.CANCEL, key, by, {"session": session}))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
