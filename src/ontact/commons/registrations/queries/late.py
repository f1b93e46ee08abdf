"""Until when a place can be given back without a mark, and whether it is too late for that."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min

from ontact.commons.programmes.models import Session
from ontact.commons.registrations.models import Registration
from ontact.commons.registrations.queries.attendance import terms_of


def free_until(sessions: Iterable[Session], length: timedelta) -> datetime | None:
    """So long before the first of them that takes place; None where none does. No query."""
    begins = [session.begins_at for session in sessions if not session.is_cancelled]
    return min(begins) - length if begins else None


def may_go_until(registration: Registration) -> datetime | None:
    """For the page of a place, before one withdraws. One query, another one for the terms where they are not fetched."""
    sessions = registration.programme.sessions.filter(cancelled_at=None)
    if registration.session_id:
        sessions = sessions.filter(pk=registration.session_id)
    first: datetime | None = sessions.aggregate(first=Min("begins_at"))["first"]
    return first - terms_of(registration.programme).withdraw_until if first else None
