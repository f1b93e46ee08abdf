"""Sessions by time: the next of a programme, and those of a stretch of the calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.clock import now

# A calendar that asks rarely must still learn of what was cancelled last week.
FEED_FROM, FEED_UNTIL = timedelta(days=30), timedelta(days=180)
FEED_AT_MOST = 500


def next_of(sessions: Iterable[Session], moment: datetime) -> Session | None:
    """Of sessions in order of time: the one that is on or comes next; when all are over the last; of none None."""
    last = None
    for session in sessions:
        last = session
        if not session.has_ended(moment):
            break
    return last


def sessions_of(programme: Programme) -> QuerySet[Session]:
    """All of one programme, cancelled ones too, in order of time."""
    found: QuerySet[Session] = programme.sessions.select_related("programme", "room")
    return found.order_by("begins_at", "number")


def sessions_between(begin: datetime, end: datetime, *, moment: datetime | None = None) -> QuerySet[Session]:
    """Announced sessions that touch the stretch [begin, end), the soonest first: the calendar's own query.

    Cancelled ones are among them, to be shown as cancelled.
    """
    found: QuerySet[Session] = Session.objects.announced(moment or now()).filter(
        begins_at__lt=end, ends_at__gt=begin
    )
    return found.select_related("programme__host").order_by("begins_at", "id")


def in_feed(host: Organisation | None = None) -> QuerySet[Session]:
    """The public feed, of one house or of all: a month back, half a year ahead, at most 500, the soonest first."""
    moment = now()
    found = sessions_between(moment - FEED_FROM, moment + FEED_UNTIL)
    if host is not None:
        found = found.filter(programme__host=host)
    return found[:FEED_AT_MOST]
