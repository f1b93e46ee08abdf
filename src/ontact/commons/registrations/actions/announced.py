"""What has been announced is changed here, and whoever planned by it is told in the same transaction.

Cancelling is the desk's (`actions.desk`): it is a line of the book.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.actions import Description, Planned, Weekly
from ontact.commons.programmes.changes import Change
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.registrations.actions.clerk import ask
from ontact.commons.registrations.actions.live_rooms import close_rooms, open_rooms
from ontact.commons.registrations.actions.opened import Ask
from ontact.commons.registrations.actions.telling import tell_change
from ontact.commons.registrations.actions.terms import hold_terms
from ontact.commons.registrations.models import Line, Pool, Terms
from ontact.commons.registrations.queries.fixed import has_begun
from ontact.commons.registrations.queries.pools import pools_for_more
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded


@transaction.atomic
def describe(*, programme: Programme, description: Description, by: Actor) -> int:
    """Another title, text, manner or place. Returns how many letters went out; raises what programmes.describe raises."""
    hold_terms(programme)
    change = programmes.describe(programme=programme, description=description, by=by)
    if change.programme.publishes_at is None:
        return 0
    if change.programme.manner == Manner.ON_SITE:
        close_rooms(change.programme, by)
    else:
        open_rooms(change.programme, by)
    return tell_change(change, by)


@transaction.atomic
def change_session(*, session: Session, title: Worded, lecturer: str, by: Actor) -> int:
    hold_terms(session.programme)
    change = programmes.change_session(session=session, title=title, lecturer=lecturer, by=by)
    return tell_change(change, by)


@transaction.atomic
def move_session(
    *, session: Session, begins_at: datetime, ends_at: datetime, place: Worded | None = None, by: Actor
) -> int:
    """Raises what programmes.move_session raises."""
    hold_terms(session.programme)
    change = programmes.move_session(
        session=session, begins_at=begins_at, ends_at=ends_at, place=place, by=by
    )
    return tell_change(change, by)


@transaction.atomic
def postpone_session(
    *, session: Session, begins_at: datetime, ends_at: datetime, reason: str, by: Actor
) -> int:
    """Raises what programmes.postpone_session raises."""
    hold_terms(session.programme)
    change = programmes.postpone_session(
        session=session, begins_at=begins_at, ends_at=ends_at, reason=reason, by=by
    )
    return tell_change(change, by)


@transaction.atomic
def add_session(*, programme: Programme, planned: Planned, places: int | None = None, by: Actor) -> int:
    """One more; in a running series everybody who has the series has it too. `places`: where each session has its own.

    Raises:
        FewerThanTaken: not everybody of the series would have a place in it.
        and what programmes.add_session raises.
    """
    terms = hold_terms(programme)
    return _added(terms, programmes.add_session(programme=programme, planned=planned, by=by), places, by)


@transaction.atomic
def add_weekly(*, programme: Programme, weekly: Weekly, places: int | None = None, by: Actor) -> int:
    """A whole series at once; raises what add_session raises."""
    terms = hold_terms(programme)
    return _added(terms, programmes.add_weekly(programme=programme, weekly=weekly, by=by), places, by)


def _added(terms: Terms, change: Change, places: int | None, by: Actor) -> int:
    """Places before rooms, rooms before letters: a letter leads to a door that opens."""
    for session in change.sessions:
        _give_places(terms, session, places, by)
    if change.programme.publishes_at is not None:
        open_rooms(change.programme, by)
    return tell_change(change, by)


def _give_places(terms: Terms, session: Session, places: int | None, by: Actor) -> None:
    """The kinds of places that the other sessions have. In a book that has begun none are kept for the desk any more."""
    is_running = has_begun(terms)
    for like in pools_for_more(session.programme):
        facts: dict[str, Any] = {"name": like.name, "capacity": like.capacity if places is None else places}
        facts["kept"] = 0 if is_running else min(like.kept, facts["capacity"])
        pool = Pool.objects.create(programme=session.programme, session=session, **facts)
        if is_running:
            pool_id = str(pool.pk)
            ask(Ask(session.programme_id, Line.Verb.ADD, f"add:{pool_id}", by, {"pool": pool_id}))
